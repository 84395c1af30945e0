"""Potensi, the nine boxes and the list of angka kredit over the API."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from kasuari.development.enums.tindak_lanjut import NilaiPotensi
from kasuari.development.models import PotensiPegawai
from kasuari.development.operations import talenta as operations
from kasuari.development.queries import kredit_daftar, talenta
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.rest import Given, Pages, answers, paginate
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning
from kasuari.regulation.angka_kredit import Kenaikan, tampilkan

router = Router(tags=["tindak lanjut"])


class BoxOut(Schema):
    """A result of a period on the nine boxes; null where the potensi is not known."""

    pegawai_id: int
    pegawai: str
    unit_id: int
    predikat: str
    potensi: str | None
    potensi_date: date | None
    kotak: int | None

    @staticmethod
    def resolve_pegawai(row: Any) -> str:
        return str(row.pegawai.nama_lengkap)

    @staticmethod
    def resolve_unit_id(row: Any) -> int:
        return int(row.skp.unit_id)

    @staticmethod
    def resolve_predikat(row: Any) -> str:
        return str(row.predikat_berlaku)

    @staticmethod
    def resolve_kotak(row: Any) -> int | None:
        return row.kotak or None


class PotentialOut(Schema):
    id: int
    pegawai_id: int
    nilai: str
    tanggal: date
    dasar: str
    dibatalkan: bool

    @staticmethod
    def resolve_dibatalkan(row: PotensiPegawai) -> bool:
        return row.cancelled_at is not None


class CreditNeedOut(Schema):
    """Towards one kenaikan; null where it cannot be said."""

    untuk: str
    keadaan: str = Field(description='cukup, kurang, belum_diketahui, or "" where there is no such kenaikan.')
    perlu: Decimal | None
    kurang: Decimal | None


class CreditLineOut(Schema):
    pegawai_id: int
    pegawai: str
    unit_id: int | None
    jenjang: str
    golongan: str
    jumlah: Decimal | None
    kebutuhan: list[CreditNeedOut]

    @staticmethod
    def resolve_pegawai_id(line: kredit_daftar.CreditLine) -> int:
        return line.identity.pegawai_id

    @staticmethod
    def resolve_pegawai(line: kredit_daftar.CreditLine) -> str:
        return line.identity.nama

    @staticmethod
    def resolve_unit_id(line: kredit_daftar.CreditLine) -> int | None:
        return line.identity.unit_id

    @staticmethod
    def resolve_jenjang(line: kredit_daftar.CreditLine) -> str:
        return line.credit.jenjang.value if line.credit.jenjang else ""

    @staticmethod
    def resolve_golongan(line: kredit_daftar.CreditLine) -> str:
        return line.identity.golongan

    @staticmethod
    def resolve_jumlah(line: kredit_daftar.CreditLine) -> Decimal | None:
        return _number(line.credit.jumlah)

    @staticmethod
    def resolve_kebutuhan(line: kredit_daftar.CreditLine) -> list[dict[str, Any]]:
        needs = [(untuk, line.need(untuk)) for untuk in Kenaikan]
        return [
            {
                "untuk": untuk.value,
                "keadaan": line.standing(untuk),
                "perlu": _number(need.need) if need else None,
                "kurang": _number(need.short) if need else None,
            }
            for untuk, need in needs
        ]


class PotentialIn(Given):
    nilai: NilaiPotensi
    tanggal: date
    dasar: str


class PotentialReasonIn(Given):
    alasan: str


@router.get(
    "/evaluation-periods/{period_id}/talent",
    response=answers(list[BoxOut]),
    summary="The nine boxes of a period, within the units that one oversees",
)
@paginate(Pages)
def boxes(request: HttpRequest, period_id: int) -> QuerySet[Any]:
    period = planning.periode_evaluasi_for(period_id)
    return talenta.boxed_results(_actor(request), period, on=clock.today())


@router.get(
    "/people/{pegawai_id}/potential",
    response=answers(list[PotentialOut]),
    summary="What was noted of a person's potensi, newest first",
)
def potential(request: HttpRequest, pegawai_id: int) -> list[PotensiPegawai]:
    return talenta.potential_of(_actor(request), pegawai_id)[1]


@router.post(
    "/people/{pegawai_id}/potential",
    response=answers(PotentialOut, status=201),
    summary="Note what an assessment said",
)
def note(request: HttpRequest, pegawai_id: int, payload: PotentialIn) -> Status[PotensiPegawai]:
    pegawai = organisation.pegawai_for(_actor(request), pegawai_id)
    made = operations.note_potential(
        pegawai=pegawai,
        nilai=payload.nilai.value,
        tanggal=payload.tanggal,
        dasar=payload.dasar,
        by=_actor(request),
        at=clock.now(),
    )
    return Status(201, made)


@router.post(
    "/potential/{potensi_id}/cancel", response=answers(PotentialOut), summary="A wrong note no longer holds"
)
def cancel(request: HttpRequest, potensi_id: int, payload: PotentialReasonIn) -> PotensiPegawai:
    found = talenta.potential_for(_actor(request), potensi_id)
    operations.cancel_potential(potensi=found, alasan=payload.alasan, by=_actor(request), at=clock.now())
    return talenta.potential_for(_actor(request), potensi_id)


@router.get(
    "/credits",
    response=answers(list[CreditLineOut]),
    summary="Angka kredit of everybody in a functional post within reach",
)
@paginate(Pages)
def credits_list(request: HttpRequest, unit_id: int | None = None) -> kredit_daftar.CreditLines:
    actor, today = _actor(request), clock.today()
    unit = organisation.unit_for(actor, unit_id) if unit_id is not None else None
    return kredit_daftar.CreditLines(kredit_daftar.functional_people(actor, on=today, unit=unit), on=today)


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(tampilkan(value))


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
