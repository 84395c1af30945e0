"""The angka kredit of one person, computed anew each time from signed evaluations and what was noted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.dates import MONTHS
from django.utils.translation import get_language, ngettext

from kasuari.development.enums.kredit import PAPERS, JenisKredit
from kasuari.development.models import CatatanKredit, PenetapanKredit
from kasuari.documents.queries import documents_about
from kasuari.evaluation.queries import SignedPredikat, signed_predikat
from kasuari.foundation.access import Actor
from kasuari.organisation import queries as organisation
from kasuari.progress.queries import number_in_words
from kasuari.regulation.angka_kredit import Jenjang, Kenaikan, konversi, tampilkan
from kasuari.regulation.kredit_kumulatif import (
    BarisKonversi,
    MasaJenjang,
    PredikatPeriode,
    akumulasi,
    kebutuhan_kumulatif,
    kecukupan,
    sejak_jenjang,
)
from kasuari.regulation.kredit_kumulatif import dasar as ak_dasar
from kasuari.regulation.predikat import Predikat

if TYPE_CHECKING:
    from kasuari.documents.models import Document
    from kasuari.organisation.models import Pegawai

_ENGLISH_SIGNS = str.maketrans(",.", ".,")
PNS = "PNS"
PART = 400  # people in one query


@dataclass(frozen=True, slots=True)
class Need:
    """What one kenaikan asks for. `gap` below nought is what is short; `wait` how long that takes at Baik."""

    untuk: Kenaikan
    code: str
    need: Fraction | None
    gap: Fraction | None
    wait: str
    awarded: PenetapanKredit | None

    @property
    def short(self) -> Fraction | None:
        return -self.gap if self.gap is not None and self.gap < 0 else None

    @property
    def enough(self) -> bool:
        return self.gap is not None and self.gap >= 0


@dataclass(frozen=True, slots=True)
class Credit:
    """`code` says why there is no sum: not a PNS, no functional post, no predikat yet. Missing is not zero.

    `rows` and `notes` are what counts in the jenjang that is held, `earlier` what belongs to one below: on a
    kenaikan jenjang the credits begin anew, `since` that day.
    """

    on: date
    code: str
    jenjang: Jenjang | None
    golongan: str
    rows: tuple[BarisKonversi, ...]
    signed: tuple[SignedPredikat, ...]
    held: tuple[MasaJenjang, ...]
    notes: tuple[CatatanKredit, ...]
    suggested_dasar: Fraction | None
    needs: tuple[Need, ...]
    earlier: tuple[BarisKonversi, ...] = ()
    since: date | None = None

    @property
    def konversi(self) -> Fraction | None:
        return sum((row.kredit for row in self.rows), Fraction(0)) if self.rows else None

    @property
    def brought(self) -> Fraction:
        return sum((Fraction(note.nilai) for note in self.notes), Fraction(0))

    @property
    def jumlah(self) -> Fraction | None:
        """None while nothing is known, neither converted nor brought along."""
        if not self.rows and not self.notes:
            return None
        return self.brought + (self.konversi or Fraction(0))

    def rows_of(self, signed: SignedPredikat) -> tuple[BarisKonversi, ...]:
        """The months that one evaluation brings: none where the annual one took its place."""
        if not signed.tahunan and any(
            row.tahunan and row.tahun == signed.last_date.year for row in (*self.earlier, *self.rows)
        ):
            return ()
        answer = akumulasi(evaluasi=_counted(signed, self.on), masa=self.held, on=self.on)
        return answer.value or ()

    def of_kind(self, jenis: JenisKredit) -> Fraction:
        return sum((Fraction(note.nilai) for note in self.notes if note.jenis == jenis), Fraction(0))


@dataclass(frozen=True, slots=True)
class CreditRecord:
    """The credit of a person on a day: who they are, their penilai, and every note, cancelled ones too."""

    pegawai: Pegawai
    identity: organisation.Identity
    penilai: organisation.PenilaiFound
    credit: Credit
    all_notes: list[CatatanKredit]


def credit_record(actor: Actor, pegawai_id: int, *, on: date) -> CreditRecord:
    """The record, to those who may read personal data. Raises Http404 for others."""
    pegawai = organisation.pegawai_for(actor, pegawai_id)
    person = organisation.person_record(actor, pegawai, on=on)
    if not person.personal:
        raise Http404
    notes = list(
        CatatanKredit.objects.filter(pegawai_id=pegawai_id)
        .select_related("noted_by", "cancelled_by")
        .order_by("tanggal", "pk")
    )
    return CreditRecord(
        pegawai=pegawai,
        identity=person.identity,
        penilai=person.penilai,
        credit=credit_of(person.identity, notes=notes, on=on),
        all_notes=notes,
    )


def credit_of(identity: organisation.Identity, *, notes: Iterable[CatatanKredit], on: date) -> Credit:
    """What counts on `on`. Three queries."""
    ids = [identity.pegawai_id]
    awarded = PenetapanKredit.objects.filter(pegawai_id=identity.pegawai_id)
    return _computed(
        identity,
        posts=organisation.functional_posts(ids),
        signed=tuple(signed_predikat(ids)),
        notes=notes,
        awarded=awarded,
        on=on,
    )


def credits_of(pegawai_ids: Iterable[int], *, on: date) -> dict[int, tuple[organisation.Identity, Credit]]:
    """As `credit_of`, for many people at once, in the order given. For each 400 of them seven queries."""
    ids = list(dict.fromkeys(pegawai_ids))
    found: dict[int, tuple[organisation.Identity, Credit]] = {}
    for start in range(0, len(ids), PART):
        part = ids[start : start + PART]
        people = organisation.identity_many(part, on)
        held: dict[int, _Held] = defaultdict(_Held)
        for post in organisation.functional_posts(part):
            held[post.pegawai_id].posts.append(post)
        for item in signed_predikat(part):
            held[item.pegawai_id].signed.append(item)
        for note in CatatanKredit.objects.filter(pegawai_id__in=part).order_by("tanggal", "pk"):
            held[note.pegawai_id].notes.append(note)
        for award in PenetapanKredit.objects.filter(pegawai_id__in=part).order_by("pk"):
            held[award.pegawai_id].awarded.append(award)
        for pegawai_id in part:
            if pegawai_id in people:
                mine = held[pegawai_id]
                found[pegawai_id] = (
                    people[pegawai_id],
                    _computed(
                        people[pegawai_id],
                        posts=mine.posts,
                        signed=tuple(mine.signed),
                        notes=mine.notes,
                        awarded=mine.awarded,
                        on=on,
                    ),
                )
    return found


@dataclass(slots=True)
class _Held:
    """What the credit of one person is computed from."""

    posts: list[organisation.FunctionalPost] = field(default_factory=list)
    signed: list[SignedPredikat] = field(default_factory=list)
    notes: list[CatatanKredit] = field(default_factory=list)
    awarded: list[PenetapanKredit] = field(default_factory=list)


def _computed(
    identity: organisation.Identity,
    *,
    posts: Iterable[organisation.FunctionalPost],
    signed: tuple[SignedPredikat, ...],
    notes: Iterable[CatatanKredit],
    awarded: Iterable[PenetapanKredit],
    on: date,
) -> Credit:
    counting = tuple(note for note in notes if note.cancelled_at is None and note.tanggal <= on)
    held = [post for post in posts if post.start_date <= on and (post.end_date is None or on < post.end_date)]
    jenjang = next((Jenjang(post.jenjang) for post in held if post.jenjang in list(Jenjang)), None)
    if identity.status != PNS:
        return _nothing("development.bukan_pns", identity, counting, on=on)
    masa = tuple(
        MasaJenjang(jenjang=Jenjang(post.jenjang), start_date=post.start_date, end_date=post.end_date)
        for post in posts
        if post.jenjang in list(Jenjang)
    )
    answer = akumulasi(evaluasi=[part for item in signed for part in _counted(item, on)], masa=masa, on=on)
    rows = answer.value or ()
    since = sejak_jenjang(masa=masa, on=on).value
    now = tuple(row for row in rows if since is None or date(row.tahun, row.bulan_awal, 1) >= since)
    found = Credit(
        on,
        answer.code,
        jenjang,
        identity.golongan,
        now,
        signed,
        masa,
        tuple(note for note in counting if since is None or note.tanggal >= since),
        None,
        (),
        earlier=rows[: len(rows) - len(now)],
        since=since,
    )
    if jenjang is None:
        return found
    given = {
        row.untuk: row
        for row in awarded
        if row.jenjang == jenjang.value and row.golongan == identity.golongan
    }
    return replace(
        found,
        suggested_dasar=ak_dasar(jenjang=jenjang, golongan=identity.golongan, on=on).value,
        needs=tuple(
            _need(untuk, jenjang, identity.golongan, found.jumlah, on, given.get(untuk.value))
            for untuk in Kenaikan
        ),
    )


def note_for(actor: Actor, note_id: int, *, on: date) -> tuple[CatatanKredit, CreditRecord]:
    """One note with the record that it is in. Raises Http404."""
    found = CatatanKredit.objects.filter(pk=note_id).first()
    if found is None:
        raise Http404
    record = credit_record(actor, found.pegawai_id, on=on)
    return next(note for note in record.all_notes if note.pk == note_id), record


def papers_of(held: CreditRecord) -> list[Document]:
    """Every paper of angka kredit that was issued for the person, newest first. One query."""
    return list(documents_about(held.pegawai.pk, kinds=PAPERS))


def kredit_words(value: Fraction | None) -> str:
    """`value` to three decimals as its reader writes it: "18,75", in English "18.75"; "" where it is not
    known."""
    if value is None:
        return ""
    words = number_in_words(Decimal(tampilkan(value)))
    return words if get_language() != "en" else words.translate(_ENGLISH_SIGNS)


def months_in_words(row: BarisKonversi) -> str:
    """ "Januari–Juni 2026", "Maret 2026"."""
    first, last = str(MONTHS[row.bulan_awal]), str(MONTHS[row.bulan_akhir])
    return f"{first} {row.tahun}" if first == last else f"{first}–{last} {row.tahun}"


def _nothing(
    code: str, identity: organisation.Identity, notes: tuple[CatatanKredit, ...], *, on: date
) -> Credit:
    return Credit(on, code, None, identity.golongan, (), (), (), notes, None, ())


def _counted(signed: SignedPredikat, on: date) -> list[PredikatPeriode]:
    """Its days, once the last of them is over: a year counts as a whole."""
    return (
        []
        if signed.last_date > on
        else [
            PredikatPeriode(
                first_date=first_date,
                last_date=last_date,
                predikat=Predikat(signed.predikat),
                tahunan=signed.tahunan,
            )
            for first_date, last_date in signed.spans
        ]
    )


def _need(
    untuk: Kenaikan,
    jenjang: Jenjang,
    golongan: str,
    jumlah: Fraction | None,
    on: date,
    awarded: PenetapanKredit | None,
) -> Need:
    need = kebutuhan_kumulatif(jenjang=jenjang, golongan=golongan, untuk=untuk, on=on)
    gap = kecukupan(jumlah=jumlah, jenjang=jenjang, golongan=golongan, untuk=untuk, on=on)
    wait = _wait(gap.value, jenjang, on)
    return Need(untuk, gap.code, need.value, gap.value, wait, awarded)


def _wait(gap: Fraction | None, jenjang: Jenjang, on: date) -> str:
    """How long what is short takes when every month brings Baik, in whole months rounded up."""
    month = konversi(predikat=Predikat.BAIK, jenjang=jenjang, bulan=1, on=on).value
    if gap is None or gap >= 0 or not month:
        return ""
    years, rest = divmod(ceil(-gap / month), 12)
    parts = [
        ngettext("{n} tahun", "{n} tahun", years).format(n=years) if years else "",
        ngettext("{n} bulan", "{n} bulan", rest).format(n=rest) if rest else "",
    ]
    return " ".join(part for part in parts if part)
