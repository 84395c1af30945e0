"""Who may set an SKP on a day: the penilai, and after the end of January also the atasan of the penilai.

Lampiran BAB II C.5 sends the Pegawai to the atasan when the penilai "tidak melakukan penetapan dan
klarifikasi Ekspektasi hingga akhir Bulan Januari". It does not take the right from the penilai, so a penilai
who comes late still sets; whoever is first has set it. C.4 speaks of "perencanaan awal": an SKP that begins
after the end of January, such as after a transfer (C.6, C.7), has no such limit and waits for its penilai
alone.

A new version of a set SKP has no last day either. Where the penilai whom it was handed to may not set it any
more, a new penilai does (C.7); where there is none, we read C.5 so that the atasan does.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from kasuari.regulation.periode import Langkah, batas_waktu
from kasuari.regulation.verdict import Verdict, berdasar, lampiran, p6


class Penetap(StrEnum):
    PENILAI = "penilai"
    ATASAN = "atasan"


PASAL_14 = p6("Pasal 14 ayat (3)", 10)
PENETAPAN = lampiran("II", "C.1", 65)
BATAS_AWAL = lampiran("II", "C.4", 65)
ATASAN = lampiran("II", "C.5", 65)
PENILAI_BARU = lampiran("II", "C.7", 65)


@berdasar(PASAL_14, PENETAPAN, BATAS_AWAL, ATASAN)
def penetap_skp(
    *, tahun: int, mulai: date, ditetapkan: bool, atasan_ada: bool, on: date
) -> Verdict[tuple[Penetap, ...]]:
    """Who may set the SKP of `tahun` that begins on `mulai`, on the day `on`; nobody once it is set.

    `atasan_ada`: the penilai has an atasan. Where there is none, the penilai alone remains, and `missing`
    says so.
    """
    batas = batas_waktu(langkah=Langkah.PENETAPAN_SKP, mulai=date(tahun, 1, 1), kalender=None, on=on)
    if batas.value is None:
        return Verdict(None, batas.code, batas.basis, batas.missing)
    if ditetapkan:
        return Verdict((), "penetapan.sudah_ditetapkan", (PASAL_14,))
    if on <= batas.value:
        return Verdict((Penetap.PENILAI,), "penetapan.penilai", (PASAL_14, PENETAPAN))
    if mulai > batas.value:
        return Verdict((Penetap.PENILAI,), "penetapan.bukan_perencanaan_awal", (BATAS_AWAL,))
    if not atasan_ada:
        return Verdict((Penetap.PENILAI,), "penetapan.atasan_belum_ada", (ATASAN,), ("atasan_ada",))
    return Verdict((Penetap.PENILAI, Penetap.ATASAN), "penetapan.penilai_atau_atasan", (ATASAN,))


@berdasar(PASAL_14, ATASAN, PENILAI_BARU)
def penetap_versi(*, penilai_tetap: bool, penilai_baru: bool, atasan_ada: bool) -> Verdict[Penetap]:
    """Who may set a new version that was handed to a penilai.

    `penilai_tetap`: that person still is the penilai. `penilai_baru`: somebody else is now, other than the
    atasan; the Pegawai clarifies the ekspektasi with that person. `atasan_ada`: the penilai had an atasan.
    """
    if penilai_tetap:
        return Verdict(Penetap.PENILAI, "penetapan.versi_penilai", (PASAL_14,))
    if penilai_baru:
        return Verdict(Penetap.PENILAI, "penetapan.versi_penilai_baru", (PENILAI_BARU,))
    if not atasan_ada:
        return Verdict(None, "penetapan.atasan_belum_ada", (ATASAN,), ("atasan_ada",))
    return Verdict(Penetap.ATASAN, "penetapan.versi_atasan", (ATASAN, PASAL_14))
