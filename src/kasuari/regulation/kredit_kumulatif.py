"""Angka kredit over the years: which month counts with which predikat, what is in hand, what is short.

The annual predikat governs a closed year and takes the place of its periodic ones; in an open year every
month takes the predikat of its period. A month counts once. Numbers are exact fractions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby, pairwise

from kasuari.regulation.angka_kredit import (
    ANGKA,
    LAMPIRAN_A,
    MULAI,
    PASAL_7,
    PASAL_13,
    PASAL_37,
    PERSENTASE,
    Jenjang,
    Kenaikan,
)
from kasuari.regulation.parameter import Parameter, berlaku
from kasuari.regulation.predikat import Predikat
from kasuari.regulation.verdict import Basis, Verdict, berdasar

PASAL_14 = Basis("PerBKN 3/2023", "Pasal 14")

# The share of the need for a pangkat that a higher degree brings, once.
PENDIDIKAN: tuple[Parameter[Fraction], ...] = (Parameter(MULAI, Fraction(25, 100), PASAL_14),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PredikatPeriode:
    """One signed evaluation: the days that it covers, both included, and whether it is the annual one."""

    first_date: date
    last_date: date
    predikat: Predikat
    tahunan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MasaJenjang:
    """A functional post of one jenjang, from a day until another that no longer belongs to it."""

    jenjang: Jenjang
    start_date: date
    end_date: date | None = None


@dataclass(frozen=True, slots=True)
class BarisKonversi:
    """Months of one year with the same predikat and jenjang."""

    tahun: int
    bulan_awal: int
    bulan_akhir: int
    predikat: Predikat
    jenjang: Jenjang
    tahunan: bool
    persentase: Fraction
    koefisien: Fraction

    @property
    def bulan(self) -> int:
        return self.bulan_akhir - self.bulan_awal + 1

    @property
    def kredit(self) -> Fraction:
        """Exact, as `angka_kredit.konversi` gives it."""
        return Fraction(self.bulan, 12) * self.persentase * self.koefisien


@berdasar(PASAL_37, LAMPIRAN_A, PASAL_13)
def akumulasi(
    *, evaluasi: Iterable[PredikatPeriode], masa: Iterable[MasaJenjang], on: date
) -> Verdict[tuple[BarisKonversi, ...]]:
    """Every month that counts up to `on`, joined into rows. A month belongs to the jenjang that is held on
    its first day; a month without one, or before the conversion began, does not count."""
    basis = (PASAL_37, LAMPIRAN_A, PASAL_13)
    held, signed = list(masa), list(evaluasi)
    if not held:
        return Verdict(None, "angka_kredit.bukan_jabatan_fungsional", basis, ("jenjang",))
    if not signed:
        return Verdict(None, "angka_kredit.predikat_belum_ada", basis, ("predikat",))
    months: dict[date, tuple[PredikatPeriode, Jenjang]] = {}
    closed = {item.last_date.year for item in signed if item.tahunan and item.last_date <= on}
    # The annual one first, then the shortest period: what was found first stays.
    signed.sort(key=lambda item: (not item.tahunan, item.last_date - item.first_date, item.first_date))
    for item in signed:
        if item.last_date > on or (not item.tahunan and item.last_date.year in closed):
            continue
        for month in _months(item.first_date, item.last_date):
            jenjang = next((row.jenjang for row in held if _holds(row, month)), None)
            if jenjang is not None and month >= MULAI:
                months.setdefault(month, (item, jenjang))
    rows = tuple(_rows(months, on=on))
    code = "angka_kredit.akumulasi" if rows else "angka_kredit.belum_ada_bulan"
    return Verdict(rows, code, basis)


@berdasar(LAMPIRAN_A, PASAL_13)
def sejak_jenjang(*, masa: Iterable[MasaJenjang], on: date) -> Verdict[date]:
    """From which day credits count towards the next kenaikan: a higher jenjang begins anew from its AK dasar,
    a higher pangkat within a jenjang does not. None where no rise is known: then everything counts."""
    basis = (LAMPIRAN_A, PASAL_13)
    order = list(Jenjang)
    begun = sorted((row for row in masa if row.start_date <= on), key=lambda row: row.start_date)
    rises = [
        later.start_date
        for earlier, later in pairwise(begun)
        if order.index(later.jenjang) > order.index(earlier.jenjang)
    ]
    if not rises:
        return Verdict(None, "angka_kredit.jenjang_tidak_naik", basis)
    return Verdict(rises[-1], "angka_kredit.sejak_naik_jenjang", basis)


@berdasar(LAMPIRAN_A)
def dasar(*, jenjang: Jenjang, golongan: str, on: date) -> Verdict[Fraction]:
    """AK dasar: what the pangkat below `golongan` stand for where a jenjang is entered above its lowest.

    The same as asking less of those who enter higher (footnote of Lampiran A): 100 of Ahli Muda III/d with a
    need of 200 is a need of 100.
    """
    found = berlaku(ANGKA, on)
    if found is None:
        return Verdict(None, "angka_kredit.belum_berlaku", (LAMPIRAN_A,), ("parameter",))
    row = found.value[jenjang]
    if golongan not in row.golongan:
        return Verdict(None, "angka_kredit.golongan_bukan_jenjang", (LAMPIRAN_A,), ("golongan",))
    return Verdict(row.pangkat * row.golongan.index(golongan), "angka_kredit.dasar", (LAMPIRAN_A,))


@berdasar(LAMPIRAN_A)
def kebutuhan_kumulatif(*, jenjang: Jenjang, golongan: str, untuk: Kenaikan, on: date) -> Verdict[Fraction]:
    """What must be in hand, AK dasar included, for the next pangkat from `golongan` or for the next jenjang.

    None at the highest pangkat of the jenjang (the way on is the next jenjang) and at the highest jenjang.
    """
    entered = dasar(jenjang=jenjang, golongan=golongan, on=on)
    found = berlaku(ANGKA, on)
    if entered.value is None or found is None:
        return entered
    row = found.value[jenjang]
    if untuk is Kenaikan.JENJANG:
        code = "angka_kredit.jenjang_puncak" if row.jenjang is None else "angka_kredit.kebutuhan_jenjang"
        return Verdict(row.jenjang, code, (LAMPIRAN_A,))
    if golongan == row.golongan[-1]:
        return Verdict(None, "angka_kredit.pangkat_puncak", (LAMPIRAN_A,))
    return Verdict(entered.value + row.pangkat, "angka_kredit.kebutuhan_pangkat", (LAMPIRAN_A,))


@berdasar(PASAL_14)
def pendidikan(*, jenjang: Jenjang, on: date) -> Verdict[Fraction]:
    """What a higher degree brings, once: a share of the need for a pangkat of the jenjang."""
    share, found = berlaku(PENDIDIKAN, on), berlaku(ANGKA, on)
    if share is None or found is None:
        return Verdict(None, "angka_kredit.belum_berlaku", (PASAL_14,), ("parameter",))
    return Verdict(share.value * found.value[jenjang].pangkat, "angka_kredit.pendidikan", (PASAL_14,))


@berdasar(LAMPIRAN_A, PASAL_7, PASAL_13)
def kecukupan(
    *, jumlah: Fraction | None, jenjang: Jenjang, golongan: str, untuk: Kenaikan, on: date
) -> Verdict[Fraction]:
    """`jumlah` less what must be in hand: at or above nought the kenaikan can be considered."""
    basis = (LAMPIRAN_A, PASAL_7, PASAL_13)
    need = kebutuhan_kumulatif(jenjang=jenjang, golongan=golongan, untuk=untuk, on=on)
    if need.value is None:
        return need
    if jumlah is None:
        return Verdict(None, "angka_kredit.total_belum_ada", basis, ("jumlah",))
    gap = jumlah - need.value
    return Verdict(gap, "angka_kredit.mencukupi" if gap >= 0 else "angka_kredit.belum_mencukupi", basis)


def _holds(row: MasaJenjang, day: date) -> bool:
    return row.start_date <= day and (row.end_date is None or day < row.end_date)


def _months(first: date, last: date) -> Iterable[date]:
    """The first days of the whole calendar months between two days, both included."""
    month = first.replace(day=1) if first.day == 1 else _next(first.replace(day=1))
    while month <= last and _next(month).toordinal() - 1 <= last.toordinal():
        yield month
        month = _next(month)


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _rows(months: dict[date, tuple[PredikatPeriode, Jenjang]], *, on: date) -> Iterable[BarisKonversi]:
    def run(item: tuple[int, date]) -> tuple[object, ...]:
        place, month = item
        found, jenjang = months[month]
        # Months in a row have the same distance between their number and their place.
        return (month.year, month.month - place, found.predikat, jenjang, found.tahunan)

    for _key, group in groupby(enumerate(sorted(months)), key=run):
        spans = [month for _place, month in group]
        found, jenjang = months[spans[0]]
        share, figures = berlaku(PERSENTASE, spans[-1]), berlaku(ANGKA, spans[-1])
        if share is None or figures is None:
            continue
        yield BarisKonversi(
            spans[0].year,
            spans[0].month,
            spans[-1].month,
            found.predikat,
            jenjang,
            found.tahunan,
            share.value[found.predikat],
            figures.value[jenjang].koefisien,
        )
