"""Prints the reports of a pilot. Forms of ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kasuari.documents.contracts import Periode, Verifikasi
from kasuari.documents.engine import Svg, Template, render
from kasuari.documents.printing import common_fields

_SHORT = Template(__package__, "pimpinan.typ")
_LONG = Template(__package__, "ahli.typ")


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisUkuran:
    """One outcome: its sentence, its picture with the words for whoever cannot see it, and its numbers.

    `gambar_skala` are the largest and the smallest figure in the picture, `gambar_bulan` its first and last
    month."""

    nama: str
    utama: bool
    putusan: str
    kalimat: str
    kalimat_pendek: str
    gambar: Svg | None
    gambar_teks: str
    gambar_skala: tuple[str, str]
    gambar_bulan: tuple[str, str]
    angka: tuple[tuple[str, str], ...]
    batas: tuple[str, ...]
    sebelum_sesudah: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataLaporan:
    """What a report prints."""

    judul: str
    instansi: str
    periode: Periode
    mulai: date
    pilot: tuple[str, ...]
    pembanding: int
    asal: str
    metode: str
    ringkas: str
    ukuran: tuple[BarisUkuran, ...]
    belum: tuple[str, ...]
    kekurangan: tuple[tuple[str, str], ...]
    rincian: tuple[tuple[str, str], ...]
    calon: tuple[tuple[str, str, str], ...]
    dihitung: date
    pustaka: str
    printed_at: datetime
    final: bool = True
    verifikasi: Verifikasi | None = None


def print_report(data: DataLaporan, *, long: bool) -> bytes:
    """The PDF."""
    return render(
        _LONG if long else _SHORT,
        common_fields(data),
        title=data.judul,
        printed_at=data.printed_at.replace(microsecond=0),
    )
