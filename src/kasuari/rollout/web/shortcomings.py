"""The register of shortcomings, the signs of trouble, the guided set-up, and what is in it for me."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.timeline import story
from kasuari.foundation.web.numbers import whole_number
from kasuari.learning.queries import champion_for
from kasuari.organisation.queries import identity, instansi_for, unit_for
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.rollout import operations, queries
from kasuari.rollout.access import can_arrange, can_read_reports, can_report, can_verify
from kasuari.rollout.enums import Tanda, Tingkat
from kasuari.rollout.events import KEKURANGAN
from kasuari.rollout.queries.signs import UnitSigns
from kasuari.rollout.queries.units import LEAST
from kasuari.rollout.sign_words import rule_in_words, seen_in_words
from kasuari.rollout.web.forms import ShortcomingForm

MOST, MOST_GAINS = 100, 3


@require_GET
def shortcomings(request: ActorRequest) -> HttpResponse:
    return _list(request)


@require_POST
def report(request: ActorRequest) -> HttpResponse:
    can_report(request.actor).or_raise()
    form = ShortcomingForm(request.POST)
    if form.is_valid():
        own = identity(request.actor.pegawai_id or 0, clock.today())
        try:
            made = operations.report_shortcoming(
                unit=unit_for(request.actor, own.unit_id or 0),
                by=request.actor,
                at=clock.now(),
                **form.cleaned_data,
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Terima kasih. Unit kepegawaian membacanya."))
            return redirect("rollout:shortcoming", made.pk)
    return _list(request, form=form, status=422)


@require_GET
def shortcoming(request: ActorRequest, kekurangan_id: int) -> HttpResponse:
    found = queries.shortcoming_for(request.actor, kekurangan_id)
    paths = queries.paths_of(request.actor, on=clock.today())
    context: dict[str, Any] = {
        "item": found,
        "fields": {"version": found.version},
        "may": bool(can_arrange(request.actor)),
        "may_verify": bool(can_verify(request.actor, found, unit_paths=paths)),
        "levels": Tingkat.choices,
        "story": story(KEKURANGAN, found.pk),
        "trail": [(_("Kekurangan"), reverse("rollout:shortcomings"))],
    }
    return render(request, "rollout/shortcoming.html", context)


@require_POST
def act(request: ActorRequest, kekurangan_id: int) -> HttpResponse:
    """Decide, repair, verify or reopen: the button says which."""
    found = queries.shortcoming_for(request.actor, kekurangan_id)
    given: dict[str, Any] = {
        "kekurangan": found,
        "version": whole_number(request.POST.get("version", ""), otherwise=-1),
        "by": request.actor,
        "at": clock.now(),
    }
    step, words = request.POST.get("langkah", ""), request.POST.get("alasan", "")
    if step == "pastikan":
        operations.verify_shortcoming(**given)
    elif step == "belum":
        operations.reopen_shortcoming(alasan=words, **given)
    elif step == "perbaiki":
        operations.repair_shortcoming(rilis=request.POST.get("rilis", ""), **given)
    else:
        operations.decide_shortcoming(
            accept=step == "terima", alasan=words, tingkat=request.POST.get("tingkat", ""), **given
        )
    messages.success(request, _("Tersimpan; yang berkepentingan diberi tahu."))
    return redirect("rollout:shortcoming", found.pk)


@require_GET
def signs(request: ActorRequest) -> HttpResponse:
    can_read_reports(request.actor).or_raise()
    found = queries.signs_of(instansi_for(request.actor), on=clock.today())
    shown = [row for row in found if row.signs or row.offered]
    context = {
        "units": found,
        "shown": [_with_words(row) for row in shown],
        "calm_units": [row for row in found if not row.hidden and row not in shown],
        "hidden_units": [row for row in found if row.hidden and row not in shown],
        "rules": [{"label": tanda.label, "words": rule_in_words(tanda)} for tanda in Tanda],
        "least": LEAST,
        "may": bool(can_arrange(request.actor)),
        "choices": Tanda.choices,
    }
    return render(request, "rollout/signs.html", context)


@require_POST
def offer(request: ActorRequest, unit_id: int) -> HttpResponse:
    can_arrange(request.actor).or_raise()
    asked = whole_number(request.POST.get("pendamping", ""))
    operations.offer_help(
        unit=unit_for(request.actor, unit_id),
        pendamping=champion_for(request.actor, asked) if asked else None,
        tanda=request.POST.get("tanda", ""),
        teks=request.POST.get("teks", ""),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Bantuan tercatat."))
    return redirect("rollout:signs")


@require_GET
def setup(request: ActorRequest) -> HttpResponse:
    """The guided set-up of the clerk, with the meter of their own time."""
    can_arrange(request.actor).or_raise()
    steps = queries.steps_of(instansi_for(request.actor), on=clock.today())
    gains = queries.gains_of(request.actor, on=clock.today())
    following = next((place for place, step in enumerate(steps) if not step.done), len(steps))
    context = {
        "steps": [
            {"step": step, "number": place + 1, "now": place == following} for place, step in enumerate(steps)
        ],
        "done": sum(step.done for step in steps),
        "all": len(steps),
        "meter": _minutes(request),
        "gains": sorted(gains, key=lambda item: not item.value)[:MOST_GAINS],
    }
    return render(request, "rollout/setup.html", context)


@require_GET
def for_me(request: ActorRequest) -> HttpResponse:
    """What is in it for me, by my own facts."""
    can_report(request.actor).or_raise()
    found = queries.gains_of(request.actor, on=clock.today())
    return render(request, "rollout/for_me.html", {"gains": found})


def _with_words(row: UnitSigns) -> dict[str, Any]:
    signs = [{"tanda": seen.tanda, "words": seen_in_words(seen)} for seen in row.signs]
    shown = {name: getattr(row, name) for name in ("nama", "unit_id", "wave", "champions", "offered")}
    return {**shown, "signs": signs}


def _minutes(request: ActorRequest) -> dict[str, Any]:
    meter = queries.meter_of(request.actor.user_id or 0, at=clock.now())
    return {
        "today": round(meter.today.total_seconds() / 60),
        "week": round(meter.week.total_seconds() / 60),
        "acts": meter.acts,
        "pause": meter.pause_minutes,
    }


def _list(request: ActorRequest, *, form: ShortcomingForm | None = None, status: int = 200) -> HttpResponse:
    context = {
        "items": list(queries.shortcomings_of(request.actor)[:MOST]),
        "may_report": bool(can_report(request.actor)),
        "form": form or ShortcomingForm(),
    }
    return render(request, "rollout/shortcomings.html", context, status=status)
