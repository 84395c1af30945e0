"""Angka kredit over the API: the same record, notes and papers as on the page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from kasuari.development import operations, queries
from kasuari.development.enums.kredit import JenisKredit, UntukKenaikan
from kasuari.development.printing import credit_json
from kasuari.development.queries import CreditRecord
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.rest import Given, answers
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.regulation.angka_kredit import tampilkan

router = Router(tags=["angka kredit"])


class ConversionOut(Schema):
    """Months of one year with one predikat and jenjang. `kredit` is exact, as a fraction in text."""

    tahun: int
    bulan_awal: int
    bulan_akhir: int
    predikat: str
    jenjang: str
    tahunan: bool
    persentase: str
    koefisien: str
    kredit: str


class NeedOut(Schema):
    """What one kenaikan asks for; null where it cannot be said."""

    untuk: str
    code: str
    perlu: Decimal | None
    selisih: Decimal | None = Field(description="Below nought: what is short.")
    ditetapkan: date | None


class NoteOut(Schema):
    id: int
    jenis: str
    nilai: Decimal
    tanggal: date
    teks: str
    dibatalkan: bool


class PaperOut(Schema):
    id: int
    kind: str
    title: str
    code: str
    current: bool


class CreditOut(Schema):
    """The angka kredit of a person. `jumlah` to three decimals, null while nothing is known."""

    pegawai_id: int
    code: str
    jenjang: str
    golongan: str
    jumlah: Decimal | None
    baris: list[ConversionOut]
    kebutuhan: list[NeedOut]
    bawaan: list[NoteOut]
    dokumen: list[PaperOut]


class KreditNoteIn(Given):
    jenis: JenisKredit
    nilai: Decimal
    tanggal: date
    teks: str


class ReasonIn(Given):
    alasan: str


class AwardIn(Given):
    untuk: UntukKenaikan


@router.get("/people/{pegawai_id}/credit", response=answers(CreditOut), summary="Angka kredit of a person")
def credit(request: HttpRequest, pegawai_id: int) -> dict[str, Any]:
    return _out(_record(request, pegawai_id))


@router.post(
    "/people/{pegawai_id}/credit/notes",
    response=answers(CreditOut, status=201),
    summary="Note credits that were brought along",
)
def note(request: HttpRequest, pegawai_id: int, payload: KreditNoteIn) -> Status[dict[str, Any]]:
    held = _record(request, pegawai_id)
    operations.add_note(held=held, by=_actor(request), at=clock.now(), **payload.dict())
    return Status(201, _out(_record(request, pegawai_id)))


@router.post(
    "/credit-notes/{note_id}/cancel", response=answers(CreditOut), summary="Take a note out of the sum"
)
def cancel(request: HttpRequest, note_id: int, payload: ReasonIn) -> dict[str, Any]:
    found, held = queries.note_for(_actor(request), note_id, on=clock.today())
    operations.cancel_note(note=found, held=held, alasan=payload.alasan, by=_actor(request), at=clock.now())
    return _out(_record(request, found.pegawai_id))


@router.post(
    "/people/{pegawai_id}/credit/conversions/{evaluasi_id}",
    response=answers(CreditOut),
    summary="Sign the conversion of one evaluation",
)
def konversi(request: HttpRequest, pegawai_id: int, evaluasi_id: int) -> dict[str, Any]:
    held = _record(request, pegawai_id)
    operations.issue_konversi(held=held, evaluasi_id=evaluasi_id, by=_actor(request), at=clock.now())
    return _out(held)


@router.post(
    "/people/{pegawai_id}/credit/accumulation", response=answers(CreditOut), summary="Sign the accumulation"
)
def akumulasi(request: HttpRequest, pegawai_id: int) -> dict[str, Any]:
    held = _record(request, pegawai_id)
    operations.issue_akumulasi(held=held, by=_actor(request), at=clock.now())
    return _out(held)


@router.post("/people/{pegawai_id}/credit/award", response=answers(CreditOut), summary="Sign the award (PAK)")
def award(request: HttpRequest, pegawai_id: int, payload: AwardIn) -> dict[str, Any]:
    operations.award_credit(
        held=_record(request, pegawai_id), untuk=payload.untuk.value, by=_actor(request), at=clock.now()
    )
    return _out(_record(request, pegawai_id))


def _out(held: CreditRecord) -> dict[str, Any]:
    credit = held.credit
    kept = credit_json(credit)
    return {
        "pegawai_id": held.pegawai.pk,
        "code": credit.code,
        "jenjang": kept["jenjang"],
        "golongan": credit.golongan,
        "jumlah": _number(credit.jumlah),
        "baris": kept["baris"],
        "kebutuhan": [
            {
                "untuk": need.untuk.value,
                "code": need.code,
                "perlu": _number(need.need),
                "selisih": _number(need.gap),
                "ditetapkan": need.awarded.sampai_date if need.awarded else None,
            }
            for need in credit.needs
        ],
        "bawaan": [
            {
                "id": row.pk,
                "jenis": row.jenis,
                "nilai": row.nilai,
                "tanggal": row.tanggal,
                "teks": row.teks,
                "dibatalkan": row.cancelled_at is not None,
            }
            for row in held.all_notes
        ],
        "dokumen": [
            {
                "id": row.pk,
                "kind": row.kind,
                "title": row.title,
                "code": row.code,
                "current": row.replaced_at is None,
            }
            for row in queries.papers_of(held)
        ],
    }


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(tampilkan(value))


def _record(request: HttpRequest, pegawai_id: int) -> CreditRecord:
    return queries.credit_record(_actor(request), pegawai_id, on=clock.today())


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
