"""Pages of workblocks: those of an SKP, writing one, its paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.web.made import made_file
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.models import Skp, Workblock
from kasuari.planning.operations import IsianWorkblock
from kasuari.planning.operations.inputs import MAX_TEXT
from kasuari.planning.operations.workblock import TEXTS
from kasuari.planning.printing import workblock_paper
from kasuari.planning.queries.workblock import LISTS
from kasuari.planning.web.manual import trail
from kasuari.planning.web.replies import version_in

_LONG = {"max_length": gettext_lazy("Tulisan ini terlalu panjang; ringkaskan.")}


def _long(label: Any, hint: Any = "", *, rows: int = 2, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=MAX_TEXT,
        error_messages=_LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _short(label: Any, most: int, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, max_length=most, error_messages=_LONG)


def _lines(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class WorkblockForm(forms.Form):
    """The fields of format A.1.4."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    judul = _long(gettext_lazy("Judul inisiatif strategi"), required=True)
    indikator_id = forms.TypedChoiceField(
        label=gettext_lazy("Indikator yang didukung"), required=False, coerce=int, empty_value=None
    )
    intervensi_teks = _long(
        gettext_lazy("Indikator dan target yang diintervensi"),
        gettext_lazy("Sebagaimana akan dicetak, misalnya “30% pemerintah daerah bernilai baik”."),
    )
    pemilik = _short(gettext_lazy("Pemilik strategi"), TEXTS["pemilik"], gettext_lazy("Jabatan, bukan nama."))
    pihak_terlibat = _long(gettext_lazy("Pihak yang terlibat"))
    waktu = _short(gettext_lazy("Waktu penyelesaian"), TEXTS["waktu"])
    penerima_manfaat = _long(gettext_lazy("Penerima manfaat"))
    tujuan = _long(gettext_lazy("Tujuan"))
    anggaran = _short(
        gettext_lazy("Anggaran"),
        TEXTS["anggaran"],
        gettext_lazy("Kosongkan bila belum diketahui; kosong bukan nol."),
    )
    strategi_rutin = _lines(
        gettext_lazy("Strategi rutin (key activities)"), gettext_lazy("Satu baris satu strategi.")
    )
    strategi_transformatif = _lines(
        gettext_lazy("Strategi transformatif"),
        gettext_lazy("Yang mengubah cara kerja, misalnya memakai aplikasi."),
    )
    keluaran_rutin = _lines(
        gettext_lazy("Keluaran kunci rutin (key milestone)"),
        gettext_lazy("Satu baris satu keluaran; pada matriks diusulkan sebagai peran."),
    )
    keluaran_transformatif = _lines(gettext_lazy("Keluaran kunci transformatif"))

    def __init__(self, data: Any, *, skp: Skp, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        choices: list[tuple[Any, Any]] = [("", _("Tidak ada"))]
        choices += [
            (row.id, row.teks or _("belum ditulis"))
            for item in queries.contents(skp).rhk
            for row in item.indikator
        ]
        self.fields["indikator_id"].choices = choices  # type: ignore[attr-defined]

    def isian(self) -> IsianWorkblock:
        """What was written, lists line by line."""
        data = self.cleaned_data
        given: dict[str, Any] = {name: data[name] for name in TEXTS}
        given |= {name: tuple(data[name].splitlines()) for name in LISTS}
        return IsianWorkblock(indikator_id=data["indikator_id"], **given)


@require_GET
def workblocks(request: ActorRequest, skp_id: int) -> HttpResponse:
    """The workblocks of an SKP."""
    skp = queries.skp_for(request.actor, skp_id)
    return render(
        request,
        "planning/workblocks.html",
        {
            "skp": skp,
            "rows": [{"row": row, "lines": queries.lines_of(row)} for row in queries.workblocks_of(skp)],
            "answer": access.can_write_workblock(request.actor, skp),
            "owner": request.actor.pegawai_id is not None and request.actor.pegawai_id == skp.pegawai_id,
            "matriks": queries.matrices_of([skp.pk]).get(skp.pk),
            "trail": trail(skp),
        },
    )


@require_http_methods(["GET", "POST"])
def add(request: ActorRequest, skp_id: int) -> HttpResponse:
    """A new workblock, filled with what is known (`indikator` in the address names one)."""
    skp = queries.skp_for(request.actor, skp_id)
    access.can_write_workblock(request.actor, skp).or_raise()
    asked = request.GET.get("indikator", "")
    chosen = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else None
    data = request.POST if request.method == "POST" else None
    initial: dict[str, Any] = {"indikator_id": chosen or "", **queries.workblock_prefill(skp, chosen)}
    form = WorkblockForm(data, skp=skp, initial=initial)
    if data is not None and form.is_valid():
        try:
            operations.add_workblock(skp=skp, workblock=form.isian(), by=request.actor, at=clock.now())
        except Invalid as refusal:
            _take(form, refusal)
        else:
            messages.success(request, _("Workblock tersimpan."))
            return redirect("planning:workblocks", skp.pk)
    return _page(request, skp, form, None)


@require_http_methods(["GET", "POST"])
def change(request: ActorRequest, workblock_id: int) -> HttpResponse:
    """One workblock: a form for its owner."""
    row = queries.workblock_for(request.actor, workblock_id)
    access.can_write_workblock(request.actor, row.skp).or_raise()
    data = request.POST if request.method == "POST" else None
    form = WorkblockForm(data, skp=row.skp, initial=_held(row))
    if data is not None and form.is_valid():
        try:
            operations.change_workblock(
                row=row, version=version_in(request), workblock=form.isian(), by=request.actor, at=clock.now()
            )
        except Invalid as refusal:
            _take(form, refusal)
        else:
            messages.success(request, _("Workblock tersimpan."))
            return redirect("planning:workblocks", row.skp_id)
    return _page(request, row.skp, form, row)


@require_POST
def remove(request: ActorRequest, workblock_id: int) -> HttpResponse:
    """Remove a workblock."""
    row = queries.workblock_for(request.actor, workblock_id)
    operations.remove_workblock(row=row, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(request, _("Workblock dihapus."))
    return redirect("planning:workblocks", row.skp_id)


@require_GET
def printed(request: ActorRequest, workblock_id: int) -> HttpResponse:
    """The PDF of one workblock (format A.1.4)."""
    row = queries.workblock_for(request.actor, workblock_id)
    content = workblock_paper([row], skp=row.skp, by=request.actor, at=clock.now())
    return made_file(content, f"workblock-{row.skp.periode.tahun}-{row.pk}.pdf")


@require_GET
def printed_all(request: ActorRequest, skp_id: int) -> HttpResponse:
    """The PDF of all workblocks of an SKP."""
    skp = queries.skp_for(request.actor, skp_id)
    rows = list(queries.workblocks_of(skp))
    if not rows:
        raise Http404
    content = workblock_paper(rows, skp=skp, by=request.actor, at=clock.now())
    return made_file(content, f"workblock-{skp.periode.tahun}-{skp.pk}.pdf")


def _held(row: Workblock) -> dict[str, Any]:
    return {
        "version": row.version,
        "indikator_id": row.indikator_id or "",
        **{name: getattr(row, name) for name in TEXTS},
        **{name: "\n".join(lines) for name, lines in queries.lines_of(row).items()},
    }


def _take(form: WorkblockForm, refusal: Invalid) -> None:
    """Put each problem at the field that it names, or at the head."""
    for problem in refusal.problems:
        name = problem.path.partition("/")[0]
        form.add_error(name if name in form.fields else None, str(problem.message))
    if not refusal.problems:
        form.add_error(None, str(refusal.reason))


def _page(request: ActorRequest, skp: Skp, form: WorkblockForm, row: Workblock | None) -> HttpResponse:
    order = ("judul", "indikator_id", *(name for name in TEXTS if name != "judul"))
    return render(
        request,
        "planning/workblock_form.html",
        {
            "skp": skp,
            "row": row,
            "form": form,
            "head": [form[name] for name in order],
            "lists": [form[name] for name in LISTS],
            "fields": {"version": row.version} if row else {},
            "trail": [*trail(skp), (_("Workblock"), reverse("planning:workblocks", args=[skp.pk]))],
        },
        status=422 if request.method == "POST" else 200,
    )
