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


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose tables were found, before any of its rows is looked at."""

    media_type: str
    tables: list[Table]

    @property
    def rows(self) -> int:
        return sum(len(table.sheet.rows) - table.first_row for table in self.tables)


@dataclass(slots=True)
class Preview:
    """All rows of a file with their verdicts; `columns` are the fields that the file has."""

    media_type: str
    columns: list[dict[str, Any]]
    rows: list[SheetRow]


def known_for(kind: str, instansi: Instansi) -> Known:
    return known_for_pegawai(instansi) if kind == ImportKind.PEGAWAI else known_for_units(instansi)


def opened(content: bytes, *, name: str, kind: str) -> Opened:
    """Find the tables of a file. Raises Refusal where it cannot be such a table at all."""
    workbook = read_workbook(content, name=name)
    return Opened(workbook.media_type, tables_in(workbook.sheets, kind=kind))


def preview(
    found: Opened,
    *,
    kind: str,
    instansi: Instansi,
    effective_date: date,
    progress: Progress | None = None,
) -> Preview:
    """Read and check every row."""
    rows: list[SheetRow] = []
    for table in found.tables:
        for row in rows_of(table, kind=kind):
            rows.append(row)
            if progress is not None and len(rows) % STEP == 0:
                progress(len(rows), found.rows)
    _drop_trailing_blanks(rows)
    check(rows, known_for(kind, instansi), kind=kind, effective_date=effective_date)
    if progress is not None:
        progress(found.rows, found.rows)
    return Preview(found.media_type, [_recognised(table) for table in found.tables], rows)


def _recognised(table: Table) -> dict[str, Any]:
    return {"sheet": table.sheet.name, "header_row": table.header_row + 1, "keys": list(table.positions)}


def _drop_trailing_blanks(rows: list[SheetRow]) -> None:
    """Formatted but empty rows below the last one are no part of the list."""
    while rows and [item.code for item in rows[-1].findings] == ["row.blank"]:
        rows.pop()
