"""Formats B.1.6 to B.1.10: the papers of bimbingan and konseling kinerja (PermenPANRB 6/2022 p. 80-87)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kasuari.documents.contracts import Identitas, Periode, TandaTangan, Verifikasi
from kasuari.documents.engine import Template, render
from kasuari.documents.printing import common_fields

_B19 = Template(__package__, "b19.typ")


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
