"""A block out of a spreadsheet, laid on a matrix: what would be written where, and what does not fit.

A block either begins at a cell and runs right and down, or is a whole table whose first column names people
and whose first row names indikator, as the matrix is copied and as format A.1.5 prints it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kasuari.documents.spreadsheet import armed_again
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid
from kasuari.planning.operations.inputs import tidy
from kasuari.planning.operations.matriks import MOST_CELLS, IsianSel
from kasuari.planning.queries.baris import Baris
from kasuari.planning.queries.grid import Grid
from kasuari.planning.queries.kolom import Kolom

MOST_SHOWN = 12
_PEOPLE = {"pegawai", "nama", "nama pegawai"}

register(
    {
        "planning.paste_unreadable": Reason(
            gettext_lazy("Isi yang ditempelkan tidak dapat dibaca sebagai tabel."),
            gettext_lazy("Salin ulang blok selnya dari lembar kerja, lalu tempelkan lagi."),
        ),
        "planning.paste_empty": Reason(
            gettext_lazy("Tidak ada yang ditempelkan."),
            gettext_lazy("Salin blok sel dari lembar kerja dahulu."),
        ),
    }
)


@dataclass(frozen=True, slots=True)
class PlannedCell:
    """One cell before and after the paste."""

    baris: Baris
    kolom: Kolom
    before: str
    isian: IsianSel
    after: str


@dataclass(frozen=True, slots=True)
class PastePlan:
    """What a paste would do. With `problems` nothing is written."""

    cells: tuple[PlannedCell, ...]
    problems: tuple[str, ...]

    @property
    def changes(self) -> tuple[PlannedCell, ...]:
        return tuple(cell for cell in self.cells if cell.before != cell.after)

    @property
    def replaced(self) -> int:
        return sum(bool(cell.before) for cell in self.changes)


def read_block(text: str) -> list[list[str]]:
    """The cells of a copied block; several lines stand in one quoted cell. Raises Invalid."""
    try:
        lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"))
        rows = [[armed_again(cell) for cell in row] for row in csv.reader(lines, delimiter="\t")]
    except csv.Error:
        raise Invalid("planning.paste_unreadable") from None
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if not rows:
        raise Invalid("planning.paste_empty")
    if sum(map(len, rows)) > 2 * MOST_CELLS:
        raise Invalid("planning.too_many_cells")
    return rows


def plan_paste(
    text: str, *, grid: Grid, leader: str, anggota_id: int | None = None, kolom: str = ""
) -> PastePlan:
    """What the block would write into `grid`, which holds every row in its order. Raises Invalid."""
    block = read_block(text)
    if _folded(block[0][0]) in _PEOPLE:
        return _table(block, grid, leader)
    return _block(block, grid, anggota_id, kolom)


def _block(block: Sequence[Sequence[str]], grid: Grid, anggota_id: int | None, key: str) -> PastePlan:
    rows = [row.anggota_id for row in grid.baris]
    keys = [item.key for item in grid.kolom]
    top = rows.index(anggota_id) if anggota_id in rows else 0
    left = keys.index(key) if key in keys else 0
    width, problems = max(map(len, block)), []
    if width > len(keys) - left:
        first = next((line[len(keys) - left] for line in block if len(line) > len(keys) - left), "")
        problems.append(
            _("Blok ini memuat %(width)s kolom, tetapi mulai dari “%(kolom)s” hanya ada %(room)s kolom. "
              "Yang tidak muat mulai dari kolom ke-%(number)s (“%(first)s”).")
            % {
                "width": width,
                "kolom": _short(grid.kolom[left].teks) if keys else "",
                "room": len(keys) - left,
                "number": len(keys) - left + 1,
                "first": _short(first),
            }
        )  # fmt: skip
    if len(block) > len(rows) - top:
        problems.append(
            _("Blok ini memuat %(height)s baris, tetapi mulai dari %(nama)s hanya ada %(room)s pegawai. "
              "Yang tidak muat mulai dari baris ke-%(number)s.")
            % {
                "height": len(block),
                "nama": grid.baris[top].nama if rows else "",
                "room": len(rows) - top,
                "number": len(rows) - top + 1,
            }
        )  # fmt: skip
    if problems:
        return PastePlan((), tuple(problems))
    cells = [
        _planned(grid, grid.baris[top + down], grid.kolom[left + right], text)
        for down, line in enumerate(block)
        for right, text in enumerate(line)
    ]
    return PastePlan(tuple(cells), ())


def _table(block: Sequence[Sequence[str]], grid: Grid, leader: str) -> PastePlan:
    head, rows = list(block[0]), list(block[1:])
    skip = 2 if len(head) > 1 and _folded(head[1]) == "jabatan" else 1
    if rows and _folded(rows[0][0]) == _folded(leader):
        head = list(rows.pop(0))  # as format A.1.5 prints it: the indikator stand beside the leader
    problems, columns = _columns(head[skip:], grid)
    people: dict[str, list[Baris]] = {}
    for row in grid.baris:
        people.setdefault(_folded(row.nama), []).append(row)
    cells: list[PlannedCell] = []
    for number, line in enumerate(rows, start=len(block) - len(rows) + 1):
        if not any(cell.strip() for cell in line):
            continue
        found = people.get(_folded(line[0]), [])
        if len(found) > 1:
            posts = [row for row in found if len(line) > 1 and _folded(row.jabatan) == _folded(line[1])]
            found = posts if skip == 2 and len(posts) == 1 else found
        if len(found) != 1:
            words = (
                _("Baris %(number)s: “%(nama)s” cocok dengan %(count)s pegawai; tempelkan barisnya sendiri.")
                if found
                else _("Baris %(number)s: “%(nama)s” tidak ada di matriks ini.")
            )
            problems.append(words % {"number": number, "nama": _short(line[0]), "count": len(found)})
            continue
        if len(line) - skip > len(columns):
            problems.append(
                _("Baris %(number)s memuat lebih banyak kolom daripada judulnya.") % {"number": number}
            )
            continue
        cells += [
            _planned(grid, found[0], columns[place], text)
            for place, text in enumerate(line[skip:])
            if columns[place] is not None
        ]
    return PastePlan((), tuple(problems)) if problems else PastePlan(tuple(cells), ())


def _columns(head: Sequence[str], grid: Grid) -> tuple[list[str], list[Kolom]]:
    by_words = {_folded(item.teks): item for item in grid.kolom}
    found, problems = [], []
    for number, words in enumerate(head, start=1):
        column = by_words.get(_folded(words))
        if column is None:
            problems.append(
                _("Kolom %(number)s: “%(teks)s” bukan indikator pada matriks ini.")
                % {"number": number, "teks": _short(words)}
            )
        else:
            found.append(column)
    return problems, found


def _planned(grid: Grid, row: Baris, column: Kolom, text: str) -> PlannedCell:
    now = grid.cell(row.anggota_id, column.key)
    isian = IsianSel.of_text(anggota_id=row.anggota_id, kolom=column.key, version=now.version, isi=text)
    return PlannedCell(row, column, now.isi, isian, isian.isi)


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", tidy(text)).strip().casefold()


def _short(text: str) -> str:
    words = re.sub(r"\s+", " ", text).strip()
    return words if len(words) <= 60 else f"{words[:59]}…"
