"""The catalogue of partners, what is recommended, enrolments, and allocations (to read) over the API.

A partner's account reaches none of it: it has its own pages and no token.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from kasuari.development.models import Alokasi, Pendaftaran, ProgramPelatihan
from kasuari.development.operations import pendaftaran as operations
from kasuari.development.operations import take_over_learning
from kasuari.development.queries import alokasi as allocating
from kasuari.development.queries import mitra as partners
from kasuari.development.queries import pendaftaran as queries
from kasuari.development.queries.rekomendasi import recommendations_for
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.rest import Given, Pages, answers, paginate
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest

router = Router(tags=["pelatihan"])


class ProgrammeOut(Schema):
    id: int
    kode: str
    judul: str
    penyelenggara: str = Field(alias="mitra.nama")
    kompetensi_id: int | None
    kompetensi_nama: str
    moda: str
    lokasi: str
    bahasa: str
    luring: bool
    jp: int
    biaya: Decimal
    kursi: int
    terisi: int
    start_date: date
    last_date: date
    batas_daftar: date | None
    sasaran: list[str]
    rumpun: str
    prasyarat_id: int | None
    state: str


class ReasonOut(Schema):
    kind: str = Field(description="`good`, `bad` or `unknown`.")
    code: str
    text: str


class OfferOut(Schema):
    program_id: int
    judul: str
    layak: bool
    nilai: Decimal = Field(description="The weighted gap that it closes, in steps.")
    biaya: Decimal
    hari: int
    alasan: list[ReasonOut]


class MentorOut(Schema):
    pegawai_id: int
    nama: str
    unit: str


class RecommendationOut(Schema):
    """What could close one gap: programmes with every reason, and people who cost nothing."""

    kompetensi_id: int
    nama: str
    kesenjangan: int | None
    program: list[OfferOut]
    pembimbing: list[MentorOut]


class EnrolmentOut(Schema):
    id: int
    program_id: int
    pegawai_id: int
    alokasi_id: int | None
    state: str
    kesenjangan_awal: int | None
    alasan: str
    jp_hadir: int | None
    hasil: str
    nilai_awal: Decimal | None
    nilai_akhir: Decimal | None
    version: int


class AllocationOut(Schema):
    """What was asked and what came out; figures as they were kept."""

    id: int
    nama: str
    state: str
    batasan: dict[str, Any]
    hasil: dict[str, Any]
    created_at: datetime
    approved_at: datetime | None
    version: int


class PlaceOut(Schema):
    pegawai_id: int
    program_id: int
    nilai: Decimal
    biaya: Decimal
    hari: int
    tangan: bool
    alasan: str


class ProposeIn(Given):
    pegawai_id: int
    alasan: str = ""


class EnrolmentStepIn(Given):
    langkah: Literal["setujui", "undang", "terima", "tolak", "batalkan", "catat-jp"]
    version: int
    alasan: str = Field("", description="Why, with `tolak` and `batalkan`.")


@router.get("/programmes", response=answers(list[ProgrammeOut]), summary="What partners offer from today on")
@paginate(Pages)
def programmes(
    request: HttpRequest, q: str = "", moda: str = "", kompetensi_id: int | None = None
) -> QuerySet[ProgramPelatihan]:
    return partners.found_programmes(
        _actor(request), q=q, moda=moda, kompetensi_id=kompetensi_id, on=clock.today()
    )


@router.get("/programmes/{program_id}", response=answers(ProgrammeOut), summary="One programme")
def programme(request: HttpRequest, program_id: int) -> ProgramPelatihan:
    return partners.program_for(_actor(request), program_id)


@router.post(
    "/programmes/{program_id}/enrolments",
    response=answers(EnrolmentOut, status=201),
    summary="Propose somebody for a programme",
)
def propose(request: HttpRequest, program_id: int, payload: ProposeIn) -> Status[Pendaftaran]:
    actor = _actor(request)
    program = partners.program_for(actor, program_id)
    pegawai = organisation.pegawai_for(actor, payload.pegawai_id)
    made = operations.propose(
        program=program, pegawai=pegawai, alasan=payload.alasan, by=actor, at=clock.now()
    )
    return Status(201, made)


@router.get(
    "/people/{pegawai_id}/recommendations",
    response=answers(list[RecommendationOut]),
    summary="What could close the gaps of a person, and why",
)
def recommendations(request: HttpRequest, pegawai_id: int) -> list[dict[str, Any]]:
    found = recommendations_for(_actor(request), pegawai_id, on=clock.today())
    return [
        {
            "kompetensi_id": item.gap.kompetensi_id,
            "nama": item.gap.nama,
            "kesenjangan": item.gap.size,
            "program": [
                {
                    "program_id": offer.programme.program_id,
                    "judul": offer.programme.judul,
                    "layak": offer.feasible,
                    "nilai": offer.value,
                    "biaya": offer.cost,
                    "hari": offer.days,
                    "alasan": list(offer.reasons),
                }
                for offer in (*item.offers, *item.others)
            ],
            "pembimbing": list(item.mentors),
        }
        for item in found.items
    ]


@router.get("/enrolments", response=answers(list[EnrolmentOut]), summary="The enrolments of the agency")
@paginate(Pages)
def enrolments(request: HttpRequest, state: str = "", program_id: int | None = None) -> QuerySet[Pendaftaran]:
    return queries.enrolments_in(_actor(request), state=state, program_id=program_id)


@router.get("/enrolments/{pendaftaran_id}", response=answers(EnrolmentOut), summary="One enrolment")
def enrolment(request: HttpRequest, pendaftaran_id: int) -> Pendaftaran:
    return queries.pendaftaran_for(_actor(request), pendaftaran_id)


@router.post(
    "/enrolments/{pendaftaran_id}/steps",
    response=answers(EnrolmentOut),
    summary="Agree to an enrolment, invite, answer, withdraw, or take its JP over",
)
def step(request: HttpRequest, pendaftaran_id: int, payload: EnrolmentStepIn) -> Pendaftaran:
    actor = _actor(request)
    row = queries.pendaftaran_for(actor, pendaftaran_id)
    given: dict[str, Any] = {"pendaftaran": row, "version": payload.version, "by": actor, "at": clock.now()}
    if payload.langkah == "setujui":
        return operations.approve_enrolment(**given)
    if payload.langkah == "undang":
        return operations.invite(**given)
    if payload.langkah == "batalkan":
        return operations.withdraw(alasan=payload.alasan, **given)
    if payload.langkah == "catat-jp":
        take_over_learning(pendaftaran=row, by=actor, at=clock.now())
        return row
    accept = payload.langkah == "terima"
    return operations.answer_invitation(accept=accept, alasan=payload.alasan, **given)


@router.get("/allocations", response=answers(list[AllocationOut]), summary="The allocations of the agency")
@paginate(Pages)
def allocations(request: HttpRequest) -> QuerySet[Alokasi]:
    return allocating.allocations(_actor(request))


@router.get("/allocations/{alokasi_id}", response=answers(AllocationOut), summary="One allocation")
def allocation(request: HttpRequest, alokasi_id: int) -> Alokasi:
    return allocating.alokasi_for(_actor(request), alokasi_id)


@router.get(
    "/allocations/{alokasi_id}/places", response=answers(list[PlaceOut]), summary="Who gets a place in it"
)
@paginate(Pages)
def places(request: HttpRequest, alokasi_id: int) -> QuerySet[Any]:
    return allocating.chosen_in(allocating.alokasi_for(_actor(request), alokasi_id))


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
