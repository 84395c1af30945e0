"""Writing a plan: one page for each result, one for perilaku, one for the lampiran."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kasuari.foundation import clock
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.enums import JenisLampiran
from kasuari.planning.models import Skp
from kasuari.planning.operations import IsianIndikator, IsianRhk
from kasuari.planning.queries import IsiRhk, IsiSkp, Shortcomings, Surroundings
from kasuari.planning.web.forms import IndikatorForm, LinesForm, NewRhkForm, RhkForm
from kasuari.planning.web.plan import skp_context
from kasuari.planning.web.readings import chosen, readings_of, reread
from kasuari.planning.web.replies import attempt, is_autosave, saved, unreadable, version_in

LAMPIRAN_HINTS = {
    "dukungan": gettext_lazy(
        "Satu baris satu dukungan: SDM, anggaran, peralatan kerja, pendampingan pimpinan, sarana "
        "dan prasarana."
    ),
    "skema": gettext_lazy("Satu baris satu kesepakatan: kapan dilaporkan dan apa buktinya."),
    "konsekuensi": gettext_lazy("Satu baris satu konsekuensi, yang baik maupun yang tidak."),
}


@require_POST
def rhk_add(request: ActorRequest, skp_id: int) -> HttpResponse:
    """Begin a result and go on to its page."""
    skp = queries.skp_for(request.actor, skp_id)
    form = NewRhkForm(request.POST)
    if not form.is_valid():
        access.can_edit_skp(request.actor, skp).or_raise()
        return render(
            request, "planning/skp.html", {**skp_context(request, skp), "new_rhk": form}, status=422
        )
    row = operations.add_rhk(
        skp=skp,
        version=form.cleaned_data["version"],
        rhk=IsianRhk(teks=form.cleaned_data["teks"], jenis=form.cleaned_data["jenis"]),
        by=request.actor,
        at=clock.now(),
    )
    return redirect("planning:rhk_change", skp.pk, row.pk)


@require_http_methods(["GET", "POST"])
def rhk_change(request: ActorRequest, skp_id: int, rhk_id: int) -> HttpResponse:
    """One result with its indikator, as one form that saves itself."""
    skp = queries.skp_for(request.actor, skp_id)
    isi = queries.contents(skp)
    item = next((row for row in isi.rhk if row.id == rhk_id), None)
    if item is None:
        raise Http404
    access.can_edit_skp(request.actor, skp).or_raise()
    leaders = queries.leader_results(skp)
    data = request.POST if request.method == "POST" else None
    form = RhkForm(data, rhk=item, version=skp.version, leaders=leaders)
    indikator = [IndikatorForm(data, indikator=row, form=skp.format) for row in item.indikator]
    if data is not None:
        # A form that was opened before an indikator was added knows nothing of it.
        written = [row for row in indikator if row.add_prefix("target_jenis") in data]
        readable = [part.is_valid() for part in (form, *written)]
        if all(readable):
            return attempt(request, lambda: _write(request, skp, item, form, written))
        if is_autosave(request):
            return unreadable(errors_of([form, *written]))
    around = queries.surroundings(skp)
    lacking = _everything(skp, isi, around)
    notes = queries.catatan_of(skp)
    return render(
        request,
        "planning/rhk.html",
        {
            "skp": skp,
            "item": item,
            "form": form,
            "indikator": [
                {
                    "form": row,
                    "anchor": "indikator-baru" if row is indikator[-1] else row.prefix,
                    "aspek": row["aspek"] if "aspek" in row.fields else None,
                    "perspektif": row["perspektif"] if "perspektif" in row.fields else None,
                    "readings": readings_of(row.indikator),
                    **indikator_advice(lacking, item, row),
                }
                for row in indikator
            ],
            "advice": rhk_advice(lacking, item),
            "closeness": queries.closeness(skp, item, around),
            "notes": [note for path, found in notes.items() if path.startswith(item.path) for note in found],
            "berintervensi": skp.format not in queries.BERPERSPEKTIF,
            "trail": _trail(skp),
            "fields": {"version": skp.version},
        },
        status=422 if data is not None else 200,
    )


def _write(
    request: ActorRequest, skp: Skp, item: IsiRhk, form: RhkForm, indikator: list[IndikatorForm]
) -> HttpResponse:
    draft = is_autosave(request)
    act = "" if draft else request.POST.get("act", "")
    one_more, reading = act == "indikator", chosen(act)
    operations.write_rhk(
        skp=skp,
        version=form.cleaned_data["version"],
        rhk_id=item.id,
        rhk=form.isian(),
        # What saves itself never removes: that asks for the button.
        indikator={
            row.indikator.id: written
            for row, written in ((row, _reread(row, reading)) for row in indikator)
            if written is not None or not draft
        },
        one_more=one_more,
        seen=not draft,
        by=request.actor,
        at=clock.now(),
    )
    if draft:
        return saved(request, skp, url="", advice=_advice_now(request, skp.pk, item.id))
    page = reverse("planning:rhk_change", args=[skp.pk, item.id])
    if one_more:
        return redirect(f"{page}#indikator-baru")
    if reading:
        messages.success(request, _("Target ditulis ulang. Periksa angka, arah, dan baselinenya."))
        return redirect(f"{page}#i{reading[0]}-target")
    return saved(
        request, skp, url=reverse("planning:skp", args=[skp.pk]) + f"#rhk-{item.id}", words=_("Tersimpan.")
    )


def _reread(row: IndikatorForm, reading: tuple[int, int] | None) -> IsianIndikator | None:
    """What was written; where this indikator's reading was chosen, its target as that reading says."""
    isian = row.isian()
    if isian is None or reading is None or reading[0] != row.indikator.id:
        return isian
    return reread(isian, reading[1])


