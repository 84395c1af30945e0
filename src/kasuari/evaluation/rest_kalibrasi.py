"""Kalibrasi over the API: as the pages, each with what its reader may see."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Router, Schema

from kasuari.evaluation import operations, queries
from kasuari.evaluation.agenda import Point
from kasuari.evaluation.enums import RatingKinerja
from kasuari.evaluation.models import ButirKalibrasi, SesiKalibrasi
from kasuari.evaluation.rest import EvaluationVersionIn
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.rest import Given, Pages, answers, paginate
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning

router = Router(tags=["kalibrasi"])


class CalibrationOut(Schema):
    """A session without its drafts."""

    id: int
    nama: str
    periode: str
    pimpinan_id: int
    pimpinan: str
    state: str
    catatan: str
    opened_at: datetime
    closed_at: datetime | None
    version: int

    @staticmethod
    def resolve_periode(row: SesiKalibrasi) -> str:
        return planning.label(row.periode_evaluasi)

    @staticmethod
    def resolve_pimpinan(row: SesiKalibrasi) -> str:
        return row.pimpinan.nama_lengkap


class CalibrationItemOut(Schema):
    """One draft on the table. `semula` never changes; `usulan` is a proposal, "" where there is none."""

    id: int
    pegawai_id: int
    pegawai: str
    penilai_id: int
    penilai: str
    state: str
    semula_hasil_kerja: str
    semula_perilaku_kerja: str
    semula_predikat: str
    usulan_hasil_kerja: str
    usulan_perilaku_kerja: str
    usulan_predikat: str
    alasan: str
    proposed_at: datetime | None
    jawaban: str
    answered_at: datetime | None
    version: int

    @staticmethod
    def resolve_pegawai(row: ButirKalibrasi) -> str:
        return row.pegawai.nama_lengkap

    @staticmethod
    def resolve_penilai(row: ButirKalibrasi) -> str:
        return row.penilai.nama_lengkap


class PointOut(Schema):
    """A point of the agenda; `about` are ids of drafts."""

    code: str
    text: str
    about: list[int]
    certainty: str

    @staticmethod
    def resolve_text(row: Point) -> str:
        return str(row.text)

    @staticmethod
    def resolve_certainty(row: Point) -> str:
        return str(row.certainty)


class RoomOut(Schema):
    """A session with the drafts and the agenda that the reader may see."""

    sesi: CalibrationOut
    butir: list[CalibrationItemOut]
    agenda: list[PointOut]

    @staticmethod
    def resolve_butir(room: queries.Room) -> list[ButirKalibrasi]:
        return [row.butir for row in room.rows]


class CalibrationIn(Given):
    periode_evaluasi_id: int
    nama: str
    unit_id: int | None = None
    jabatan_id: int | None = None


class ProposalIn(Given):
    rating_hasil_kerja: RatingKinerja
    rating_perilaku_kerja: RatingKinerja
    alasan: str
    version: int


class KeepIn(Given):
    alasan: str
    version: int


class AnswerIn(Given):
    terima: bool = Field(description="True takes the proposal over into the penilai's own draft.")
    jawaban: str
    version: int


class CloseIn(EvaluationVersionIn):
    catatan: str = ""


@router.get("/calibrations", response=answers(list[CalibrationOut]), summary="Sessions within reach")
@paginate(Pages)
def calibrations(request: HttpRequest) -> QuerySet[SesiKalibrasi]:
    return queries.sesi_visible(_actor(request))


@router.post("/calibrations", response=answers(CalibrationOut), summary="Open a session, as the atasan")
def open_calibration(request: HttpRequest, payload: CalibrationIn) -> SesiKalibrasi:
    return operations.open_kalibrasi(
        periode_evaluasi=planning.periode_evaluasi_for(payload.periode_evaluasi_id),
        nama=payload.nama,
        unit_id=payload.unit_id,
        jabatan_id=payload.jabatan_id,
        by=_actor(request),
        at=clock.now(),
    )


@router.get("/calibrations/{kalibrasi_id}", response=answers(RoomOut), summary="One session with its drafts")
def calibration(request: HttpRequest, kalibrasi_id: int) -> queries.Room:
    return _room(_actor(request), kalibrasi_id)


@router.post(
    "/calibrations/{kalibrasi_id}/ratings",
    response=answers(RoomOut),
    summary="Bring the drafts of one's own team",
)
def bring(request: HttpRequest, kalibrasi_id: int) -> queries.Room:
    actor = _actor(request)
    operations.bring_ratings(sesi=queries.sesi_for(actor, kalibrasi_id), by=actor, at=clock.now())
    return _room(actor, kalibrasi_id)


@router.post(
    "/calibrations/{kalibrasi_id}/close", response=answers(CalibrationOut), summary="Close, as its leader"
)
def close(request: HttpRequest, kalibrasi_id: int, payload: CloseIn) -> SesiKalibrasi:
    actor = _actor(request)
    return operations.close_kalibrasi(
        sesi=queries.sesi_for(actor, kalibrasi_id),
        catatan=payload.catatan,
        version=payload.version,
        by=actor,
        at=clock.now(),
    )


@router.post(
    "/calibration-items/{kalibrasi_butir_id}/proposal",
    response=answers(CalibrationItemOut),
    summary="Propose other ratings for one draft",
)
def propose(request: HttpRequest, kalibrasi_butir_id: int, payload: ProposalIn) -> ButirKalibrasi:
    actor = _actor(request)
    return operations.propose_calibration(
        butir=queries.butir_for(actor, kalibrasi_butir_id, on=clock.today()),
        rating_hasil_kerja=payload.rating_hasil_kerja.value,
        rating_perilaku_kerja=payload.rating_perilaku_kerja.value,
        alasan=payload.alasan,
        version=payload.version,
        by=actor,
        at=clock.now(),
    )


@router.post(
    "/calibration-items/{kalibrasi_butir_id}/keep",
    response=answers(CalibrationItemOut),
    summary="Record that a draft stays, as the leader",
)
def keep(request: HttpRequest, kalibrasi_butir_id: int, payload: KeepIn) -> ButirKalibrasi:
    actor = _actor(request)
    return operations.keep_rating(
        butir=queries.butir_for(actor, kalibrasi_butir_id, on=clock.today()),
        alasan=payload.alasan,
        version=payload.version,
        by=actor,
        at=clock.now(),
    )


@router.post(
    "/calibration-items/{kalibrasi_butir_id}/answer",
    response=answers(CalibrationItemOut),
    summary="Answer a proposal, as the penilai",
)
def answer(request: HttpRequest, kalibrasi_butir_id: int, payload: AnswerIn) -> ButirKalibrasi:
    actor = _actor(request)
    return operations.answer_calibration(
        butir=queries.butir_for(actor, kalibrasi_butir_id, on=clock.today()),
        terima=payload.terima,
        jawaban=payload.jawaban,
        version=payload.version,
        by=actor,
        at=clock.now(),
    )


def _room(actor: Actor, kalibrasi_id: int) -> queries.Room:
    return queries.room(actor, queries.sesi_for(actor, kalibrasi_id), on=clock.today())


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
