"""The piagam penghargaan. The regulation has no form for it; this one is ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kasuari.documents.contracts import Periode, TandaTangan, Verifikasi
from kasuari.documents.engine import Template, render
from kasuari.documents.printing import common_fields

_TEMPLATE = Template(__package__, "piagam.typ")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPiagam:
    """Who is thanked for what, and by whom."""

    instansi: str
    periode: Periode
    nama: str
    nip: str
    jabatan: str
    unit: str
    alasan: str
    jabatan_penerbit: str
    ttd: TandaTangan
    printed_at: datetime
    final: bool = True
    verifikasi: Verifikasi | None = None


def print_piagam(data: DataPiagam) -> bytes:
    """The PDF."""
    return render(
        _TEMPLATE,
        common_fields(data),
        title=f"Piagam Penghargaan – {data.nama}",
        printed_at=data.printed_at,
    )
