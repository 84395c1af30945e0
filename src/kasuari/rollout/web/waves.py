"""The list of waves, one wave, and what the clerk does with it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kasuari.foundation import clock
from kasuari.foundation.functions import Fungsi
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.timeline import story
from kasuari.foundation.web.made import made_file
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation.queries import instansi_for, unit_for, units_of
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.rollout import operations, queries
from kasuari.rollout.access import can_arrange, can_read_reports, can_take_materials
from kasuari.rollout.documents import print_materials
from kasuari.rollout.enums import Sinyal, StateGelombang
from kasuari.rollout.events import GELOMBANG
from kasuari.rollout.materials import data_of
from kasuari.rollout.models import AnggotaGelombang, Gelombang
from kasuari.rollout.standing import is_on
from kasuari.rollout.web.forms import SwitchForm, WaveForm

MOST_UNITS = 60


@require_GET
def waves(request: ActorRequest) -> HttpResponse:
    return _list(request)


@require_POST
def make(request: ActorRequest) -> HttpResponse:
    can_arrange(request.actor).or_raise()
    form = WaveForm(request.POST)
    if form.is_valid():
        try:
            made = operations.make_wave(
                instansi=instansi_for(request.actor), by=request.actor, at=clock.now(), **form.cleaned_data
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Gelombang dibuat. Sekarang masukkan unitnya."))
            return redirect("rollout:wave", made.pk)
    return _list(request, form=form, status=422)


@require_GET
def wave(request: ActorRequest, gelombang_id: int) -> HttpResponse:
    return _page(request, queries.wave_for(request.actor, gelombang_id))


@require_POST
def change(request: ActorRequest, gelombang_id: int) -> HttpResponse:
    found = queries.wave_for(request.actor, gelombang_id)
    can_arrange(request.actor).or_raise()
    form = WaveForm(request.POST)
    if form.is_valid():
        try:
            operations.change_wave(
                gelombang=found,
                version=_version(request),
                by=request.actor,
                at=clock.now(),
                **form.cleaned_data,
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Perubahan tersimpan."))
            return redirect("rollout:wave", found.pk)
    return _page(request, found, form=form, status=422)


@require_POST
def add_unit(request: ActorRequest, gelombang_id: int) -> HttpResponse:
    """Put the chosen unit in; every unit with a box that was ticked."""
    found = queries.wave_for(request.actor, gelombang_id)
    can_arrange(request.actor).or_raise()
    chosen = [whole_number(item) for item in request.POST.getlist("unit")]
    for unit_id in chosen:
        unit = unit_for(request.actor, unit_id)
        operations.add_unit(gelombang=found, unit=unit, by=request.actor, at=clock.now())
    if chosen:
        messages.success(request, _("Unit sudah masuk gelombang ini."))
    return redirect("rollout:wave", found.pk)


@require_POST
def remove_unit(request: ActorRequest, anggota_id: int) -> HttpResponse:
    can_arrange(request.actor).or_raise()
    found = queries.member_for(request.actor, anggota_id)
    operations.remove_unit(anggota=found, by=request.actor, at=clock.now())
    messages.success(request, _("Unit dikeluarkan dari gelombang ini."))
    return redirect("rollout:wave", found.gelombang_id)


@require_POST
def note_signal(request: ActorRequest, anggota_id: int) -> HttpResponse:
    can_arrange(request.actor).or_raise()
    found = queries.member_for(request.actor, anggota_id)
    operations.note_signal(
        anggota=found, sinyal=request.POST.get("sinyal", ""), by=request.actor, at=clock.now()
    )
    messages.success(request, _("Sinyal di unit itu tercatat."))
    return redirect("rollout:wave", found.gelombang_id)


@require_POST
def switch(request: ActorRequest, gelombang_id: int) -> HttpResponse:
    found = queries.wave_for(request.actor, gelombang_id)
    can_arrange(request.actor).or_raise()
    form = SwitchForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            operations.switch(
                gelombang=found,
                version=_version(request),
                fungsi=given["fungsi"],
                on=given["nyala"] == "ya",
                tanggal=given["tanggal"],
                alasan=given["alasan"],
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Sakelar tersimpan."))
            return redirect("rollout:wave", found.pk)
    return _page(request, found, switch_form=form, status=422)


@require_POST
def practice(request: ActorRequest, gelombang_id: int) -> HttpResponse:
    """Begin or end the time in which nothing counts."""
    found = queries.wave_for(request.actor, gelombang_id)
    act = operations.end_practice if request.POST.get("langkah") == "akhiri" else operations.begin_practice
    act(gelombang=found, version=_version(request), by=request.actor, at=clock.now())
    messages.success(request, _("Masa pengenalan diubah; orang di unit itu diberi tahu."))
    return redirect("rollout:wave", found.pk)


@require_POST
def end(request: ActorRequest, gelombang_id: int) -> HttpResponse:
    found = queries.wave_for(request.actor, gelombang_id)
    operations.end_wave(gelombang=found, version=_version(request), by=request.actor, at=clock.now())
    messages.success(request, _("Gelombang selesai."))
    return redirect("rollout:wave", found.pk)


@require_GET
def materials(request: ActorRequest, gelombang_id: int, jenis: str) -> HttpResponse:
    """A sheet to hand out or slides to show, about a wave."""
    found = queries.wave_for(request.actor, gelombang_id)
    return _printed(request, found, None, jenis)


@require_GET
def unit_materials(request: ActorRequest, anggota_id: int, jenis: str) -> HttpResponse:
    """The same about one unit in it."""
    row = queries.member_for(request.actor, anggota_id)
    return _printed(request, row.gelombang, row, jenis)


def _takes(request: ActorRequest, members: list[AnggotaGelombang]) -> list[AnggotaGelombang]:
    """The units whose materials the actor may take."""
    own = queries.answerable_for(request.actor, clock.today())
    return [
        row for row in members if can_take_materials(request.actor, paths=[row.unit.path], answerable=own)
    ]


def _printed(
    request: ActorRequest, found: Gelombang, row: AnggotaGelombang | None, jenis: str
) -> HttpResponse:
    if jenis not in {"lembar", "salindia"}:
        raise Http404
    members = [row] if row is not None else queries.members_of(found)
    can_take_materials(
        request.actor,
        paths=[item.unit.path for item in members],
        answerable=queries.answerable_for(request.actor, clock.today()),
    ).or_raise()
    data = data_of(found, row, at=clock.now())
    return made_file(
        print_materials(data, slides=jenis == "salindia"), f"{jenis}-{row.unit.kode if row else found.pk}.pdf"
    )


def _version(request: ActorRequest) -> int:
    return whole_number(request.POST.get("version", ""), otherwise=-1)


def _list(request: ActorRequest, *, form: WaveForm | None = None, status: int = 200) -> HttpResponse:
    context = {
        "waves": list(queries.waves_of(request.actor)),
        "may": bool(can_arrange(request.actor)),
        "reads": bool(can_read_reports(request.actor)),
        "form": form or WaveForm(),
    }
    return render(request, "rollout/waves.html", context, status=status)


def _page(
    request: ActorRequest,
    found: Gelombang,
    *,
    form: WaveForm | None = None,
    switch_form: SwitchForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today, q = clock.today(), request.GET.get("q", "").strip()
    members = queries.members_of(found)
    people = queries.people_below([row.unit.path for row in members], on=today)
    may = bool(can_arrange(request.actor))
    open_to_change = may and found.state == StateGelombang.DISIAPKAN
    initial = {"nama": found.nama, "jenis": found.jenis, "rencana_date": found.rencana_date}
    context: dict[str, Any] = {
        "wave": found,
        "fields": {"version": found.version},
        "members": [{"row": row, "people": len(people[row.unit.path])} for row in members],
        "count": sum(len(rows) for rows in people.values()),
        "switches": [
            {
                "label": item.label,
                "on": found.practises
                or (found.state != "disiapkan" and is_on(found.sakelar, item.value, today)),
                "rows": [
                    {"day": date.fromisoformat(row[0]), "on": row[1]}
                    for row in found.sakelar.get(item.value, [])
                ],
            }
            for item in Fungsi
        ],
        "sinyal": Sinyal.choices,
        "may": may,
        "reads": bool(can_read_reports(request.actor)),
        "materials": _takes(request, members),
        "open_to_change": open_to_change,
        "q": q,
        "found_units": list(units_of(found.instansi_id).filter(nama__icontains=q)[:MOST_UNITS])
        if q and open_to_change
        else [],
        "trail": [(_("Gelombang"), reverse("rollout:waves"))],
        "form": form or WaveForm(initial=initial),
        "switch_form": switch_form or SwitchForm(initial={"tanggal": today}),
        "story": story(GELOMBANG, found.pk, limit=12),
    }
    return render(request, "rollout/wave.html", context, status=status)
