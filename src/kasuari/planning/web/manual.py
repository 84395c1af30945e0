"""Pages of the manual indikator: how far an SKP is, writing one, reading one, its paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from kasuari.foundation import clock
from kasuari.foundation.web.made import made_file
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.enums import KualitasKendali, PeriodePelaporan
from kasuari.planning.models import Indikator, Skp
from kasuari.planning.operations import IsianManual
from kasuari.planning.operations.inputs import LONGEST, MAX_TEXT
from kasuari.planning.printing import manual_paper
from kasuari.planning.queries import IsiIndikator, IsiManual, IsiRhk
from kasuari.planning.web.replies import attempt, is_autosave, saved, unreadable
from kasuari.planning.wording import MANUAL_PARTS

_LONG = {"max_length": gettext_lazy("Tulisan ini terlalu panjang; ringkaskan.")}
_UNDERSTOOD = (
    ("", gettext_lazy("Belum dinyatakan"), gettext_lazy("Manual tetap disusun untuk setiap indikator.")),
    (
        "belum",
        gettext_lazy("Belum dipahami semua"),
        gettext_lazy("Manual wajib lengkap sebelum SKP diajukan (Lampiran BAB II A.3.b)."),
    ),
    ("sudah", gettext_lazy("Sudah dipahami semua"), gettext_lazy("Manual membantu, dan tidak menahan SKP.")),
)
_SAID: dict[str, bool | None] = {"": None, "belum": False, "sudah": True}


class ManualForm(forms.Form):
    """The parts of format A.1.3 that are not in the SKP already."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    dipahami = forms.ChoiceField(
        required=False,
        choices=[(value, label) for value, label, _text in _UNDERSTOOD],
        widget=forms.RadioSelect,
    )
    tujuan = forms.CharField(
        label=MANUAL_PARTS["tujuan"],
        required=False,
        max_length=MAX_TEXT,
        error_messages=_LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Untuk mengetahui apa indikator ini dipakai."),
    )
    definisi = forms.CharField(
        label=MANUAL_PARTS["definisi"],
        required=False,
        max_length=LONGEST,
        error_messages=_LONG,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Jelaskan istilahnya agar semua orang membacanya sama."),
    )
    formula = forms.CharField(
        label=MANUAL_PARTS["formula"],
        required=False,
        max_length=LONGEST,
        error_messages=_LONG,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    satuan = forms.CharField(label=MANUAL_PARTS["satuan"], required=False, max_length=60)
    kualitas = forms.ChoiceField(label=MANUAL_PARTS["kualitas"], required=False, widget=forms.RadioSelect)
    sumber_data = forms.CharField(
        label=MANUAL_PARTS["sumber_data"],
        required=False,
        max_length=MAX_TEXT,
        error_messages=_LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Laporan, aplikasi, atau survei tempat angkanya diambil."),
    )
    periode_pelaporan = forms.ChoiceField(
        label=MANUAL_PARTS["periode_pelaporan"],
        required=False,
        choices=PeriodePelaporan.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any, *, skp: Skp, indikator: IsiIndikator, version: int) -> None:
        held = indikator.manual
        first: dict[str, Any] = {
            "version": version,
            "dipahami": next(name for name, value in _SAID.items() if value is held.dipahami),
            **{name: getattr(held, name) for name in MANUAL_PARTS},
        }
        if not held.begun and not held.satuan:
            first["satuan"] = _known_unit(indikator)
        super().__init__(data, initial=first)
        labels = dict(KualitasKendali.choices)
        self.fields["kualitas"].choices = [  # type: ignore[attr-defined]
            (name, labels[name]) for name in queries.kualitas_choices(skp.format)
        ]
        if skp.format not in queries.KUANTITATIF:
            optional = _("Boleh kosong bagi pendekatan hasil kerja kualitatif.")
            self.fields["formula"].help_text = optional
            self.fields["satuan"].help_text = optional

    def isian(self) -> IsianManual:
        """What was written."""
        data = self.cleaned_data
        return IsianManual(dipahami=_SAID[data["dipahami"]], **{name: data[name] for name in MANUAL_PARTS})


def _known_unit(indikator: IsiIndikator) -> str:
    """The unit as the SKP has it, a percent sign in words as the examples write it."""
    if indikator.satuan:
        return "Persen" if indikator.satuan in {"%", "persen"} else indikator.satuan
    return "Persen" if "%" in f"{indikator.target} {indikator.teks}" else ""


@require_GET
def manuals(request: ActorRequest, skp_id: int) -> HttpResponse:
    """Every indikator of an SKP with how far its manual is."""
    skp = queries.skp_for(request.actor, skp_id)
    isi = queries.contents(skp)
    return render(
        request,
        "planning/manuals.html",
        {
            "skp": skp,
            "count": queries.manual_count(isi),
            "asked": queries.manual_asked(skp),
            "editable": access.can_edit_skp(request.actor, skp),
            "can_start": access.can_start_version(request.actor, skp),
            "groups": [
                {
                    "rhk": item,
                    "rows": [{"item": row, "missing": missing_words(row.manual)} for row in item.indikator],
                }
                for item in isi.rhk
                if item.indikator
            ],
            "columns": [_("Indikator"), _("Target"), _("Manual")],
            "trail": trail(skp),
        },
    )


@require_http_methods(["GET", "POST"])
def manual(request: ActorRequest, skp_id: int, indikator_id: int) -> HttpResponse:
    """The manual of one indikator as a form that saves itself."""
    skp = queries.skp_for(request.actor, skp_id)
    rhk, item = _named(skp, indikator_id)
    access.can_edit_skp(request.actor, skp).or_raise()
    data = request.POST if request.method == "POST" else None
    form = ManualForm(data, skp=skp, indikator=item, version=skp.version)
    if data is not None:
        if form.is_valid():
            return attempt(request, lambda: _write(request, skp, item, form))
        if is_autosave(request):
            return unreadable({name: [str(word) for word in found] for name, found in form.errors.items()})
    return render(
        request,
        "planning/manual_form.html",
        {
            **form_context(skp, rhk, item, form),
            "trail": [*trail(skp), (_("Manual indikator"), reverse("planning:manuals", args=[skp.pk]))],
        },
        status=422 if data is not None else 200,
    )


def form_context(skp: Skp, rhk: IsiRhk, item: IsiIndikator, form: ManualForm) -> dict[str, Any]:
    """What the page of the form shows, for a draft and for a version."""
    source = Indikator.objects.filter(pk=item.id).select_related("indikator_pk__program").first()
    return {
        "skp": skp,
        "item": item,
        "form": form,
        "asked": queries.manual_asked(skp),
        "understood": [(value, label, text) for value, label, text in _UNDERSTOOD],
        "understood_now": form["dipahami"].value() or "",
        "facts": _known(rhk, item, source),
        "missing": missing_words(item.manual),
    }


def _write(request: ActorRequest, skp: Skp, item: IsiIndikator, form: ManualForm) -> HttpResponse:
    operations.write_manual(
        skp=skp,
        version=form.cleaned_data["version"],
        indikator_id=item.id,
        manual=form.isian(),
        by=request.actor,
        at=clock.now(),
    )
    return saved(
        request, skp, url=reverse("planning:manuals", args=[skp.pk]), words=_("Manual indikator tersimpan.")
    )


@require_GET
def read(request: ActorRequest, indikator_id: int) -> HttpResponse:
    """One manual, for everybody of the agency once the plan was handed in."""
    row, held = queries.indikator_with_manual(request.actor, indikator_id)
    skp = row.rhk.skp
    return render(
        request,
        "planning/manual.html",
        {
            "row": row,
            "skp": skp,
            "manual": held,
            "target": queries.target_in_words(row),
            "facts": [(MANUAL_PARTS[name], _shown(held, name)) for name in MANUAL_PARTS],
            "long": ("definisi", "formula"),
            "mine": request.actor.pegawai_id is not None and request.actor.pegawai_id == skp.pegawai_id,
        },
    )


@require_GET
def printed(request: ActorRequest, indikator_id: int) -> HttpResponse:
    """The PDF of one manual (format A.1.3)."""
    row, _held = queries.indikator_with_manual(request.actor, indikator_id)
    content = manual_paper(skp=row.rhk.skp, indikator_id=row.pk, by=request.actor, at=clock.now())
    name = f"manual-indikator-{row.rhk.skp.periode.tahun}-{row.pk}.pdf"
    return made_file(content, name)


def missing_words(held: IsiManual) -> str:
    """The parts that are still empty, in words."""
    return ", ".join(str(MANUAL_PARTS[name]).lower() for name in held.missing)


def trail(skp: Skp) -> list[tuple[str, str]]:
    return [(_("SKP %(tahun)s") % {"tahun": skp.periode.tahun}, reverse("planning:skp", args=[skp.pk]))]


def _named(skp: Skp, indikator_id: int) -> tuple[IsiRhk, IsiIndikator]:
    for rhk in queries.contents(skp).rhk:
        for item in rhk.indikator:
            if item.id == indikator_id:
                return rhk, item
    raise Http404


def _known(rhk: IsiRhk, item: IsiIndikator, source: Indikator | None) -> list[tuple[str, str]]:
    """What the SKP and the perjanjian kinerja say already."""
    found = [
        (_("Rencana hasil kerja"), rhk.teks),
        (_("Indikator"), item.teks),
        (_("Target"), item.target),
    ]
    if item.measured:
        found += [(_("Arah"), item.arah_label), (_("Baseline"), item.baseline_words)]
    pk = source.indikator_pk if source else None
    if pk is not None:
        found.append((_("Perjanjian kinerja"), f"{pk.kode} · {pk.get_trajektori_display()}"))
        if pk.penanggung_jawab_teks:
            found.append((_("Penanggung jawab"), pk.penanggung_jawab_teks))
    return found


def _shown(held: IsiManual, name: str) -> str:
    value: str = getattr(held, name)
    if name == "kualitas":
        return str(KualitasKendali(value).label) if value else ""
    if name == "periode_pelaporan":
        return str(PeriodePelaporan(value).label) if value else ""
    return value
