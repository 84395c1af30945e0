"""A matrix on paper (format A.1.5) and as a table that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
from datetime import datetime

from kasuari.documents.operations import paper_as_it_stands
from kasuari.documents.spreadsheet import disarmed
from kasuari.foundation.access import Actor
from kasuari.planning.documents import BarisMatriks, DataMatriks, TabelMatriks, print_matriks
from kasuari.planning.models import Matriks
from kasuari.planning.queries.baris import baris_of
from kasuari.planning.queries.grid import Grid, Sel, cells_of
from kasuari.planning.queries.kolom import kolom_of
from kasuari.planning.queries.membership import second_level


def matriks_paper(matriks: Matriks, *, by: Actor, at: datetime) -> bytes:
    """The PDF of a matrix as it stands, followed by those of the ketua tim of its leader."""
    found = [matriks, *second_level(matriks)]
    tables = tuple(tabel_of(item, at=at) for item in found)
    skp = matriks.skp
    return paper_as_it_stands(
        contract=DataMatriks(tabel=tables, printed_at=at, nip=skp.pegawai.nip or ""),
        print_with=print_matriks,
        kind="A.1.5",
        title=f"Matriks Pembagian Peran dan Hasil {skp.periode.tahun} {skp.pegawai.nama_lengkap}",
        object_type="planning.matriks",
        object_id=matriks.pk,
        pegawai_id=skp.pegawai_id,
        by=by,
        at=at,
    )


def tabel_of(matriks: Matriks, *, at: datetime) -> TabelMatriks:
    """One matrix as the format prints it."""
    kolom = kolom_of(matriks)
    rows = baris_of(matriks, on=at.date())
    sel = cells_of(kolom, [row.anggota_id for row in rows])
    return TabelMatriks(
        nama=matriks.skp.pegawai.nama_lengkap,
        jabatan=matriks.skp.penugasan.jabatan.nama,
        kolom=tuple(item.teks for item in kolom),
        baris=tuple(
            BarisMatriks(
                nama=row.nama,
                jabatan=row.jabatan,
                sel=tuple(_printed(sel.get((row.anggota_id, item.key))) for item in kolom),
            )
            for row in rows
        ),
    )


def matriks_text(grid: Grid) -> str:
    """Every cell, with the people and the indikator beside them, tab by tab; it can be pasted back."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(["PEGAWAI", "JABATAN", *(disarmed(item.teks) for item in grid.kolom)])
    for row in grid.baris:
        cells = (grid.cell(row.anggota_id, item.key).isi for item in grid.kolom)
        writer.writerow(map(disarmed, (row.nama, row.jabatan, *cells)))
    return out.getvalue()


def _printed(sel: Sel | None) -> tuple[str, ...] | None:
    if sel is None or not sel.decided:
        return None
    return tuple(item.teks for item in sel.peran)
