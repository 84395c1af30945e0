"""Umpan balik berkelanjutan: who gives it in which role, when it is due, and the steps that may follow it.

Pasal 17-21 and Lampiran BAB III C of PermenPANRB 6/2022. What the regulation leaves to the agency (how often,
how long a slip may be mended) is a dated parameter that says so.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from kasuari.regulation.parameter import Parameter, berlaku
from kasuari.regulation.verdict import Verdict, berdasar, lampiran, p6

PIMPINAN = p6("Pasal 18 ayat (1)", 11)
SELAIN_PIMPINAN = p6("Pasal 18 ayat (2)", 11)
PEMBERI_TUGAS = p6("Pasal 1 angka 10", 4)
TUGAS_BELAJAR = lampiran("III", "C.8", 70)
WAJIB_BERKALA = p6("Pasal 19 ayat (2)", 12)
SESUAI_KESEPAKATAN = lampiran("III", "C.5.a", 69)
DIKEMBANGKAN_INSTANSI = lampiran("III", "C.15", 70)
HASIL_UMPAN_BALIK = p6("Pasal 20 ayat (1)", 12)
KEMAJUAN = p6("Pasal 20 ayat (2)", 12)
TANPA_KEMAJUAN = p6("Pasal 20 ayat (3)", 12)
PENGAMBILALIHAN = p6("Pasal 20 ayat (6)", 13)
CATATAN_PENGAMBILALIHAN = p6("Pasal 20 ayat (7) dan ayat (8)", 13)
BENTUK_PEMBINAAN = p6("Pasal 21", 13)
MENCEGAH_KEGAGALAN = lampiran("III", "C.14", 70)
REKAMAN = lampiran("III", "C.16", 70)


class Peran(StrEnum):
    """In which role feedback is given."""

    PIMPINAN = "pimpinan"
    REKAN = "rekan"
    BAWAHAN = "bawahan"
    PIHAK_LAIN = "pihak_lain"


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaPemberi:
    """What joins the giver to the pegawai on the day."""

    diri_sendiri: bool = False
    penilai: bool = False
    memberi_tugas: bool = False
    dinilai_pegawai: bool = False
    setingkat: bool = False


@berdasar(PIMPINAN, SELAIN_PIMPINAN, PEMBERI_TUGAS, TUGAS_BELAJAR)
def peran_pemberi(*, fakta: FaktaPemberi) -> Verdict[Peran]:
    """The role in which somebody gives feedback; None for oneself, who can only ask for it."""
    if fakta.diri_sendiri:
        return Verdict(None, "umpan_balik.peran.diri_sendiri", (PIMPINAN, SELAIN_PIMPINAN))
    if fakta.penilai:
        return Verdict(Peran.PIMPINAN, "umpan_balik.peran.penilai", (PIMPINAN, PEMBERI_TUGAS))
    if fakta.memberi_tugas:
        return Verdict(Peran.PIMPINAN, "umpan_balik.peran.pemberi_tugas", (PIMPINAN, PEMBERI_TUGAS))
    if fakta.dinilai_pegawai:
        return Verdict(Peran.BAWAHAN, "umpan_balik.peran.bawahan", (SELAIN_PIMPINAN,))
    if fakta.setingkat:
        return Verdict(Peran.REKAN, "umpan_balik.peran.rekan", (SELAIN_PIMPINAN,))
    return Verdict(Peran.PIHAK_LAIN, "umpan_balik.peran.pihak_lain", (SELAIN_PIMPINAN, TUGAS_BELAJAR))


class Irama(StrEnum):
    """How often the pimpinan gives umpan balik berkala."""

    MINGGUAN = "mingguan"
    DUA_MINGGUAN = "dua_mingguan"
    BULANAN = "bulanan"
    TRIWULANAN = "triwulanan"


_HARI = {Irama.MINGGUAN: 7, Irama.DUA_MINGGUAN: 14}
_BULAN = {Irama.BULANAN: 1, Irama.TRIWULANAN: 3}
# The regulation wants it "sesuai kesepakatan" and names no number: where nobody agreed on one, once in each
# quarter, the period that the formats B.1.3 to B.1.5 print. Ours.
IRAMA_LAZIM: tuple[Parameter[Irama], ...] = (
    Parameter(date(2022, 1, 1), Irama.TRIWULANAN, DIKEMBANGKAN_INSTANSI),
)
# How long the giver may put the words right; afterwards they can only be withdrawn, with a trace. Ours.
JAM_RALAT: tuple[Parameter[int], ...] = (Parameter(date(2022, 1, 1), 24, DIKEMBANGKAN_INSTANSI),)


@berdasar(WAJIB_BERKALA, SESUAI_KESEPAKATAN, DIKEMBANGKAN_INSTANSI)
def jatuh_tempo(*, irama: Irama | None, sejak: date, terakhir: date | None, on: date) -> Verdict[date]:
    """The day by which the pimpinan gives the next umpan balik berkala.

    `irama` is what was agreed, None where nothing was; `sejak` the day from which feedback is owed (the
    agreement or the beginning of the SKP); `terakhir` the day of the last umpan balik berkala.
    """
    begun = max(sejak, terakhir) if terakhir else sejak
    if irama is not None:
        return Verdict(
            _later(begun, irama), "umpan_balik.berkala.disepakati", (WAJIB_BERKALA, SESUAI_KESEPAKATAN)
        )
    usual = berlaku(IRAMA_LAZIM, on)
    if usual is None:
        return Verdict(None, "umpan_balik.berkala.tanpa_irama", (WAJIB_BERKALA,), ("irama",))
    return Verdict(_later(begun, usual.value), "umpan_balik.berkala.lazim", (WAJIB_BERKALA, usual.basis))


def _later(day: date, irama: Irama) -> date:
    """One step of the rhythm after `day`; a day that the month lacks is its last."""
    if irama in _HARI:
        return day + timedelta(days=_HARI[irama])
    months = day.month - 1 + _BULAN[irama]
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@berdasar(DIKEMBANGKAN_INSTANSI)
def batas_ralat(*, diberikan: datetime) -> Verdict[datetime]:
    """Until when the giver may correct the words of a feedback given at `diberikan`."""
    hours = berlaku(JAM_RALAT, diberikan.date())
    if hours is None:
        return Verdict(None, "umpan_balik.ralat.tidak_diatur", (DIKEMBANGKAN_INSTANSI,), ("jam",))
    return Verdict(diberikan + timedelta(hours=hours.value), "umpan_balik.ralat", (hours.basis,))


class Tindakan(StrEnum):
    """What the pimpinan may do after feedback (Pasal 20)."""

    APRESIASI = "apresiasi"
    PENUGASAN_BARU = "penugasan_baru"
    PENYESUAIAN_EKSPEKTASI = "penyesuaian_ekspektasi"
    PENYESUAIAN_SUMBER_DAYA = "penyesuaian_sumber_daya"
    PEMBINAAN = "pembinaan"
    PENGAMBILALIHAN = "pengambilalihan"


class Tahap(StrEnum):
    """Where the pegawai stands on the ladder of Pasal 20."""

    MAJU = "maju"
    BELUM_MAJU = "belum_maju"
    TETAP_BELUM_MAJU = "tetap_belum_maju"
    DIAMBIL_ALIH = "diambil_alih"


@dataclass(frozen=True, slots=True)
class Langkah:
    """One follow-up that was taken: whether progress was seen, and what was done."""

    maju: bool
    tindakan: Tindakan


@dataclass(frozen=True, slots=True)
class Tangga:
    """The step that the pegawai stands on, and what may be done there."""

    tahap: Tahap
    tindakan: tuple[Tindakan, ...]


_SETELAH_TANPA_KEMAJUAN = (
    Tindakan.PENYESUAIAN_EKSPEKTASI,
    Tindakan.PENYESUAIAN_SUMBER_DAYA,
    Tindakan.PEMBINAAN,
)
# The whole of Pasal 20 ayat (2), (3) and (6). Taking over comes to the acts of ayat (3) and replaces none.
TANGGA: dict[Tahap, tuple[Tindakan, ...]] = {
    Tahap.MAJU: (Tindakan.APRESIASI, Tindakan.PENUGASAN_BARU),
    Tahap.BELUM_MAJU: _SETELAH_TANPA_KEMAJUAN,
    Tahap.TETAP_BELUM_MAJU: (*_SETELAH_TANPA_KEMAJUAN, Tindakan.PENGAMBILALIHAN),
    Tahap.DIAMBIL_ALIH: (),
}
BASIS_TANGGA = {
    Tahap.MAJU: (KEMAJUAN,),
    Tahap.BELUM_MAJU: (TANPA_KEMAJUAN, BENTUK_PEMBINAAN),
    Tahap.TETAP_BELUM_MAJU: (PENGAMBILALIHAN, CATATAN_PENGAMBILALIHAN, MENCEGAH_KEGAGALAN),
    Tahap.DIAMBIL_ALIH: (PENGAMBILALIHAN, CATATAN_PENGAMBILALIHAN),
}


@berdasar(
    HASIL_UMPAN_BALIK,
    KEMAJUAN,
    TANPA_KEMAJUAN,
    PENGAMBILALIHAN,
    CATATAN_PENGAMBILALIHAN,
    BENTUK_PEMBINAAN,
    MENCEGAH_KEGAGALAN,
)
def tindak_lanjut(*, riwayat: tuple[Langkah, ...], maju: bool, umpan_balik_baru: int) -> Verdict[Tangga]:
    """What may follow now for one rencana hasil kerja, given what was done before (oldest first).

    Whether there is progress is read from feedback, so without any since the last step nothing follows.
    Progress in between begins the ladder anew. What was taken over is over.
    """
    if riwayat and riwayat[-1].tindakan is Tindakan.PENGAMBILALIHAN:
        tahap = Tahap.DIAMBIL_ALIH
    elif umpan_balik_baru < 1:
        return Verdict(None, "tindak_lanjut.tanpa_umpan_balik", (HASIL_UMPAN_BALIK,), ("umpan_balik",))
    elif maju:
        tahap = Tahap.MAJU
    elif riwayat and not riwayat[-1].maju:
        tahap = Tahap.TETAP_BELUM_MAJU
    else:
        tahap = Tahap.BELUM_MAJU
    return Verdict(Tangga(tahap, TANGGA[tahap]), f"tindak_lanjut.{tahap.value}", BASIS_TANGGA[tahap])


@berdasar(CATATAN_PENGAMBILALIHAN)
def periksa_catatan(*, tindakan: Tindakan, catatan: str) -> Verdict[bool]:
    """Whether the note that a step needs is there: who takes a result over writes why (Pasal 20 ayat (7))."""
    if tindakan is Tindakan.PENGAMBILALIHAN and not catatan.strip():
        return Verdict(False, "tindak_lanjut.tanpa_catatan", (CATATAN_PENGAMBILALIHAN,), ("catatan",))
    return Verdict(True, "tindak_lanjut.catatan_cukup", (CATATAN_PENGAMBILALIHAN,))


# The record of feedback by the format of the SKP.
FORMAT_REKAMAN = {"A.1.1": "B.1.3", "A.1.6": "B.1.3", "A.1.2": "B.1.4", "A.1.7": "B.1.5"}


@berdasar(REKAMAN)
def format_rekaman(*, format_skp: str) -> Verdict[str]:
    """The format in which feedback on an SKP of `format_skp` is recorded: B.1.3, B.1.4 or B.1.5."""
    found = FORMAT_REKAMAN.get(format_skp)
    if found is None:
        return Verdict(None, "umpan_balik.rekaman.format_tidak_dikenal", (REKAMAN,), ("format_skp",))
    return Verdict(found, "umpan_balik.rekaman", (REKAMAN,))
