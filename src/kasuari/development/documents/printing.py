"""Prints the three papers of angka kredit (PerBKN 3/2023), all from one template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kasuari.documents.contracts import Periode, TandaTangan, Verifikasi
from kasuari.documents.engine import Template, render
from kasuari.documents.printing import common_fields

_TEMPLATE = Template(__package__, "kredit.typ")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataKredit:
    """What one paper prints. The table has its headings and rows of texts; `total` is the last row, its
    label first. A text that is "" prints as an empty cell."""

    judul: str
    instansi: str
    periode: Periode
    nip: str = ""
    perorangan: tuple[tuple[str, str], ...]
    judul_tabel: str
    kolom: tuple[str, ...]
    baris: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]
    kesimpulan: tuple[tuple[str, str], ...] = ()
    kalimat: str = ""
    ttd_penilai: TandaTangan
    printed_at: datetime
    final: bool = True
    verifikasi: Verifikasi | None = None


def print_kredit(data: DataKredit) -> bytes:
    """The PDF."""
    return render(
        _TEMPLATE,
        common_fields(data),
        title=f"{data.judul.capitalize()} – {data.perorangan[0][1]}",
        printed_at=data.printed_at,
    )
