"""Survei Kepuasan Masyarakat over the API: the same surveys, results and decisions as on the pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.rest import Given, answers
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.surveys import operations, queries
from kasuari.surveys.access import can_run_skm, can_serve_counter
from kasuari.surveys.enums import BobotSkm, StateSurvei
from kasuari.surveys.models import SurveiSkm
from kasuari.surveys.words import decimal_of

router = Router(tags=["survei kepuasan masyarakat"])


class UnsurOut(Schema):
    """One unsur. `nrr` to four decimals, `nilai` × 25 to two; null while nobody answered it."""

    unsur: str
    terisi: int
    nrr: Decimal | None
    nilai: Decimal | None
    mutu: str


class SurveyOut(Schema):
    """A survey with its result; the result of one that is still open is told to those who run or serve it."""

    id: int
    unit_id: int
    layanan: str
    start_date: date
    last_date: date
    state: str
    bobot: str
    kode: str
    version: int
    responden: int | None
    perlu: int | None = Field(description="The sample; null where the number of users is not known.")
    ikm: Decimal | None
    mutu: str
    lain: dict[str, Decimal] = Field(description="The index under the other conventions of the weight.")
    unsur: list[UnsurOut]


class SurveyIn(Given):
    unit_id: int
    layanan: str
    start_date: date
    last_date: date
    populasi: int | None = None
    gratis: bool = False
    daring: bool = False
    pengaduan_terakhir: bool = False
    bobot: BobotSkm = BobotSkm.TEPAT
    batas_alamat: int = 5


class SurveyVersionIn(Given):
    version: int


class HeldAnswersDecisionIn(Given):
    keputusan: str = Field(description="terima or buang")
    alasan: str


@router.get("/skm", response=answers(list[SurveyOut]), summary="Surveys of the agency")
def surveys(request: HttpRequest) -> list[dict[str, Any]]:
    actor = _actor(request)
    standing = queries.standing_of(actor)
    return [_out(actor, row, standing) for row in queries.surveys_for(actor)[:200]]


@router.get("/skm/{survei_id}", response=answers(SurveyOut), summary="One survey with its result")
def survey(request: HttpRequest, survei_id: int) -> dict[str, Any]:
    return _one(request, survei_id)


@router.post("/skm", response=answers(SurveyOut, status=201), summary="Plan a survey of one service")
def plan(request: HttpRequest, payload: SurveyIn) -> Status[dict[str, Any]]:
    given = payload.dict()
    unit = organisation.unit_for(_actor(request), given.pop("unit_id"))
    given["bobot"] = payload.bobot.value
    made = operations.plan_skm(
        unit=unit, isian=operations.IsianSurvei(**given), by=_actor(request), at=clock.now()
    )
    return Status(201, _one(request, made.pk))


@router.post("/skm/{survei_id}/open", response=answers(SurveyOut), summary="Let citizens answer")
def open_survey(request: HttpRequest, survei_id: int, payload: SurveyVersionIn) -> dict[str, Any]:
    survei = queries.survey_for(_actor(request), survei_id)
    operations.open_skm(survei=survei, version=payload.version, by=_actor(request), at=clock.now())
    return _one(request, survei_id)


@router.post("/skm/{survei_id}/close", response=answers(SurveyOut), summary="Close a survey")
def close(request: HttpRequest, survei_id: int, payload: SurveyVersionIn) -> dict[str, Any]:
    survei = queries.survey_for(_actor(request), survei_id)
    operations.close_skm(survei=survei, version=payload.version, by=_actor(request), at=clock.now())
    return _one(request, survei_id)


@router.post(
    "/skm-batches/{tumpukan_id}/decide", response=answers(SurveyOut), summary="Count held answers, or not"
)
def decide(request: HttpRequest, tumpukan_id: int, payload: HeldAnswersDecisionIn) -> dict[str, Any]:
    actor = _actor(request)
    found = queries.batch_for(actor, tumpukan_id)
    operations.decide_batch(
        tumpukan=found,
        keputusan=payload.keputusan,
        alasan=payload.alasan,
        standing=queries.standing_of(actor),
        by=actor,
        at=clock.now(),
    )
    return _one(request, found.survei_id)


def _one(request: HttpRequest, survei_id: int) -> dict[str, Any]:
    actor = _actor(request)
    return _out(actor, queries.survey_for(actor, survei_id), queries.standing_of(actor))


def _out(actor: Actor, survei: SurveiSkm, standing: Any) -> dict[str, Any]:
    path = survei.unit.path
    inside = can_run_skm(actor, path=path) or can_serve_counter(actor, path=path, standing=standing)
    result = queries.result_of(survei) if inside or survei.state == StateSurvei.DITUTUP else None
    return {
        "id": survei.pk,
        "unit_id": survei.unit_id,
        "layanan": survei.layanan,
        "start_date": survei.start_date,
        "last_date": survei.last_date,
        "state": survei.state,
        "bobot": survei.bobot,
        "kode": survei.kode,
        "version": survei.version,
        "responden": result.responden if result else None,
        "perlu": result.perlu if result else None,
        "ikm": _decimal(result.ikm, 2) if result else None,
        "mutu": result.mutu if result else "",
        "lain": {bobot: _decimal(ikm, 2) for bobot, ikm, _grade in result.lain} if result else {},
        "unsur": [
            {
                "unsur": line.kode,
                "terisi": line.terisi,
                "nrr": _decimal(line.nrr, 4),
                "nilai": _decimal(line.nilai, 2),
                "mutu": line.mutu,
            }
            for line in (result.lines if result else ())
        ],
    }


def _decimal(value: Fraction | None, digits: int) -> Decimal | None:
    return None if value is None else decimal_of(value, digits)


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
