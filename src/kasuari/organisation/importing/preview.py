"""From the bytes of a file to checked rows, in memory. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kasuari.organisation.enums import ImportKind
from kasuari.organisation.importing.checks import check
from kasuari.organisation.importing.columns import Table, tables_in
from kasuari.organisation.importing.known import Known, known_for_pegawai, known_for_units
from kasuari.organisation.importing.reading import read_workbook
from kasuari.organisation.importing.rows import Progress, SheetRow, rows_of
from kasuari.organisation.models import Instansi

STEP = 500


@dataclass(slots=True)
class Preview:
    """All rows of a file with their verdicts; `columns` are the fields that the file has."""

    media_type: str
    columns: list[dict[str, Any]]
    rows: list[SheetRow]


def known_for(kind: str, instansi: Instansi) -> Known:
    return known_for_pegawai(instansi) if kind == ImportKind.PEGAWAI else known_for_units(instansi)


def preview(
    content: bytes,
    *,
    name: str,
    kind: str,
    instansi: Instansi,
    effective_date: date,
    progress: Progress | None = None,
) -> Preview:
    """Read and check a whole file. Raises Refusal where the file cannot be such a table at all."""
    workbook = read_workbook(content, name=name)
    tables = tables_in(workbook.sheets, kind=kind)
    total = sum(len(table.sheet.rows) - table.first_row for table in tables)
    rows: list[SheetRow] = []
    for table in tables:
        for row in rows_of(table, kind=kind):
            rows.append(row)
            if progress is not None and len(rows) % STEP == 0:
                progress(len(rows), total)
    _drop_trailing_blanks(rows)
    check(rows, known_for(kind, instansi), kind=kind, effective_date=effective_date)
    if progress is not None:
        progress(total, total)
    return Preview(workbook.media_type, [_recognised(table) for table in tables], rows)


def _recognised(table: Table) -> dict[str, Any]:
    return {"sheet": table.sheet.name, "header_row": table.header_row + 1, "keys": list(table.positions)}


def _drop_trailing_blanks(rows: list[SheetRow]) -> None:
    """Formatted but empty rows below the last one are no part of the list."""
    while rows and [item.code for item in rows[-1].findings] == ["row.blank"]:
        rows.pop()
