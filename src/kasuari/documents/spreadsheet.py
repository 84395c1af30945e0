"""Exports as a spreadsheet or as CSV, in which nothing that a person typed can run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | Decimal | bool | date | datetime | Enum | None
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_LONGEST_CELL = 32_767
_LARGEST_EXACT_INTEGER = 10**15
_WIDEST_COLUMN = 60
_MORE_ROWS = 500
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def starts_like_formula(text: str) -> bool:
    """Whether a spreadsheet program might run `text`: = + - @ (also full-width), tab or line break in
    front."""
    return text.startswith(_FORMULA_STARTS) or text.lstrip().startswith(("=", "@", "+", "-"))


def disarmed(text: str) -> str:
    """`text` as a cell of a text file, behind an apostrophe where a spreadsheet program might run it."""
    return f"'{text}" if starts_like_formula(text) else text


def armed_again(text: str) -> str:
    """A cell that `disarmed` may have written, as it was."""
    return text[1:] if text.startswith("'") and starts_like_formula(text[1:]) else text


def write_rows(
    headers: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    sheet: str = "Data",
    choices: Mapping[int, Sequence[str]] | None = None,
    editable: Collection[int] | None = None,
    added: Collection[int] = (),
    widths: Mapping[int, int] | None = None,
) -> bytes:
    """An XLSX with one sheet: a frozen heading row, then `rows`, written in constant memory.

    Text is always stored as text, dangerous text also with the quote prefix, so that editing or copying the
    cell does not wake it. Whole numbers beyond 15 digits (NIP) become text because a spreadsheet would round
    them. None leaves the cell empty. Moments are written as the wall time of their own zone. Raises
    ValueError for a row that is longer than the headings.

    For a sheet that comes back: `choices` are the words that a column offers; with `editable` all other
    columns are locked (without a password), `added` only in the rows that are there.
    """
    target = io.BytesIO()
    open_columns = frozenset(editable or ())
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        page = book.add_worksheet(sheet)
        bold = book.add_format({"bold": True, "bg_color": "#DEEAF6", "bottom": 1})
        formats = {locked: _formats(book, locked=locked) for locked in (True, False)}
        for column, header in enumerate(headers):
            width = (widths or {}).get(column) or min(max(len(header) + 2, 12), _WIDEST_COLUMN)
            free = column in open_columns or column in added
            page.set_column(column, column, width, formats[False]["plain"] if free else None)
            page.write_string(0, column, header, bold)
        page.freeze_panes(1, 0)
        number = 0
        for number, row in enumerate(rows, start=1):
            if len(row) > len(headers):
                raise ValueError(f"row {number} has {len(row)} cells for {len(headers)} headings")
            for column, cell in enumerate(row):
                _write_cell(page, number, column, cell, formats[column not in open_columns])
        for column, words in (choices or {}).items():
            offered = {"validate": "list", "source": list(words), "ignore_blank": True}
            page.data_validation(1, column, number + _MORE_ROWS, column, offered)
        page.autofilter(0, 0, number, max(len(headers) - 1, 0))
        if editable is not None:
            page.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})
    return target.getvalue()


def _formats(book: xlsxwriter.Workbook, *, locked: bool) -> dict[str, Format]:
    return {
        "plain": book.add_format({"locked": locked}),
        "quoted": book.add_format({"quote_prefix": True, "locked": locked}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "locked": locked}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm", "locked": locked}),
    }


def _write_cell(page: Worksheet, row: int, column: int, raw: Cell, formats: Mapping[str, Format]) -> None:
    value = raw.value if isinstance(raw, Enum) else raw
    if value is None or value == "":
        page.write_blank(row, column, None, formats["plain"])
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, formats["plain"])
    elif isinstance(value, datetime):
        page.write_datetime(row, column, value.replace(tzinfo=None), formats["moment"])
    elif isinstance(value, date):
        page.write_datetime(row, column, datetime.combine(value, time()), formats["day"])
    elif isinstance(value, int) and abs(value) >= _LARGEST_EXACT_INTEGER:
        page.write_string(row, column, str(value), formats["plain"])
    elif isinstance(value, int | float | Decimal):
        number = float(value) if isinstance(value, Decimal) else value
        page.write_number(row, column, number, formats["plain"])
    else:
        text = str(value)[:_LONGEST_CELL]
        page.write_string(
            row, column, text, formats["quoted"] if starts_like_formula(text) else formats["plain"]
        )


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV (UTF-8 with mark, comma, CRLF) in which dangerous text stands behind an apostrophe.

    Numbers stay numbers, days and moments ISO 8601, None an empty field.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow([_csv_field(header) for header in headers])
    writer.writerows([_csv_field(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + target.getvalue().encode("utf-8")


def _csv_field(raw: Cell) -> str:
    value = raw.value if isinstance(raw, Enum) else raw
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return disarmed(value) if isinstance(value, str) else str(value)
