"""Prints the plan of training needs, a form of our own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kasuari.documents.contracts import Periode, Verifikasi
from kasuari.documents.engine import Template, render
from kasuari.documents.printing import common_fields

_TEMPLATE = Template(__package__, "rencana_pelatihan.typ")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRencanaPelatihan:
    """What the plan prints; a text that is "" prints as an empty cell."""

    judul: str
    instansi: str
    periode: Periode
    pembuka: str
    kolom: tuple[str, ...]
    baris: tuple[tuple[str, ...], ...]
    kolom_unit: tuple[str, ...]
    unit: tuple[tuple[str, ...], ...]
    kolom_pilihan: tuple[str, ...]
    pilihan: tuple[tuple[str, ...], ...]
    catatan: tuple[str, ...]
    printed_at: datetime
    final: bool = True
    verifikasi: Verifikasi | None = None


def print_rencana_pelatihan(data: DataRencanaPelatihan) -> bytes:
    """The PDF."""
    return render(
        _TEMPLATE,
        common_fields(data),
        title=f"{data.judul.capitalize()} – {data.instansi}",
        printed_at=data.printed_at,
    )
