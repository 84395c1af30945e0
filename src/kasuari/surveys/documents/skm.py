"""Prints the report of a Survei Kepuasan Masyarakat (PermenPANRB 14/2017); the form is ours."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from kasuari.documents.contracts import Periode, Verifikasi
from kasuari.documents.engine import Template, render
from kasuari.documents.printing import common_fields

_TEMPLATE = Template(__package__, "skm.typ")


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisUnsur:
    """One unsur; `persen` is how much of the bar is filled."""

    nomor: str
    nama: str
    terisi: str
    nrr: str
    tertimbang: str
    nilai: str
    mutu: str
    persen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RencanaTindak:
    """A follow-up."""

    unsur: str
    rencana: str
    waktu: str
    penanggung_jawab: str
    hasil: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSkm:
    """What the report prints."""

    instansi: str
    unit: str
    layanan: str
    periode: Periode
    ikm: str
    mutu: str
    kinerja: str
    ringkasan: tuple[tuple[str, str], ...]
    baris: tuple[BarisUnsur, ...]
    catatan: tuple[str, ...]
    tindak_lanjut: tuple[RencanaTindak, ...]
    riwayat: tuple[tuple[str, str], ...]
    printed_at: datetime
    final: bool = True
    verifikasi: Verifikasi | None = None


def print_skm(data: DataSkm) -> bytes:
    """The PDF."""
    found = common_fields(data)
    found["baris"] = [asdict(row) for row in data.baris]
    found["tindak_lanjut"] = [asdict(row) for row in data.tindak_lanjut]
    return render(
        _TEMPLATE,
        found,
        title=f"Laporan Survei Kepuasan Masyarakat – {data.unit}",
        printed_at=data.printed_at,
    )
