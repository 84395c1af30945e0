"""Closing evaluation periods and opening them again, over the API."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

from django.http import HttpRequest
from ninja import Field, Router, Schema

from kasuari.evaluation import operations, queries
from kasuari.evaluation.access_penutupan import can_see_closing
from kasuari.evaluation.rest import EvaluationVersionIn
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.rest import Given, answers
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning

router = Router(tags=["penutupan"])


class ClosingOut(Schema):
    """How far a period is from being closed, and its closing. `state` is empty where it was never closed."""

    periode_evaluasi_id: int
    periode: str
    total: int
    signed: int
    open: dict[str, int] = Field(description="How many of each thing are left undone.")
    practising: int = Field(description="People in units where nothing counts yet; in none of the numbers.")
    blocking: list[str] = Field(description="Of those, the ones that no reason lets pass.")
    state: str
    alasan: str
    angka: dict[str, Any]
    sidik: str = Field(description="SHA-256 over every rating and predikat at the closing.")
    closed_at: datetime | None
    pembukaan_alasan: str
    buka_sampai_date: date | None
    version: int


class PeriodCloseIn(Given):
    alasan: str = ""
    version: int = 0


class ReopeningIn(Given):
    alasan: str
    hari: int
    version: int


@router.get("/evaluation-periods/{period_id}/closing", response=answers(ClosingOut))
def closing(request: HttpRequest, period_id: int) -> dict[str, Any]:
    """The checklist of a period and its closing."""
    can_see_closing(_actor(request)).or_raise()
    return _state(period_id)


@router.post("/evaluation-periods/{period_id}/closing", response=answers(ClosingOut))
def close(request: HttpRequest, period_id: int, payload: PeriodCloseIn) -> dict[str, Any]:
    """Close the period; every predikat is computed again first."""
    operations.close_period(
        periode_evaluasi=planning.periode_evaluasi_for(period_id),
        alasan=payload.alasan,
        version=payload.version,
        by=_actor(request),
        at=clock.now(),
    )
    return _state(period_id)


@router.post("/evaluation-periods/{period_id}/reopening", response=answers(ClosingOut))
def propose(request: HttpRequest, period_id: int, payload: ReopeningIn) -> dict[str, Any]:
    """Ask that a closed period be opened again for some days."""
    operations.propose_reopening(
        penutupan=queries.closing_for(period_id),
        alasan=payload.alasan,
        hari=payload.hari,
        version=payload.version,
        by=_actor(request),
        at=clock.now(),
    )
    return _state(period_id)


@router.post("/evaluation-periods/{period_id}/reopening/approve", response=answers(ClosingOut))
def approve(request: HttpRequest, period_id: int, payload: EvaluationVersionIn) -> dict[str, Any]:
    """Agree, as another person than the one who asked."""
    operations.approve_reopening(**_answered(request, period_id, payload))
    return _state(period_id)


@router.post("/evaluation-periods/{period_id}/reopening/reject", response=answers(ClosingOut))
def reject(request: HttpRequest, period_id: int, payload: EvaluationVersionIn) -> dict[str, Any]:
    """Refuse, as another person than the one who asked."""
    operations.reject_reopening(**_answered(request, period_id, payload))
    return _state(period_id)


def _answered(request: HttpRequest, period_id: int, payload: EvaluationVersionIn) -> dict[str, Any]:
    return {
        "penutupan": queries.closing_for(period_id),
        "version": payload.version,
        "by": _actor(request),
        "at": clock.now(),
    }


def _state(period_id: int) -> dict[str, Any]:
    period = planning.periode_evaluasi_for(period_id)
    calendar = queries.fair_calendar(period.periode.instansi)
    todo = queries.checklist(period, calendar=calendar, on=clock.today())
    held = queries.closing_of(period)
    return {
        "periode_evaluasi_id": period.pk,
        "periode": planning.label(period),
        "total": todo.total,
        "signed": todo.signed,
        "open": {hal.value: count for hal, count in todo.counts.items() if count},
        "practising": todo.practising,
        "blocking": [hal.value for hal in todo.blocking],
        "state": held.state if held else "",
        "alasan": held.alasan if held else "",
        "angka": held.angka if held else {},
        "sidik": held.sidik if held else "",
        "closed_at": held.closed_at if held else None,
        "pembukaan_alasan": held.pembukaan_alasan if held else "",
        "buka_sampai_date": held.buka_sampai_date if held else None,
        "version": held.version if held else 0,
    }


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
