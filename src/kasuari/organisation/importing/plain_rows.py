"""Tables of other modules: the same files, the same tolerance for headings, cells left as they were read."""

from __future__ import annotations

from dataclasses import dataclass

from kasuari.organisation.importing.cells import plain, unsafe
from kasuari.organisation.importing.columns import Column, tables_with
from kasuari.organisation.importing.problems import Finding
from kasuari.organisation.importing.reading import read_workbook

__all__ = ["Column", "Finding", "PlainRow", "PlainTable", "plain", "read_table"]


@dataclass(frozen=True, slots=True)
class PlainRow:
    """One row below the header: the cells by key of their column, and what makes a cell unfit to be read.

    `row` counts from 1 as the spreadsheet does.
    """

    sheet: str
    row: int
    cells: dict[str, object]
    unfit: tuple[Finding, ...] = ()

    @property
    def values(self) -> dict[str, str]:
        """The cells as text."""
        return {key: plain(cell) for key, cell in self.cells.items()}


@dataclass(frozen=True, slots=True)
class PlainTable:
    """Every row that says anything, and what kind of file it was."""

    media_type: str
    rows: tuple[PlainRow, ...]


def read_table(
    content: bytes, *, name: str, columns: tuple[Column, ...], needed: tuple[tuple[str, ...], ...]
) -> PlainTable:
    """The rows of all sheets that hold a table with these `columns`.

    Raises Refusal with `import.empty`, `import.too_large`, `import.password`, `import.bomb`,
    `import.not_spreadsheet`, `import.too_many_rows` or `import.no_header`.
    """
    workbook = read_workbook(content, name=name)
    rows = []
    for table in tables_with(workbook.sheets, columns=columns, needed=needed):
        for number in range(table.first_row, len(table.sheet.rows)):
            line = table.sheet.rows[number]
            cells = {key: line[place] if place < len(line) else "" for key, place in table.positions.items()}
            if not any(plain(cell) for cell in cells.values()):
                continue
            unfit = [finding for key, cell in cells.items() for finding in unsafe(cell, key)]
            unfit += [
                Finding(key, "cell.formula_empty")
                for key, place in table.positions.items()
                if table.sheet.formulas.get((number, place)) == "none"
            ]
            rows.append(PlainRow(table.sheet.name[:100], number + 1, cells, tuple(unfit)))
    return PlainTable(workbook.media_type, tuple(rows))
