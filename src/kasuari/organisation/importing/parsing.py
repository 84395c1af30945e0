"""The parser of workbooks, as a program of its own: a workbook on its input, what it holds on its output.

A workbook of five kilobytes may say that its last cell is the last of seventeen milliards; the parser then
asks for memory that nobody has, and takes its process with it. So it works where there is nothing to lose,
and with no more memory and time than the largest honest workbook takes.

It imports nothing of the product, so that it starts in a few hundredths of a second.
"""

from __future__ import annotations

import contextlib
import io
import pickle
import resource
import sys

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

LIMIT_ROWS = 50_000
LIMIT_COLUMNS = 200
LIMIT_MERGED = 200_000  # cells that get the value of another
MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 20

Row = list[object]
Parsed = list[tuple[str, list[Row], bool]]


class Beyond(Exception):
    """More than is read; the argument is the code of the refusal."""


def parsed(content: bytes) -> Parsed:
    """Name, rows and whether it is hidden, of every sheet."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    hidden = {item.name: item.visible is not SheetVisibleEnum.Visible for item in workbook.sheets_metadata}
    return [(name, _rows(workbook, name), hidden[name]) for name in workbook.sheet_names]


def _rows(workbook: CalamineWorkbook, name: str) -> list[Row]:
    opened = workbook.get_sheet_by_name(name)
    if opened.total_height > LIMIT_ROWS:
        raise Beyond("import.too_many_rows")
    rows: list[Row] = [list(row[:LIMIT_COLUMNS]) for row in opened.to_python(skip_empty_area=False)]
    filled = 0
    for (top, left), (bottom, _right) in opened.merged_cell_ranges or ():
        if top >= len(rows) or left >= len(rows[top]):
            continue
        filled += min(bottom, len(rows) - 1) - top + 1
        if filled > LIMIT_MERGED:
            raise Beyond("import.bomb")
        for row in rows[top : bottom + 1]:
            # A value merged over rows holds for each of them; over columns it is one cell.
            if row[left] == "":
                row[left] = rows[top][left]
    return rows


def _answer(content: bytes) -> str | Parsed:
    """What the workbook holds, or the code of the refusal."""
    try:
        return parsed(content)
    except Beyond as beyond:
        return str(beyond)
    except PasswordError:
        return "import.password"
    except (CalamineError, ValueError, OSError):
        return "import.not_spreadsheet"
    except BaseException as error:
        # A broken file can make the parser panic, which arrives as no ordinary exception.
        if type(error).__name__ != "PanicException":
            raise
        return "import.not_spreadsheet"


if __name__ == "__main__":
    limits = ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_CORE, 0))
    for kind, most in limits:
        with contextlib.suppress(ValueError, OSError):  # not every system knows each of them
            resource.setrlimit(kind, (most, most))
    pickle.dump(_answer(sys.stdin.buffer.read()), sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)
