"""Survei Kepuasan Masyarakat (PermenPANRB 14/2017): nine unsur, one index, one of four grades.

Numbers are exact fractions until the last step. The guideline prints the weight of each unsur as 0,11 while
agencies compute with 1/9, 0,111 or 0,11; the convention is an argument, is kept with the result, and the
others stand beside it, because the choice can change the grade.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from kasuari.regulation.parameter import Parameter, berlaku
from kasuari.regulation.verdict import Basis, Verdict, berdasar

PERMEN = "PermenPANRB 14/2017"
UNSUR = Basis(PERMEN, "Lampiran, unsur SKM")
OLAH = Basis(PERMEN, "Lampiran, pengolahan data")
TABEL = Basis(PERMEN, "Lampiran, tabel nilai persepsi")
RESPONDEN = Basis(PERMEN, "Lampiran, penetapan responden")
LAMA = Basis("KEP/25/M.PAN/2/2004", "tabel nilai persepsi")

TERENDAH, TERTINGGI = 1, 4
PENGALI = 25


class Unsur(StrEnum):
    """The nine unsur in the order of the regulation. Templates differ in the order of the last two, so data
    are kept under the name and never under the number."""

    PERSYARATAN = "persyaratan"
    PROSEDUR = "prosedur"
    WAKTU = "waktu"
    BIAYA = "biaya"
    PRODUK = "produk"
    KOMPETENSI = "kompetensi"
    PERILAKU = "perilaku"
    PENGADUAN = "pengaduan"
    SARANA = "sarana"


class Bobot(StrEnum):
    """How 1/n is written: exactly, or rounded to three (0,111) or two decimals (0,11) as is printed."""

    TEPAT = "tepat"
    TIGA_DESIMAL = "tiga_desimal"
    DUA_DESIMAL = "dua_desimal"


class Mutu(StrEnum):
    """Mutu pelayanan: A sangat baik, B baik, C kurang baik, D tidak baik."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True)
class BatasMutu:
    """The lowest index, rounded to two decimals, that has this grade."""

    mutu: Mutu
    batas: Fraction


# The printed table has gaps (64,99-65,00; 76,60-76,61; 88,30-88,31). Rounding to two decimals before looking
# up closes them.
MUTU: tuple[Parameter[tuple[BatasMutu, ...]], ...] = (
    Parameter(
        date(2004, 2, 24),
        (
            BatasMutu(Mutu.A, Fraction(8126, 100)),
            BatasMutu(Mutu.B, Fraction(6251, 100)),
            BatasMutu(Mutu.C, Fraction(4376, 100)),
            BatasMutu(Mutu.D, Fraction(25)),
        ),
        LAMA,
    ),
    Parameter(
        date(2017, 5, 9),
        (
            BatasMutu(Mutu.A, Fraction(8831, 100)),
            BatasMutu(Mutu.B, Fraction(7661, 100)),
            BatasMutu(Mutu.C, Fraction(65)),
            BatasMutu(Mutu.D, Fraction(25)),
        ),
        TABEL,
    ),
)

