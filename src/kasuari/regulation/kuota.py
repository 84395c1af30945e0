"""The shares of the predikat that SE MenPANRB 3/2023 names: hints beside the pola distribusi, no duty.

PermenPANRB 6/2022 draws a curve and says "idealnya" and "tidak menutup kemungkinan" (Lampiran BAB IV B.2).
The circular letter adds four numbers, and says nothing of small units: below ten people one person is more
than ten per cent, so that no share can be read there. That threshold is ours.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from kasuari.regulation.distribusi import PANDUAN, TERBANYAK
from kasuari.regulation.parameter import Parameter, berlaku
from kasuari.regulation.predikat import CapaianOrganisasi, Predikat
from kasuari.regulation.verdict import Basis, Verdict, berdasar

SE_3_2023 = Basis("SE MenPANRB 3/2023", "penetapan predikat kinerja")
PERSEN = 100


@dataclass(frozen=True, slots=True)
class AngkaKuota:
    """The four shares in per cent, and from how many people on a share is read.

    `terbanyak`: at most, of the largest group under Istimewa and Baik. `atas`: at most Sangat Baik under
    Butuh Perbaikan and Kurang. `utama`: at least, of the group that the level names, from Butuh Perbaikan
    down. `perbaikan`: at least Butuh Perbaikan (with Kurang) under Kurang and Sangat Kurang.
    """

    terbanyak: int = 70
    atas: int = 10
    utama: int = 60
    perbaikan: int = 10
    terbaca_dari: int = 10


ANGKA: tuple[Parameter[AngkaKuota], ...] = (Parameter(date(2023, 1, 1), AngkaKuota(), SE_3_2023),)


class Batas(StrEnum):
    """`TERBESAR`: no other group is larger. `ADA`: at least one person."""

    PALING_BANYAK = "paling_banyak"
    PALING_SEDIKIT = "paling_sedikit"
    TERBESAR = "terbesar"
    ADA = "ada"


@dataclass(frozen=True, slots=True)
class JumlahPredikat:
    """How many people have each predikat."""

    sangat_kurang: int = 0
    kurang: int = 0
    butuh_perbaikan: int = 0
    baik: int = 0
    sangat_baik: int = 0

    @property
    def total(self) -> int:
        return self.sangat_kurang + self.kurang + self.butuh_perbaikan + self.baik + self.sangat_baik

    def of(self, predikat: Predikat) -> int:
        return int(getattr(self, predikat.value))


@dataclass(frozen=True, slots=True)
class Pemeriksaan:
    """One line of the letter beside the real number: of `total` people `jumlah` are in the group.

    `persen` is the share that the line names, None where it names none. `selisih` is by how many people it is
    missed, 0 where it holds.
    """

    predikat: tuple[Predikat, ...]
    batas: Batas
    persen: int | None
    jumlah: int
    total: int
    selisih: int

    @property
    def terpenuhi(self) -> bool:
        return self.selisih == 0


def _garis(
    capaian: CapaianOrganisasi, angka: AngkaKuota
) -> tuple[tuple[tuple[Predikat, ...], Batas, int | None], ...]:
    """The lines of the letter for a level."""
    utama = (TERBANYAK[capaian][0],)
    atas = (Predikat.SANGAT_BAIK,)
    bawah = (Predikat.BUTUH_PERBAIKAN, Predikat.KURANG)
    match capaian:
        case CapaianOrganisasi.ISTIMEWA:
            return (utama, Batas.TERBESAR, None), (utama, Batas.PALING_BANYAK, angka.terbanyak)
        case CapaianOrganisasi.BAIK:
            return (
                (utama, Batas.TERBESAR, None),
                (utama, Batas.PALING_BANYAK, angka.terbanyak),
                (bawah, Batas.ADA, None),
            )
        case CapaianOrganisasi.BUTUH_PERBAIKAN:
            return (atas, Batas.PALING_BANYAK, angka.atas), (utama, Batas.PALING_SEDIKIT, angka.utama)
        case CapaianOrganisasi.KURANG:
            return (
                (atas, Batas.PALING_BANYAK, angka.atas),
                ((Predikat.BUTUH_PERBAIKAN,), Batas.PALING_SEDIKIT, angka.perbaikan),
                (utama, Batas.PALING_SEDIKIT, angka.utama),
            )
        case CapaianOrganisasi.SANGAT_KURANG:
            return (
                (atas, Batas.PALING_BANYAK, 0),
                (bawah, Batas.PALING_SEDIKIT, angka.perbaikan),
                (utama, Batas.PALING_SEDIKIT, angka.utama),
            )


@berdasar(SE_3_2023, PANDUAN)
def periksa_kuota(
    *,
    capaian: CapaianOrganisasi | None,
    jumlah: JumlahPredikat,
    angka: AngkaKuota | None = None,
    on: date,
) -> Verdict[tuple[Pemeriksaan, ...]]:
    """Each line of the letter for `capaian` beside the real numbers. It advises; nothing depends on it.

    `angka` are the agency's own numbers, None those of the letter. Without a value: before the letter
    (`kuota.belum_ada`), without a capaian, without anybody, and with too few people to read a share.
    """
    parameter = berlaku(ANGKA, on)
    if parameter is None:
        return Verdict(None, "kuota.belum_ada", (SE_3_2023,), ("angka",))
    angka = angka or parameter.value
    basis = (parameter.basis, PANDUAN)
    if capaian is None:
        return Verdict(None, "kuota.capaian_belum_ada", basis, ("capaian",))
    if not jumlah.total:
        return Verdict(None, "kuota.belum_ada_predikat", basis, ("jumlah",))
    if jumlah.total < angka.terbaca_dari:
        return Verdict(None, "kuota.terlalu_sedikit_orang", basis)
    found = tuple(_periksa(group, batas, persen, jumlah) for group, batas, persen in _garis(capaian, angka))
    holds = all(item.terpenuhi for item in found)
    return Verdict(found, "kuota.sesuai" if holds else "kuota.berbeda", basis)


def _periksa(
    group: tuple[Predikat, ...], batas: Batas, persen: int | None, jumlah: JumlahPredikat
) -> Pemeriksaan:
    here = sum(jumlah.of(item) for item in group)
    share = Fraction(persen or 0, PERSEN) * jumlah.total
    match batas:
        case Batas.PALING_BANYAK:
            lacking = max(0, here - math.floor(share))
        case Batas.PALING_SEDIKIT:
            lacking = max(0, math.ceil(share) - here)
        case Batas.ADA:
            lacking = 0 if here else 1
        case Batas.TERBESAR:
            lacking = max(0, max(jumlah.of(item) for item in Predikat if item not in group) - here)
    return Pemeriksaan(group, batas, persen, here, jumlah.total, lacking)
