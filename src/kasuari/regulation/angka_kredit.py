"""Angka kredit of a Pejabat Fungsional (PNS): the predikat converted, exactly.

Numbers are `fractions.Fraction`: 7/12 of 12.5 stays 7/12 of 12.5. Round only to show, with `tampilkan`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum
from fractions import Fraction

from kasuari.regulation.parameter import Parameter, berlaku
from kasuari.regulation.predikat import Predikat
from kasuari.regulation.verdict import Basis, Verdict, berdasar


class Jenjang(StrEnum):
    PEMULA = "pemula"
    TERAMPIL = "terampil"
    MAHIR = "mahir"
    PENYELIA = "penyelia"
    AHLI_PERTAMA = "ahli_pertama"
    AHLI_MUDA = "ahli_muda"
    AHLI_MADYA = "ahli_madya"
    AHLI_UTAMA = "ahli_utama"


class Kenaikan(StrEnum):
    """What the angka kredit is gathered for."""

    PANGKAT = "pangkat"
    JENJANG = "jenjang"


@dataclass(frozen=True, slots=True)
class AngkaJenjang:
    """The figures of one jenjang: per year, for the next pangkat, for the next jenjang (None: no next)."""

    golongan: tuple[str, ...]
    koefisien: Fraction
    pangkat: Fraction
    jenjang: Fraction | None


PASAL_37 = Basis("PermenPANRB 1/2023", "Pasal 37")
LAMPIRAN_A = Basis("PermenPANRB 1/2023", "Lampiran A")
PASAL_7 = Basis("PerBKN 3/2023", "Pasal 7", 25)
PASAL_13 = Basis("PerBKN 3/2023", "Pasal 13")
INTEGRASI = Basis("PerBKN 3/2023", "ketentuan peralihan (integrasi)")

# The conversion counts from the evaluation of 2023; up to 31 December 2022 the old credits were integrated.
MULAI = date(2023, 1, 1)

PERSENTASE: tuple[Parameter[dict[Predikat, Fraction]], ...] = (
    Parameter(
        MULAI,
        {
            Predikat.SANGAT_BAIK: Fraction(150, 100),
            Predikat.BAIK: Fraction(100, 100),
            Predikat.BUTUH_PERBAIKAN: Fraction(75, 100),
            Predikat.KURANG: Fraction(50, 100),
            Predikat.SANGAT_KURANG: Fraction(25, 100),
        },
        PASAL_37,
    ),
)


def _angka(golongan: str, koefisien: str, pangkat: int, jenjang: int | None) -> AngkaJenjang:
    need = None if jenjang is None else Fraction(jenjang)
    return AngkaJenjang(tuple(golongan.split()), Fraction(koefisien), Fraction(pangkat), need)


ANGKA: tuple[Parameter[dict[Jenjang, AngkaJenjang]], ...] = (
    Parameter(
        MULAI,
        {
            Jenjang.PEMULA: _angka("II/a", "3.75", 15, 15),
            Jenjang.TERAMPIL: _angka("II/b II/c II/d", "5", 20, 60),
            Jenjang.MAHIR: _angka("III/a III/b", "12.5", 50, 100),
            Jenjang.PENYELIA: _angka("III/c III/d", "25", 100, None),
            Jenjang.AHLI_PERTAMA: _angka("III/a III/b", "12.5", 50, 100),
            Jenjang.AHLI_MUDA: _angka("III/c III/d", "25", 100, 200),
            Jenjang.AHLI_MADYA: _angka("IV/a IV/b IV/c", "37.5", 150, 450),
            Jenjang.AHLI_UTAMA: _angka("IV/d IV/e", "50", 200, None),
        },
        LAMPIRAN_A,
    ),
)

# A golongan above the jenjang it is moved into counts this flat amount (PerBKN 3/2023 p. 25, second example).
PERPINDAHAN_GOLONGAN_DI_ATAS: tuple[Parameter[Fraction], ...] = (Parameter(MULAI, Fraction(100), PASAL_7),)
# At the highest pangkat of the jenjang at most so many years of masa kepangkatan count.
PERPINDAHAN_TAHUN_PUNCAK: tuple[Parameter[int], ...] = (Parameter(MULAI, 3, PASAL_7),)
NILAI_DASAR_INTEGRASI: tuple[Parameter[dict[Jenjang, Fraction]], ...] = (
    Parameter(
        MULAI,
        {
            Jenjang.AHLI_PERTAMA: Fraction(100),
            Jenjang.AHLI_MUDA: Fraction(200),
            Jenjang.AHLI_MADYA: Fraction(400),
            Jenjang.AHLI_UTAMA: Fraction(850),
        },
        INTEGRASI,
    ),
)

URUTAN_GOLONGAN: tuple[str, ...] = tuple(
    f"{golongan}/{ruang}" for golongan, semua in (("I", "abcd"), ("II", "abcd"), ("III", "abcd"), ("IV",
    "abcde")) for ruang in semua
)  # fmt: skip


@berdasar(PASAL_37, LAMPIRAN_A, PASAL_13)
def konversi(
    *, predikat: Predikat | None, jenjang: Jenjang | None, bulan: int | None, on: date
) -> Verdict[Fraction]:
    """`bulan`/12 × percentage × coefficient, exact. `bulan` counts whole calendar months, 1 to 12."""
    basis = (PASAL_37, LAMPIRAN_A, PASAL_13)
    lacking = _lacking(predikat=predikat, jenjang=jenjang, bulan=bulan)
    persentase, angka = berlaku(PERSENTASE, on), berlaku(ANGKA, on)
    if persentase is None or angka is None:
        return _belum_berlaku()
    if predikat is None or jenjang is None or bulan is None:
        return Verdict(None, f"angka_kredit.{lacking[0]}_belum_ada", basis, lacking)
    if not 1 <= bulan <= 12:
        return Verdict(None, "angka_kredit.bulan_di_luar_1_12", basis)
    value = Fraction(bulan, 12) * persentase.value[predikat] * angka.value[jenjang].koefisien
    rentang = "tahunan" if bulan == 12 else "periodik"
    return Verdict(value, f"angka_kredit.konversi_{rentang}.{predikat}", basis)


@berdasar(LAMPIRAN_A)
def kebutuhan(*, jenjang: Jenjang, untuk: Kenaikan, on: date) -> Verdict[Fraction]:
    """The angka kredit needed for the next pangkat or jenjang; None at the top jenjang of its category."""
    angka = berlaku(ANGKA, on)
    if angka is None:
        return _belum_berlaku()
    row = angka.value[jenjang]
    need = row.pangkat if untuk is Kenaikan.PANGKAT else row.jenjang
    code = "angka_kredit.jenjang_puncak" if need is None else f"angka_kredit.kebutuhan_{untuk}"
    return Verdict(need, code, (LAMPIRAN_A,))


@berdasar(LAMPIRAN_A)
def selisih(*, total: Fraction | None, jenjang: Jenjang, untuk: Kenaikan, on: date) -> Verdict[Fraction]:
    """`total` less the need: at or above zero the kenaikan can be considered, below zero not yet."""
    need = kebutuhan(jenjang=jenjang, untuk=untuk, on=on)
    if need.value is None:
        return need
    if total is None:
        return Verdict(None, "angka_kredit.total_belum_ada", (LAMPIRAN_A,), ("total",))
    gap = total - need.value
    return Verdict(
        gap, "angka_kredit.mencukupi" if gap >= 0 else "angka_kredit.belum_mencukupi", (LAMPIRAN_A,)
    )


@berdasar(PASAL_37, LAMPIRAN_A)
def lama_mengumpulkan(
    *, predikat: Predikat, jenjang: Jenjang, untuk: Kenaikan, on: date
) -> Verdict[Fraction]:
    """Years until the need is met when every year brings `predikat`, exact (8/3 is 2 years and 8 months)."""
    need = kebutuhan(jenjang=jenjang, untuk=untuk, on=on)
    setahun = konversi(predikat=predikat, jenjang=jenjang, bulan=12, on=on)
    if need.value is None or setahun.value is None:
        return need
    return Verdict(need.value / setahun.value, "angka_kredit.lama_mengumpulkan", (PASAL_37, LAMPIRAN_A))


@berdasar(PASAL_7)
def perpindahan(
    *,
    predikat: Predikat,
    jenjang: Jenjang,
    golongan: str,
    masa_bulan: int | None,
    pangkat_puncak: bool,
    on: date,
) -> Verdict[Fraction]:
    """The angka kredit of a move from another jabatan, without AK dasar: percentage × coefficient × masa
    kepangkatan.

    `masa_bulan` is the time in the pangkat in months. At the highest pangkat at most three years count; a
    golongan above the jenjang gives the flat 100.
    """
    persentase, angka = berlaku(PERSENTASE, on), berlaku(ANGKA, on)
    flat, puncak = berlaku(PERPINDAHAN_GOLONGAN_DI_ATAS, on), berlaku(PERPINDAHAN_TAHUN_PUNCAK, on)
    if persentase is None or angka is None or flat is None or puncak is None:
        return _belum_berlaku()
    row = angka.value[jenjang]
    if golongan not in URUTAN_GOLONGAN:
        return Verdict(None, "angka_kredit.golongan_tidak_dikenal", (PASAL_7,))
    if URUTAN_GOLONGAN.index(golongan) > URUTAN_GOLONGAN.index(row.golongan[-1]):
        return Verdict(flat.value, "angka_kredit.perpindahan_golongan_di_atas_jenjang", (PASAL_7,))
    if URUTAN_GOLONGAN.index(golongan) < URUTAN_GOLONGAN.index(row.golongan[0]):
        return Verdict(None, "angka_kredit.golongan_di_bawah_jenjang", (PASAL_7,))
    if masa_bulan is None:
        return Verdict(None, "angka_kredit.masa_bulan_belum_ada", (PASAL_7,), ("masa_bulan",))
    if masa_bulan < 0:
        return Verdict(None, "angka_kredit.masa_bulan_negatif", (PASAL_7,))
    tahun = Fraction(masa_bulan, 12)
    dibatasi = pangkat_puncak and tahun > puncak.value
    counted = Fraction(puncak.value) if dibatasi else tahun
    code = "angka_kredit.perpindahan_dibatasi_puncak" if dibatasi else "angka_kredit.perpindahan"
    return Verdict(
        persentase.value[predikat] * row.koefisien * counted, code, (PASAL_37, LAMPIRAN_A, PASAL_7)
    )


@berdasar(INTEGRASI)
def integrasi(*, konvensional: Fraction | None, jenjang: Jenjang, on: date) -> Verdict[Fraction]:
    """The old cumulative credits (to 31 December 2022) less the base of the jenjang, done once."""
    dasar = berlaku(NILAI_DASAR_INTEGRASI, on)
    if dasar is None:
        return _belum_berlaku()
    if jenjang not in dasar.value:
        return Verdict(None, "angka_kredit.nilai_dasar_tidak_diketahui", (INTEGRASI,), ("nilai_dasar",))
    if konvensional is None:
        return Verdict(None, "angka_kredit.konvensional_belum_ada", (INTEGRASI,), ("konvensional",))
    if konvensional < dasar.value[jenjang]:
        return Verdict(None, "angka_kredit.konvensional_di_bawah_nilai_dasar", (INTEGRASI,))
    return Verdict(konvensional - dasar.value[jenjang], "angka_kredit.integrasi", (INTEGRASI,))


def tampilkan(value: Fraction, digits: int = 3) -> str:
    """`value` to be shown, rounded half up to `digits` decimals, with a decimal point: "2.083"."""
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return str(exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP))


def _belum_berlaku() -> Verdict[Fraction]:
    return Verdict(None, "angka_kredit.belum_berlaku", (PASAL_37,), ("parameter",))


def _lacking(**facts: object) -> tuple[str, ...]:
    return tuple(name for name, fact in facts.items() if fact is None)
