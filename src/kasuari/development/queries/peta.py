"""The gaps of an agency by unit and competency, with the threshold of small groups kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import F, OuterRef, QuerySet

from kasuari.development.enums.kompetensi import StateEvaluasiKompetensi
from kasuari.development.enums.mitra import StateProgram
from kasuari.development.models import EvaluasiKompetensi, HasilKompetensi, ProgramPelatihan
from kasuari.development.queries.kompetensi import Butir, dictionary
from kasuari.foundation.counting import numbers_of
from kasuari.foundation.kept import Kept
from kasuari.organisation import queries as organisation
from kasuari.regulation.kompetensi import NILAI, kesenjangan

FEWEST = 5  # a cell of fewer assessed people shows nothing


@dataclass(frozen=True, slots=True)
class Cell:
    """One competency in one unit: `known` people assessed, of whom `lacking` have a gap. Both None where too
    few were assessed to be shown, or where one hidden cell could be had by taking away."""

    known: int | None
    lacking: int | None

    @property
    def percent(self) -> int | None:
        return None if not self.known or self.lacking is None else round(100 * self.lacking / self.known)


@dataclass(frozen=True, slots=True)
class UnitRow:
    unit_id: int
    nama: str
    people: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """One competency for the whole agency: what closing every gap once would take."""

    butir: Butir
    cell: Cell
    steps: int
    seats: int
    cheapest: Decimal | None

    @property
    def cost(self) -> Decimal | None:
        """With the cheapest programme for everybody who lacks; None where no programme is open."""
        if self.cheapest is None or self.cell.lacking is None:
            return None
        return self.cheapest * self.cell.lacking


@dataclass(frozen=True, slots=True)
class GapMap:
    columns: tuple[Butir, ...]
    rows: tuple[UnitRow, ...]
    needs: tuple[Need, ...]
    people: int


def gap_map(instansi_id: int, *, on: date) -> GapMap:
    """The map of an agency on a day, by perangkat daerah. Five queries, however many people."""
    posts = {
        pegawai_id: top or unit_id for pegawai_id, unit_id, top in _POSTS.rows(instansi_id=instansi_id, on=on)
    }
    tallies = _tallies(instansi_id, posts, on=on)
    seen = {kompetensi_id for _unit, kompetensi_id in tallies}
    columns = tuple(item for item in dictionary(instansi_id, on=on) if item.kompetensi_id in seen)
    people = Counter(posts.values())
    units = [(pk, nama) for pk, nama in _UNITS.rows(instansi_id=instansi_id) if pk in people]
    of_column = {
        column.kompetensi_id: {pk: tallies[pk, column.kompetensi_id] for pk, _nama in units}
        for column in columns
    }
    cells = {kompetensi_id: _cells(by_unit) for kompetensi_id, by_unit in of_column.items()}
    rows = tuple(
        UnitRow(pk, nama, people[pk], tuple(cells[column.kompetensi_id][pk] for column in columns))
        for pk, nama in units
        if any(tallies[pk, column.kompetensi_id].known for column in columns)
    )
    offers = _offers(instansi_id, on)
    needs = (_need(column, of_column[column.kompetensi_id].values(), offers) for column in columns)
    return GapMap(
        columns,
        rows,
        tuple(sorted(needs, key=lambda need: (-need.steps, need.butir.nama))),
        len(posts),
    )


class Tally(NamedTuple):
    """People assessed, those of them with a gap, and the steps that they lack together."""

    known: int
    lacking: int
    steps: int

    def __add__(self, other: tuple[Any, ...]) -> Tally:
        return Tally(*(mine + yours for mine, yours in zip(self, other, strict=True)))

    @property
    def cell(self) -> Cell:
        return Cell(None, None) if self.known < FEWEST else Cell(self.known, self.lacking)


NONE = Tally(0, 0, 0)


def _tallies(instansi_id: int, posts: dict[int, int], *, on: date) -> defaultdict[tuple[int, int], Tally]:
    """By (unit, competency), of those who hold a post, by the last assessment of each. One query."""
    sheets: dict[int, list[str]] = defaultdict(list)
    for pegawai_id, codes in _SHEETS.rows(instansi_id=instansi_id, on=on):
        if codes and pegawai_id in posts:
            sheets[pegawai_id].append(codes)
    of_unit: dict[int, list[str]] = defaultdict(list)
    for pegawai_id, held in sheets.items():
        of_unit[posts[pegawai_id]].append(held[0] if len(held) == 1 else _latest(held))
    sums: defaultdict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for unit_id, texts in of_unit.items():
        for code, n in Counter(",".join(texts).split(",")).items():
            kompetensi_id, nilai = divmod(int(code), CODE)
            steps = _STEPS[nilai]
            cell = sums[unit_id, kompetensi_id]
            cell[0] += n
            cell[1] += n if steps else 0
            cell[2] += n * steps
    return defaultdict(lambda: NONE, {key: Tally(*cell) for key, cell in sums.items()})


CODE = 10  # a code is ten times the competency, and its value
_STEPS = {nilai: kesenjangan(nilai=nilai).value or 0 for nilai in NILAI}


def _latest(sheets: Iterable[str]) -> str:
    """Of each competency the code of the last sheet that has it."""
    last = {code[:-1]: code for codes in sheets for code in codes.split(",")}
    return ",".join(last.values())


def _post_rows(instansi_id: int, on: date) -> QuerySet[Any, Any]:
    rows = organisation.penugasan_rows().filter(organisation.in_force(on), pegawai__instansi_id=instansi_id)
    return rows.order_by("start_date", "pk").values_list("pegawai_id", "unit_id", "unit__perangkat_daerah_id")


def _sheet_rows(instansi_id: int, on: date) -> QuerySet[Any, Any]:
    """(pegawai, codes) of every signed sheet in order of their days; None where nothing is valued."""
    values = HasilKompetensi.objects.filter(evaluasi=OuterRef("pk"), nilai__isnull=False)
    signed = EvaluasiKompetensi.objects.filter(
        pegawai__instansi_id=instansi_id, state=StateEvaluasiKompetensi.DITANDATANGANI, tanggal__lte=on
    )
    codes = numbers_of(values, F("kompetensi_id") * CODE + F("nilai"))
    return signed.order_by("tanggal", "pk").values_list("pegawai_id", codes)


_POSTS, _SHEETS = Kept(_post_rows), Kept(_sheet_rows)


def _cells(by_unit: dict[int, Tally]) -> dict[int, Cell]:
    """The cells of one competency. Where a single unit is too small to be shown, the next smallest is hidden
    too: with the total of the agency it could be had by taking away."""
    hidden = {unit_id for unit_id, tally in by_unit.items() if 0 < tally.known < FEWEST}
    if len(hidden) == 1:
        shown = [(tally.known, unit_id) for unit_id, tally in by_unit.items() if tally.known >= FEWEST]
        hidden |= {unit_id for _known, unit_id in sorted(shown)[:1]}
    return {
        unit_id: Cell(None, None) if unit_id in hidden else tally.cell for unit_id, tally in by_unit.items()
    }


def _need(column: Butir, tallies: Iterable[Tally], offers: dict[int, tuple[int, Decimal]]) -> Need:
    seats, cheapest = offers.get(column.kompetensi_id, (0, None))
    tally = sum((tally for tally in tallies if tally.known), NONE)
    return Need(column, tally.cell, tally.steps if tally.known >= FEWEST else 0, seats, cheapest)


def _offers(instansi_id: int, on: date) -> dict[int, tuple[int, Decimal]]:
    """Free seats and the lowest price by competency. One query."""
    found: dict[int, tuple[int, Decimal]] = {}
    for kompetensi_id, free, biaya in _OPEN.rows(instansi_id=instansi_id, on=on):
        seats, price = found.get(kompetensi_id, (0, biaya))
        found[kompetensi_id] = (seats + free, min(price, biaya))
    return found


def _open_rows(instansi_id: int, on: date) -> QuerySet[Any, Any]:
    rows = ProgramPelatihan.objects.filter(
        mitra__instansi_id=instansi_id,
        state=StateProgram.TERBIT,
        start_date__gte=on,
        kompetensi__isnull=False,
    )
    return rows.order_by("pk").values_list("kompetensi_id", F("kursi") - F("terisi"), "biaya")


def _unit_rows(instansi_id: int) -> QuerySet[Any, Any]:
    rows = organisation.unit_rows().filter(instansi_id=instansi_id)
    return rows.order_by("depth", "nama", "pk").values_list("pk", "nama")


_OPEN, _UNITS = Kept(_open_rows), Kept(_unit_rows)
