"""Prints an SKP with its lampiran, manuals, workblocks and matrix."""

from __future__ import annotations

from dataclasses import replace

from kasuari.documents.engine import Template, render
from kasuari.documents.printing import common_fields, in_practice, marked
from kasuari.planning.documents.data import (
    DataDialog,
    DataLampiran,
    DataMatriks,
    DataSkp,
    FormatSkp,
    TabelMatriks,
)
from kasuari.planning.documents.strategi import DataManual, DataWorkblock

_TEMPLATES = {
    FormatSkp.A11: Template(__package__, "a11.typ"),
    FormatSkp.A12: Template(__package__, "a12.typ"),
    FormatSkp.A16: Template(__package__, "a16.typ"),
    FormatSkp.A17: Template(__package__, "a17.typ"),
}
_LAMPIRAN = Template(__package__, "a18.typ")
_MANUAL = Template(__package__, "a13.typ")
_WORKBLOCK = Template(__package__, "a14.typ")
_MATRIKS = Template(__package__, "a15.typ")
_DIALOG = Template(__package__, "dialog.typ")
# So many columns of indikator a page holds; a wider matrix goes on in a table below.
UPRIGHT, ACROSS = 2, 6


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


def print_manual(data: DataManual) -> bytes:
    """The PDF of the manuals of an SKP, one page or more for each indikator."""
    return render(
        _MANUAL,
        common_fields(data),
        title=f"Manual Indikator Kinerja – {data.nama_pegawai}",
        printed_at=data.printed_at,
    )


def print_workblock(data: DataWorkblock) -> bytes:
    """The PDF of one or more workblocks."""
    return render(
        _WORKBLOCK,
        {
            "workblock": data.workblock,
            "final": data.final,
            "verifikasi": marked(data.verifikasi),
            "pengenalan": in_practice(data.nip, data.printed_at),
        },
        title="Workblock",
        printed_at=data.printed_at,
    )


def print_matriks(data: DataMatriks) -> bytes:
    """The PDF of a matrix; with more than two columns on paper laid across, six to a table."""
    widest = max((len(table.kolom) for table in data.tabel), default=0)
    tables = [part for table in data.tabel for part in _parts(table)]
    return render(
        _MATRIKS,
        {
            "tabel": tables,
            "landscape": widest > UPRIGHT,
            "final": data.final,
            "verifikasi": marked(data.verifikasi),
            "pengenalan": in_practice(data.nip, data.printed_at),
        },
        title="Matriks Pembagian Peran dan Hasil",
        printed_at=data.printed_at,
    )


def print_dialog(data: DataDialog) -> bytes:
    """The PDF of the record of a dialog kinerja."""
    return render(
        _DIALOG,
        common_fields(data),
        title=f"Catatan Dialog Kinerja – {data.pegawai}",
        printed_at=data.printed_at,
    )


def _parts(table: TabelMatriks) -> list[TabelMatriks]:
    return [
        replace(
            table,
            kolom=table.kolom[start : start + ACROSS],
            baris=tuple(replace(row, sel=row.sel[start : start + ACROSS]) for row in table.baris),
        )
        for start in range(0, len(table.kolom), ACROSS)
    ]
