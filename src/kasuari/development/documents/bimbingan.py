"""Formats B.1.6 to B.1.10: the papers of bimbingan and konseling kinerja (PermenPANRB 6/2022 p. 80-87)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kasuari.documents.contracts import Choice, Identitas, Periode, TandaTangan, Verifikasi
from kasuari.documents.engine import Template, render
from kasuari.documents.printing import common_fields

_B16, _B17, _B18, _B19, _B110 = (
    Template(__package__, f"{name}.typ") for name in ("b16", "b17", "b18", "b19", "b110")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisKompetensi:
    """One line of B.1.9; a value that was not given prints as an empty cell."""

    nama: str
    nilai: str
    alasan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KelompokKompetensi:
    """Manajerial, Sosio Kultural or Teknis with its lines."""

    nama: str
    baris: tuple[BarisKompetensi, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataKompetensi:
    """B.1.9."""

    instansi: str
    periode: Periode
    pegawai: Identitas
    penilai: Identitas
    kelompok: tuple[KelompokKompetensi, ...]
    rekomendasi: tuple[str, ...]
    skala: tuple[tuple[str, str], ...]
    ttd: TandaTangan
    printed_at: datetime
    final: bool = True
    verifikasi: Verifikasi | None = None


def print_kompetensi(data: DataKompetensi) -> bytes:
    """The PDF of B.1.9."""
    return render(
        _B19,
        common_fields(data),
        title=f"Evaluasi Kompetensi Pegawai – {data.pegawai.nama}",
        printed_at=data.printed_at,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DataBimbingan:
    """B.1.6 or B.1.7. Each part is a list of rows of cells; the last cell of `langkah` is YA or TIDAK."""

    mentoring: bool
    instansi: str
    periode: Periode
    pegawai: Identitas
    penilai: Identitas
    tujuan: tuple[tuple[str, ...], ...]
    fakta: tuple[tuple[str, ...], ...] = ()
    peluang: tuple[str, ...] = ()
    langkah: tuple[tuple[str, ...], ...] = ()
    jurnal: tuple[tuple[str, ...], ...] = ()
    ttd_pegawai: TandaTangan
    ttd_pembimbing: TandaTangan
    printed_at: datetime
    final: bool = True
    verifikasi: Verifikasi | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataUmpanBalikBimbingan:
    """B.1.8: subjects with their statements and answers; the format has one cell for each subject."""

    instansi: str
    periode: Periode
    pegawai: Identitas
    penilai: Identitas
    kelompok: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    catatan: tuple[str, ...]
    ttd: TandaTangan
    printed_at: datetime
    final: bool = True
    verifikasi: Verifikasi | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPermasalahan:
    """B.1.10."""

    instansi: str
    periode: Periode
    pegawai: Identitas
    penilai: Identitas
    ekspektasi: tuple[str, ...]
    permasalahan: tuple[str, ...]
    serupa: Choice
    upaya: tuple[str, ...]
    ttd: TandaTangan
    printed_at: datetime
    final: bool = True
    verifikasi: Verifikasi | None = None


def print_bimbingan(data: DataBimbingan) -> bytes:
    """The PDF of B.1.6 or B.1.7."""
    name = "Mentoring" if data.mentoring else "Coaching"
    return render(
        _B17 if data.mentoring else _B16,
        common_fields(data),
        title=f"Pelaksanaan {name} – {data.pegawai.nama}",
        printed_at=data.printed_at,
    )


def print_umpan_balik(data: DataUmpanBalikBimbingan) -> bytes:
    """The PDF of B.1.8."""
    return render(
        _B18,
        common_fields(data),
        title=f"Umpan Balik Pelaksanaan Bimbingan Kinerja – {data.pegawai.nama}",
        printed_at=data.printed_at,
    )


def print_permasalahan(data: DataPermasalahan) -> bytes:
    """The PDF of B.1.10."""
    return render(
        _B110,
        common_fields(data),
        title=f"Laporan Permasalahan Perilaku Kerja – {data.pegawai.nama}",
        printed_at=data.printed_at,
    )
