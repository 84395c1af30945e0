"""One matrix as a grid: its columns, its rows, their cells, and how each column stands.

The cells are read as plain tuples: a matrix of 60 people and 12 indikator has 720 of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, ExpressionWrapper, F, IntegerField

from kasuari.planning.models import Matriks, PeranHasil, SelMatriks
from kasuari.planning.queries.baris import ROWS, Baris, baris_of, members
from kasuari.planning.queries.kolom import Kolom, kolom_of
from kasuari.regulation.cascading import periksa_pembagian

TIDAK_ADA_PERAN = "TIDAK ADA PERAN"


class Peran(NamedTuple):
    """One role. `menunggu`: it is not in the SKP of its owner in these words."""

    id: int
    teks: str
    bagian: Decimal | None
    satuan: str
    menunggu: bool
    rhk_id: int | None = None

    @property
    def line(self) -> str:
        """As it is typed and copied: the words, and the share in brackets."""
        return (
            f"{self.teks} [{share_in_words(self.bagian, self.satuan)}]"
            if self.bagian is not None
            else self.teks
        )


class Sel(NamedTuple):
    """One cell. Without roles and without `tanpa_peran` it is undecided."""

    anggota_id: int
    kolom: str
    version: int = 0
    tanpa_peran: bool = False
    peran: tuple[Peran, ...] = ()

    @property
    def decided(self) -> bool:
        return self.tanpa_peran or bool(self.peran)

    @property
    def isi(self) -> str:
        """The cell as text: one role a line, the fixed words for no role, nothing while undecided."""
        return TIDAK_ADA_PERAN if self.tanpa_peran else "\n".join(item.line for item in self.peran)


@dataclass(frozen=True, slots=True)
class Keadaan:
    """How a column stands: how many roles carry it, and for a split of a burden whether it adds up."""

    peran: int
    code: str
    jumlah: Decimal | None = None
    selisih: Decimal | None = None

    @property
    def warns(self) -> bool:
        return not self.peran or self.code in {"cascading.lebih", "cascading.kurang"}


@dataclass(frozen=True, slots=True)
class Grid:
    """One window of a matrix: its columns, these rows, their cells by (anggota, column key)."""

    kolom: tuple[Kolom, ...]
    baris: tuple[Baris, ...]
    sel: Mapping[tuple[int, str], Sel]
    keadaan: Mapping[str, Keadaan] = field(default_factory=dict)
    count: int = 0
    page: int = 1

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // ROWS))

    def cell(self, anggota_id: int, kolom: str) -> Sel:
        return self.sel.get((anggota_id, kolom)) or Sel(anggota_id, kolom)


@dataclass(frozen=True, slots=True)
class Window:
    """One page of a matrix with its cells as stored rows (`CellRow`)."""

    kolom: tuple[Kolom, ...]
    baris: tuple[Baris, ...]
    rows: list[tuple[Any, ...]]
    keadaan: Mapping[str, Keadaan]
    count: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // ROWS))


def _as_stored(name: str) -> ExpressionWrapper[F]:
    """A column without the conversion of each value that its field would do: a large matrix feels it."""
    return ExpressionWrapper(F(name), output_field=IntegerField())


_CELL = (
    "anggota_id",
    "kolom_id",
    "version",
    "peran__pk",
    "peran__urutan",
    "peran__teks",
    "peran__satuan",
    "peran__rhk_id",
    "peran__teks_masuk",
    _as_stored("tanpa_peran"),
    _as_stored("peran__dicabut"),
    _as_stored("peran__bagian"),
    _as_stored("peran__bagian_masuk"),
)


class CellRow(NamedTuple):
    """One role of a decided cell as it is stored, or the cell itself where `peran_id` is None."""

    anggota_id: int
    kolom_id: int
    version: int
    peran_id: int | None
    urutan: int
    teks: str
    satuan: str
    rhk_id: int | None
    teks_masuk: str
    tanpa_peran: int
    dicabut: int
    bagian: Any
    bagian_masuk: Any


def cell_rows(kolom: Sequence[Kolom], anggota_ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """The roles of every decided cell of these rows and columns, as plain tuples in the order of `CellRow`.

    One query; their order is open.
    """
    rows = SelMatriks.objects.filter(anggota_id__in=anggota_ids).order_by()
    known = [item.kolom_id for item in kolom if item.kolom_id is not None]
    if len(known) == 1:
        rows = rows.filter(kolom_id=known[0])
    return list(rows.values_list(*_CELL))


def cells_of(kolom: Sequence[Kolom], anggota_ids: Sequence[int]) -> dict[tuple[int, str], Sel]:
    """Every decided cell of these rows and columns. One query."""
    return cells_in(kolom, cell_rows(kolom, anggota_ids))


def cells_in(kolom: Sequence[Kolom], rows: Iterable[tuple[Any, ...]]) -> dict[tuple[int, str], Sel]:
    """Stored rows as cells, by person and column. No query."""
    keys = {item.kolom_id: item.key for item in kolom if item.kolom_id is not None}
    cells: dict[tuple[int, str], CellRow] = {}
    roles: dict[tuple[int, str], list[tuple[int, Peran]]] = {}
    for row in map(CellRow._make, rows):
        key = keys.get(row.kolom_id)
        if key is None:
            continue
        place = (row.anggota_id, key)
        cells[place] = row
        standing = roles.setdefault(place, [])
        if row.peran_id is not None and not row.dicabut:
            share = number_of(row.bagian)
            role = Peran(row.peran_id, row.teks, share, row.satuan, waits(row), row.rhk_id)
            standing.append((row.urutan, role))
    return {
        place: Sel(
            place[0], place[1], row.version, bool(row.tanpa_peran), tuple(r for _, r in sorted(roles[place]))
        )
        for place, row in cells.items()
    }


def waits(row: CellRow) -> bool:
    """Whether the owner's SKP does not say this role in these words and numbers."""
    return row.rhk_id is None or row.teks != row.teks_masuk or row.bagian != row.bagian_masuk


