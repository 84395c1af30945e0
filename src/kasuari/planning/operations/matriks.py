"""Writing the cells of a matrix: one, a pasted block, an undone block; and how a column is broken down.

A cell carries its own version, so that two leaders at one matrix never overwrite each other: `StaleCells`
brings what stands there now. Many cells are written together or not at all, with one event.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.planning.access import can_edit_matriks
from kasuari.planning.enums import MetodeCascading
from kasuari.planning.events import CascadingChosen, MatriksFilled, PeranWritten
from kasuari.planning.models import (
    AnggotaMatriks,
    Indikator,
    KolomMatriks,
    Matriks,
    PeranHasil,
    RencanaHasilKerja,
    SelMatriks,
)
from kasuari.planning.operations.inputs import LARGEST, MAX_TEXT, tidy
from kasuari.planning.operations.roles import Taking
from kasuari.planning.queries.contents import BERPERSPEKTIF
from kasuari.planning.queries.grid import TIDAK_ADA_PERAN, Peran, Sel
from kasuari.planning.states import IN_MATRIX

MAX_PERAN = 20
MOST_CELLS = 8000
_SHARE = re.compile(r"^(?P<teks>.*\S)\s*\[(?P<angka>-?\d[\d.]*(?:,\d+)?)\s*(?P<satuan>[^\[\]]*)\]$")
_NONE = {TIDAK_ADA_PERAN.lower(), "(tidak ada peran)", "no role"}  # as the pages write it in either language

register(
    {
        "planning.no_such_cell": Reason(
            _("Sel itu tidak ada lagi di matriks."),
            _("Muat ulang matriks untuk melihat pegawai dan indikatornya yang terbaru."),
        ),
        "planning.cell_problems": Reason(
            _("Ada sel yang belum dapat disimpan; belum ada yang ditulis."),
            _("Perbaiki sel yang disebut, lalu simpan lagi."),
        ),
        "planning.too_many_cells": Reason(
            _("Terlalu banyak sel sekaligus."), _("Tempelkan per bagian, paling banyak 8.000 sel.")
        ),
        "planning.no_cascading": Reason(
            _("Kolom ini tidak dapat dibagi dengan angka karena indikatornya tidak tepat satu."),
            _("Tulis satu indikator pada hasil kerja itu, atau bagi peran tanpa angka."),
        ),
        "planning.no_such_method": Reason(
            _("Cara membagi itu tidak dikenal."), _("Pilih salah satu dari daftar.")
        ),
    }
)

_EMPTY = _("Tuliskan perannya.")
_TOO_LONG = _("Peran ini terlalu panjang; ringkaskan menjadi paling banyak 2.000 huruf.")
_TOO_MANY = _("Terlalu banyak peran dalam satu sel; paling banyak 20.")
_TOO_LARGE = _("Angka bagian ini terlalu besar.")
_UNIT_LONG = _("Satuan ini terlalu panjang; ringkaskan.")


class StaleCells(Stale):
    """Somebody else wrote these cells in between; `cells` is what stands in them now. Nothing was written."""

    def __init__(self, cells: tuple[Sel, ...]) -> None:
        super().__init__()
        self.cells = cells


@dataclass(frozen=True, slots=True, kw_only=True)
class IsianPeran:
    """One role as written, with its share where the indikator is split."""

    teks: str
    bagian: Decimal | None = None
    satuan: str = ""

    def tidy(self) -> IsianPeran:
        """On one line, without surrounding blanks."""
        return IsianPeran(
            teks=" ".join(tidy(self.teks).split()),
            bagian=self.bagian,
            satuan=" ".join(tidy(self.satuan).split()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class IsianSel:
    """One cell as it shall stand; `version` is the one that the writer saw, 0 where nothing stood yet."""

    anggota_id: int
    kolom: str
    version: int
    peran: tuple[IsianPeran, ...] = ()
    tanpa_peran: bool = False

    @classmethod
    def of_text(cls, *, anggota_id: int, kolom: str, version: int, isi: str) -> IsianSel:
        """From a cell as typed or pasted: one role a line, a share in brackets, or "TIDAK ADA PERAN"."""
        lines = [line for line in (tidy(line) for line in tidy(isi).split("\n")) if line]
        if len(lines) == 1 and lines[0].lower() in _NONE:
            return cls(anggota_id=anggota_id, kolom=kolom, version=version, tanpa_peran=True)
        return cls(
            anggota_id=anggota_id, kolom=kolom, version=version, peran=tuple(_isian(line) for line in lines)
        )

    @property
    def isi(self) -> str:
        """The cell as text, as it will be shown and copied."""
        items = tuple(Peran(0, item.teks, item.bagian, item.satuan, False) for item in self.peran)
        return Sel(self.anggota_id, self.kolom, 0, self.tanpa_peran, items).isi


def _isian(line: str) -> IsianPeran:
    found = _SHARE.match(line)
    if found is None:
        return IsianPeran(teks=line)
    number = Decimal(found["angka"].replace(".", "").replace(",", "."))
    return IsianPeran(teks=found["teks"], bagian=number, satuan=found["satuan"].strip())


def write_cell(
    *,
    matriks: Matriks,
    anggota_id: int,
    kolom: str,
    version: int,
    peran: Sequence[IsianPeran] = (),
    tanpa_peran: bool = False,
    by: Actor,
    at: datetime,
) -> Sel:
    """One cell. Raises StaleCells with what stands there where somebody else wrote in between."""
    cell = IsianSel(
        anggota_id=anggota_id, kolom=kolom, version=version, peran=tuple(peran), tanpa_peran=tanpa_peran
    )
    return write_cells(matriks=matriks, cells=[cell], by=by, at=at)[0]


def write_cells(*, matriks: Matriks, cells: Sequence[IsianSel], by: Actor, at: datetime) -> list[Sel]:
    """All of these cells or none. Answers them as they stand afterwards, in the same order."""
    return [after for _before, after in change_cells(matriks=matriks, cells=cells, by=by, at=at)]


def change_cells(
    *, matriks: Matriks, cells: Sequence[IsianSel], by: Actor, at: datetime
) -> list[tuple[Sel, Sel]]:
    """All of these cells or none. Answers each as it stood and as it stands, in the same order.

    Roles go on into the SKP of their owners where that can be written, and wait for it elsewhere. Writing
    what already stands there is no write. Raises Invalid with every problem, or StaleCells.
    """
    can_edit_matriks(by, matriks).or_raise()
    _check(cells)
    try:
        return _written(matriks, cells, by, at)
    except IntegrityError:
        # Somebody else made the same column or cell in this moment: now it stands there, so look again.
        return _written(matriks, cells, by, at)


@transaction.atomic
def _written(matriks: Matriks, cells: Sequence[IsianSel], by: Actor, at: datetime) -> list[tuple[Sel, Sel]]:
    return _Writing(matriks, by, at).write(cells)


@transaction.atomic
def choose_cascading(
    *, matriks: Matriks, indikator_id: int, metode: str, before: str, by: Actor, at: datetime
) -> Indikator:
    """How the leader breaks an indikator down (Lampiran BAB II A.4); "" takes the choice back."""
    can_edit_matriks(by, matriks).or_raise()
    if metode and metode not in MetodeCascading.values:
        raise Invalid("planning.no_such_method")
    row = Indikator.objects.filter(pk=indikator_id, rhk__skp_id=matriks.skp_id).first()
    if row is None:
        raise Invalid("planning.no_cascading")
    if not Indikator.objects.filter(pk=row.pk, cascading=before).update(cascading=metode):
        raise Stale
    row.cascading = metode
    if metode != before:
        record(
            CascadingChosen(
                **about(matriks, by, at),
                indikator_id=row.pk,
                kolom=row.teks,
                metode=metode,
            )
        )
    return row


def about(matriks: Matriks, by: Actor, at: datetime) -> dict[str, Any]:
    """The common fields of an event about a matrix."""
    return {
        "by": by,
        "at": at,
        "object_id": matriks.pk,
        "link": reverse("planning:matriks", args=[matriks.pk]),
    }


def _check(cells: Sequence[IsianSel]) -> None:
    if len(cells) > MOST_CELLS:
        raise Invalid("planning.too_many_cells")
    problems = []
    for cell in cells:
        path = f"sel/{cell.anggota_id}/{cell.kolom}"
        if len(cell.peran) > MAX_PERAN:
            problems.append(Problem("planning.too_many", path, _TOO_MANY))
        for item in cell.peran:
            if not item.teks:
                problems.append(Problem("planning.required", path, _EMPTY))
            if len(item.teks) > MAX_TEXT:
                problems.append(Problem("planning.too_long", path, _TOO_LONG))
            if len(item.satuan) > 60:
                problems.append(Problem("planning.too_long", path, _UNIT_LONG))
            if item.bagian is not None and (not item.bagian.is_finite() or abs(item.bagian) > LARGEST):
                problems.append(Problem("planning.not_a_number", path, _TOO_LARGE))
    if problems:
        raise Invalid("planning.cell_problems", problems=tuple(problems))


class _Writing:
    """One write of cells inside its transaction: lock, compare, reconcile, take in."""

    def __init__(self, matriks: Matriks, by: Actor, at: datetime) -> None:
        self.matriks, self.by, self.at = matriks, by, at

    def write(self, cells: Sequence[IsianSel]) -> list[tuple[Sel, Sel]]:
        people = self._people({cell.anggota_id for cell in cells})
        columns = self._columns({cell.kolom for cell in cells})
        rows, roles = self._locked(people, columns)
        self._refuse_stale(cells, columns, rows, roles)
        taking = Taking(self.matriks, by=self.by, at=self.at)
        changed: list[tuple[IsianSel, str]] = []
        stands: list[Sel] = []
        written: list[SelMatriks] = []
        for cell in cells:
            row = rows.get((cell.anggota_id, columns[cell.kolom].pk))
            now = _stands(cell, row, roles)
            if _same(cell, now):
                stands.append(now)
                continue
            changed.append((cell, now.isi))
            row = row or SelMatriks(anggota_id=cell.anggota_id, kolom=columns[cell.kolom], version=0)
            row.tanpa_peran, row.changed_at, row.changed_by_id = cell.tanpa_peran, self.at, self.by.user_id
            row.version += 1
            row.kolom = columns[cell.kolom]
            rows[cell.anggota_id, row.kolom_id] = row
            written.append(row)
            stands.append(now)
        if not changed:
            return [(now, now) for now in stands]
        taking.load([people[cell.anggota_id] for cell, _before in changed])
        _store(written)
        for cell, _before in changed:
            row = rows[cell.anggota_id, columns[cell.kolom].pk]
            _reconcile(row, cell, roles.get(row.pk, []), people[cell.anggota_id], taking)
        taking.finish()
        self._tell(changed, people, columns)
        places = {(cell.anggota_id, cell.kolom) for cell, _before in changed}
        return [
            (
                now,
                _after(cell, rows[cell.anggota_id, columns[cell.kolom].pk], taking)
                if (cell.anggota_id, cell.kolom) in places
                else now,
            )
            for cell, now in zip(cells, stands, strict=True)
        ]

    def _people(self, ids: set[int]) -> dict[int, AnggotaMatriks]:
        found = {
            row.pk: row
            for row in AnggotaMatriks.objects.filter(
                matriks=self.matriks, state__in=IN_MATRIX, **_ids("pk", ids)
            ).select_related("pegawai")
        }
        if ids - set(found):
            raise Invalid("planning.no_such_cell")
        return found

    def _columns(self, keys: set[str]) -> dict[str, KolomMatriks]:
        """The column rows of these keys, made where nothing stood in them yet."""
        found: dict[str, KolomMatriks] = {}
        for key in sorted(keys):
            kind, number = key[:1], key[1:]
            if kind not in {"i", "r", "k"} or not (
                number.isascii() and number.isdigit() and len(number) < 16
            ):
                raise Invalid("planning.no_such_cell")
            names = {"i": "indikator_id", "r": "rhk_id", "k": "pk"}
            row = KolomMatriks.objects.filter(matriks=self.matriks, **{names[kind]: int(number)}).first()
            found[key] = row or self._new_column(kind, int(number))
            found[key].matriks = self.matriks
        return found

    def _new_column(self, kind: str, number: int) -> KolomMatriks:
        per_indikator = self.matriks.skp.format in BERPERSPEKTIF
        source: Indikator | RencanaHasilKerja | None = None
        if kind == "i" and per_indikator:
            source = (
                Indikator.objects.select_related("rhk")
                .filter(pk=number, rhk__skp_id=self.matriks.skp_id)
                .first()
            )
        elif kind == "r" and not per_indikator:
            source = RencanaHasilKerja.objects.filter(pk=number, skp_id=self.matriks.skp_id).first()
        if source is None:
            raise Invalid("planning.no_such_cell")
        link = {"indikator": source} if kind == "i" else {"rhk": source}
        orphan = KolomMatriks.objects.filter(
            matriks=self.matriks, indikator=None, rhk=None, teks=source.teks
        ).first()
        if orphan is not None:
            KolomMatriks.objects.filter(pk=orphan.pk).update(**link)
            orphan.refresh_from_db()
            return orphan
        return KolomMatriks.objects.create(matriks=self.matriks, teks=source.teks, **link)

    def _locked(
        self, people: dict[int, AnggotaMatriks], columns: dict[str, KolomMatriks]
    ) -> tuple[dict[tuple[int, int], SelMatriks], dict[int, list[PeranHasil]]]:
        rows = {
            (row.anggota_id, row.kolom_id): row
            for row in SelMatriks.objects.select_for_update()
            .filter(**_ids("anggota_id", people), **_ids("kolom_id", {row.pk for row in columns.values()}))
            .order_by("pk")
        }
        roles: dict[int, list[PeranHasil]] = {}
        if rows:
            found = PeranHasil.objects.filter(**_ids("sel_id", {row.pk for row in rows.values()}))
            for item in found.order_by("urutan", "pk"):
                roles.setdefault(item.sel_id, []).append(item)
        return rows, roles

    def _refuse_stale(
        self,
        cells: Sequence[IsianSel],
        columns: dict[str, KolomMatriks],
        rows: dict[tuple[int, int], SelMatriks],
        roles: dict[int, list[PeranHasil]],
    ) -> None:
        stale = []
        for cell in cells:
            row = rows.get((cell.anggota_id, columns[cell.kolom].pk))
            if (row.version if row else 0) != cell.version:
                stale.append(_stands(cell, row, roles))
        if stale:
            raise StaleCells(tuple(stale))

    def _tell(
        self,
        changed: Sequence[tuple[IsianSel, str]],
        people: dict[int, AnggotaMatriks],
        columns: dict[str, KolomMatriks],
    ) -> None:
        if len(changed) == 1:
            cell, before = changed[0]
            person = people[cell.anggota_id].pegawai
            record(
                PeranWritten(
                    **about(self.matriks, self.by, self.at),
                    pegawai_id=person.pk,
                    pegawai=person.nama_lengkap,
                    kolom=columns[cell.kolom].teks,
                    before=before,
                    after=cell.isi,
                )
            )
            return
        record(
            MatriksFilled(
                **about(self.matriks, self.by, self.at),
                count=len(changed),
                cells=tuple(
                    {
                        "pegawai_id": people[cell.anggota_id].pegawai_id,
                        "kolom": columns[cell.kolom].pk,
                        "before": before,
                        "after": cell.isi,
                    }
                    for cell, before in changed
                ),
            )
        )


def _ids(name: str, ids: Iterable[int]) -> dict[str, Any]:
    """A filter on ids that stays a plain comparison for one, as for a single cell."""
    known = list(ids)
    return {name: known[0]} if len(known) == 1 else {f"{name}__in": known}


def _stands(cell: IsianSel, row: SelMatriks | None, roles: dict[int, list[PeranHasil]]) -> Sel:
    if row is None:
        return Sel(cell.anggota_id, cell.kolom)
    items = tuple(as_peran(item) for item in roles.get(row.pk, []) if not item.dicabut)
    return Sel(cell.anggota_id, cell.kolom, row.version, row.tanpa_peran, items)


def as_peran(item: PeranHasil) -> Peran:
    waits = item.rhk_id is None or item.teks != item.teks_masuk or item.bagian != item.bagian_masuk
    return Peran(item.pk, item.teks, item.bagian, item.satuan, waits, item.rhk_id)


def _same(cell: IsianSel, now: Sel) -> bool:
    wanted = [(item.teks, item.bagian, item.satuan) for item in cell.peran]
    return cell.tanpa_peran == now.tanpa_peran and wanted == [
        (item.teks, item.bagian, item.satuan) for item in now.peran
    ]


def _store(rows: Sequence[SelMatriks]) -> None:
    new = [row for row in rows if row.pk is None]
    known = [row for row in rows if row.pk is not None]
    if len(new) == 1:
        new[0].save(force_insert=True)
    elif new:
        SelMatriks.objects.bulk_create(new)
    names = ["tanpa_peran", "version", "changed_at", "changed_by"]
    if len(known) == 1:
        known[0].save(update_fields=names)
    elif known:
        SelMatriks.objects.bulk_update(known, names, batch_size=100)


def _reconcile(
    row: SelMatriks, cell: IsianSel, standing: list[PeranHasil], person: AnggotaMatriks, taking: Taking
) -> None:
    """Make the roles of a cell what was written: the same words keep their RHK, then the same place does."""
    left = [item for item in standing if not item.dicabut]
    gone = [item for item in standing if item.dicabut]
    matched: list[PeranHasil | None] = []
    for written in cell.peran:
        same = next((item for item in [*left, *gone] if item.teks == written.teks), None)
        if same is not None:
            (left if same in left else gone).remove(same)
        matched.append(same)
    for number, written in enumerate(cell.peran):
        item = matched[number] or (left.pop(0) if left else None) or PeranHasil(sel=row)
        item.urutan, item.teks, item.bagian, item.satuan = (
            number + 1,
            written.teks,
            written.bagian,
            written.satuan,
        )
        item.dicabut = False
        item.sel = row
        taking.add(item, person)
    for item in left:
        taking.remove(item, person)


def _after(cell: IsianSel, row: SelMatriks, taking: Taking) -> Sel:
    items = tuple(as_peran(item) for item in taking.items_of(row))
    return Sel(cell.anggota_id, cell.kolom, row.version, row.tanpa_peran, items)
