"""Waves, draws and the register of shortcomings over the API: the same records as on the pages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router, Schema, Status

from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.functions import Fungsi
from kasuari.foundation.rest import Given, Pages, answers, paginate
from kasuari.organisation.queries import identity, instansi_for, unit_for
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.rollout import operations, queries
from kasuari.rollout.access import can_report
from kasuari.rollout.enums import PeranSasaran, Sasaran, Tingkat
from kasuari.rollout.models import Gelombang, Kekurangan, Pengumuman
from kasuari.rollout.readiness import measure
from kasuari.rollout.standing import is_on

router = Router(tags=["rollout"])


class GelombangOut(Schema):
    """A wave. `on` lists the functions that are on for its units today."""

    id: int
    nama: str
    jenis: str
    state: str
    pengenalan: bool
    units: int
    on: list[str]


class CriterionOut(Schema):
    """One criterion of the gate; `nilai` null is not known, and does not pass."""

    syarat: str
    ambang: float | None
    nilai: float | None
    keadaan: str


class DrawOut(Schema):
    id: int
    jenis: str
    benih: str
    asal_benih: str
    calon: list[dict[str, Any]]
    hasil: list[dict[str, Any]]
    drawn_at: datetime


class KekuranganOut(Schema):
    id: int
    judul: str
    teks: str
    unit_id: int
    tingkat: str
    state: str
    rilis: str
    reported_at: datetime
    version: int


class ShortcomingIn(Given):
    judul: str
    teks: str
    tingkat: Tingkat
    halaman: str = ""


class PengumumanOut(Schema):
    """An announcement. `is_read`: the caller has said to have read it."""

    id: int
    judul: str
    teks: str
    sasaran: str
    unit_id: int | None
    gelombang_id: int | None
    peran: str
    last_date: date
    published_at: datetime
    withdrawn_at: datetime | None
    alasan: str
    is_read: bool


class AnnouncementIn(Given):
    judul: str
    teks: str
    sasaran: Sasaran
    unit_id: int | None = None
    gelombang_id: int | None = None
    peran: PeranSasaran | None = None
    last_date: date


class WithdrawIn(Given):
    alasan: str


class ReceiptsOut(Schema):
    """Of `people` in a unit `read` have read it; `names` only for whoever leads or helps that unit."""

    nama: str
    people: int
    read: int
    names: list[str]


@router.get(
    "/announcements", response=answers(list[PengumumanOut]), summary="Announcements for me, newest first"
)
@paginate(Pages)
def announcements(request: HttpRequest) -> QuerySet[Pengumuman]:
    return queries.announcements_for(_actor(request))


@router.post("/announcements", response=answers(PengumumanOut, status=201), summary="Announce something")
def announce(request: HttpRequest, payload: AnnouncementIn) -> Status[Pengumuman]:
    actor = _actor(request)
    given = payload.dict()
    unit_id, wave_id = given.pop("unit_id"), given.pop("gelombang_id")
    made = operations.announce(
        instansi=instansi_for(actor),
        unit=unit_for(actor, unit_id) if unit_id is not None else None,
        gelombang=queries.wave_for(actor, wave_id) if wave_id is not None else None,
        by=actor,
        at=clock.now(),
        **{**given, "peran": given["peran"] or ""},
    )
    return Status(201, queries.announcement_for(actor, made.pk))


@router.post(
    "/announcements/{pengumuman_id}/read", response=answers(PengumumanOut), summary="Say that I have read it"
)
def read_announcement(request: HttpRequest, pengumuman_id: int) -> Pengumuman:
    actor = _actor(request)
    found = queries.announcement_for(actor, pengumuman_id)
    operations.mark_read(pengumuman=found, by=actor, at=clock.now())
    return queries.announcement_for(actor, pengumuman_id)


@router.post(
    "/announcements/{pengumuman_id}/withdraw",
    response=answers(PengumumanOut),
    summary="Withdraw an announcement",
)
def withdraw_announcement(request: HttpRequest, pengumuman_id: int, payload: WithdrawIn) -> Pengumuman:
    actor = _actor(request)
    found = queries.announcement_for(actor, pengumuman_id)
    operations.withdraw_announcement(pengumuman=found, alasan=payload.alasan, by=actor, at=clock.now())
    return queries.announcement_for(actor, pengumuman_id)


@router.get(
    "/announcements/{pengumuman_id}/receipts",
    response=answers(list[ReceiptsOut]),
    summary="Who has read it, by unit",
)
def receipts(request: HttpRequest, pengumuman_id: int) -> list[Any]:
    actor = _actor(request)
    return list(queries.receipts_of(queries.announcement_for(actor, pengumuman_id), actor, on=clock.today()))


@router.get("/waves", response=answers(list[GelombangOut]), summary="The waves in their order")
def waves(request: HttpRequest) -> list[dict[str, Any]]:
    return [_wave(row, on=clock.today()) for row in queries.waves_of(_actor(request))]


@router.get("/waves/{gelombang_id}/gate", response=answers(list[CriterionOut]), summary="The gate of a wave")
def gate(request: HttpRequest, gelombang_id: int) -> list[dict[str, Any]]:
    found = queries.wave_for(_actor(request), gelombang_id)
    return [item.as_json() for item in measure(found, on=clock.today())]


@router.get("/draws", response=answers(list[DrawOut]), summary="Every draw, with its seed and result")
def draws(request: HttpRequest) -> list[Any]:
    return list(queries.draws_of(_actor(request)))


@router.get("/shortcomings", response=answers(list[KekuranganOut]), summary="The register of shortcomings")
@paginate(Pages)
def shortcomings(request: HttpRequest) -> QuerySet[Kekurangan]:
    return queries.shortcomings_of(_actor(request))


@router.post("/shortcomings", response=answers(KekuranganOut, status=201), summary="Report a shortcoming")
def report(request: HttpRequest, payload: ShortcomingIn) -> Status[Kekurangan]:
    actor = _actor(request)
    can_report(actor).or_raise()
    own = identity(actor.pegawai_id or 0, clock.today())
    made = operations.report_shortcoming(
        unit=unit_for(actor, own.unit_id or 0), by=actor, at=clock.now(), **payload.dict()
    )
    return Status(201, made)


def _wave(found: Gelombang, *, on: date) -> dict[str, Any]:
    running = found.practises or found.state != "disiapkan"
    return {
        "id": found.pk,
        "nama": found.nama,
        "jenis": found.jenis,
        "state": found.state,
        "pengenalan": found.practises,
        "units": getattr(found, "units", 0),
        "on": [
            item.value
            for item in Fungsi
            if running and (found.practises or is_on(found.sakelar, item.value, on))
        ],
    }


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
