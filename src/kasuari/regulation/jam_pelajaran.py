"""Jam pelajaran (JP): how much learning a year asks for, and what one activity brings.

PNS learn at least 20 JP a year; for PPPK the number is a ceiling. What one hour, day or activity of each form
brings stands in the annex of Peraturan LAN 10/2018. That annex is not part of this library: the agency enters
its values as dated rows, and what has no row is unknown, never nought.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from kasuari.regulation.parameter import Parameter, berlaku
from kasuari.regulation.verdict import Basis, Verdict, berdasar

KEWAJIBAN_PNS = Basis("PP 11/2017 jo. PP 17/2020", "Pasal 203 ayat (4)")
BATAS_PPPK = Basis("PP 49/2018", "pengembangan kompetensi PPPK, dengan Peraturan LAN 15/2020")
KONVERSI = Basis("Peraturan LAN 10/2018", "Lampiran")

PALING_SEDIKIT_PNS: tuple[Parameter[int], ...] = (Parameter(date(2018, 1, 1), 20, KEWAJIBAN_PNS),)
PALING_BANYAK_PPPK: tuple[Parameter[int], ...] = (Parameter(date(2020, 1, 1), 24, BATAS_PPPK),)


class Satuan(StrEnum):
    """What an activity is counted in."""

    JAM = "jam"
    HARI = "hari"
    KEGIATAN = "kegiatan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Konversi:
    """What one unit of a form of learning brings, as the agency has entered it."""

    satuan: Satuan
    jp: Decimal
    paling_banyak: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kewajiban:
    """The JP of a year: at least `paling_sedikit` (PNS), or at most `paling_banyak` (PPPK)."""

    paling_sedikit: int | None = None
    paling_banyak: int | None = None


@berdasar(KEWAJIBAN_PNS, BATAS_PPPK)
def kewajiban(*, status: str, on: date) -> Verdict[Kewajiban]:
    """What the year of `on` asks of somebody; None for those who are neither PNS nor PPPK."""
    if status == "PNS":
        found = berlaku(PALING_SEDIKIT_PNS, on)
        if found:
            return Verdict(Kewajiban(paling_sedikit=found.value), "jam_pelajaran.pns", (found.basis,))
    elif status == "PPPK":
        found = berlaku(PALING_BANYAK_PPPK, on)
        if found:
            return Verdict(Kewajiban(paling_banyak=found.value), "jam_pelajaran.pppk", (found.basis,))
    return Verdict(None, "jam_pelajaran.tidak_diatur", (KEWAJIBAN_PNS, BATAS_PPPK), missing=("status",))


@berdasar(KONVERSI)
def jp_kegiatan(
    *, tertulis: Decimal | None, jumlah: Decimal | None, satuan: Satuan | None, konversi: Konversi | None
) -> Verdict[Decimal]:
    """The JP of one activity: as its certificate says, else its amount by the row of the agency.

    None where there is no row, or the row counts in another unit.
    """
    if tertulis is not None:
        return Verdict(tertulis, "jam_pelajaran.tertulis", (KONVERSI,))
    if konversi is None:
        return Verdict(None, "jam_pelajaran.konversi_belum_ada", (KONVERSI,), missing=("konversi",))
    if jumlah is None or satuan is None or satuan is not konversi.satuan:
        return Verdict(None, "jam_pelajaran.satuan_lain", (KONVERSI,), missing=("jumlah",))
    value = (jumlah * konversi.jp).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    if konversi.paling_banyak is not None and value > konversi.paling_banyak:
        return Verdict(konversi.paling_banyak, "jam_pelajaran.dibatasi", (KONVERSI,))
    return Verdict(value, "jam_pelajaran.dikonversi", (KONVERSI,))


@berdasar(KEWAJIBAN_PNS)
def kekurangan(*, jp: Iterable[Decimal | None], status: str, on: date) -> Verdict[Decimal]:
    """What is short of the least of the year, 0 where it is reached; None where nothing is asked.

    An activity whose JP is not known counts for nothing yet, and is named in `missing`.
    """
    asked = kewajiban(status=status, on=on)
    if asked.value is None or asked.value.paling_sedikit is None:
        return Verdict(None, asked.code, asked.basis, asked.missing)
    values = list(jp)
    total = sum((value for value in values if value is not None), Decimal(0))
    short = max(Decimal(0), asked.value.paling_sedikit - total)
    unknown = ("jp",) if any(value is None for value in values) else ()
    code = "jam_pelajaran.kurang" if short else "jam_pelajaran.cukup"
    return Verdict(short, code, asked.basis, unknown)