def _everything(skp: Skp, isi: IsiSkp, around: Surroundings) -> Shortcomings:
    lacking = queries.shortcomings(skp, on=skp.start_date, isi=isi)
    return queries.with_quality(lacking, skp, isi, around, everything=True)


def _advice_now(request: ActorRequest, skp_id: int, rhk_id: int) -> dict[str, str]:
    """What is said at each field of a draft that was just kept, by the name of the field; "" clears it."""
    skp = queries.skp_for(request.actor, skp_id)
    isi = queries.contents(skp)
    item = next(row for row in isi.rhk if row.id == rhk_id)
    lacking = _everything(skp, isi, queries.surroundings(skp))
    found = {"teks": _words(lacking, f"{item.path}/teks")}
    for row in item.indikator:
        path = f"{item.path}/{row.path_from_rhk}"
        found[f"i{row.id}-teks"] = _words(lacking, f"{path}/teks")
        found[f"i{row.id}-target_jenis"] = _words(lacking, f"{path}/target")
        found[f"i{row.id}-arah"] = _words(lacking, f"{path}/arah")
    return found


@require_POST
def rhk_remove(request: ActorRequest, skp_id: int, rhk_id: int) -> HttpResponse:
    """Remove a result with its indikator."""
    skp = queries.skp_for(request.actor, skp_id)
    operations.remove_rhk(
        skp=skp, version=version_in(request), rhk_id=rhk_id, by=request.actor, at=clock.now()
    )
    return saved(
        request, skp, url=reverse("planning:skp", args=[skp.pk]), words=_("Rencana hasil kerja dihapus.")
    )


@require_POST
def rhk_move(request: ActorRequest, skp_id: int, rhk_id: int) -> HttpResponse:
    """Move a result one place up or down (`arah` naik or turun) among its own kind."""
    skp = queries.skp_for(request.actor, skp_id)
    isi = queries.contents(skp)
    item = next((row for row in isi.rhk if row.id == rhk_id), None)
    if item is None or request.POST.get("arah") not in {"naik", "turun"}:
        raise Http404
    same = [row.id for row in isi.rhk if row.jenis == item.jenis]
    place = same.index(rhk_id) + 1 + (-1 if request.POST["arah"] == "naik" else 1)
    operations.move_rhk(
        skp=skp, version=version_in(request), rhk_id=rhk_id, urutan=place, by=request.actor, at=clock.now()
    )
    return saved(request, skp, url=reverse("planning:skp", args=[skp.pk]) + f"#rhk-{rhk_id}")


@require_http_methods(["GET", "POST"])
def ekspektasi(request: ActorRequest, skp_id: int) -> HttpResponse:
    """The ekspektasi khusus on all seven values; the penilai may write them too."""
    skp = queries.skp_for(request.actor, skp_id)
    access.can_add_ekspektasi(request.actor, skp).or_raise()
    isi = queries.contents(skp)
    parts = {f"nilai_{item.nilai}": (item.nama, "", item.ekspektasi) for item in isi.perilaku}
    form = LinesForm(request.POST or None, version=skp.version, parts=parts)
    if request.method == "POST":
        if form.is_valid():
            return attempt(request, lambda: _write_ekspektasi(request, skp, form))
        if is_autosave(request):
            return unreadable(errors_of([form]))
    notes = queries.catatan_of(skp)
    return render(
        request,
        "planning/perilaku.html",
        {
            "skp": skp,
            "form": form,
            "values": [
                {
                    "item": item,
                    "field": form[f"nilai_{item.nilai}"],
                    "notes": [note for path, found in notes.items() if path == item.path for note in found],
                }
                for item in isi.perilaku
            ],
            "trail": _trail(skp),
        },
        status=422 if request.method == "POST" else 200,
    )