def number_of(stored: Any) -> Decimal | None:
    """A decimal as either engine stores it."""
    return None if stored is None else Decimal(str(stored))


def grid_of(matriks: Matriks, *, on: date, q: str = "", page: int = 1) -> Grid:
    """One page of the matrix. Five queries where it holds everybody, at most eight elsewhere."""
    window = window_of(matriks, on=on, q=q, page=page)
    sel = cells_in(window.kolom, window.rows)
    return Grid(window.kolom, window.baris, sel, window.keadaan, window.count, window.page)


def window_of(matriks: Matriks, *, on: date, q: str = "", page: int = 1) -> Window:
    """The same with its cells as they are stored, for whoever draws many of them."""
    kolom = kolom_of(matriks)
    baris = baris_of(matriks, on=on, q=q, page=1, more=True) if page <= 1 else ()
    count = len(baris)
    if page > 1 or count > ROWS:
        count = members(matriks, on=on, q=q).order_by().count()
        page = min(max(page, 1), max(1, -(-count // ROWS)))
        baris = baris[:ROWS] if baris else baris_of(matriks, on=on, q=q, page=page)
    rows = cell_rows(kolom, [row.anggota_id for row in baris])
    alone = count == len(baris) and not q
    states = states_within(kolom, rows) if alone else states_of(kolom)
    return Window(kolom, baris, rows, states, count, max(page, 1))


def states_within(kolom: Sequence[Kolom], rows: Iterable[tuple[Any, ...]]) -> dict[str, Keadaan]:
    """How each column stands where these are all the rows of the matrix. No query."""
    shares: dict[int, list[tuple[Decimal | None, str]]] = {}
    for (
        _anggota,
        kolom_id,
        _version,
        pk,
        _urutan,
        _teks,
        satuan,
        _rhk,
        _taken,
        _tanpa,
        dicabut,
        bagian,
        _,
    ) in rows:
        if pk is not None and not dicabut:
            shares.setdefault(kolom_id, []).append((bagian if bagian is None else number_of(bagian), satuan))
    return {item.key: keadaan_of(item, shares.get(item.kolom_id or 0, [])) for item in kolom}


def states_of(kolom: Sequence[Kolom]) -> dict[str, Keadaan]:
    """How each of these columns stands over all rows of the matrix. One query, two where one is a split."""
    keys = {item.kolom_id: item for item in kolom if item.kolom_id is not None}
    rows = PeranHasil.objects.filter(sel__kolom_id__in=list(keys), dicabut=False).order_by()
    counted = dict(rows.values_list("sel__kolom_id").annotate(count=Count("pk")))
    shares: dict[int, list[tuple[Decimal | None, str]]] = {}
    split = [item.kolom_id for item in kolom if item.beban and item.kolom_id is not None]
    for kolom_id, bagian, satuan in (
        rows.filter(sel__kolom_id__in=split).values_list("sel__kolom_id", "bagian", "satuan") if split else ()
    ):
        shares.setdefault(kolom_id, []).append((bagian, satuan))
    states = {}
    for item in kolom:
        number = counted.get(item.kolom_id, 0) if item.kolom_id is not None else 0
        parts = shares.get(item.kolom_id or 0) or [(None, "")] * number
        states[item.key] = keadaan_of(item, parts)
    return states


def keadaan_of(kolom: Kolom, shares: Sequence[tuple[Decimal | None, str]]) -> Keadaan:
    """What the law says of a column with these shares. A share in another unit is none."""
    unit = kolom.satuan.strip().lower()
    parts = [part if satuan.strip().lower() in {"", unit} else None for part, satuan in shares]
    verdict = periksa_pembagian(metode=kolom.metode, induk=kolom.induk, anak=parts)
    if verdict.value is None:
        return Keadaan(len(shares), verdict.code)
    return Keadaan(len(shares), verdict.code, verdict.value.jumlah, verdict.value.selisih)


def share_in_words(bagian: Decimal | None, satuan: str) -> str:
    """A share as it is typed: `5 ton`, `2,5 ton`, `1.250 orang`."""
    if bagian is None:
        return ""
    whole, _, fraction = f"{bagian.normalize():,f}".partition(".")
    number = whole.replace(",", ".") + (f",{fraction}" if fraction else "")
    return f"{number}{'' if satuan.startswith('%') else ' '}{satuan}".strip()
