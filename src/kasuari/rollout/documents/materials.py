"""Prints what is handed out and shown at a meeting in the village or the office. Forms of ours."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from kasuari.documents.engine import Exact, Svg, Template, render
from kasuari.documents.qr import qr_svg

_HANDOUT = Template(__package__, "lembar.typ")
_SLIDES = Template(__package__, "salindia.typ")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataBahan:
    """What the materials say, from the agency's own data. `alamat` is where the product is reached."""

    judul: str
    instansi: str
    kelompok: str
    latihan: bool
    berubah: tuple[tuple[str, str, str], ...]
    kapan: tuple[tuple[str, str], ...]
    tanya: tuple[str, ...]
    untung: tuple[str, ...]
    keluhan: tuple[str, ...]
    warga: tuple[tuple[str, str], ...]
    alamat: str
    printed_at: datetime


def print_materials(data: DataBahan, *, slides: bool) -> bytes:
    """The PDF: slides, or one sheet of A4 to hand out."""
    fields: dict[str, object] = {
        **asdict(data),
        "alamat": Exact(data.alamat),
        "qr": Svg(qr_svg(data.alamat)),
        "warga": [(layanan, Exact(address)) for layanan, address in data.warga],
    }
    return render(
        _SLIDES if slides else _HANDOUT,
        fields,
        title=data.judul,
        printed_at=data.printed_at.replace(microsecond=0),
    )
