"""Objections, the clocks of an evaluation, holidays and outages over the API."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, File, Form, Router, Schema
from ninja.files import UploadedFile

from kasuari.evaluation import operations, queries
from kasuari.evaluation.access import can_keep_calendar
from kasuari.evaluation.enums import KeputusanKeberatan, RatingKinerja
from kasuari.evaluation.models import Gangguan, Keberatan
from kasuari.evaluation.rest import EvaluationVersionIn
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.calendar import Holiday, holiday, holidays
from kasuari.foundation.files import serve
from kasuari.foundation.rest import Given, Pages, answers, paginate
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning

router = Router(tags=["keberatan"])


class EvidenceOut(Schema):
    id: int
    nama: str
    sha256: str

    @staticmethod
    def resolve_sha256(row: object) -> str:
        return str(row.file.sha256)  # type: ignore[attr-defined]


class ObjectionOut(Schema):
    """One objection. Empty texts are not given yet."""

    id: int
    evaluasi_id: int
    periode: str
    pegawai_id: int
    pegawai: str
    penilai_id: int
    penilai: str
    atasan_id: int
    atasan: str
    state: str
    alasan: str
    filed_at: datetime
    penjelasan_penilai: str
    penjelasan_pegawai: str
    tanpa_penjelasan: str
    keputusan: str
    pertimbangan: str
    rekomendasi: str
    rating_hasil_kerja: str
    rating_perilaku_kerja: str
    predikat: str = Field(description="The regulation's answer to the new ratings; empty where upheld.")
    decided_at: datetime | None
    bukti: list[EvidenceOut]
    version: int

    @staticmethod
    def resolve_periode(row: Keberatan) -> str:
        return planning.label(row.evaluasi.periode_evaluasi)

    @staticmethod
    def resolve_pegawai(row: Keberatan) -> str:
        return row.pegawai.nama_lengkap

    @staticmethod
    def resolve_penilai(row: Keberatan) -> str:
        return row.penilai.nama_lengkap

    @staticmethod
    def resolve_atasan(row: Keberatan) -> str:
        return row.atasan.nama_lengkap

    @staticmethod
    def resolve_bukti(row: Keberatan) -> list[object]:
        return list(row.bukti.all())


class ClockOut(Schema):
    """A deadline: until when, what the law alone would say, and why it moved."""

    step: str
    who: str = Field(description="pegawai, penilai or atasan")
    start_date: date
    last_date: date
    law_date: date
    working_days_left: int = Field(description="Negative once it has passed.")
    basis: str
    moved_by: list[str]


class ExplainIn(Given):
    penjelasan: str
    version: int


class KeberatanDecisionIn(Given):
    keputusan: KeputusanKeberatan
    pertimbangan: str
    rekomendasi: str = ""
    rating_hasil_kerja: RatingKinerja | None = None
    rating_perilaku_kerja: RatingKinerja | None = None
    tanpa_penjelasan: str = ""
    version: int


class HolidayIn(Given):
    day: date
    nama: str
    dasar: str


class HolidayOut(Schema):
    id: int
    date: date
    nama: str
    jenis: str
    dasar: str
    berlaku: bool


class OutageIn(Given):
    wilayah: str
    alasan: str
    unit_ids: list[int]
    start_at: datetime
    end_at: datetime


class OutageOut(Schema):
    id: int
    wilayah: str
    alasan: str
    unit_ids: list[int]
    start_at: datetime
    end_at: datetime
    declared_at: datetime
    withdrawn_at: datetime | None
    version: int

    @staticmethod
    def resolve_unit_ids(row: Gangguan) -> list[int]:
        return [item.unit_id for item in row.units.all()]


@router.get("/objections", response=answers(list[ObjectionOut]), summary="Objections within reach")
@paginate(Pages)
def objections(request: HttpRequest, state: str | None = None) -> QuerySet[Keberatan]:
    found = queries.keberatan_visible(_actor(request))
    return found.filter(state=state) if state else found


@router.get("/objections/{keberatan_id}", response=answers(ObjectionOut), summary="One objection")
def objection(request: HttpRequest, keberatan_id: int) -> Keberatan:
    return queries.keberatan_for(_actor(request), keberatan_id)


@router.get(
    "/objections/{keberatan_id}/evidence/{bukti_id}/file",
    response=answers(None),
    summary="A file of the objection",
)
def evidence_file(request: HttpRequest, keberatan_id: int, bukti_id: int) -> HttpResponse:
    found = queries.keberatan_for(_actor(request), keberatan_id)
    row = next((item for item in found.bukti.all() if item.pk == bukti_id), None)
    if row is None:
        raise Http404
    return cast(HttpResponse, serve(row.file))


@router.post(
    "/evaluations/{evaluasi_id}/objection",
    response=answers(ObjectionOut),
    summary="Object to a delivered result, with evidence",
)
def file_objection(
    request: HttpRequest,
    evaluasi_id: int,
    alasan: Form[str],
    files: File[list[UploadedFile]] = [],  # noqa: B006 - read, never changed
) -> Keberatan:
    actor = _actor(request)
    return operations.file_keberatan(
        evaluasi=queries.evaluasi_for(actor, evaluasi_id),
        alasan=alasan,
        files=files,
        by=actor,
        at=clock.now(),
    )


@router.post(
    "/objections/{keberatan_id}/explanation",
    response=answers(ObjectionOut),
    summary="Explain the rating, as the penilai",
)
def explain(request: HttpRequest, keberatan_id: int, payload: ExplainIn) -> Keberatan:
    actor = _actor(request)
    return operations.explain_keberatan(
        keberatan=queries.keberatan_for(actor, keberatan_id),
        penjelasan=payload.penjelasan,
        version=payload.version,
        by=actor,
        at=clock.now(),
    )


@router.post(
    "/objections/{keberatan_id}/reply", response=answers(ObjectionOut), summary="Add words, as the owner"
)
def reply(request: HttpRequest, keberatan_id: int, payload: ExplainIn) -> Keberatan:
    actor = _actor(request)
    return operations.reply_keberatan(
        keberatan=queries.keberatan_for(actor, keberatan_id),
        penjelasan=payload.penjelasan,
        version=payload.version,
        by=actor,
        at=clock.now(),
    )


@router.post("/objections/{keberatan_id}/withdraw", response=answers(ObjectionOut), summary="Withdraw")
def withdraw(request: HttpRequest, keberatan_id: int, payload: EvaluationVersionIn) -> Keberatan:
    actor = _actor(request)
    return operations.withdraw_keberatan(
        keberatan=queries.keberatan_for(actor, keberatan_id),
        version=payload.version,
        by=actor,
        at=clock.now(),
    )


@router.post(
    "/objections/{keberatan_id}/decision",
    response=answers(ObjectionOut),
    summary="Uphold or change, as the atasan",
)
def decide(request: HttpRequest, keberatan_id: int, payload: KeberatanDecisionIn) -> Keberatan:
    actor = _actor(request)
    return operations.decide_keberatan(
        keberatan=queries.keberatan_for(actor, keberatan_id),
        keputusan=payload.keputusan.value,
        pertimbangan=payload.pertimbangan,
        rekomendasi=payload.rekomendasi,
        rating_hasil_kerja=payload.rating_hasil_kerja or "",
        rating_perilaku_kerja=payload.rating_perilaku_kerja or "",
        tanpa_penjelasan=payload.tanpa_penjelasan,
        version=payload.version,
        by=actor,
        at=clock.now(),
    )


@router.post(
    "/objections/{keberatan_id}/sign",
    response=answers(ObjectionOut),
    summary="Sign the decision, as the owner or the penilai",
)
def sign(request: HttpRequest, keberatan_id: int, payload: EvaluationVersionIn) -> Keberatan:
    actor = _actor(request)
    return operations.sign_decision(
        keberatan=queries.keberatan_for(actor, keberatan_id),
        version=payload.version,
        by=actor,
        at=clock.now(),
    )


@router.get(
    "/evaluations/{evaluasi_id}/clocks",
    response=answers(list[ClockOut]),
    summary="Every deadline of a signed evaluation",
)
def clocks(request: HttpRequest, evaluasi_id: int) -> list[ClockOut]:
    found = queries.evaluasi_for(_actor(request), evaluasi_id)
    if found.signed_at is None:
        return []
    return [
        ClockOut(
            step=item.step.value,
            who=item.who,
            start_date=item.start_date,
            last_date=item.last_date,
            law_date=item.law_date,
            working_days_left=item.working_days_left,
            basis=item.basis,
            moved_by=[f"{outage.wilayah}: {outage.alasan}" for outage in item.moved_by],
        )
        for item in queries.explanation(found, on=clock.today()).clocks
    ]


@router.get("/holidays", response=answers(list[HolidayOut]), summary="The days off of a year")
def list_holidays(request: HttpRequest, tahun: int | None = None) -> list[Holiday]:
    return holidays(tahun or clock.today().year)


@router.post("/holidays", response=answers(HolidayOut), summary="Record a regional holiday")
def add_holiday(request: HttpRequest, payload: HolidayIn) -> Holiday:
    return operations.add_holiday(
        day=payload.day, nama=payload.nama, dasar=payload.dasar, by=_actor(request), at=clock.now()
    )


@router.post(
    "/holidays/{holiday_id}/cancel", response=answers(HolidayOut), summary="Cancel a regional holiday to come"
)
def cancel_holiday(request: HttpRequest, holiday_id: int) -> Holiday:
    actor = _actor(request)
    can_keep_calendar(actor).or_raise()
    found = holiday(holiday_id)
    if found is None:
        raise Http404
    operations.cancel_holiday(holiday=found, by=actor, at=clock.now())
    return holiday(holiday_id) or found


@router.get("/outages", response=answers(list[OutageOut]), summary="The outages that were recorded")
def list_outages(request: HttpRequest) -> list[Gangguan]:
    return list(queries.gangguan_of(organisation.instansi_for(_actor(request)).pk))


@router.post("/outages", response=answers(OutageOut), summary="Record an outage in some units")
def declare_outage(request: HttpRequest, payload: OutageIn) -> Gangguan:
    actor = _actor(request)
    can_keep_calendar(actor).or_raise()
    return operations.declare_outage(
        instansi_id=organisation.instansi_for(actor).pk,
        wilayah=payload.wilayah,
        alasan=payload.alasan,
        unit_ids=payload.unit_ids,
        start_at=_moment(payload.start_at),
        end_at=_moment(payload.end_at),
        by=actor,
        at=clock.now(),
    )


@router.post("/outages/{gangguan_id}/withdraw", response=answers(OutageOut), summary="Withdraw an outage")
def withdraw_outage(request: HttpRequest, gangguan_id: int, payload: EvaluationVersionIn) -> Gangguan:
    actor = _actor(request)
    operations.withdraw_outage(
        gangguan=queries.gangguan_for(actor, gangguan_id),
        version=payload.version,
        by=actor,
        at=clock.now(),
    )
    return queries.gangguan_for(actor, gangguan_id)


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor


def _moment(given: datetime) -> datetime:
    """A moment without a zone is meant in the zone of the agency."""
    return timezone.make_aware(given) if timezone.is_naive(given) else given
