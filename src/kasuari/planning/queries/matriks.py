"""Reads of the matriks pembagian peran dan hasil: which there are, one of them as a grid, one cell.

The grid is read as plain tuples: a matrix of 60 people and 12 indikator has 720 cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, ExpressionWrapper, F, IntegerField, QuerySet
from django.http import Http404

from kasuari.foundation.access import Actor
from kasuari.planning.access import can_read_matriks, matriks_visible_to
from kasuari.planning.enums import JenisTarget
from kasuari.planning.models import (
    AnggotaMatriks,
    Indikator,
    KolomMatriks,
    Matriks,
    PeranHasil,
    Periode,
    RencanaHasilKerja,
    SelMatriks,
    TimKerja,
)
from kasuari.planning.people import jabatan_of
from kasuari.planning.queries.contents import BERPERSPEKTIF, target_in_words
from kasuari.planning.states import IN_MATRIX
from kasuari.regulation.cascading import Metode, periksa_pembagian

ROWS = 60
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
class Kolom:
    """One column: an indikator of the leader, or a result of the ketua tim. `key` names it in addresses.

    `lama`: what it stood for is no longer in the leader's SKP; its cells are kept.
    """

    key: str
    nomor: int
    teks: str
    rhk_teks: str
    kolom_id: int | None
    rhk_id: int | None
    indikator_id: int | None
    cascading: str = ""
    induk: Decimal | None = None
    satuan: str = ""
    target: str = ""
    lama: bool = False

    @property
    def metode(self) -> Metode | None:
        return Metode(self.cascading) if self.cascading else None

    @property
    def beban(self) -> bool:
        return self.cascading == Metode.BEBAN


class Baris(NamedTuple):
    """One person of the matrix."""

    anggota_id: int
    pegawai_id: int
    nama: str
    jabatan: str
    state: str
    penilai_id: int | None
    ketua: str = ""


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


def matriks_rows() -> QuerySet[Matriks]:
    """Matrices with the leader and the year. One query."""
    return Matriks.objects.select_related(
        "skp__periode", "skp__pegawai", "skp__penugasan__jabatan", "skp__unit"
    ).defer("skp__fakta")


def matriks_for(actor: Actor, matriks_id: int) -> Matriks:
    """One matrix. Raises Http404 where it is out of reach. One query for its leader, two for others."""
    rows = Matriks.objects.select_related("skp__periode", "skp__pegawai", "skp__penugasan__jabatan")
    return _within_reach(actor, rows, matriks_id)


def matriks_to_write(actor: Actor, matriks_id: int) -> Matriks:
    """The same with what a write of cells needs, and no more."""
    return _within_reach(actor, Matriks.objects.select_related("skp__periode"), matriks_id)


def _within_reach(actor: Actor, rows: QuerySet[Matriks], matriks_id: int) -> Matriks:
    found = rows.defer("skp__fakta").filter(pk=matriks_id).order_by("pk").first()
    if found is None or not can_read_matriks(actor, found):
        raise Http404
    return found


def matriks_visible(actor: Actor) -> QuerySet[Matriks]:
    """Every matrix that the actor may read, newest year first, then by leader."""
    return (
        matriks_rows()
        .filter(matriks_visible_to(actor))
        .order_by("-skp__periode__tahun", "skp__pegawai__nama", "pk")
    )


def matriks_of_person(pegawai_id: int, periode: Periode) -> QuerySet[Matriks]:
    """The matrices in which somebody stands in a row."""
    rows = AnggotaMatriks.objects.filter(pegawai_id=pegawai_id, state__in=IN_MATRIX)
    return matriks_rows().filter(pk__in=rows.values("matriks_id"), skp__periode=periode).order_by("pk")


def matrices_of(skp_ids: Iterable[int]) -> dict[int, int]:
    """The matrix that belongs to each of these SKP, where one was opened: SKP to matrix. One query."""
    rows = Matriks.objects.filter(skp_id__in=list(skp_ids)).order_by("pk")
    return dict(rows.values_list("skp_id", "pk"))


def kolom_of(matriks: Matriks) -> tuple[Kolom, ...]:
    """Its columns as the leader's SKP has them now, then those whose result is gone but whose cells are not.

    At most three queries. A column that lost its result finds it again by its words.
    """
    kept = list(KolomMatriks.objects.filter(matriks=matriks).order_by("pk"))
    by_indikator = {row.indikator_id: row for row in kept if row.indikator_id}
    by_rhk = {row.rhk_id: row for row in kept if row.rhk_id}
    orphans = {row.teks: row for row in reversed(kept) if row.indikator_id is None and row.rhk_id is None}
    found: list[Kolom] = []
    if matriks.skp.format in BERPERSPEKTIF:
        measures = Indikator.objects.filter(rhk__skp_id=matriks.skp_id).select_related("rhk")
        for item in measures.order_by("-rhk__jenis", "rhk__urutan", "urutan", "pk"):
            known = by_indikator.get(item.pk) or orphans.pop(item.teks, None)
            found.append(_kolom(len(found) + 1, item.rhk, item, item, known))
    else:
        results = RencanaHasilKerja.objects.filter(skp_id=matriks.skp_id).prefetch_related("indikator")
        for result in results.order_by("-jenis", "urutan"):
            below = list(result.indikator.all())
            known = by_rhk.get(result.pk) or orphans.pop(result.teks, None)
            found.append(_kolom(len(found) + 1, result, None, below[0] if len(below) == 1 else None, known))
    found += [
        Kolom(f"k{row.pk}", len(found) + number, row.teks, "", row.pk, None, None, lama=True)
        for number, row in enumerate(orphans.values(), start=1)
    ]
    return tuple(found)


def kolom_named(matriks: Matriks, keys: Iterable[str]) -> tuple[Kolom, ...]:
    """Those columns alone, as `kolom_of` gives them but for their number. One query for indikator."""
    wanted = set(keys)
    if any(not key.startswith("i") for key in wanted):
        return tuple(item for item in kolom_of(matriks) if item.key in wanted)
    rows = KolomMatriks.objects.filter(matriks=matriks, indikator_id__in=[int(key[1:]) for key in wanted])
    return tuple(
        _kolom(0, row.indikator.rhk, row.indikator, row.indikator, row)
        for row in rows.select_related("indikator__rhk").order_by("pk")
        if row.indikator is not None
    )


def _kolom(
    nomor: int,
    result: RencanaHasilKerja,
    item: Indikator | None,
    measured: Indikator | None,
    known: KolomMatriks | None,
) -> Kolom:
    return Kolom(
        key=f"i{item.pk}" if item else f"r{result.pk}",
        nomor=nomor,
        teks=item.teks if item else result.teks,
        rhk_teks=result.teks if item else "",
        kolom_id=known.pk if known else None,
        rhk_id=result.pk,
        indikator_id=measured.pk if measured else None,
        cascading=measured.cascading if measured else "",
        induk=_whole(measured),
        satuan=measured.satuan if measured else "",
        target=target_in_words(measured) if measured else "",
    )


def _whole(item: Indikator | None) -> Decimal | None:
    """The number that the parts add up to; None where the target is words, a day or a true range."""
    if item is None or item.target_jenis != JenisTarget.ANGKA:
        return None
    return item.target_minimum if item.target_minimum is not None else item.target_maksimum


def members(matriks: Matriks, *, on: date, q: str = "", states: Iterable[str] = IN_MATRIX) -> QuerySet[Any]:
    """Its rows in their order as tuples, narrowed to a name."""
    rows = AnggotaMatriks.objects.filter(matriks=matriks, state__in=list(states))
    for word in q.lower().split()[:6]:
        rows = rows.filter(pegawai__nama_cari__contains=word)
    return rows.order_by("urutan", "pk").values_list(
        "pk",
        "pegawai_id",
        "pegawai__gelar_depan",
        "pegawai__nama",
        "pegawai__gelar_belakang",
        jabatan_of("pegawai_id", on=on),
        "state",
        "penilai_id",
    )


def _baris(row: Sequence[Any], ketua: Mapping[int, str]) -> Baris:
    pk, pegawai_id, before, nama, after, jabatan, state, penilai_id = row
    words = f"{f'{before} ' if before else ''}{nama}{f', {after}' if after else ''}"
    return Baris(pk, pegawai_id, words, jabatan or "", state, penilai_id, ketua.get(pegawai_id, ""))


def baris_of(
    matriks: Matriks,
    *,
    on: date,
    q: str = "",
    ids: Iterable[int] | None = None,
    page: int | None = None,
    more: bool = False,
) -> tuple[Baris, ...]:
    """Rows by name, by id or by page; all of them where nothing is asked. Two queries.

    `more` adds one row to a page, which tells that there is another page.
    """
    rows = members(matriks, on=on, q=q)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    if page is not None:
        rows = rows[(page - 1) * ROWS : page * ROWS + more]
    ketua = dict(
        TimKerja.objects.filter(matriks=matriks, end_date=None).order_by("pk").values_list("ketua_id", "nama")
    )
    return tuple(_baris(row, ketua) for row in rows)


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
