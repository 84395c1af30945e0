"""From the bytes of a file to checked rows, in memory. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from kasuari.foundation.refusals import Refusal
from kasuari.organisation.enums import ImportKind
from kasuari.organisation.importing.checks import check
from kasuari.organisation.importing.columns import Table, tables_in
from kasuari.organisation.importing.known import Known, known_for_pegawai, known_for_units
from kasuari.organisation.importing.problems import Finding
from kasuari.organisation.importing.reading import Sheet, filled, read_workbook
from kasuari.organisation.importing.rows import Progress, SheetRow, rows_of
from kasuari.organisation.models import Instansi

STEP = 500


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose tables were found, before any of its rows is looked at."""

    media_type: str
    sheets: list[Sheet]
    tables: list[Table]

    @property
    def rows(self) -> int:
        return sum(len(table.sheet.rows) - table.first_row for table in self.tables)


@dataclass(slots=True)
class Preview:
    """All rows of a file with their verdicts; `columns` are the fields that the file has; `outside` are the
    rows above and beside the tables."""

    media_type: str
    columns: list[dict[str, Any]]
    rows: list[SheetRow]
    outside: list[SheetRow]

    def every_row(self) -> list[SheetRow]:
        """Also titles, headings and sheets without a table, in the order of the file."""
        order = {name: number for number, name in enumerate(dict.fromkeys(row.sheet for row in self.outside))}
        return sorted([*self.outside, *self.rows], key=lambda row: (order.get(row.sheet, 0), row.row))


def known_for(kind: str, instansi: Instansi) -> Known:
    return known_for_pegawai(instansi) if kind == ImportKind.PEGAWAI else known_for_units(instansi)


def opened(content: bytes, *, name: str, kind: str) -> Opened:
    """Find the tables of a file. Raises Refusal where it cannot be such a table at all."""
    workbook = read_workbook(content, name=name)
    found = Opened(workbook.media_type, workbook.sheets, tables_in(workbook.sheets, kind=kind))
    if not any(filled(row) for table in found.tables for row in table.sheet.rows[table.first_row :]):
        raise Refusal("import.empty")
    return found


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
    some_shown = any(not table.sheet.hidden for table in found.tables)
    for table in found.tables:
        for row in rows_of(table, kind=kind):
            if some_shown and table.sheet.hidden:
                row.findings = [Finding("", "row.hidden_sheet")]
            rows.append(row)
            if progress is not None and len(rows) % STEP == 0:
                progress(len(rows), found.rows)
    _drop_trailing_blanks(rows)
    check(rows, known_for(kind, instansi), kind=kind, effective_date=effective_date)
    if progress is not None:
        progress(found.rows, found.rows)
    columns = [_recognised(table) for table in found.tables]
    return Preview(found.media_type, columns, rows, list(_outside(found)))


def _outside(found: Opened) -> Iterator[SheetRow]:
    """The rows that are in no table: titles, headings, and sheets that have none."""
    tables = {table.sheet.name: table for table in found.tables}
    for sheet in found.sheets:
        table = tables.get(sheet.name)
        until = len(sheet.rows) if table is None else table.first_row
        for number, row in enumerate(sheet.rows[:until]):
            if not filled(row):
                code = "row.blank"
            elif table is None:
                code = "row.no_table"
            else:
                code = "row.heading" if number >= table.header_row else "row.title"
            yield SheetRow(sheet.name[:100], number + 1, {}, findings=[Finding("", code)])


def _recognised(table: Table) -> dict[str, Any]:
    return {"sheet": table.sheet.name, "header_row": table.header_row + 1, "keys": list(table.positions)}


def _drop_trailing_blanks(rows: list[SheetRow]) -> None:
    """Formatted but empty rows below the last one are no part of the list."""
    while rows and [item.code for item in rows[-1].findings] == ["row.blank"]:
        rows.pop()
