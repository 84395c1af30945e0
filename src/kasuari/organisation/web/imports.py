"""Pages of importing: upload, preview, mending in place, applying."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.documents.spreadsheet import write_rows
from kasuari.foundation import clock
from kasuari.foundation.files import serve
from kasuari.foundation.reasons import Reason, explain
from kasuari.foundation.refusals import Refusal
from kasuari.foundation.timeline import story
from kasuari.foundation.web.fragments import asks_for, how_far
from kasuari.foundation.web.made import made_file
from kasuari.foundation.web.numbers import whole_number
from kasuari.foundation.web.running import Running, running
from kasuari.organisation import operations, queries
from kasuari.organisation.access import can_import
from kasuari.organisation.enums import ImportState, RowAction, RowVerdict
from kasuari.organisation.importing.columns import label_of
from kasuari.organisation.importing.problems import Finding
from kasuari.organisation.importing.report import in_words
from kasuari.organisation.models import ImportBatch, ImportRow
from kasuari.organisation.web.forms import RowForm, UploadForm
from kasuari.organisation.web.middleware import ActorRequest

ON_A_PAGE = 25
TABS = (
    RowVerdict.REFUSED,
    RowVerdict.WARNED,
    RowAction.NEW,
    RowAction.CHANGED,
    RowAction.UNCHANGED,
    RowVerdict.NORMALISED,
    RowVerdict.SKIPPED,
)


@require_http_methods(["GET", "POST"])
def imports(request: ActorRequest) -> HttpResponse:
    """Earlier imports and the form for another."""
    can_import(request.actor).or_raise()
    instansi = queries.instansi_for(request.actor)
    started = queries.root_of(instansi) is not None
    first_day = clock.today() if started else date(clock.today().year, 1, 1)
    initial = {"effective_date": first_day, "kind": "pegawai" if started else "unit"}
    form = UploadForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        upload: UploadedFile[bytes] = form.cleaned_data["file"]
        try:
            batch = operations.receive_import(
                kind=form.cleaned_data["kind"],
                content=upload.read(),
                name=upload.name or "berkas",
                instansi=instansi,
                effective_date=form.cleaned_data["effective_date"],
                by=request.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error("file", str(refusal.reason))
        else:
            return redirect("organisation:import", batch.pk)
    page = Paginator(queries.imports_for(request.actor), ON_A_PAGE).get_page(request.GET.get("halaman"))
    status = 422 if form.is_bound else 200
    return render(
        request,
        "organisation/imports.html",
        {"form": form, "page": page, "batches": list(page)},
        status=status,
    )


@require_GET
def preview(request: ActorRequest, import_id: int) -> HttpResponse:
    """What the file would do, tab by tab; while a job works on it, how far that is."""
    batch = _batch(request, import_id)
    if asks_for(request, "kemajuan"):
        return how_far(request, working_on(batch), url=reverse("organisation:import", args=[batch.pk]))
    return _preview(request, batch)


def working_on(batch: ImportBatch) -> Running | None:
    """How far the job of an import is; None for an import that no job works on."""
    labels = {ImportState.READING: _("Membaca berkas"), ImportState.APPLYING: _("Menerapkan berkas")}
    label = labels.get(ImportState(batch.state))
    return running(batch.job_id, label) if label else None


def _batch(request: ActorRequest, import_id: int) -> ImportBatch:
    can_import(request.actor).or_raise()
    return queries.import_for(request.actor, import_id)


def _preview(
    request: ActorRequest, batch: ImportBatch, *, forms: dict[int, RowForm] | None = None, status: int = 200
) -> HttpResponse:
    show = request.GET.get("tampil", "") or _first_tab(batch)
    if show not in {str(tab) for tab in TABS}:
        raise Http404
    page = Paginator(queries.rows_for(batch, show=show), ON_A_PAGE).get_page(request.GET.get("halaman"))
    return render(
        request,
        "organisation/import.html",
        {
            "batch": batch,
            "tabs": [
                _tab(batch, tab, show) for tab in TABS if batch.counts.get(str(tab)) or str(tab) == show
            ],
            "show": show,
            "page": page,
            "page_base": f"?tampil={show}",
            "rows": [_row(batch, row, (forms or {}).get(row.pk)) for row in page],
            "open": batch.state == ImportState.PREVIEW,
            "running": working_on(batch),
            "story": story("organisation.import", batch.pk),
            "went_wrong": [explain(item["code"], **item["params"]) for item in batch.problems],
            "why_not": _why_not(batch),
            "recognised": [_columns(batch, item) for item in batch.columns],
            "problem_count": batch.counts.get("refused", 0) + batch.counts.get("warned", 0),
        },
        status=status,
    )


def _first_tab(batch: ImportBatch) -> str:
    return next((str(tab) for tab in TABS if batch.counts.get(str(tab))), str(RowAction.UNCHANGED))


def _tab(batch: ImportBatch, tab: Any, show: str) -> dict[str, Any]:
    return {
        "label": tab.label,
        "url": f"{reverse('organisation:import', args=[batch.pk])}?tampil={tab.value}",
        "active": tab.value == show,
        "count": batch.counts.get(tab.value, 0),
    }


def _why_not(batch: ImportBatch) -> Reason | None:
    if refused := batch.counts.get("refused"):
        return explain("import.has_refused", count=refused)
    return None


def _columns(batch: ImportBatch, item: dict[str, Any]) -> dict[str, Any]:
    return {**item, "labels": ", ".join(label_of(batch.kind, key) for key in item["keys"])}


def _row(batch: ImportBatch, row: ImportRow, form: RowForm | None) -> dict[str, Any]:
    findings = [Finding.restored(item) for item in row.problems]
    values = row.values
    return {
        "row": row,
        "title": values.get("nama") or _first_text(row) or _("(tanpa nama)"),
        "detail": values.get("nip") or values.get("kode") or "",
        "problems": [
            {
                **in_words(finding, kind=batch.kind),
                "read": _read(row, finding.column),
                "grave": finding.severity == 3,
            }
            for finding in findings
        ],
        "changes": [{**change, "label": label_of(batch.kind, change["column"])} for change in row.changes],
        "form": form,
        "form_url": reverse("organisation:import_row", args=[batch.pk, row.pk]),
    }


def _read(row: ImportRow, column: str) -> str:
    value = row.raw.get(column, "")
    return str(value.get("angka", "")) if isinstance(value, dict) else str("" if value is None else value)


def _first_text(row: ImportRow) -> str:
    return next((str(value) for value in row.raw.values() if isinstance(value, str) and value.strip()), "")


@require_http_methods(["GET", "POST"])
def mend(request: ActorRequest, import_id: int, row_id: int) -> HttpResponse:
    """The cells of one row as a form; saving checks the row again, with all it touches."""
    batch = _batch(request, import_id)
    row = queries.rows_for(batch).filter(pk=row_id).first()
    if row is None:
        raise Http404
    form = RowForm(
        request.POST if request.method == "POST" else None,
        row=row,
        kind=batch.kind,
        initial={"version": batch.version},
    )
    if request.method == "POST" and form.is_valid():
        mended = operations.mend_row(
            batch=batch,
            row=row,
            values=form.cells,
            version=form.cleaned_data["version"],
            by=request.actor,
            at=clock.now(),
        )
        if mended.verdict == RowVerdict.REFUSED:
            messages.warning(request, _("Baris %(row)d masih ditolak. Lihat alasannya.") % {"row": row.row})
            return redirect("organisation:import_row", batch.pk, row.pk)
        messages.success(request, _("Baris %(row)d sudah beres.") % {"row": row.row})
        return redirect("organisation:import", batch.pk)
    context = {
        "batch": batch,
        "item": _row(batch, row, None),
        "form": form,
        "open": batch.state == ImportState.PREVIEW,
    }
    return render(request, "organisation/import_row.html", context, status=422 if form.is_bound else 200)


@require_POST
def apply(request: ActorRequest, import_id: int) -> HttpResponse:
    batch = operations.proceed_import(
        batch=_batch(request, import_id), version=_version(request), by=request.actor, at=clock.now()
    )
    if batch.state == ImportState.APPLYING:
        return redirect("organisation:import", batch.pk)
    messages.success(
        request,
        _("Berkas diterapkan: %(new)d baru, %(changed)d berubah, %(unchanged)d tetap.")
        % {key: batch.counts.get(key, 0) for key in ("new", "changed", "unchanged")},
    )
    return redirect("organisation:import", batch.pk)


@require_POST
def repeat(request: ActorRequest, import_id: int) -> HttpResponse:
    """Hand the work to another job, where the one before has ended in the middle."""
    batch = operations.repeat_import(
        batch=_batch(request, import_id), version=_version(request), by=request.actor, at=clock.now()
    )
    return redirect("organisation:import", batch.pk)


@require_POST
def cancel(request: ActorRequest, import_id: int) -> HttpResponse:
    operations.cancel_import(
        batch=_batch(request, import_id), version=_version(request), by=request.actor, at=clock.now()
    )
    messages.success(request, _("Impor dibatalkan. Tidak ada data yang berubah."))
    return redirect("organisation:imports")


def _version(request: ActorRequest) -> int:
    return whole_number(request.POST.get("version", ""), otherwise=-1)


@require_GET
def problems(request: ActorRequest, import_id: int) -> HttpResponse:
    """Every row with a problem as a spreadsheet, to be mended at its source."""
    batch = _batch(request, import_id)
    lines = []
    for row in batch.rows.filter(verdict__in=[RowVerdict.REFUSED, RowVerdict.WARNED]).order_by("pk"):
        for item in row.problems:
            finding = Finding.restored(item)
            if finding.severity >= 2:
                words = in_words(finding, kind=batch.kind)
                lines.append(
                    (
                        row.sheet,
                        row.row,
                        row.values.get("nip") or row.values.get("kode", ""),
                        row.values.get("nama", ""),
                        row.get_verdict_display(),
                        words["label"],
                        _read(row, finding.column),
                        words["message"],
                        words["suggestion"],
                    )
                )
    headers = [
        _("Lembar"),
        _("Baris"),
        _("NIP atau kode"),
        _("Nama"),
        _("Hasil"),
        _("Kolom"),
        _("Tertulis"),
        _("Masalah"),
        _("Saran"),
    ]
    content = write_rows(headers, lines, sheet=_("Masalah"))
    return made_file(content, f"masalah-impor-{batch.pk}.xlsx")


@require_GET
def original(request: ActorRequest, import_id: int) -> HttpResponseBase:
    """The file as it was uploaded."""
    batch = _batch(request, import_id)
    if batch.file is None:
        raise Http404
    return serve(batch.file)
