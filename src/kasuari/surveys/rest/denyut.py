"""The pulse over the API: waves and what may be shown. It is answered on the page alone."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.rest import Given, answers
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.surveys import operations, queries
from kasuari.surveys.access import can_run_pulse
from kasuari.surveys.models import Denyut

router = Router(tags=["denyut"])


class UnitPulseOut(Schema):
    """What may be shown of a unit; an item or a scale that may not be shown is left out."""

    unit_id: int
    jawaban: int
    skala: dict[str, str]
    butir: dict[str, str]


class PulseWaveOut(Schema):
    id: int
    nama: str
    start_date: date
    last_date: date
    state: str
    version: int
    jawaban: int | None = Field(description="Null until the wave is closed.")
    unit: list[UnitPulseOut]


class WaveIn(Given):
    nama: str
    start_date: date
    last_date: date


class WaveVersionIn(Given):
    version: int


@router.get("/pulse-waves", response=answers(list[PulseWaveOut]), summary="Waves of the pulse")
def waves(request: HttpRequest) -> list[dict[str, Any]]:
    return [_out(row, with_units=False) for row in queries.waves_for(_actor(request))[:60]]


@router.post(
    "/pulse-waves", response=answers(PulseWaveOut, status=201), summary="Plan a wave, three a year at most"
)
def plan(request: HttpRequest, payload: WaveIn) -> Status[dict[str, Any]]:
    can_run_pulse(_actor(request)).or_raise()
    made = operations.plan_pulse(
        instansi=organisation.instansi_for(_actor(request)),
        by=_actor(request),
        at=clock.now(),
        **payload.dict(),
    )
    return Status(201, _out(made))


@router.get(
    "/pulse-waves/{denyut_id}", response=answers(PulseWaveOut), summary="One wave with what may be shown"
)
def wave(request: HttpRequest, denyut_id: int) -> dict[str, Any]:
    return _out(queries.wave_for(_actor(request), denyut_id))


@router.post("/pulse-waves/{denyut_id}/open", response=answers(PulseWaveOut), summary="Invite everybody")
def open_wave(request: HttpRequest, denyut_id: int, payload: WaveVersionIn) -> dict[str, Any]:
    held = queries.wave_for(_actor(request), denyut_id)
    return _out(
        operations.open_pulse(denyut=held, version=payload.version, by=_actor(request), at=clock.now())
    )


@router.post(
    "/pulse-waves/{denyut_id}/close", response=answers(PulseWaveOut), summary="Close, count, destroy the key"
)
def close_wave(request: HttpRequest, denyut_id: int, payload: WaveVersionIn) -> dict[str, Any]:
    held = queries.wave_for(_actor(request), denyut_id)
    return _out(
        operations.close_pulse(denyut=held, version=payload.version, by=_actor(request), at=clock.now())
    )


def _out(denyut: Denyut, *, with_units: bool = True) -> dict[str, Any]:
    rows = queries.results_of(denyut) if with_units and denyut.jawaban is not None else []
    return {
        "id": denyut.pk,
        "nama": denyut.nama,
        "start_date": denyut.start_date,
        "last_date": denyut.last_date,
        "state": denyut.state,
        "version": denyut.version,
        "jawaban": denyut.jawaban,
        "unit": [
            {
                "unit_id": row.unit_id,
                "jawaban": row.isi["jawaban"],
                "skala": row.isi["skala"],
                "butir": {name: item["m"] for name, item in row.isi["butir"].items()},
            }
            for row in rows
        ],
    }


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
