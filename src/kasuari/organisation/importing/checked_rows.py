"""Rows of a module's own file while they are checked: what each would do, and what stands in its way."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _

from kasuari.foundation.refusals import Refusal
from kasuari.organisation.importing.plain_rows import Column, PlainRow, PlainTable, plain, read_table

DAYS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What stands in the way of a row (`refused`), or should be looked at.

    The column's key, the words, and what would do; `label` is the column's heading.
    """

    column: str
    message: str
    suggestion: str = ""
    code: str = ""
    label: str = ""
    refused: bool = True


@dataclass(slots=True)
class CheckedRow:
    """A row of a file and what it would do (`action`: new, changed, unchanged, none)."""

    sheet: str
    row: int
    values: dict[str, str]
    columns: tuple[Column, ...] = field(repr=False)
    problems: list[RowProblem] = field(default_factory=list)
    action: str = "none"

    @property
    def refused(self) -> bool:
        return any(item.refused for item in self.problems)

    @property
    def verdict(self) -> str:
        return "refused" if self.refused else "warned" if self.problems else "accepted"

    def refuse(self, column: str, message: str, suggestion: str = "", *, code: str = "") -> None:
        self._found(column, message, suggestion, code, refused=True)

    def warn(self, column: str, message: str, suggestion: str = "", *, code: str = "") -> None:
        self._found(column, message, suggestion, code, refused=False)

    def refuse_unfit(self, line: PlainRow) -> None:
        """Cells that cannot be read as they are."""
        for item in line.unfit:
            self.refuse(item.column, item.message, item.suggestion, code=item.code)

    def refuse_empty(self, *, code: str = "") -> None:
        """Columns that every row must fill."""
        for column in self.columns:
            if column.required and not self.values.get(column.key):
                self.refuse(column.key, _("Wajib diisi."), code=code)

    def _found(self, column: str, message: str, suggestion: str, code: str, *, refused: bool) -> None:
        label = next((str(item.label) for item in self.columns if item.key == column), "")
        self.problems.append(RowProblem(column, message, suggestion, code, label, refused))


Row = TypeVar("Row", bound=CheckedRow)


@dataclass(frozen=True)
class CheckedFile(Generic[Row]):
    """A whole file, checked."""

    media_type: str
    rows: tuple[Row, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are, by what they would do, and how many are refused."""
        found = {"rows": len(self.rows), "refused": sum(row.refused for row in self.rows)}
        for name in ("new", "changed", "unchanged"):
            found[name] = sum(row.action == name and not row.refused for row in self.rows)
        return found


def read_at_most(
    limit: int,
    content: bytes,
    *,
    name: str,
    columns: tuple[Column, ...],
    needed: tuple[tuple[str, ...], ...] | None = None,
) -> PlainTable:
    """As `read_table`, which raises; also `import.too_many_rows` beyond `limit` rows.

    Without `needed` a table is known by its required columns.
    """
    if needed is None:
        needed = tuple((column.key,) for column in columns if column.required)
    table = read_table(content, name=name, columns=columns, needed=needed)
    if len(table.rows) > limit:
        raise Refusal("import.too_many_rows", limit=f"{limit:,}".replace(",", "."))
    return table


def report_of(rows: Iterable[CheckedRow]) -> list[dict[str, Any]]:
    """Every row as the command line reports it."""
    return [
        {
            "sheet": row.sheet,
            "row": row.row,
            "verdict": row.verdict,
            "action": row.action,
            "values": row.values,
            "problems": [
                {
                    "column": item.column,
                    **({"code": item.code} if item.code else {}),
                    "message": item.message,
                    "suggestion": item.suggestion,
                }
                for item in row.problems
            ],
        }
        for row in rows
    ]


def nearest(text: str, words: Iterable[str], *, cutoff: float = 0.5) -> str:
    """The one of `words` that somebody may have meant, or ""."""
    return next(iter(difflib.get_close_matches(text, list(words), n=1, cutoff=cutoff)), "")


def day_in(cell: object) -> date | None:
    """A cell as a day, also where it was typed as text; None where it is none."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    for form in DAYS:
        try:
            return datetime.strptime(plain(cell).strip()[:10], form).date()
        except ValueError:
            continue
    return None
