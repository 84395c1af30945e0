"""The pulse: twelve items in two minutes, the waves, and what may be shown of units."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.foundation import clock
from kasuari.foundation.charts import bars, sparkline
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.timeline import story
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.surveys import operations, queries
from kasuari.surveys.access import can_answer_pulse, can_run_pulse
from kasuari.surveys.butir_denyut import BUTIR, LANGKAH
from kasuari.surveys.enums import Skala
from kasuari.surveys.events import ABOUT_DENYUT
from kasuari.surveys.queries.denyut import UnitPulse
from kasuari.surveys.web.forms import Taking, day_field


class WaveForm(Taking):
    """A new wave."""

    nama = forms.CharField(label=gettext_lazy("Nama denyut"), max_length=120)
    start_date = day_field(gettext_lazy("Hari pertama"))
    last_date = day_field(gettext_lazy("Hari terakhir menjawab"))


@require_http_methods(["GET", "POST"])
def pulse(request: ActorRequest) -> HttpResponse:
    """What I am asked, or what the agency answered last time."""
    if request.actor.pegawai_id is None:
        raise Http404
    invitation = queries.invitation_of(request.actor.pegawai_id, on=clock.today())
    given: dict[str, int] = {}
    wrong: dict[str, str] = {}
    if request.method == "POST":
        can_answer_pulse(request.actor, invitation).or_raise()
        if invitation is None:
            raise Http404
        given = {
            item.kode: step for item in BUTIR if (step := _step(request.POST.get(item.kode, ""))) is not None
        }
        try:
            operations.answer_pulse(
                denyut=invitation.denyut, undangan=invitation, nilai=given, by=request.actor, at=clock.now()
            )
        except Invalid as refusal:
            wrong = {problem.path: str(problem.message) for problem in refusal.problems}
        else:
            messages.success(request, _("Terima kasih. Jawaban Anda tersimpan terpisah dari nama Anda."))
            return redirect("surveys:pulse")
    before = queries.agency_pulse(request.actor)
    context = {
        "invitation": invitation,
        "asking": invitation is not None and not invitation.selesai,
        "items": [
            {
                "item": item,
                "galat": wrong.get(item.kode, ""),
                "steps": [
                    (step, words, given.get(item.kode) == step) for step, words in enumerate(LANGKAH, 1)
                ],
                "unknown": given.get(item.kode) == 0,
            }
            for item in BUTIR
        ],
        "scale": list(enumerate(LANGKAH, 1)),
        "wrong": wrong,
        "wave": before[0] if before else None,
        "whole": _shown(before[1]) if before else None,
    }
    return render(request, "surveys/denyut.html", context, status=422 if wrong else 200)


pulse.leaves_no_trace = True  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def waves(request: ActorRequest) -> HttpResponse:
    """Every wave, and the form for the next."""
    runs = bool(can_run_pulse(request.actor))
    if request.method == "POST":
        can_run_pulse(request.actor).or_raise()
    rows = queries.waves_for(request.actor)
    form = WaveForm(request.POST or None) if runs else None
    if request.method == "POST" and form is not None and form.is_valid():
        instansi = organisation.instansi_for(request.actor)
        try:
            made = operations.plan_pulse(
                instansi=instansi, by=request.actor, at=clock.now(), **form.cleaned_data
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Denyut disiapkan. Buka agar semua pegawai diundang."))
            return redirect("surveys:wave", made.pk)
    status = 422 if form is not None and form.errors else 200
    return render(request, "surveys/denyut_semua.html", {"rows": rows[:60], "form": form}, status=status)


@require_GET
def wave(request: ActorRequest, denyut_id: int) -> HttpResponse:
    """One wave: how far it is, or what may be shown."""
    denyut = queries.wave_for(request.actor, denyut_id)
    asked, done = queries.turnout_of(denyut)
    rows = queries.results_of(denyut) if denyut.state == "ditutup" else []
    context = {
        "denyut": denyut,
        "runs": bool(can_run_pulse(request.actor)),
        "asked": asked,
        "band": _band(asked, done),
        "rows": [{"unit": row, "indent": "\u2003" * row.depth, **_lines(row)} for row in rows],
        "whole": _shown(rows[0]) if rows and rows[0].depth == 0 else None,
        "skala": [(item.value, item.label) for item in Skala],
        "story": story(ABOUT_DENYUT, denyut.pk),
    }
    return render(request, "surveys/denyut_satu.html", context)


@require_POST
def open_wave(request: ActorRequest, denyut_id: int) -> HttpResponse:
    denyut = queries.wave_for(request.actor, denyut_id)
    operations.open_pulse(denyut=denyut, version=_version(request), by=request.actor, at=clock.now())
    messages.success(request, _("Denyut dibuka. Undangannya ada di beranda setiap pegawai."))
    return redirect("surveys:wave", denyut_id)


@require_POST
def close_wave(request: ActorRequest, denyut_id: int) -> HttpResponse:
    denyut = queries.wave_for(request.actor, denyut_id)
    operations.close_pulse(denyut=denyut, version=_version(request), by=request.actor, at=clock.now())
    messages.success(request, _("Denyut ditutup, dihitung, dan kuncinya dimusnahkan."))
    return redirect("surveys:wave", denyut_id)


def _shown(unit: UnitPulse) -> dict[str, Any]:
    """The whole of an agency: a picture of the scales and every item."""
    points = [(item.label, _decimal(unit.isi["skala"].get(item.value))) for item in Skala]
    items = [
        (item, _decimal(found.get("m")), found.get("e", 0))
        for item in BUTIR
        for found in [unit.isi["butir"].get(item.kode, {})]
    ]
    return {
        "picture": bars(_("Rata-rata tiap bagian, dari 1 sampai 5"), points),
        "butir": items,
        "jawaban": unit.isi["jawaban"],
    }


def _lines(unit: UnitPulse) -> dict[str, Any]:
    """The scales of a unit with their line over the waves."""
    cells = []
    for item in Skala:
        points = unit.trend[item.value]
        line = ""
        if len(points) > 1:
            title = _("{scale} di {unit}").format(scale=item.label, unit=unit.nama)
            line = sparkline(title, [(f"{day:%m/%Y}", value) for day, value in points])
        cells.append((item.label, _decimal(unit.isi["skala"].get(item.value)), line))
    return {"cells": cells}


def _band(asked: int, done: int) -> str:
    """How many have answered, broadly: with an exact number one person more would be told."""
    if not asked or done * 4 < asked:
        return _("kurang dari seperempat")
    if done * 2 < asked:
        return _("antara seperempat dan separuh")
    return _("lebih dari separuh")


def _decimal(value: str | None) -> Any:
    return None if value is None else Decimal(value)


def _step(text: str) -> int | None:
    return int(text) if text in {"0", "1", "2", "3", "4", "5"} else None


def _version(request: ActorRequest) -> int:
    return whole_number(request.POST.get("version", ""))
