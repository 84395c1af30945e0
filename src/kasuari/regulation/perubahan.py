"""What becomes of a set SKP when something changes in the year: a new version of it, or a new SKP.

An SKP "dikembangkan" with feedback and assignments (Pasal 14 ayat (2)): the same SKP, set again in the way it
was set before (Pasal 14 ayat (3), Pasal 20 ayat (4)-(5)). Only who moves to another post writes a new one
(Lampiran BAB II C.6, p. 65). The regulation names no shortest time in a post.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kasuari.regulation.edition import PASAL_PERALIHAN, edition_on
from kasuari.regulation.verdict import Basis, Verdict, berdasar, lampiran, p6

DIKEMBANGKAN = p6("Pasal 14 ayat (2)", 10)
DITETAPKAN_LAGI = p6("Pasal 14 ayat (3)", 10)
SUMBER_DAYA = p6("Pasal 11 ayat (2)", 9)
PENUGASAN_BARU = p6("Pasal 20 ayat (2) huruf b", 12)
PENYESUAIAN = p6("Pasal 20 ayat (3)-(5)", 12)
COACHING = lampiran("III", "D, format B.1.6", 80)
PERJANJIAN = lampiran("II", "A.2.a.3", 27)
TUGAS_BELAJAR = lampiran("II", "B.12-13", 64)
PINDAH_PEGAWAI = lampiran("II", "C.6", 65)
PINDAH_PENILAI = lampiran("II", "C.7", 65)


class Sebab(StrEnum):
    """Why an SKP that was set no longer says what is expected."""

    UMPAN_BALIK = "umpan_balik"
    PENUGASAN_BARU = "penugasan_baru"
    PENYESUAIAN_EKSPEKTASI = "penyesuaian"
    SUMBER_DAYA = "sumber_daya"
    PEMBINAAN = "pembinaan"
    PERJANJIAN_KINERJA = "perjanjian"
    TUGAS_BELAJAR = "tugas_belajar"
    PENILAI_BERGANTI = "penilai_berganti"
    PEGAWAI_PINDAH = "pegawai_pindah"


class Perlakuan(StrEnum):
    """The same SKP in a new version, or another SKP beside it."""

    VERSI_BARU = "versi_baru"
    SKP_BARU = "skp_baru"


PERLAKUAN: Mapping[Sebab, tuple[Perlakuan, tuple[Basis, ...]]] = {
    Sebab.UMPAN_BALIK: (Perlakuan.VERSI_BARU, (DIKEMBANGKAN, DITETAPKAN_LAGI)),
    Sebab.PENUGASAN_BARU: (Perlakuan.VERSI_BARU, (DIKEMBANGKAN, PENUGASAN_BARU)),
    Sebab.PENYESUAIAN_EKSPEKTASI: (Perlakuan.VERSI_BARU, (PENYESUAIAN,)),
    Sebab.SUMBER_DAYA: (Perlakuan.VERSI_BARU, (SUMBER_DAYA, PENYESUAIAN)),
    Sebab.PEMBINAAN: (Perlakuan.VERSI_BARU, (COACHING,)),
    Sebab.PERJANJIAN_KINERJA: (Perlakuan.VERSI_BARU, (PERJANJIAN, DIKEMBANGKAN)),
    Sebab.TUGAS_BELAJAR: (Perlakuan.VERSI_BARU, (TUGAS_BELAJAR,)),
    Sebab.PENILAI_BERGANTI: (Perlakuan.VERSI_BARU, (PINDAH_PENILAI,)),
    Sebab.PEGAWAI_PINDAH: (Perlakuan.SKP_BARU, (PINDAH_PEGAWAI,)),
}


@berdasar(*dict.fromkeys(basis for _answer, found in PERLAKUAN.values() for basis in found))
def perlakuan_perubahan(*, sebab: Sebab | None, on: date) -> Verdict[Perlakuan]:
    """Whether the change becomes a new version of the SKP or a new SKP.

    A penilai who is replaced sets the SKP of the same post again: C.7 asks for "penyusunan dan penetapan
    SKP" and names no new post, so the year stays one SKP.
    """
    if edition_on(on) is None:
        return Verdict(None, "perubahan.edisi_tidak_ada", (PASAL_PERALIHAN,), ("edisi",))
    if sebab is None:
        return Verdict(None, "perubahan.sebab_belum_ada", (DIKEMBANGKAN,), ("sebab",))
    answer, basis = PERLAKUAN[sebab]
    return Verdict(answer, f"perubahan.{answer}.{sebab}", basis)


@dataclass(frozen=True, slots=True)
class Rentang:
    """Days from `start_date` to `end_date`, which does not count; None is without an end."""

    start_date: date
    end_date: date | None = None

    def __post_init__(self) -> None:
        if self.end_date is not None and self.end_date <= self.start_date:
            raise ValueError("end_date must come after start_date")


@dataclass(frozen=True, slots=True)
class Masa:
    """The days of one SKP as it prints them, both in."""

    start_date: date
    last_date: date


@berdasar(PINDAH_PEGAWAI)
def masa_skp(*, tahun: int, penugasan: Rentang) -> Verdict[Masa]:
    """The days on which an appointment carries an SKP in a year: the earlier one ends on the day before the
    move, so that two SKP of one person in one line of appointments never share a day."""
    first = max(date(tahun, 1, 1), penugasan.start_date)
    last = date(tahun, 12, 31)
    if penugasan.end_date is not None:
        last = min(last, penugasan.end_date - timedelta(days=1))
    if first > last:
        return Verdict(None, "perubahan.di_luar_tahun", (PINDAH_PEGAWAI,))
    ended = last < date(tahun, 12, 31)
    return Verdict(Masa(first, last), f"perubahan.masa_{'berakhir' if ended else 'penuh'}", (PINDAH_PEGAWAI,))