# Krejcie and Morgan: chi-square of one degree of freedom at 95 %, P = 0.5, d = 0.05.
KHI_KUADRAT, PROPORSI, GALAT = Fraction(3841, 1000), Fraction(1, 2), Fraction(5, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class JawabanUnsur:
    """What was answered to one unsur: the sum of the steps 1 to 4, and how many answered it."""

    unsur: Unsur
    jumlah: int
    terisi: int


@dataclass(frozen=True, slots=True)
class NilaiUnsur:
    """NRR of one unsur, its weighted part of the index, and its own grade."""

    unsur: Unsur
    nrr: Fraction
    tertimbang: Fraction
    mutu: Mutu | None


@dataclass(frozen=True, slots=True)
class Indeks:
    """Nilai indeks and the index after conversion (× 25), unrounded."""

    ni: Fraction
    ikm: Fraction


@dataclass(frozen=True, slots=True)
class HasilSkm:
    """The index of one survey under one convention, with each unsur in the order of the regulation."""

    bobot: Bobot
    ni: Fraction
    ikm: Fraction
    mutu: Mutu | None
    unsur: tuple[NilaiUnsur, ...]


def bulatkan(nilai: Fraction, desimal: int) -> Fraction:
    """Half up, in exact arithmetic. Only for numbers that are not negative."""
    langkah = 10**desimal
    return Fraction((2 * nilai.numerator * langkah + nilai.denominator) // (2 * nilai.denominator), langkah)


@berdasar(OLAH)
def bobot_unsur(*, banyak: int, bobot: Bobot) -> Verdict[Fraction]:
    """The weight of one unsur of `banyak`."""
    if banyak < 1:
        return Verdict(None, "skm.unsur_tidak_ada", (OLAH,), ("banyak",))
    tepat = Fraction(1, banyak)
    desimal = {Bobot.TIGA_DESIMAL: 3, Bobot.DUA_DESIMAL: 2}.get(bobot)
    return Verdict(tepat if desimal is None else bulatkan(tepat, desimal), "skm.bobot", (OLAH,))


@berdasar(OLAH)
def rata_rata_unsur(*, jumlah: int, terisi: int) -> Verdict[Fraction]:
    """NRR: the sum by those who answered this unsur. A blank is no answer and never a nought."""
    if terisi < 1:
        return Verdict(None, "skm.belum_ada_jawaban", (OLAH,), ("terisi",))
    if not TERENDAH * terisi <= jumlah <= TERTINGGI * terisi:
        return Verdict(None, "skm.di_luar_skala", (OLAH,), ("jumlah",))
    return Verdict(Fraction(jumlah, terisi), "skm.nrr", (OLAH,))


@berdasar(OLAH)
def tertimbang(*, nrr: Fraction, banyak: int, bobot: Bobot) -> Verdict[Fraction]:
    """NRR tertimbang of one unsur of `banyak`."""
    berat = bobot_unsur(banyak=banyak, bobot=bobot).value
    if berat is None:
        return Verdict(None, "skm.unsur_tidak_ada", (OLAH,), ("banyak",))
    return Verdict(nrr * berat, "skm.tertimbang", (OLAH,))


@berdasar(OLAH)
def indeks(
    *, nrr: tuple[Fraction | None, ...], bobot: Bobot, desimal_ni: int | None = None
) -> Verdict[Indeks]:
    """NI and IKM of the NRR of every unsur. `desimal_ni` rounds NI before × 25, as old reports did."""
    if not nrr or any(nilai is None for nilai in nrr):
        return Verdict(None, "skm.belum_ada_jawaban", (OLAH,), ("nrr",))
    berat = bobot_unsur(banyak=len(nrr), bobot=bobot).value or Fraction(0)
    ni = sum((nilai * berat for nilai in nrr if nilai is not None), Fraction(0))
    if desimal_ni is not None:
        ni = bulatkan(ni, desimal_ni)
    return Verdict(Indeks(ni, ni * PENGALI), "skm.indeks", (OLAH,))


@berdasar(TABEL)
def mutu(*, ikm: Fraction, on: date) -> Verdict[Mutu]:
    """The grade of an index on the table in force, after rounding half up to two decimals."""
    tabel = berlaku(MUTU, on)
    if tabel is None:
        return Verdict(None, "skm.belum_berlaku", (LAMA,), ("parameter",))
    nilai = bulatkan(ikm, 2)
    if nilai > TERTINGGI * PENGALI:
        return Verdict(None, "skm.di_luar_tabel", (tabel.basis,))
    for batas in tabel.value:
        if nilai >= batas.batas:
            return Verdict(batas.mutu, f"skm.mutu_{batas.mutu.value.lower()}", (tabel.basis,))
    return Verdict(None, "skm.di_luar_tabel", (tabel.basis,))


@berdasar(UNSUR, OLAH, TABEL)
def hitung(*, unsur: tuple[JawabanUnsur, ...], bobot: Bobot, on: date) -> Verdict[HasilSkm]:
    """The index of one survey. Every unsur of the template needs one answer at least."""
    nrr = [rata_rata_unsur(jumlah=satu.jumlah, terisi=satu.terisi) for satu in unsur]
    for satu, verdict in zip(unsur, nrr, strict=True):
        if verdict.value is None:
            return Verdict(None, verdict.code, (OLAH,), (satu.unsur.value,))
    nilai = tuple(verdict.value for verdict in nrr if verdict.value is not None)
    found = indeks(nrr=nilai, bobot=bobot).value
    berat = bobot_unsur(banyak=len(nilai), bobot=bobot).value
    if found is None or berat is None:
        return Verdict(None, "skm.belum_ada_jawaban", (OLAH,), ("unsur",))
    grade = mutu(ikm=found.ikm, on=on)
    rincian = tuple(
        NilaiUnsur(satu.unsur, rata, rata * berat, mutu(ikm=rata * PENGALI, on=on).value)
        for satu, rata in zip(unsur, nilai, strict=True)
    )
    hasil = HasilSkm(bobot, found.ni, found.ikm, grade.value, rincian)
    return Verdict(hasil, grade.code, (OLAH, *grade.basis))


@berdasar(RESPONDEN)
def sampel(*, populasi: int) -> Verdict[int]:
    """How many to ask of so many users of the service (Krejcie and Morgan), to the nearest whole.

    The nearest reproduces the printed table; rounding up does not.
    """
    if populasi < 1:
        return Verdict(None, "skm.populasi_belum_ada", (RESPONDEN,), ("populasi",))
    tetap = KHI_KUADRAT * PROPORSI * (1 - PROPORSI)
    banyak = bulatkan(tetap * populasi / (GALAT**2 * (populasi - 1) + tetap), 0)
    return Verdict(min(int(banyak), populasi), "skm.sampel", (RESPONDEN,))
