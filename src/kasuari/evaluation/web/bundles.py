"""Many papers at once as one file, and the results as spreadsheets for payroll and the national registry."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.evaluation import operations, queries
from kasuari.evaluation.access_bundel import TAKERS, can_bundle, can_export, can_take
from kasuari.evaluation.enums import BentukBundel, PredikatKinerja, StateBundel
from kasuari.evaluation.models import Bundel
from kasuari.evaluation.operations.bundling import file_of
from kasuari.evaluation.operations.closing import named
from kasuari.evaluation.web.forms import AturanTppForm, BundelForm
from kasuari.evaluation.web.periods import period_tabs, period_with_results
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.jobs import job_view
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.web.made import made_file
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning

PER_PAGE = 25


@require_http_methods(["GET", "POST"])
def page(request: ActorRequest) -> HttpResponse:
    """The bundles that I asked for, and a new one."""
    can_take(request.actor).or_raise()
    period = period_with_results(request, clock.today())
    form = BundelForm(request.POST if request.method == "POST" else None, units=_units(request.actor))
    if period is not None and form.is_bound and form.is_valid():
        given = form.cleaned_data
        unit = organisation.units_of(organisation.instansi_for(request.actor).pk).get(pk=given["unit"])
        try:
            made = operations.ask_bundle(
                periode_evaluasi=period,
                unit=unit,
                isi=given["isi"],
                bentuk=given["bentuk"],
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            return redirect("evaluation:bundle", made.pk)
    found = Paginator(queries.bundel_rows(request.actor), PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "period": period,
        "label": named(period) if period else "",
        "tabs": period_tabs(period, reverse("evaluation:bundles")) if period else [],
        "form": form,
        "page": found,
        "rows": [{"row": row, "period": named(row.periode_evaluasi)} for row in found],
        "columns": [
            _("Unit kerja"),
            _("Periode"),
            _("Diminta"),
            {"label": _("Dokumen"), "number": True},
            _("Keadaan"),
        ],
    }
    return render(request, "evaluation/bundles.html", context, status=422 if form.is_bound else 200)


@require_GET
def one(request: ActorRequest, bundel_id: int) -> HttpResponse:
    """One bundle: how far it is, or its file."""
    bundel = queries.bundel_for(request.actor, bundel_id)
    return render(request, "evaluation/bundle.html", _shown(request, bundel))


@require_GET
def progress(request: ActorRequest, bundel_id: int) -> HttpResponse:
    """The part of the page that looks again by itself."""
    bundel = queries.bundel_for(request.actor, bundel_id)
    answer = render(request, "evaluation/bundle_progress.html", _shown(request, bundel))
    if bundel.state != StateBundel.BERJALAN:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
def go_on(request: ActorRequest, bundel_id: int) -> HttpResponse:
    bundel = queries.bundel_for(request.actor, bundel_id)
    version = whole_number(request.POST.get("version", ""))
    operations.continue_bundle(bundel=bundel, version=version, by=request.actor, at=clock.now())
    messages.success(request, _("Dilanjutkan dari dokumen yang belum ada; tidak ada yang dibuat dua kali."))
    return redirect("evaluation:bundle", bundel.pk)


@require_GET
def download(request: ActorRequest, bundel_id: int) -> FileResponse:
    """The finished file, for whoever asked for it and still oversees the unit."""
    bundel = queries.bundel_for(request.actor, bundel_id)
    can_bundle(request.actor, bundel.unit).or_raise()
    return bundle_file(bundel)


def bundle_file(bundel: Bundel) -> FileResponse:
    """The file as a download. Raises Http404 before it is made and after it was thrown away."""
    path = file_of(bundel)
    if bundel.state != StateBundel.SELESAI or not path.exists():
        raise Http404
    zipped = bundel.bentuk == BentukBundel.ZIP
    name = f"{bundel.unit.nama} {named(bundel.periode_evaluasi)}{path.suffix}"
    answer = FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=name,
        content_type="application/zip" if zipped else "application/pdf",
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_GET
def exports(request: ActorRequest) -> HttpResponse:
    """Spreadsheets of a period, and the local rule for TPP."""
    can_export(request.actor).or_raise()
    return _exports(request)


@require_POST
def set_rule(request: ActorRequest) -> HttpResponse:
    can_export(request.actor).or_raise()
    form = AturanTppForm(request.POST)
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            operations.set_tpp_rule(
                instansi=organisation.instansi_for(request.actor),
                start_date=given.pop("start_date"),
                dasar=given.pop("dasar"),
                percent=given,
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Aturan TPP tersimpan."))
            return redirect("evaluation:exports")
    return _exports(request, form=form, status=422)


@require_POST
def tpp(request: ActorRequest, period_id: int) -> HttpResponse:
    period = planning.periode_evaluasi_for(period_id)
    content = operations.export_tpp(periode_evaluasi=period, by=request.actor, at=clock.now())
    return made_file(content, f"TPP {named(period)}.xlsx")


@require_POST
def siasn(request: ActorRequest, period_id: int) -> HttpResponse:
    period = planning.periode_evaluasi_for(period_id)
    content = operations.export_siasn(periode_evaluasi=period, by=request.actor, at=clock.now())
    return made_file(content, f"SIASN {named(period)}.xlsx")


def _exports(request: ActorRequest, *, form: AturanTppForm | None = None, status: int = 200) -> HttpResponse:
    period = period_with_results(request, clock.today())
    instansi_id = organisation.instansi_for(request.actor).pk
    rules = list(queries.tpp_rules(instansi_id))
    rule = queries.tpp_rule_on(instansi_id, period.last_date) if period else None
    context = {
        "period": period,
        "label": named(period) if period else "",
        "tabs": period_tabs(period, reverse("evaluation:exports")) if period else [],
        "rule": rule,
        "rules": [
            {
                "row": row,
                "now": row == rule,
                "percent": [(label, getattr(row, value)) for value, label in PredikatKinerja.choices],
            }
            for row in rules
        ],
        "form": form or AturanTppForm(),
        "form_open": form is not None or not rules,
    }
    return render(request, "evaluation/exports.html", context, status=status)


def _shown(request: ActorRequest, bundel: Bundel) -> dict[str, Any]:
    view = job_view(bundel.job) if bundel.job else None
    working = bundel.state == StateBundel.BERJALAN
    path = file_of(bundel)
    ready = bundel.state == StateBundel.SELESAI and path.exists()
    return {
        "bundel": bundel,
        "label": named(bundel.periode_evaluasi),
        "working": working,
        "waiting": view is not None and view.is_waiting,
        "stopped": working and (view is None or view.is_finished),
        "ready": ready,
        "megabytes": max(1, round(path.stat().st_size / 1_000_000)) if ready else 0,
        "fields": {"version": bundel.version},
        "trail": [(_("Bundel dokumen"), reverse("evaluation:bundles"))],
    }


def _units(actor: Actor) -> list[tuple[int, str]]:
    """The units that the actor oversees, in the order of the tree."""
    paths = actor.scopes(*TAKERS)
    units = organisation.units_of(organisation.instansi_for(actor).pk)
    return [
        (unit.pk, "\u00a0\u00a0" * unit.depth + unit.nama)
        for unit in units
        if any(unit.path.startswith(path) for path in paths)
    ]
