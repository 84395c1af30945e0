"""The facts of an SKP that `skp.periksa` looks at: plain frozen records, filled by whoever keeps the SKP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kasuari.regulation.perilaku import NilaiDasar


class FormatSkp(StrEnum):
    """The four formats of an SKP; the value is the number printed on the form."""

    A_1_1 = "A.1.1"
    A_1_2 = "A.1.2"
    A_1_6 = "A.1.6"
    A_1_7 = "A.1.7"


class FormatEvaluasi(StrEnum):
    C_1_1 = "C.1.1"
    C_1_2 = "C.1.2"
    C_1_3 = "C.1.3"


class Pendekatan(StrEnum):
    KUALITATIF = "kualitatif"
    KUANTITATIF = "kuantitatif"


class GolonganJabatan(StrEnum):
    JPT = "jpt"
    ADMINISTRASI = "administrasi"
    FUNGSIONAL = "fungsional"


class JenisHasilKerja(StrEnum):
    UTAMA = "utama"
    TAMBAHAN = "tambahan"


class SumberHasilKerja(StrEnum):
    """Where a hasil kerja comes from; PK and the acting assignments make it utama."""

    PK = "pk"
    DIREKTIF = "direktif"
    RENCANA_AKSI = "rencana_aksi"
    MPH = "mph"
    PLT = "plt"
    PLH = "plh"
    JF_STRUKTURAL = "jf_struktural"
    TUGAS_BELAJAR = "tugas_belajar"
    LAIN = "lain"


class Perspektif(StrEnum):
    PENERIMA_LAYANAN = "penerima_layanan"
    PROSES_BISNIS = "proses_bisnis"
    PENGUATAN_INTERNAL = "penguatan_internal"
    ANGGARAN = "anggaran"


class Aspek(StrEnum):
    KUANTITAS = "kuantitas"
    KUALITAS = "kualitas"
    WAKTU = "waktu"
    BIAYA = "biaya"


class JenisTarget(StrEnum):
    TEKS = "teks"
    ANGKA = "angka"
    RENTANG = "rentang"
    TANGGAL = "tanggal"


class Arah(StrEnum):
    """Which way is better."""

    NAIK = "naik"
    TURUN = "turun"
    TETAP = "tetap"


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaTarget:
    """A target in one of four shapes.

    teks: `teks`. angka: the number in `minimum` ("at least") or `maksimum` ("at most"), or the same in both.
    rentang: both. tanggal: `tanggal`. `satuan` goes with the numbers.
    """

    jenis: JenisTarget = JenisTarget.TEKS
    teks: str = ""
    minimum: Decimal | None = None
    maksimum: Decimal | None = None
    tanggal: date | None = None
    satuan: str = ""
    arah: Arah | None = None


class KualitasKendali(StrEnum):
    """Kualitas dan tingkat kendali of a result (format A.1.3; A.5.a, p. 44)."""

    OUTCOME = "outcome"
    OUTCOME_ANTARA = "outcome_antara"
    OUTPUT_KENDALI_RENDAH = "output_kendali_rendah"
    OUTPUT_KENDALI_SEDANG = "output_kendali_sedang"
    OUTPUT_KENDALI_TINGGI = "output_kendali_tinggi"


class PeriodePelaporan(StrEnum):
    """How often an indikator is reported (format A.1.3)."""

    BULANAN = "bulanan"
    TRIWULANAN = "triwulanan"
    SEMESTERAN = "semesteran"
    TAHUNAN = "tahunan"


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaManual:
    """What a manual indikator says, part by part of format A.1.3."""

    tujuan: str = ""
    definisi: str = ""
    formula: str = ""
    satuan: str = ""
    kualitas: KualitasKendali | None = None
    sumber_data: str = ""
    periode_pelaporan: PeriodePelaporan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaIndikator:
    """One ukuran keberhasilan. `key` names it in paths. `aspek` may blend several (A.7.a.6, p. 51).
    `dipahami`: whether all pegawai understand it, None where nobody said so; `manual` its manual, if any."""

    key: str
    teks: str = ""
    aspek: tuple[Aspek, ...] = ()
    perspektif: Perspektif | None = None
    target: FaktaTarget | None = None
    dipahami: bool | None = None
    manual: FaktaManual | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaHasilKerja:
    """One rencana hasil kerja. `intervensi_teks` is the rencana hasil kerja pimpinan that it supports."""

    key: str
    jenis: JenisHasilKerja | None = None
    teks: str = ""
    penugasan_dari: str = ""
    intervensi_teks: str = ""
    sumber: SumberHasilKerja = SumberHasilKerja.LAIN
    indikator: tuple[FaktaIndikator, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaPerilaku:
    """One value with its printed lines and what the pimpinan expects beyond them."""

    nilai: NilaiDasar
    panduan: tuple[str, ...] = ()
    ekspektasi_khusus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaSkp:
    """One SKP. `start_date` and `end_date` are its first and last day, as printed, both in."""

    format: FormatSkp
    golongan_jabatan: GolonganJabatan | None = None
    pimpinan_unit_mandiri: bool = False
    start_date: date | None = None
    end_date: date | None = None
    hasil_kerja: tuple[FaktaHasilKerja, ...] = ()
    perilaku: tuple[FaktaPerilaku, ...] = ()
    dukungan: tuple[str, ...] = ()
    skema: tuple[str, ...] = ()
    konsekuensi: tuple[str, ...] = ()
