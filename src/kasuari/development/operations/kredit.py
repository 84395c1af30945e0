"""Angka kredit: what was brought along, and the three papers that the penilai signs (PerBKN 3/2023)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse
from django.utils.translation import override

from kasuari.development import printing
from kasuari.development.access.kredit import can_note, can_sign
from kasuari.development.enums.kredit import AKUMULASI, KONVERSI, PENETAPAN, JenisKredit
from kasuari.development.events.kredit import (
    ABOUT,
    AkumulasiIssued,
    KonversiIssued,
    KreditAwarded,
    KreditNoteCancelled,
    KreditNoted,
)
from kasuari.development.models import CatatanKredit, PenetapanKredit
from kasuari.development.queries import CreditRecord, kredit_words, months_in_words
from kasuari.documents.contracts import Verifikasi
from kasuari.documents.operations import issue_document, withdraw_document
from kasuari.documents.queries import current_document, current_saying
from kasuari.evaluation.events import KeberatanDecided
from kasuari.evaluation.queries import SignedPredikat
from kasuari.foundation.access import Actor
from kasuari.foundation.events import Event, record
from kasuari.foundation.refusals import Invalid, Problem
from kasuari.organisation import queries as organisation
from kasuari.regulation.angka_kredit import Kenaikan, tampilkan
from kasuari.regulation.kredit_kumulatif import BarisKonversi

if TYPE_CHECKING:
    from kasuari.documents.models import Document

KONVERSI_OF, PENETAPAN_OF = "development.konversi", "development.penetapan"
LARGEST = Decimal(2000)


@transaction.atomic
def add_note(
    *,
    held: CreditRecord,
    jenis: str,
    nilai: Decimal | None,
    tanggal: date | None,
    teks: str,
    by: Actor,
    at: datetime,
) -> CatatanKredit:
    """Note credits that were brought along, with the letter that grants them. Raises Invalid with every
    problem."""
    can_note(by, pegawai_id=held.pegawai.pk, path=held.identity.unit_path).or_raise()
    teks = teks.strip()
    problems = [
        Problem("development.note", field, words)
        for field, words, wrong in (
            ("jenis", printing.SAY["jenis"], jenis not in JenisKredit.values),
            ("nilai", printing.SAY["nilai"], nilai is None or not 0 < nilai <= LARGEST),
            ("tanggal", printing.SAY["tanggal"], tanggal is None or tanggal > at.date()),
            ("teks", printing.SAY["teks"], not teks or len(teks) > 300),
        )
        if wrong
    ]
    if problems or nilai is None or tanggal is None:
        raise Invalid("development.invalid", problems=tuple(problems))
    try:
        with transaction.atomic():
            made = CatatanKredit.objects.create(
                pegawai=held.pegawai,
                jenis=jenis,
                nilai=nilai,
                tanggal=tanggal,
                teks=teks,
                noted_at=at,
                noted_by_id=by.user_id or 0,
            )
    except IntegrityError as clash:
        raise Invalid("development.noted_already") from clash
    record(
        KreditNoted(
            by=by,
            at=at,
            object_id=held.pegawai.pk,
            pegawai_id=held.pegawai.pk,
            catatan_id=made.pk,
            jenis=jenis,
            nama=printing.NAMES[jenis],
            nilai=kredit_words(Fraction(made.nilai)),
            tanggal=tanggal,
            teks=teks,
        )
    )
    return made


@transaction.atomic
def cancel_note(*, note: CatatanKredit, held: CreditRecord, alasan: str, by: Actor, at: datetime) -> None:
    """Take a note out of the sum; it stays readable with its reason."""
    can_note(by, pegawai_id=held.pegawai.pk, path=held.identity.unit_path).or_raise()
    alasan = alasan.strip()
    if not alasan or len(alasan) > 300:
        problem = Problem("development.note", "alasan", printing.SAY["alasan"])
        raise Invalid("development.invalid", problems=(problem,))
    changed = CatatanKredit.objects.filter(pk=note.pk, cancelled_at__isnull=True).update(
        cancelled_at=at, cancelled_by_id=by.user_id, alasan=alasan
    )
    if not changed:
        raise Invalid("development.cancelled")
    record(
        KreditNoteCancelled(
            by=by,
            at=at,
            object_id=held.pegawai.pk,
            pegawai_id=held.pegawai.pk,
            catatan_id=note.pk,
            nama=printing.NAMES[note.jenis],
            nilai=kredit_words(Fraction(note.nilai)),
            alasan=alasan,
        )
    )


@transaction.atomic
def issue_konversi(*, held: CreditRecord, evaluasi_id: int, by: Actor, at: datetime) -> Document:
    """Sign the conversion of one evaluation; what was signed already stays. That of a year takes the place of
    those of its parts.

    Raises Http404 for one that is not of this person, Invalid where it brings nothing (no functional post in
    its months, or the annual one took its place).
    """
    _sign(held, by)
    found = next((item for item in held.credit.signed if item.evaluasi_id == evaluasi_id), None)
    if found is None:
        raise Http404
    rows = held.credit.rows_of(found)
    if not rows:
        raise Invalid("development.no_credit")
    value = sum((row.kredit for row in rows), Fraction(0))
    data = {"baris": [printing.row_json(row) for row in rows], "jumlah": str(value)}
    held_already = _same(KONVERSI, KONVERSI_OF, evaluasi_id, data, by)
    if held_already is not None:
        return held_already
    span = months_in_words(rows[0]) if len(rows) == 1 else str(found.start_date.year)
    issued = issue_document(
        kind=KONVERSI,
        title=f"Konversi Predikat Kinerja ke Angka Kredit – {held.pegawai.nama_lengkap} – {span}",
        object_type=KONVERSI_OF,
        object_id=evaluasi_id,
        print_with=partial(_print, held, by, at, rows, printing.print_konversi),
        by=by,
        at=at,
        pegawai_id=held.pegawai.pk,
        data=data,
        in_place_of=_of_the_year(held, found) if found.tahunan else (),
    )
    record(
        KonversiIssued(
            by=by,
            at=at,
            object_id=held.pegawai.pk,
            pegawai_id=held.pegawai.pk,
            tell=_owner(held),
            link=_page(held),
            evaluasi_id=evaluasi_id,
            rentang=span,
            nilai=kredit_words(value),
            kode=issued.code,
        )
    )
    return issued


@transaction.atomic
def issue_akumulasi(*, held: CreditRecord, by: Actor, at: datetime) -> Document:
    """Sign the sum of all conversions until today; what was signed already stays."""
    _sign(held, by)
    if held.credit.jumlah is None:
        raise Invalid("development.no_credit")
    data = printing.credit_json(held.credit)
    held_already = _same(AKUMULASI, ABOUT, held.pegawai.pk, data, by)
    if held_already is not None:
        return held_already
    issued = issue_document(
        kind=AKUMULASI,
        title=f"Akumulasi Angka Kredit – {held.pegawai.nama_lengkap}",
        object_type=ABOUT,
        object_id=held.pegawai.pk,
        print_with=partial(_print, held, by, at, held.credit.rows, printing.print_akumulasi),
        by=by,
        at=at,
        pegawai_id=held.pegawai.pk,
        data=data,
    )
    record(
        AkumulasiIssued(
            by=by,
            at=at,
            object_id=held.pegawai.pk,
            pegawai_id=held.pegawai.pk,
            tell=_owner(held),
            link=_page(held),
            nilai=kredit_words(held.credit.jumlah),
            kode=issued.code,
        )
    )
    return issued


@transaction.atomic
def award_credit(*, held: CreditRecord, untuk: str, by: Actor, at: datetime) -> PenetapanKredit:
    """Sign the award (PAK), only where enough is in hand. It is given once for each pangkat and jenjang."""
    _sign(held, by)
    need = next((item for item in held.credit.needs if item.untuk.value == untuk), None)
    total, jenjang = held.credit.jumlah, held.credit.jenjang
    if need is None or need.need is None or jenjang is None:
        raise Invalid("development.no_kenaikan")
    if total is None or need.gap is None:
        raise Invalid("development.no_credit")
    if need.gap < 0:
        raise Invalid("development.not_enough", kurang=kredit_words(-need.gap))
    if need.awarded is not None:
        raise Invalid("development.awarded_already")
    try:
        with transaction.atomic():
            made = PenetapanKredit.objects.create(
                pegawai=held.pegawai,
                penilai_id=by.pegawai_id or 0,
                untuk=untuk,
                jenjang=jenjang.value,
                golongan=held.credit.golongan,
                sampai_date=at.date(),
                jumlah=Decimal(tampilkan(total, digits=6)),
                rincian=printing.credit_json(held.credit),
                awarded_at=at,
                awarded_by_id=by.user_id or 0,
            )
    except IntegrityError as clash:
        raise Invalid("development.awarded_already") from clash
    issued = issue_document(
        kind=PENETAPAN,
        title=f"Penetapan Angka Kredit – {held.pegawai.nama_lengkap}",
        object_type=PENETAPAN_OF,
        object_id=made.pk,
        print_with=partial(
            _print, held, by, at, held.credit.rows, partial(printing.print_penetapan, untuk=Kenaikan(untuk))
        ),
        by=by,
        at=at,
        pegawai_id=held.pegawai.pk,
        data=made.rincian | {"penetapan_id": made.pk, "untuk": untuk},
    )
    record(
        KreditAwarded(
            by=by,
            at=at,
            object_id=held.pegawai.pk,
            pegawai_id=held.pegawai.pk,
            tell=_owner(held),
            link=_page(held),
            penetapan_id=made.pk,
            untuk=untuk,
            nilai=kredit_words(total),
            kode=issued.code,
        )
    )
    return made


def follow_evaluation(event: Event) -> None:
    """A conversion, and a sum that it is in, stop holding when the predikat is changed on an objection."""
    if not isinstance(event, KeberatanDecided) or event.predikat == event.predikat_before:
        return
    by = Actor.system("Kasuari", on=event.by.on)
    changed = current_document(KONVERSI, KONVERSI_OF, event.evaluasi_id)
    for paper in (changed, current_document(AKUMULASI, ABOUT, event.pegawai_id or 0) if changed else None):
        if paper is not None:
            withdraw_document(document=paper, by=by, at=event.at)


def _of_the_year(held: CreditRecord, annual: SignedPredikat) -> list[int]:
    return [
        item.evaluasi_id
        for item in held.credit.signed
        if not item.tahunan and item.last_date.year == annual.last_date.year
    ]


def _same(kind: str, object_type: str, object_id: int, data: dict[str, Any], by: Actor) -> Document | None:
    """The paper that says the same under the same name already."""
    found = current_saying(data, kind, object_type, object_id)
    return found if found is not None and found.issued_by_name == by.name else None


def _sign(held: CreditRecord, by: Actor) -> None:
    penilai = held.penilai.penilai
    can_sign(by, pegawai_id=held.pegawai.pk, penilai_id=penilai.pegawai_id if penilai else None).or_raise()


def _print(
    held: CreditRecord,
    by: Actor,
    at: datetime,
    rows: tuple[BarisKonversi, ...],
    print_with: Callable[..., bytes],
    mark: Verifikasi,
) -> bytes:
    signer = organisation.identity(by.pegawai_id or 0, at.date())
    with override("id"):  # paper is Indonesian, whatever language the page has
        return print_with(held, signer, rows, at=at, mark=mark)


def _page(held: CreditRecord) -> str:
    return reverse("development:credit", args=[held.pegawai.pk])


def _owner(held: CreditRecord) -> tuple[int, ...]:
    return (held.pegawai.user_id,) if held.pegawai.user_id else ()
