"""Penghargaan and the list of pembinaan over the API: the same rows and acts as on the pages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from kasuari.development.enums.tindak_lanjut import BentukPenghargaan
from kasuari.development.models import UsulanPenghargaan
from kasuari.development.operations import tindak_lanjut as operations
from kasuari.development.queries import tindak_lanjut as queries
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.rest import Given, Pages, answers, paginate
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning
from kasuari.regulation.predikat import Rating
from kasuari.regulation.tindak_lanjut import pembinaan

router = Router(tags=["tindak lanjut"])


class RecognitionOut(Schema):
    """A proposal for a penghargaan, and what was decided."""

    id: int
    pegawai_id: int
    pegawai: str
    unit_id: int
    evaluasi_id: int
    predikat: str
    bentuk: str
    nama: str
    alasan: str
    state: str
    proposed_at: datetime
    decided_at: datetime | None
    putusan_teks: str
    berlaku_sampai_date: date | None = Field(description="The last day on which a priority holds.")
    version: int

    @staticmethod
    def resolve_pegawai(row: UsulanPenghargaan) -> str:
        return row.pegawai.nama_lengkap


class GroundOut(Schema):
    """A result on which an award can be proposed."""

    evaluasi_id: int
    pegawai_id: int
    pegawai: str
    unit_id: int
    predikat: str

    @staticmethod
    def resolve_evaluasi_id(row: Any) -> int:
        return int(row.pk)

    @staticmethod
    def resolve_pegawai(row: Any) -> str:
        return str(row.pegawai.nama_lengkap)

    @staticmethod
    def resolve_unit_id(row: Any) -> int:
        return int(row.skp.unit_id)

    @staticmethod
    def resolve_predikat(row: Any) -> str:
        return str(row.predikat_berlaku)


class GuidanceOut(GroundOut):
    """A result that calls for pembinaan. It never says whether there is a case of konseling."""

    rating_hasil_kerja: str
    rating_perilaku_kerja: str
    pembinaan: list[str]

    @staticmethod
    def resolve_rating_hasil_kerja(row: Any) -> str:
        return str(row.hasil_berlaku)

    @staticmethod
    def resolve_rating_perilaku_kerja(row: Any) -> str:
        return str(row.perilaku_berlaku)

    @staticmethod
    def resolve_pembinaan(row: Any) -> list[str]:
        answer = pembinaan(
            hasil_kerja=Rating(row.hasil_berlaku),
            perilaku_kerja=Rating(row.perilaku_berlaku),
            on=row.periode_evaluasi.last_date,
        )
        return [need.value for need in answer.value or ()]


class RecognitionIn(Given):
    bentuk: BentukPenghargaan
    nama: str = ""
    alasan: str


class RecognitionDecisionIn(Given):
    putusan: Literal["setujui", "tolak", "cabut"]
    alasan: str
    sampai: date | None = None
    version: int


class RecognitionVersionIn(Given):
    version: int


@router.get(
    "/recognitions",
    response=answers(list[RecognitionOut]),
    summary="Proposals within reach",
)
@paginate(Pages)
def recognitions(request: HttpRequest, state: str = "") -> QuerySet[UsulanPenghargaan]:
    return queries.awards(_actor(request), state=state)


@router.get("/recognitions/{usulan_id}", response=answers(RecognitionOut), summary="One proposal")
def recognition(request: HttpRequest, usulan_id: int) -> UsulanPenghargaan:
    return queries.award_for(_actor(request), usulan_id)


@router.post(
    "/evaluations/{evaluasi_id}/recognitions",
    response=answers(RecognitionOut, status=201),
    summary="Propose a penghargaan on a result",
)
def propose(request: HttpRequest, evaluasi_id: int, payload: RecognitionIn) -> Status[UsulanPenghargaan]:
    made = operations.propose_award(
        evaluasi=queries.result_to_award(_actor(request), evaluasi_id),
        bentuk=payload.bentuk.value,
        nama=payload.nama,
        alasan=payload.alasan,
        by=_actor(request),
        at=clock.now(),
    )
    return Status(201, made)


@router.post(
    "/recognitions/{usulan_id}/decision",
    response=answers(RecognitionOut),
    summary="Approve, refuse, or take an approved award back",
)
def decide(request: HttpRequest, usulan_id: int, payload: RecognitionDecisionIn) -> UsulanPenghargaan:
    by, at = _actor(request), clock.now()
    usulan = queries.award_for(by, usulan_id)
    if payload.putusan == "cabut":
        operations.revoke_award(usulan=usulan, alasan=payload.alasan, version=payload.version, by=by, at=at)
    else:
        operations.decide_award(
            usulan=usulan,
            setuju=payload.putusan == "setujui",
            alasan=payload.alasan,
            sampai=payload.sampai,
            version=payload.version,
            by=by,
            at=at,
        )
    return queries.award_for(by, usulan_id)


@router.post(
    "/recognitions/{usulan_id}/withdraw", response=answers(RecognitionOut), summary="Take a proposal back"
)
def withdraw(request: HttpRequest, usulan_id: int, payload: RecognitionVersionIn) -> UsulanPenghargaan:
    by = _actor(request)
    usulan = queries.award_for(by, usulan_id)
    operations.withdraw_award(usulan=usulan, version=payload.version, by=by, at=clock.now())
    return queries.award_for(by, usulan_id)


@router.get(
    "/evaluation-periods/{period_id}/recognition-candidates",
    response=answers(list[GroundOut]),
    summary="Results on which an award can be proposed, Sangat Baik first",
)
@paginate(Pages)
def candidates(request: HttpRequest, period_id: int, baik: bool = False) -> QuerySet[Any]:
    period = planning.periode_evaluasi_for(period_id)
    return queries.award_results(_actor(request), period, with_baik=baik)


@router.get(
    "/evaluation-periods/{period_id}/guidance",
    response=answers(list[GuidanceOut]),
    summary="Results that call for bimbingan or konseling",
)
@paginate(Pages)
def guidance(request: HttpRequest, period_id: int) -> QuerySet[Any]:
    return queries.guidance_results(_actor(request), planning.periode_evaluasi_for(period_id))


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
