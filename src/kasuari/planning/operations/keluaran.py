"""A key output of a workblock becomes a role in the matrix (Lampiran BAB II A.4 and A.5)."""

from __future__ import annotations

from datetime import datetime

from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Invalid
from kasuari.planning.access import can_edit_matriks
from kasuari.planning.models import Matriks
from kasuari.planning.operations.matriks import IsianPeran, write_cell
from kasuari.planning.queries.grid import Sel, cells_of
from kasuari.planning.queries.keluaran import keluaran_of
from kasuari.planning.queries.kolom import kolom_of


def carry_output(*, matriks: Matriks, butir_id: int, anggota_id: int, by: Actor, at: datetime) -> Sel:
    """Add the words of an output to the cell of a person; what that cell says already stays, and the same
    output twice is one role. Raises Invalid `planning.no_such_part`, and StaleCells."""
    can_edit_matriks(by, matriks).or_raise()
    columns = kolom_of(matriks)
    wanted = next((item for item in keluaran_of(matriks, columns) if item.id == butir_id), None)
    if wanted is None:
        raise Invalid("planning.no_such_part")
    chosen = [item for item in columns if item.key == wanted.kolom]
    now = cells_of(chosen, [anggota_id]).get((anggota_id, wanted.kolom)) or Sel(anggota_id, wanted.kolom)
    if any(anggota == anggota_id for anggota, _name in wanted.pemikul):
        return now
    roles = [IsianPeran(teks=item.teks, bagian=item.bagian, satuan=item.satuan) for item in now.peran]
    return write_cell(
        matriks=matriks,
        anggota_id=anggota_id,
        kolom=wanted.kolom,
        version=now.version,
        peran=[*roles, IsianPeran(teks=wanted.teks)],
        by=by,
        at=at,
    )
