"""Evaluations and their papers over the API, and the capaian of units."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from kasuari.documents.queries import documents_of
from kasuari.evaluation import operations, queries
from kasuari.evaluation.enums import LevelCapaian, RatingKinerja, StateEvaluasi, Tanggapan
from kasuari.evaluation.models import Evaluasi
from kasuari.evaluation.operations.issuing import OBJECT_TYPE
from kasuari.evaluation.states import SIGNED
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.files import serve
from kasuari.foundation.rest import Given, Pages, answers, paginate
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning
from kasuari.progress.queries import period_of

router = Router(tags=["evaluasi"])


class EvaluationOut(Schema):
    """One evaluation. Empty ratings and predikat are not given yet."""

    id: int
    skp_id: int
    periode_evaluasi_id: int
    periode: str
    pegawai_id: int
    pegawai: str
    nip: str | None
    penilai_id: int
    penilai: str
    state: str
    rating_hasil_kerja: str
    rating_perilaku_kerja: str
    predikat: str = Field(description="The regulation's answer to the two ratings; never typed.")
    predikat_berlaku: str = Field(description="The one that holds: changed only by a decision (D.1.3).")
    predikat_code: str
    jalur: str = Field(description="penilai, or atasan where the atasan evaluated in the penilai's place.")
    edition: str
    capaian_level: str
    signed_at: datetime | None
    delivered_at: datetime | None
    acknowledged_at: datetime | None = Field(
        description="When the document as delivered was signed for; that of D.1.3 is with the objection."
    )
    tanggapan: str
    version: int

    @staticmethod
    def resolve_periode(row: Evaluasi) -> str:
        return planning.label(row.periode_evaluasi)

    @staticmethod
    def resolve_pegawai(row: Evaluasi) -> str:
        return row.pegawai.nama_lengkap

    @staticmethod
    def resolve_nip(row: Evaluasi) -> str | None:
        return row.pegawai.nip

    @staticmethod
    def resolve_penilai(row: Evaluasi) -> str:
        return row.penilai.nama_lengkap


class EvaluationDetailOut(EvaluationOut):
    """With the reasons, the facts frozen at signing ({} before), and the days until which the owner can
    act."""

    alasan_hasil_kerja: str
    alasan_perilaku_kerja: str
    rekomendasi: str
    tanggapan_teks: str
    fakta: dict[str, Any]
    return_last_date: date | None = None
    objection_last_date: date | None = None


class DocumentOut(Schema):
    id: int
    kind: str
    title: str
    code: str
    sha256: str
    issued_at: datetime
    current: bool


class RatingIn(Given):
    rating_hasil_kerja: RatingKinerja | None = None
    alasan_hasil_kerja: str = ""
    rating_perilaku_kerja: RatingKinerja | None = None
    alasan_perilaku_kerja: str = ""
    rekomendasi: str = ""
    version: int | None = Field(None, description="As read; null or 0 where there was none.")


class EvaluationVersionIn(Given):
    version: int


class ResultAcknowledgeIn(Given):
    tanggapan: Tanggapan
    teks: str = ""
    version: int


class CapaianIn(Given):
    level: LevelCapaian
    dasar: str = ""
    version: int | None = None


class CapaianOut(Schema):
    unit_id: int
    periode_evaluasi_id: int
    level: str
    dasar: str
    set_at: datetime
    version: int


class CapaianLineOut(Schema):
    """One indikator in the arithmetic; `percent` null: unknown, which is not zero."""

    teks: str
    nilai: str
    target: str
    percent: int | None
    aksi: int
    bergerak: int


class CapaianProposalOut(Schema):
    """What the system proposes, with its arithmetic, beside what was set. `usulan` null: nothing can be
    proposed, and `code` says why."""

    unit_id: int
    periode_evaluasi_id: int
    level: str = Field(description='What was set; "" where nothing was.')
    usulan: str | None
    code: str
    mean: int | None = Field(description="Whole percent, rounded down.")
    lines: list[CapaianLineOut]
    basis: str
    version: int


@router.get("/evaluations", response=answers(list[EvaluationOut]), summary="Evaluations within reach")
@paginate(Pages)
def evaluations(
    request: HttpRequest,
    periode_evaluasi_id: int | None = None,
    pegawai_id: int | None = None,
    state: str | None = None,
) -> QuerySet[Evaluasi]:
    found = queries.evaluasi_visible(_actor(request))
    wanted = {"periode_evaluasi_id": periode_evaluasi_id, "pegawai_id": pegawai_id, "state": state}
    return found.filter(**{name: value for name, value in wanted.items() if value is not None})


@router.get("/evaluations/{evaluasi_id}", response=answers(EvaluationDetailOut), summary="One evaluation")
def evaluation(request: HttpRequest, evaluasi_id: int) -> EvaluationDetailOut:
    return detail_of(queries.evaluasi_for(_actor(request), evaluasi_id))


@router.put(
    "/skp/{skp_id}/periods/{periode_evaluasi_id}/rating",
    response=answers(EvaluationDetailOut),
    summary="Save the two ratings as a draft",
)
def rate(
    request: HttpRequest, skp_id: int, periode_evaluasi_id: int, payload: RatingIn
) -> EvaluationDetailOut:
    actor = _actor(request)
    skp = planning.skp_for(actor, skp_id)
    made = operations.rate(
        skp=skp,
        periode_evaluasi=period_of(skp, periode_evaluasi_id),
        rating_hasil_kerja=payload.rating_hasil_kerja or "",
        alasan_hasil_kerja=payload.alasan_hasil_kerja,
        rating_perilaku_kerja=payload.rating_perilaku_kerja or "",
        alasan_perilaku_kerja=payload.alasan_perilaku_kerja,
        rekomendasi=payload.rekomendasi,
        version=payload.version,
        by=actor,
        at=clock.now(),
    )
    return detail_of(queries.evaluasi_for(actor, made.pk))


@router.post("/evaluations/{evaluasi_id}/sign", response=answers(EvaluationDetailOut), summary="Sign")
def sign(request: HttpRequest, evaluasi_id: int, payload: EvaluationVersionIn) -> EvaluationDetailOut:
    actor = _actor(request)
    found = queries.evaluasi_for(actor, evaluasi_id)
    return detail_of(
        operations.sign_evaluasi(evaluasi=found, version=payload.version, by=actor, at=clock.now())
    )


@router.post(
    "/evaluations/{evaluasi_id}/deliver",
    response=answers(EvaluationDetailOut),
    summary="Hand the signed result to its owner",
)
def deliver(request: HttpRequest, evaluasi_id: int, payload: EvaluationVersionIn) -> EvaluationDetailOut:
    actor = _actor(request)
    found = queries.evaluasi_for(actor, evaluasi_id)
    return detail_of(
        operations.deliver_evaluasi(evaluasi=found, version=payload.version, by=actor, at=clock.now())
    )


@router.post(
    "/evaluations/{evaluasi_id}/acknowledge",
    response=answers(EvaluationDetailOut),
    summary="Sign for receipt, agreeing or not",
)
def acknowledge(request: HttpRequest, evaluasi_id: int, payload: ResultAcknowledgeIn) -> EvaluationDetailOut:
    actor = _actor(request)
    found = queries.evaluasi_for(actor, evaluasi_id)
    return detail_of(
        operations.acknowledge_evaluasi(
            evaluasi=found,
            tanggapan=payload.tanggapan.value,
            teks=payload.teks,
            version=payload.version,
            by=actor,
            at=clock.now(),
        )
    )


@router.get(
    "/evaluations/{evaluasi_id}/documents", response=answers(list[DocumentOut]), summary="Papers issued"
)
def documents(request: HttpRequest, evaluasi_id: int) -> list[DocumentOut]:
    found = queries.evaluasi_for(_actor(request), evaluasi_id)
    return [
        DocumentOut(
            id=row.pk,
            kind=row.kind,
            title=row.title,
            code=row.code,
            sha256=row.sha256,
            issued_at=row.issued_at,
            current=row.replaced_at is None,
        )
        for row in documents_of(OBJECT_TYPE, found.pk)
    ]


@router.get(
    "/evaluations/{evaluasi_id}/documents/{document_id}/file",
    response=answers(None),
    summary="The PDF as it was issued",
)
def document_file(request: HttpRequest, evaluasi_id: int, document_id: int) -> HttpResponse:
    found = queries.evaluasi_for(_actor(request), evaluasi_id)
    paper = documents_of(OBJECT_TYPE, found.pk).filter(pk=document_id).first()
    if paper is None:
        raise Http404
    return cast(HttpResponse, serve(paper.file))


@router.get(
    "/units/{unit_id}/periods/{periode_evaluasi_id}/capaian",
    response=answers(CapaianProposalOut),
    summary="The proposed capaian with its arithmetic, for whoever sets it",
)
def capaian(request: HttpRequest, unit_id: int, periode_evaluasi_id: int) -> dict[str, Any]:
    actor = _actor(request)
    period = planning.periode_evaluasi_for(periode_evaluasi_id)
    held = queries.unit_to_set(actor, period, unit_id)
    queries.setting_capaian(actor, held.unit, on=clock.today()).or_raise()
    found = queries.proposals_of([held.unit], period).get(held.unit.pk)
    return {
        "unit_id": held.unit.pk,
        "periode_evaluasi_id": period.pk,
        "level": held.capaian.level if held.capaian else "",
        "usulan": found.verdict.value.level.value if found and found.verdict.value else None,
        "code": found.verdict.code if found else "capaian.tanpa_indikator",
        "mean": found.mean if found else None,
        "lines": list(found.lines) if found else [],
        "basis": found.basis if found else "",
        "version": held.version,
    }


@router.put(
    "/units/{unit_id}/periods/{periode_evaluasi_id}/capaian",
    response=answers(CapaianOut),
    summary="Set the capaian kinerja of a unit",
)
def set_capaian(
    request: HttpRequest, unit_id: int, periode_evaluasi_id: int, payload: CapaianIn
) -> CapaianOut:
    actor = _actor(request)
    period = planning.periode_evaluasi_for(periode_evaluasi_id)
    held = operations.set_capaian(
        unit=queries.unit_to_set(actor, period, unit_id).unit,
        periode_evaluasi=period,
        level=payload.level.value,
        dasar=payload.dasar,
        version=payload.version,
        by=actor,
        at=clock.now(),
    )
    return CapaianOut(
        unit_id=held.unit_id,
        periode_evaluasi_id=held.periode_evaluasi_id,
        level=held.level,
        dasar=held.dasar,
        set_at=held.set_at,
        version=held.version,
    )


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor


def detail_of(row: Evaluasi) -> EvaluationDetailOut:
    """One evaluation with the last days of its owner, as the API answers it."""
    shown = EvaluationDetailOut.from_orm(row)
    if row.state in SIGNED and row.delivered_at is not None:
        calendar, today = queries.calendar_of(row.skp), clock.today()
        back = None if row.state == StateEvaluasi.DIUBAH else queries.return_deadline(row, calendar, on=today)
        objection = queries.objection_deadline(row, calendar, on=today)
        shown.return_last_date = back.last_date if back else None
        shown.objection_last_date = objection.last_date if objection else None
    return shown
