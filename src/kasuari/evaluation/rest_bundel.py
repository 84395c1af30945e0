"""Bundles of papers and spreadsheets of results over the API."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from kasuari.evaluation import operations, queries
from kasuari.evaluation.access_bundel import can_bundle, can_export
from kasuari.evaluation.enums import BentukBundel, IsiBundel
from kasuari.evaluation.models import AturanTpp, Bundel
from kasuari.evaluation.operations.closing import named
from kasuari.evaluation.rest import EvaluationVersionIn
from kasuari.evaluation.web.bundles import bundle_file
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.rest import Given, Pages, answers, paginate
from kasuari.foundation.web.made import XLSX
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning

router = Router(tags=["bundel"])


class BundleOut(Schema):
    """A bundle: how many papers it has, and how many are there."""

    id: int
    unit_id: int
    unit: str
    periode: str
    isi: str
    bentuk: str
    state: str
    done: int
    total: int
    created_at: datetime
    finished_at: datetime | None
    version: int

    @staticmethod
    def resolve_unit(row: Bundel) -> str:
        return row.unit.nama

    @staticmethod
    def resolve_periode(row: Bundel) -> str:
        return named(row.periode_evaluasi)


class BundleIn(Given):
    periode_evaluasi_id: int
    unit_id: int
    isi: IsiBundel = IsiBundel.LENGKAP
    bentuk: BentukBundel = BentukBundel.ZIP


class TppRuleIn(Given):
    start_date: date
    dasar: str
    sangat_baik: int
    baik: int
    butuh_perbaikan: int
    kurang: int
    sangat_kurang: int


class TppRuleOut(TppRuleIn):
    """What each predikat gives, in percent, from a day on."""

    id: int = Field(description="Newest first in the list.")


@router.get("/bundles", response=answers(list[BundleOut]))
@paginate(Pages)
def bundles(request: HttpRequest) -> QuerySet[Bundel]:
    """One's own bundles, the newest first."""
    return queries.bundel_rows(_actor(request))


@router.post("/bundles", response=answers(BundleOut))
def ask(request: HttpRequest, payload: BundleIn) -> Bundel:
    """Have the papers of a unit and all below it put into one file, in the background."""
    actor = _actor(request)
    unit = organisation.unit_for(actor, payload.unit_id)
    made = operations.ask_bundle(
        periode_evaluasi=planning.periode_evaluasi_for(payload.periode_evaluasi_id),
        unit=unit,
        isi=payload.isi,
        bentuk=payload.bentuk,
        by=actor,
        at=clock.now(),
    )
    return queries.bundel_for(actor, made.pk)


@router.get("/bundles/{bundel_id}", response=answers(BundleOut))
def bundle(request: HttpRequest, bundel_id: int) -> Bundel:
    """How far a bundle is."""
    return queries.bundel_for(_actor(request), bundel_id)


@router.post("/bundles/{bundel_id}/continue", response=answers(BundleOut))
def go_on(request: HttpRequest, bundel_id: int, payload: EvaluationVersionIn) -> Bundel:
    """Hand a bundle that stopped to the worker again."""
    actor = _actor(request)
    found = queries.bundel_for(actor, bundel_id)
    operations.continue_bundle(bundel=found, version=payload.version, by=actor, at=clock.now())
    return queries.bundel_for(actor, bundel_id)


@router.get("/bundles/{bundel_id}/file", response=answers(None))
def download(request: HttpRequest, bundel_id: int) -> HttpResponse:
    """The finished file; 404 before it is made and after it was thrown away."""
    actor = _actor(request)
    found = queries.bundel_for(actor, bundel_id)
    can_bundle(actor, found.unit).or_raise()
    return cast(HttpResponse, bundle_file(found))


@router.post("/evaluation-periods/{period_id}/export/tpp", response=answers(None))
def tpp(request: HttpRequest, period_id: int) -> HttpResponse:
    """An XLSX for payroll by the local rule; each taking is in the audit."""
    period = planning.periode_evaluasi_for(period_id)
    content = operations.export_tpp(periode_evaluasi=period, by=_actor(request), at=clock.now())
    return HttpResponse(content, content_type=XLSX)


@router.post("/evaluation-periods/{period_id}/export/siasn", response=answers(None))
def siasn(request: HttpRequest, period_id: int) -> HttpResponse:
    """An XLSX in the columns and codes of the national registry; each taking is in the audit."""
    period = planning.periode_evaluasi_for(period_id)
    content = operations.export_siasn(periode_evaluasi=period, by=_actor(request), at=clock.now())
    return HttpResponse(content, content_type=XLSX)


@router.get("/tpp-rules", response=answers(list[TppRuleOut]))
@paginate(Pages)
def tpp_rules(request: HttpRequest) -> QuerySet[AturanTpp]:
    """The rules of the region, the latest first."""
    actor = _actor(request)
    can_export(actor).or_raise()
    return queries.tpp_rules(organisation.instansi_for(actor).pk)


@router.post("/tpp-rules", response=answers(TppRuleOut))
def set_tpp_rule(request: HttpRequest, payload: TppRuleIn) -> AturanTpp:
    """Write down what each predikat gives from a day on."""
    actor = _actor(request)
    given: dict[str, Any] = payload.dict()
    return operations.set_tpp_rule(
        instansi=organisation.instansi_for(actor),
        start_date=given.pop("start_date"),
        dasar=given.pop("dasar"),
        percent=given,
        by=actor,
        at=clock.now(),
    )


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
