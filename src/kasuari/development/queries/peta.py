"""The gaps of an agency by unit and competency, with the threshold of small groups kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from kasuari.development.enums.kompetensi import StateEvaluasiKompetensi
from kasuari.development.enums.mitra import StateProgram
from kasuari.development.models import HasilKompetensi, ProgramPelatihan
from kasuari.development.queries.kompetensi import Butir, dictionary
from kasuari.organisation import queries as organisation
from kasuari.regulation.kompetensi import kesenjangan

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
    posts: dict[int, int] = {}
    in_force = organisation.penugasan_rows().filter(
        organisation.in_force(on), pegawai__instansi_id=instansi_id
    )
    for pegawai_id, unit_id, top in in_force.order_by("start_date", "pk").values_list(
        "pegawai_id", "unit_id", "unit__perangkat_daerah_id"
    ):
        posts[pegawai_id] = top or unit_id
    sizes: dict[tuple[int, int], int] = {}
    steps: dict[int | None, int] = {}  # asked once for each of the five values, not for each of the people
    latest = HasilKompetensi.objects.filter(
        evaluasi__pegawai__instansi_id=instansi_id,
        evaluasi__state=StateEvaluasiKompetensi.DITANDATANGANI,
        evaluasi__tanggal__lte=on,
        nilai__isnull=False,
    )
    for pegawai_id, kompetensi_id, nilai in latest.order_by("evaluasi__tanggal", "pk").values_list(
        "evaluasi__pegawai_id", "kompetensi_id", "nilai"
    ):
        if nilai not in steps:
            steps[nilai] = kesenjangan(nilai=nilai).value or 0
        sizes[pegawai_id, kompetensi_id] = steps[nilai]
    counted: dict[tuple[int, int], list[int]] = defaultdict(list)
    for (pegawai_id, kompetensi_id), size in sizes.items():
        if pegawai_id in posts:
            counted[posts[pegawai_id], kompetensi_id].append(size)
    seen = {kompetensi_id for _unit, kompetensi_id in counted}
    columns = tuple(item for item in dictionary(instansi_id, on=on) if item.kompetensi_id in seen)
    units = organisation.units_by_id(set(posts.values()))
    people: dict[int, int] = defaultdict(int)
    for unit_id in posts.values():
        people[unit_id] += 1
    kept = {
        column.kompetensi_id: _kept({unit.pk: counted[unit.pk, column.kompetensi_id] for unit in units})
        for column in columns
    }
    rows = tuple(
        UnitRow(
            unit.pk,
            unit.nama,
            people[unit.pk],
            tuple(kept[column.kompetensi_id][unit.pk] for column in columns),
        )
        for unit in units
        if any(counted[unit.pk, column.kompetensi_id] for column in columns)
    )
    offers = _offers(instansi_id, on, seen)
    needs = tuple(
        sorted(
            (
                _need(
                    column,
                    [size for unit in units for size in counted[unit.pk, column.kompetensi_id]],
                    offers,
                )
                for column in columns
            ),
            key=lambda need: (-(need.steps), need.butir.nama),
        )
    )
    return GapMap(columns, rows, needs, len(posts))


def _kept(by_unit: dict[int, list[int]]) -> dict[int, Cell]:
    """The cells of one competency. Where a single unit is too small to be shown, the next smallest is hidden
    too: with the total of the agency it could be had by taking away."""
    hidden = {unit_id for unit_id, sizes in by_unit.items() if 0 < len(sizes) < FEWEST}
    if len(hidden) == 1:
        shown = [unit_id for unit_id, sizes in by_unit.items() if len(sizes) >= FEWEST]
        hidden |= set(sorted(shown, key=lambda unit_id: (len(by_unit[unit_id]), unit_id))[:1])
    return {
        unit_id: Cell(None, None)
        if unit_id in hidden or not sizes
        else Cell(len(sizes), sum(size > 0 for size in sizes))
        for unit_id, sizes in by_unit.items()
    }


def _need(column: Butir, sizes: list[int], offers: dict[int, tuple[int, Decimal]]) -> Need:
    seats, cheapest = offers.get(column.kompetensi_id, (0, None))
    small = len(sizes) < FEWEST
    cell = Cell(None, None) if small else Cell(len(sizes), sum(size > 0 for size in sizes))
    return Need(column, cell, 0 if small else sum(sizes), seats, cheapest)


def _offers(instansi_id: int, on: date, kompetensi_ids: Iterable[int]) -> dict[int, tuple[int, Decimal]]:
    """Free seats and the lowest price by competency. One query."""
    rows = ProgramPelatihan.objects.filter(
        Q(mitra__instansi_id=instansi_id, state=StateProgram.TERBIT, start_date__gte=on),
        kompetensi_id__in=set(kompetensi_ids),
    ).order_by("pk")
    found: dict[int, tuple[int, Decimal]] = {}
    for kompetensi_id, kursi, terisi, biaya in rows.values_list("kompetensi_id", "kursi", "terisi", "biaya"):
        seats, price = found.get(kompetensi_id, (0, biaya))
        found[kompetensi_id] = (seats + kursi - terisi, min(price, biaya))
    return found
