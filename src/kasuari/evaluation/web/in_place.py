"""The people whom I evaluate in the place of their penilai (Lampiran BAB IV A.2, A.11 and A.14)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from kasuari.evaluation import queries
from kasuari.evaluation.web.periods import chosen_period, period_tabs
from kasuari.foundation import clock
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning


@require_GET
def waiting(request: ActorRequest) -> HttpResponse:
    """Whose evaluation has passed to me, and why."""
    on = clock.today()
    period = chosen_period(request, on)
    context: dict[str, Any] = {"period": period, "rows": [], "tabs": [], "label": ""}
    if period is not None:
        calendar = queries.fair_calendar(period.periode.instansi)
        found = (
            queries.waiting_for_atasan(request.actor.pegawai_id, period, calendar=calendar, on=on)
            if request.actor.pegawai_id
            else []
        )
        context |= {
            "label": planning.label(period),
            "tabs": period_tabs(period, reverse("evaluation:in_place")),
            "rows": [{"skp": skp, "route": route} for skp, route in found],
        }
    return render(request, "evaluation/in_place.html", context)
