"""Pages of the perjanjian kinerja: all of them, one, an indicator by hand, a file with its preview."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.foundation import clock
from kasuari.foundation.reasons import explain
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.foundation.timeline import story
from kasuari.foundation.web.fragments import asks_for, how_far
from kasuari.foundation.web.running import Running, running
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import operations, queries
from kasuari.planning.access import can_finalise_pk, can_write_pk
from kasuari.planning.enums import ArahTarget, JenisTrajektori, Perspektif, StateImporPk, StatePk
from kasuari.planning.models import ImporPk, PerjanjianKinerja
from kasuari.planning.numbers import number_in_words
from kasuari.planning.operations import IsianPk
from kasuari.planning.pk_file import PkRow
from kasuari.planning.web.forms import NumberField, number_text
from kasuari.planning.web.replies import version_in

ON_A_PAGE = 25
TABS = (
    ("refused", gettext_lazy("Ditolak")),
    ("warned", gettext_lazy("Perlu dilihat")),
    ("new", gettext_lazy("Baru")),
    ("changed", gettext_lazy("Berubah")),
    ("unchanged", gettext_lazy("Tetap")),
)


class FileForm(forms.Form):
    """The file of perjanjian kinerja."""

    file = forms.FileField(label=gettext_lazy("Berkas"))


class ItemForm(forms.Form):
    """One indicator by hand."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    unit = forms.TypedChoiceField(label=gettext_lazy("Unit kerja"), coerce=int)
    tahun = forms.IntegerField(label=gettext_lazy("Tahun"), min_value=2022, max_value=2099)
    kode = forms.CharField(label=gettext_lazy("Kode"), max_length=40)
    no_sasaran = forms.IntegerField(label=gettext_lazy("Nomor sasaran"), min_value=1, max_value=500)
    sasaran = forms.CharField(
        label=gettext_lazy("Sasaran"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    nomor = forms.IntegerField(label=gettext_lazy("Nomor indikator"), min_value=1, max_value=500)
    teks = forms.CharField(
        label=gettext_lazy("Indikator"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    satuan = forms.CharField(label=gettext_lazy("Satuan"), max_length=60)
    baseline = NumberField(label=gettext_lazy("Baseline"), required=False)
    target = NumberField(label=gettext_lazy("Target"))
    arah = forms.ChoiceField(label=gettext_lazy("Arah"), choices=ArahTarget.choices)
    trajektori = forms.ChoiceField(
        label=gettext_lazy("Jenis trajektori"), choices=JenisTrajektori.choices, initial="posisi"
    )
    target_tw1 = NumberField(label=gettext_lazy("Target triwulan I"), required=False)
    target_tw2 = NumberField(label=gettext_lazy("Target triwulan II"), required=False)
    target_tw3 = NumberField(label=gettext_lazy("Target triwulan III"), required=False)
    target_tw4 = NumberField(label=gettext_lazy("Target triwulan IV"), required=False)
    program = forms.CharField(label=gettext_lazy("Program"), max_length=300, required=False)
    anggaran = NumberField(
        label=gettext_lazy("Anggaran (Rp)"),
        required=False,
        help_text=gettext_lazy("Anggaran program pada sasaran ini; berlaku bagi semua indikatornya."),
    )
    perspektif = forms.ChoiceField(
        label=gettext_lazy("Perspektif"),
        required=False,
        choices=[("", gettext_lazy("Belum diusulkan")), *Perspektif.choices],
    )
    penanggung_jawab_teks = forms.CharField(
        label=gettext_lazy("Penanggung jawab"), max_length=200, required=False
    )

    def __init__(self, data: Any, *, units: list[tuple[int, str]], initial: dict[str, Any], fixed: bool):
        super().__init__(data, initial=initial)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        for name in ("unit", "tahun", "kode"):
            self.fields[name].disabled = fixed

    def isian(self, *, penanggung_jawab_id: int | None = None) -> IsianPk:
        names = set(IsianPk.__slots__) - {"penanggung_jawab_id"}
        given = {name: value for name, value in self.cleaned_data.items() if name in names}
        return IsianPk(**given, penanggung_jawab_id=penanggung_jawab_id)


@require_http_methods(["GET", "POST"])
def pks(request: ActorRequest) -> HttpResponse:
    """Every perjanjian kinerja of the agency; for the clerk also the form that hands in a file."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        can_write_pk(request.actor).or_raise()
        if form.is_valid():
            upload: UploadedFile[bytes] = form.cleaned_data["file"]
            try:
                impor = operations.read_pk_import(
                    content=upload.read(),
                    name=upload.name or "berkas",
                    instansi=organisation.instansi_for(request.actor),
                    by=request.actor,
                    at=clock.now(),
                )
            except Refusal as refusal:
                form.add_error("file", str(refusal.reason))
            else:
                return redirect("planning:pk_import", impor.pk)
    page = Paginator(queries.perjanjian_rows(request.actor), ON_A_PAGE).get_page(request.GET.get("halaman"))
    return render(
        request,
        "planning/pks.html",
        {
            "page": page,
            "rows": list(page),
            "form": form,
            "can_write": can_write_pk(request.actor),
            "impor": list(queries.impor_pk_rows(request.actor)[:5]),
            "columns": [
                _("Unit kerja"),
                _("Tahun"),
                {"label": _("Indikator"), "number": True},
                _("Keadaan"),
            ],
        },
        status=422 if request.method == "POST" else 200,
    )


@require_GET
def pk(request: ActorRequest, pk_id: int) -> HttpResponse:
    """One perjanjian kinerja as it stands."""
    found = queries.perjanjian_for(request.actor, pk_id)
    final = found.state == StatePk.FINAL
    answer = can_finalise_pk(request.actor, found.unit.path)
    return render(
        request,
        "planning/pk.html",
        {
            "pk": found,
            "final": final,
            "sasaran": [_sasaran(row) for row in queries.sasaran_of(found.pk)],
            "can_write": can_write_pk(request.actor, found.unit.path),
            "can_finalise": answer,
            "columns": [
                _("Indikator"),
                _("Baseline"),
                _("Target"),
                "TW I",
                "TW II",
                "TW III",
                "TW IV",
                _("Penanggung jawab"),
            ],
            "fields": {"version": found.version},
            "tree_place": f"?sorot=u{found.unit_id}",
            "trail": [(_("Perjanjian kinerja"), reverse("planning:pks"))],
            "story": story("planning.pk", found.pk),
        },
    )


def _sasaran(row: Any) -> dict[str, Any]:
    items = list(row.indikator.all())
    programs = {item.program.pk: item.program for item in items if item.program}
    return {
        "row": row,
        "programs": [
            {"nama": program.nama, "anggaran": number_in_words(program.anggaran)}
            for program in programs.values()
        ],
        "items": [
            {
                "item": item,
                "baseline": number_in_words(item.baseline),
                "target": queries.pk_target_words(item),
                "quarters": [
                    (f"TW {roman}", number_in_words(getattr(item, f"target_tw{number}")))
                    for number, roman in ((1, "I"), (2, "II"), (3, "III"), (4, "IV"))
                ],
            }
            for item in items
        ],
    }


@require_http_methods(["GET", "POST"])
def add(request: ActorRequest) -> HttpResponse:
    """An indicator by hand; the first of a unit begins its perjanjian kinerja."""
    can_write_pk(request.actor).or_raise()
    asked = request.GET
    initial: dict[str, Any] = {"tahun": clock.today().year, "no_sasaran": 1, "nomor": 1}
    initial |= {name: asked[name] for name in ("unit", "tahun") if asked.get(name, "").isdigit()}
    form = ItemForm(
        request.POST or None, units=queries.unit_choices(request.actor), initial=initial, fixed=False
    )
    if request.method == "POST" and form.is_valid():
        unit = organisation.unit_for(request.actor, form.cleaned_data["unit"])
        try:
            item = operations.add_indikator_pk(
                unit=unit,
                tahun=form.cleaned_data["tahun"],
                isian=form.isian(),
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, _("Indikator ditambahkan."))
            return redirect("planning:pk", item.sasaran.perjanjian_id)
    return _item_page(request, form, title=_("Tambah indikator"))


@require_http_methods(["GET", "POST"])
def change(request: ActorRequest, indikator_pk_id: int) -> HttpResponse:
    """One indicator with its sasaran, programme and targets."""
    item = queries.indikator_pk_for(request.actor, indikator_pk_id)
    perjanjian = item.sasaran.perjanjian
    can_write_pk(request.actor, perjanjian.unit.path).or_raise()
    before = queries.isian_of(item)
    initial: dict[str, Any] = {name: getattr(before, name) for name in IsianPk.__slots__}
    numbers = [name for name, field in ItemForm.base_fields.items() if isinstance(field, NumberField)]
    initial |= {name: number_text(initial[name]) for name in numbers}
    initial |= {"unit": perjanjian.unit_id, "tahun": perjanjian.tahun, "version": perjanjian.version}
    units = [(perjanjian.unit_id, perjanjian.unit.nama)]
    form = ItemForm(request.POST or None, units=units, initial=initial, fixed=True)
    if request.method == "POST" and form.is_valid():
        kept = item.penanggung_jawab_id
        same = form.cleaned_data["penanggung_jawab_teks"] == item.penanggung_jawab_teks
        try:
            operations.change_indikator_pk(
                item=item,
                version=form.cleaned_data["version"],
                isian=form.isian(penanggung_jawab_id=kept if same else None),
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, _("Indikator disimpan."))
            return redirect("planning:pk", perjanjian.pk)
    return _item_page(request, form, title=_("Ubah indikator"), perjanjian=perjanjian, item_id=item.pk)


def _item_page(
    request: ActorRequest,
    form: ItemForm,
    *,
    title: str,
    perjanjian: PerjanjianKinerja | None = None,
    item_id: int = 0,
) -> HttpResponse:
    trail = [(_("Perjanjian kinerja"), reverse("planning:pks"))]
    if perjanjian is not None:
        trail.append((perjanjian.unit.nama, reverse("planning:pk", args=[perjanjian.pk])))
    return render(
        request,
        "planning/pk_item.html",
        {
            "form": form,
            "title": title,
            "trail": trail,
            "item_id": item_id,
            "fields": {"version": perjanjian.version} if perjanjian else {},
        },
        status=422 if request.method == "POST" else 200,
    )


@require_POST
def remove(request: ActorRequest, indikator_pk_id: int) -> HttpResponse:
    """Take an indicator out of the perjanjian kinerja."""
    item = queries.indikator_pk_for(request.actor, indikator_pk_id)
    operations.remove_indikator_pk(item=item, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(request, _("Indikator dikeluarkan dari perjanjian kinerja."))
    return redirect("planning:pk", item.sasaran.perjanjian_id)


@require_POST
def finalise(request: ActorRequest, pk_id: int) -> HttpResponse:
    """Say that it is set."""
    found = queries.perjanjian_for(request.actor, pk_id)
    operations.finalise_pk(perjanjian=found, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(request, _("Perjanjian kinerja ditetapkan."))
    return redirect("planning:pk", found.pk)


@require_POST
def reopen(request: ActorRequest, pk_id: int) -> HttpResponse:
    """Open it again, because it is amended."""
    found = queries.perjanjian_for(request.actor, pk_id)
    operations.reopen_pk(perjanjian=found, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(request, _("Perjanjian kinerja dibuka untuk diubah."))
    return redirect("planning:pk", found.pk)


@require_GET
def preview(request: ActorRequest, impor_id: int) -> HttpResponse:
    """What the file would do, tab by tab."""
    can_write_pk(request.actor).or_raise()
    impor = queries.impor_pk_for(request.actor, impor_id)
    if asks_for(request, "kemajuan"):
        return how_far(request, _working_on(impor), url=reverse("planning:pk_import", args=[impor.pk]))
    if impor.state == StateImporPk.MENERAPKAN:
        return _running(request, impor)
    waiting = impor.state == StateImporPk.PRATINJAU
    found = operations.preview_of(impor)
    counts = found.counts if waiting else impor.counts
    show = request.GET.get("tampil") or next((key for key, _label in TABS if counts.get(key)), "unchanged")
    if show not in dict(TABS):
        raise Http404
    rows = [row for row in found.rows if _tab_of(row, show)] if waiting else []
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("halaman"))
    refused = counts.get("refused", 0)
    return render(
        request,
        "planning/pk_import.html",
        {
            "impor": impor,
            "waiting": waiting,
            "apply_url": reverse("planning:pk_import_apply", args=[impor.pk]),
            "cancel_url": reverse("planning:pk_import_cancel", args=[impor.pk]),
            "story": story("planning.impor_pk", impor.pk),
            "went_wrong": [explain(item["code"], **item["params"]) for item in impor.problems],
            "counts": counts,
            "tabs": [
                {
                    "label": label,
                    "url": f"{reverse('planning:pk_import', args=[impor.pk])}?tampil={key}",
                    "active": key == show,
                    "count": counts.get(key, 0),
                }
                for key, label in TABS
                if counts.get(key) or key == show
            ],
            "page": page,
            "page_base": f"?tampil={show}",
            "rows": [_line(row) for row in page],
            "why_not": explain("planning.pk_refused_rows", count=refused) if refused else None,
            "fields": {"version": impor.version},
            "trail": [(_("Perjanjian kinerja"), reverse("planning:pks"))],
        },
    )


def _working_on(impor: ImporPk) -> Running | None:
    return running(impor.job_id, _("Menerapkan berkas")) if impor.state == StateImporPk.MENERAPKAN else None


def _running(request: ActorRequest, impor: ImporPk) -> HttpResponse:
    """How far the job is; nothing of the file is read meanwhile."""
    context = {
        "impor": impor,
        "counts": impor.counts,
        "running": _working_on(impor),
        "story": story("planning.impor_pk", impor.pk),
        "fields": {"version": impor.version},
        "trail": [(_("Perjanjian kinerja"), reverse("planning:pks"))],
    }
    return render(request, "planning/pk_import_running.html", context)


def _tab_of(row: PkRow, show: str) -> bool:
    if show in {"refused", "warned"}:
        return row.verdict == show
    return row.action == show and not row.refused


def _line(row: PkRow) -> dict[str, Any]:
    return {
        "row": row,
        "title": row.values.get("teks") or _("(tanpa nama)"),
        "unit": row.values.get("unit_nama") or row.values.get("unit_kode", ""),
        "problems": row.problems,
    }


@require_POST
def apply(request: ActorRequest, impor_id: int) -> HttpResponse:
    """Write everything that the file says."""
    impor = operations.proceed_pk_import(
        impor=_impor(request, impor_id), version=version_in(request), by=request.actor, at=clock.now()
    )
    if impor.state == StateImporPk.MENERAPKAN:
        return redirect("planning:pk_import", impor.pk)
    messages.success(
        request,
        _("Berkas diterapkan: %(new)d baru, %(changed)d berubah, %(unchanged)d tetap.")
        % {key: impor.counts.get(key, 0) for key in ("new", "changed", "unchanged")},
    )
    return redirect("planning:pks")


@require_POST
def repeat(request: ActorRequest, impor_id: int) -> HttpResponse:
    """Hand the work to another job, where the one before has ended in the middle."""
    impor = operations.repeat_pk_import(
        impor=_impor(request, impor_id), version=version_in(request), by=request.actor, at=clock.now()
    )
    return redirect("planning:pk_import", impor.pk)


@require_POST
def cancel(request: ActorRequest, impor_id: int) -> HttpResponse:
    """Give the preview up."""
    operations.cancel_pk_import(
        impor=_impor(request, impor_id), version=version_in(request), by=request.actor, at=clock.now()
    )
    messages.success(request, _("Impor dibatalkan. Tidak ada data yang berubah."))
    return redirect("planning:pks")


def _impor(request: ActorRequest, impor_id: int) -> ImporPk:
    can_write_pk(request.actor).or_raise()
    return queries.impor_pk_for(request.actor, impor_id)
