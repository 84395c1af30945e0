"""Writing a version of a set SKP: its results, ekspektasi khusus and lampiran, on the pages of a draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kasuari.foundation import clock
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.enums import JenisLampiran
from kasuari.planning.models import VersiSkp
from kasuari.planning.naskah import Naskah, NaskahIndikator, NaskahRhk, as_read, from_json
from kasuari.planning.operations import IsianIndikator, IsianManual, IsianRhk
from kasuari.planning.queries import IsiRhk
from kasuari.planning.web.forms import IndikatorForm, LinesForm, NewRhkForm, RhkForm
from kasuari.planning.web.manual import ManualForm, form_context
from kasuari.planning.web.replies import attempt, is_autosave, unreadable, version_in
from kasuari.planning.web.versi import versi_context
from kasuari.planning.web.writing import LAMPIRAN_HINTS, errors_of, indikator_advice, rhk_advice


@require_POST
def rhk_add(request: ActorRequest, skp_id: int, versi_id: int) -> HttpResponse:
    """Begin a result and go on to its page."""
    versi = queries.versi_for(request.actor, skp_id, versi_id)
    form = NewRhkForm(request.POST)
    if not form.is_valid():
        access.can_write_version(request.actor, versi).or_raise()
        context = {**versi_context(request, versi), "new_rhk": form}
        return render(request, "planning/versi.html", context, status=422)
    words = IsianRhk(teks=form.cleaned_data["teks"], jenis=form.cleaned_data["jenis"])
    made = NaskahRhk(from_json(versi.isi).new_id(), words)
    _write(request, versi, form.cleaned_data["version"], lambda naskah: naskah.with_rhk(made))
    return redirect("planning:versi_rhk", skp_id, versi_id, made.id)


@require_http_methods(["GET", "POST"])
def rhk_change(request: ActorRequest, skp_id: int, versi_id: int, rhk_id: int) -> HttpResponse:
    """One result of the version with its indikator, as one form that saves itself."""
    versi = queries.versi_for(request.actor, skp_id, versi_id)
    skp = versi.skp
    isi = as_read(from_json(versi.isi), skp)
    item = next((row for row in isi.rhk if row.id == rhk_id), None)
    if item is None:
        raise Http404
    access.can_write_version(request.actor, versi).or_raise()
    leaders = queries.leader_results(skp, penilai_id=versi.penilai_id)
    data = request.POST if request.method == "POST" else None
    form = RhkForm(data, rhk=item, version=versi.version, leaders=leaders)
    indikator = [IndikatorForm(data, indikator=row, form=skp.format) for row in item.indikator]
    if data is not None:
        written = [row for row in indikator if row.add_prefix("target_jenis") in data]
        readable = [part.is_valid() for part in (form, *written)]
        if all(readable):
            return attempt(request, lambda: _write_rhk(request, versi, item, form, written))
        if is_autosave(request):
            return unreadable(errors_of([form, *written]))
    lacking = queries.shortcomings(skp, on=skp.start_date, isi=isi)
    notes = queries.catatan_of_version(versi)
    return render(
        request,
        "planning/versi_rhk.html",
        {
            "versi": versi,
            "skp": skp,
            "item": item,
            "form": form,
            "indikator": [
                {
                    "form": row,
                    "anchor": "indikator-baru" if row is indikator[-1] else row.prefix,
                    "aspek": row["aspek"] if "aspek" in row.fields else None,
                    "perspektif": row["perspektif"] if "perspektif" in row.fields else None,
                    **indikator_advice(lacking, item, row),
                }
                for row in indikator
            ],
            "advice": rhk_advice(lacking, item),
            "closeness": None,
            "notes": [note for path, found in notes.items() if path.startswith(item.path) for note in found],
            "berintervensi": skp.format not in queries.BERPERSPEKTIF,
            "trail": _trail(versi),
            "fields": {"version": versi.version},
        },
        status=422 if data is not None else 200,
    )


@require_http_methods(["GET", "POST"])
def manual(request: ActorRequest, skp_id: int, versi_id: int, indikator_id: int) -> HttpResponse:
    """The manual of one indikator as the version has it, as a form that saves itself."""
    versi = queries.versi_for(request.actor, skp_id, versi_id)
    isi = as_read(from_json(versi.isi), versi.skp)
    found = [(rhk, item) for rhk in isi.rhk for item in rhk.indikator if item.id == indikator_id]
    if not found:
        raise Http404
    rhk, item = found[0]
    access.can_write_version(request.actor, versi).or_raise()
    data = request.POST if request.method == "POST" else None
    form = ManualForm(data, skp=versi.skp, indikator=item, version=versi.version)
    if data is not None:
        if form.is_valid():
            return attempt(request, lambda: _write_manual(request, versi, indikator_id, form))
        if is_autosave(request):
            return unreadable(errors_of([form]))
    return render(
        request,
        "planning/manual_form.html",
        {**form_context(versi.skp, rhk, item, form), "versi": versi, "trail": _trail(versi)},
        status=422 if data is not None else 200,
    )


@require_POST
def rhk_remove(request: ActorRequest, skp_id: int, versi_id: int, rhk_id: int) -> HttpResponse:
    """Leave a result out of the version; it can be put back."""
    versi = queries.versi_for(request.actor, skp_id, versi_id)
    if from_json(versi.isi).rhk_of(rhk_id) is None:
        raise Http404
    _write(request, versi, version_in(request), lambda naskah: naskah.without_rhk(rhk_id))
    messages.success(request, _("Hasil kerja dikeluarkan dari versi ini. Anda dapat memulihkannya."))
    return redirect(f"{_page(versi)}#perubahan")


@require_POST
def rhk_restore(request: ActorRequest, skp_id: int, versi_id: int, rhk_id: int) -> HttpResponse:
    """Put a result back as it stands in the version that this one began from."""
    versi = queries.versi_for(request.actor, skp_id, versi_id)
    began = from_json(versi.dasar).rhk_of(rhk_id)
    if began is None:
        raise Http404
    _write(request, versi, version_in(request), lambda naskah: naskah.with_rhk(began))
    messages.success(request, _("Hasil kerja dipulihkan seperti semula."))
    return redirect(f"{_page(versi)}#perubahan")


@require_http_methods(["GET", "POST"])
def ekspektasi(request: ActorRequest, skp_id: int, versi_id: int) -> HttpResponse:
    """The ekspektasi khusus of the version on all seven values."""
    versi = queries.versi_for(request.actor, skp_id, versi_id)
    access.can_write_version(request.actor, versi).or_raise()
    isi = as_read(from_json(versi.isi), versi.skp)
    parts = {f"nilai_{item.nilai}": (item.nama, "", item.ekspektasi) for item in isi.perilaku}
    form = LinesForm(request.POST or None, version=versi.version, parts=parts)
    if request.method == "POST":
        if form.is_valid():
            lines = {int(name.removeprefix("nilai_")): tuple(found) for name, found in form.lines().items()}
            return attempt(
                request,
                lambda: _kept(request, versi, form, lambda naskah: replace(naskah, ekspektasi=lines)),
            )
        if is_autosave(request):
            return unreadable(errors_of([form]))
    return render(
        request,
        "planning/perilaku.html",
        {
            "skp": versi.skp,
            "form": form,
            "values": [
                {"item": item, "field": form[f"nilai_{item.nilai}"], "notes": []} for item in isi.perilaku
            ],
            "trail": _trail(versi),
        },
        status=422 if request.method == "POST" else 200,
    )


@require_http_methods(["GET", "POST"])
def lampiran(request: ActorRequest, skp_id: int, versi_id: int) -> HttpResponse:
    """The three lists of the lampiran of the version."""
    versi = queries.versi_for(request.actor, skp_id, versi_id)
    access.can_write_version(request.actor, versi).or_raise()
    isi = as_read(from_json(versi.isi), versi.skp)
    parts: dict[str, Any] = {
        jenis: (JenisLampiran(jenis).label, str(LAMPIRAN_HINTS[jenis]), isi.lampiran(jenis))
        for jenis in JenisLampiran.values
    }
    form = LinesForm(request.POST or None, version=versi.version, parts=parts)
    if request.method == "POST":
        if form.is_valid():
            lists = {jenis: tuple(found) for jenis, found in form.lines().items()}
            return attempt(
                request,
                lambda: _kept(request, versi, form, lambda naskah: replace(naskah, lampiran=lists)),
            )
        if is_autosave(request):
            return unreadable(errors_of([form]))
    return render(
        request,
        "planning/lampiran.html",
        {
            "skp": versi.skp,
            "form": form,
            "lists": [{"field": form[jenis], "advice": "", "notes": []} for jenis in JenisLampiran.values],
            "trail": _trail(versi),
        },
        status=422 if request.method == "POST" else 200,
    )


def _write_rhk(
    request: ActorRequest, versi: VersiSkp, item: IsiRhk, form: RhkForm, indikator: list[IndikatorForm]
) -> HttpResponse:
    draft = is_autosave(request)
    one_more = request.POST.get("act") == "indikator" and not draft
    written = {row.indikator.id: row.isian() for row in indikator}

    def change(naskah: Naskah) -> Naskah:
        standing = naskah.rhk_of(item.id)
        if standing is None:
            return naskah
        words = form.isian()
        if words.intervensi_id is not None and words.intervensi_id == standing.isian.intervensi_id:
            words = replace(words, intervensi_teks=standing.isian.intervensi_teks)
        below = []
        for row in standing.indikator:
            isian = written.get(row.id, row.isian)
            if isian is not None:
                below.append(replace(row, isian=isian))
            elif draft:
                # What saves itself never removes: that asks for the button.
                below.append(row)
        if one_more:
            below.append(NaskahIndikator(naskah.new_id(), IsianIndikator(teks=""), IsianManual()))
        return naskah.with_rhk(replace(standing, isian=words, indikator=tuple(below)))

    _write(request, versi, form.cleaned_data["version"], change)
    if draft:
        return JsonResponse({"version": versi.version})
    if one_more:
        here = reverse("planning:versi_rhk", args=[versi.skp_id, versi.pk, item.id])
        return redirect(f"{here}#indikator-baru")
    messages.success(request, _("Tersimpan."))
    return redirect(f"{_page(versi)}#rhk-{item.id}")


def _write_manual(
    request: ActorRequest, versi: VersiSkp, indikator_id: int, form: ManualForm
) -> HttpResponse:
    written = form.isian()
    _write(
        request,
        versi,
        form.cleaned_data["version"],
        lambda naskah: naskah.with_manual(indikator_id, written),
    )
    if is_autosave(request):
        return JsonResponse({"version": versi.version})
    messages.success(request, _("Manual indikator tersimpan."))
    return redirect(f"{_page(versi)}#hasil-kerja")


def _kept(
    request: ActorRequest, versi: VersiSkp, form: LinesForm, change: Callable[[Naskah], Naskah]
) -> HttpResponse:
    _write(request, versi, form.cleaned_data["version"], change)
    if is_autosave(request):
        return JsonResponse({"version": versi.version})
    messages.success(request, _("Tersimpan."))
    return redirect(_page(versi))


def _write(request: ActorRequest, versi: VersiSkp, version: int, change: Callable[[Naskah], Naskah]) -> None:
    operations.write_version(versi=versi, version=version, change=change, by=request.actor, at=clock.now())


def _page(versi: VersiSkp) -> str:
    return reverse("planning:versi", args=[versi.skp_id, versi.pk])


def _trail(versi: VersiSkp) -> list[tuple[str, str]]:
    return [
        (
            _("SKP %(tahun)s") % {"tahun": versi.skp.periode.tahun},
            reverse("planning:skp", args=[versi.skp_id]),
        ),
        (_("Versi %(nomor)s") % {"nomor": versi.nomor}, _page(versi)),
    ]
