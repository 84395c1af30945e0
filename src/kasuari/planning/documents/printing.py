"""Prints an SKP and its lampiran."""

from __future__ import annotations

from kasuari.documents.engine import Template, render
from kasuari.documents.printing import common_fields
from kasuari.planning.documents.data import DataLampiran, DataSkp, FormatSkp

_TEMPLATES = {
    FormatSkp.A11: Template(__package__, "a11.typ"),
    FormatSkp.A12: Template(__package__, "a12.typ"),
    FormatSkp.A16: Template(__package__, "a16.typ"),
    FormatSkp.A17: Template(__package__, "a17.typ"),
}
_LAMPIRAN = Template(__package__, "a18.typ")


def print_skp(data: DataSkp) -> bytes:
    """The PDF of an SKP in its own format."""
    return render(
        _TEMPLATES[data.format],
        common_fields(data),
        title=f"Sasaran Kinerja Pegawai – {data.pegawai.nama}",
        printed_at=data.printed_at,
    )


def print_lampiran(data: DataLampiran) -> bytes:
    """The PDF of the lampiran of an SKP."""
    return render(
        _LAMPIRAN,
        common_fields(data),
        title=f"Lampiran Sasaran Kinerja Pegawai – {data.nama_pegawai}",
        printed_at=data.printed_at,
    )