@transaction.atomic
def _write_ekspektasi(request: ActorRequest, skp: Skp, form: LinesForm) -> HttpResponse:
    version: int = form.cleaned_data["version"]
    for name, lines in form.lines().items():
        operations.set_ekspektasi(
            skp=skp,
            version=version,
            nilai=int(name.removeprefix("nilai_")),
            lines=lines,
            by=request.actor,
            at=clock.now(),
        )
        version = skp.version
    url = reverse("planning:skp", args=[skp.pk]) + "#perilaku"
    return saved(request, skp, url=url, words=_("Ekspektasi khusus tersimpan."))


@require_http_methods(["GET", "POST"])
def lampiran(request: ActorRequest, skp_id: int) -> HttpResponse:
    """The three lists of the lampiran (format A.1.8)."""
    skp = queries.skp_for(request.actor, skp_id)
    access.can_edit_skp(request.actor, skp).or_raise()
    isi = queries.contents(skp)
    parts: dict[str, Any] = {
        jenis: (JenisLampiran(jenis).label, str(LAMPIRAN_HINTS[jenis]), isi.lampiran(jenis))
        for jenis in JenisLampiran.values
    }
    form = LinesForm(request.POST or None, version=skp.version, parts=parts)
    if request.method == "POST":
        if form.is_valid():
            return attempt(request, lambda: _write_lampiran(request, skp, form))
        if is_autosave(request):
            return unreadable(errors_of([form]))
    lacking, notes = queries.shortcomings(skp, on=skp.start_date, isi=isi), queries.catatan_of(skp)
    return render(
        request,
        "planning/lampiran.html",
        {
            "skp": skp,
            "form": form,
            "lists": [
                {
                    "field": form[jenis],
                    "advice": _words(lacking, f"lampiran/{jenis}"),
                    "notes": notes.get(f"lampiran/{jenis}", []),
                }
                for jenis in JenisLampiran.values
            ],
            "templates": queries.offered_to(skp, on=clock.today()),
            "to_take_out": queries.lines_to_take_out(skp),
            "fields": {"version": skp.version},
            "trail": _trail(skp),
        },
        status=422 if request.method == "POST" else 200,
    )


@transaction.atomic
def _write_lampiran(request: ActorRequest, skp: Skp, form: LinesForm) -> HttpResponse:
    version: int = form.cleaned_data["version"]
    for jenis, lines in form.lines().items():
        operations.set_lampiran(
            skp=skp, version=version, jenis=jenis, lines=lines, by=request.actor, at=clock.now()
        )
        version = skp.version
    url = reverse("planning:skp", args=[skp.pk]) + "#lampiran"
    return saved(request, skp, url=url, words=_("Lampiran tersimpan."))


def _trail(skp: Skp) -> list[tuple[str, str]]:
    return [
        (_("SKP %(tahun)s") % {"tahun": skp.periode.tahun}, reverse("planning:skp", args=[skp.pk])),
    ]


def _words(lacking: Shortcomings, path: str) -> str:
    """What `skp.periksa` says at a field, with the article."""
    return " ".join(f"{item.message} ({item.basis})" for item in lacking.at(path))


def rhk_advice(lacking: Shortcomings, item: IsiRhk) -> dict[str, str]:
    """What is said at each field of a result."""
    names = ("teks", "jenis", "penugasan_dari", "intervensi_teks", "indikator")
    return {name: _words(lacking, f"{item.path}/{name}") for name in names}


def indikator_advice(lacking: Shortcomings, item: IsiRhk, row: IndikatorForm) -> dict[str, str]:
    """What is said at each field of an indikator."""
    path = f"{item.path}/{row.indikator.path_from_rhk}"
    return {
        "advice_teks": _words(lacking, f"{path}/teks"),
        "advice_aspek": _words(lacking, f"{path}/aspek"),
        "advice_perspektif": _words(lacking, f"{path}/perspektif"),
        "advice_target": _words(lacking, f"{path}/target"),
        "advice_arah": _words(lacking, f"{path}/arah"),
        "advice_satuan": _words(lacking, f"{path}/target/satuan"),
    }


def errors_of(forms: list[Any]) -> dict[str, list[str]]:
    """What cannot be read, by the name of the field."""
    return {
        form.add_prefix(name): [str(word) for word in found]
        for form in forms
        for name, found in form.errors.items()
    }
