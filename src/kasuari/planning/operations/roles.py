"""From a role in a matrix to a result in its owner's SKP, and back when it is taken away.

A role enters an SKP that is draf or dikembalikan at once, as a result with source `mph`, linked to the
leader's result and indikator. Into an SKP that is submitted or set it waits; where there is no SKP yet it
enters when the draft is made. Words that the owner changed are never overwritten, and nothing that a person
wrote below a result is removed without a person deciding it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.rows import write_next
from kasuari.planning.access import can_edit_skp, can_keep_role
from kasuari.planning.enums import ArahTarget, Aspek, JenisTarget, SumberHasilKerja
from kasuari.planning.events import PeranSettled, PeranTakenIn
from kasuari.planning.models import (
    AnggotaMatriks,
    Indikator,
    KolomMatriks,
    Matriks,
    PeranHasil,
    RencanaHasilKerja,
    SelMatriks,
    Skp,
)
from kasuari.planning.operations.inputs import MAX_RHK
from kasuari.planning.queries.chains import chain_above
from kasuari.planning.queries.contents import BERASPEK, BERPERSPEKTIF
from kasuari.planning.states import CARRYING, WRITABLE

register(
    {
        "planning.no_such_role": Reason(
            _("Peran ini sudah tidak menunggu."), _("Muat ulang SKP untuk melihat keadaannya yang terbaru.")
        )
    }
)


def skp_for_roles(skps: Iterable[Skp], *, leader_id: int, on: date) -> Skp | None:
    """In which of somebody's SKP of the year roles of this leader go: the one the leader rates, else the
    running one, else the latest."""

    def rank(skp: Skp) -> tuple[bool, bool, int]:
        running = skp.start_date <= on <= skp.last_date
        return (skp.penilai_id != leader_id, not running, -skp.start_date.toordinal())

    return min(skps, key=rank, default=None)


class Taking:
    """Roles of one matrix on their way into SKP: load and lock, add each, finish once."""

    def __init__(self, matriks: Matriks, *, by: Actor, at: datetime) -> None:
        self.matriks, self.by, self.at = matriks, by, at
        self._skp: dict[int, Skp] = {}
        self._rhk: dict[int, list[RencanaHasilKerja]] = {}
        self._items: list[PeranHasil] = []
        self._new: dict[int, tuple[RencanaHasilKerja, list[PeranHasil]]] = {}
        self._reworded: list[RencanaHasilKerja] = []
        self._shared: list[tuple[PeranHasil, RencanaHasilKerja]] = []
        self._touched: set[int] = set()
        self.entered: list[PeranHasil] = []

    def load(self, people: Sequence[AnggotaMatriks], *, skps: Sequence[Skp] | None = None) -> None:
        """The SKP of these people, locked, with their results. Two queries."""
        carrying = {row.pegawai_id for row in people if row.state in CARRYING}
        if not carrying:
            return
        if skps is None:
            mine: Any = next(iter(carrying)) if len(carrying) == 1 else None
            who = {"pegawai_id": mine} if mine else {"pegawai_id__in": list(carrying)}
            skps = list(
                Skp.objects.select_for_update()
                .filter(periode_id=self.matriks.skp.periode_id, **who)
                .defer("fakta")
                .order_by("pk")
            )
        by_person: dict[int, list[Skp]] = {}
        for skp in skps:
            by_person.setdefault(skp.pegawai_id, []).append(skp)
        for pegawai_id, own in by_person.items():
            chosen = skp_for_roles(own, leader_id=self.matriks.skp.pegawai_id, on=self.at.date())
            if chosen is not None:
                self._skp[pegawai_id] = chosen
                self._rhk[chosen.pk] = []
        if not self._rhk:
            return
        chosen_by_id = {skp.pk: skp for skp in self._skp.values()}
        for row in RencanaHasilKerja.objects.filter(skp_id__in=list(self._rhk)).order_by("urutan"):
            row.skp = chosen_by_id[row.skp_id]
            self._rhk[row.skp_id].append(row)

    def add(self, item: PeranHasil, person: AnggotaMatriks, *, again: bool = False) -> None:
        """A role as it shall stand. `again` takes in also what the owner reworded or removed."""
        self._items.append(item)
        skp = self._skp.get(person.pegawai_id) if person.state in CARRYING else None
        if skp is None:
            return
        writable = skp.state in WRITABLE
        if item.rhk_id is not None:
            standing = next((row for row in self._rhk[skp.pk] if row.pk == item.rhk_id), None)
            if standing is None:
                return
            if standing.teks != item.teks and self._carried_elsewhere(item):
                item.rhk, item.teks_masuk = None, ""
            else:
                self._follow(item, standing, skp, writable, again)
                return
        twin = next((row for row in self._rhk[skp.pk] if row.teks == item.teks), None)
        if twin is not None:
            self._link(item, twin, skp, writable)
        elif writable and (again or not item.teks_masuk) and len(self._rhk[skp.pk]) < MAX_RHK:
            self._make(item, skp)

    def remove(self, item: PeranHasil, person: AnggotaMatriks) -> None:
        """A role that the leader took away. What nobody has written on goes with it; else it is marked."""
        if item.rhk_id is None or self._carried_elsewhere(item):
            item.delete()
            return
        skp = self._skp.get(person.pegawai_id)
        standing = (
            next((row for row in self._rhk.get(skp.pk, ()) if row.pk == item.rhk_id), None) if skp else None
        )
        if skp is None or standing is None or skp.state not in WRITABLE or self._written(item, standing):
            PeranHasil.objects.filter(pk=item.pk).update(dicabut=True)
            return
        item.delete()
        self._rhk[skp.pk].remove(standing)
        RencanaHasilKerja.objects.filter(intervensi_id=standing.pk).update(intervensi=None)
        standing.delete()
        self._touched.add(skp.pk)

    def finish(self) -> None:
        """Write everything that was added, and the next version of every SKP that changed."""
        made = [row for row, _items in self._new.values()]
        if len(made) == 1:
            made[0].save(force_insert=True)
        elif made:
            RencanaHasilKerja.objects.bulk_create(made)
        for row, items in self._new.values():
            for item in items:
                item.rhk = row
        if self._reworded:
            names = ["teks", "intervensi", "intervensi_indikator", "intervensi_teks"]
            RencanaHasilKerja.objects.bulk_update(self._reworded, names, batch_size=100)
        for item, row in self._shared:
            self._share(item, row)
        new = [item for item in self._items if item._state.adding]
        known = [item for item in self._items if not item._state.adding]
        if len(new) == 1:
            new[0].save(force_insert=True)
        elif new:
            PeranHasil.objects.bulk_create(new)
        names = ["urutan", "teks", "bagian", "satuan", "rhk", "teks_masuk", "bagian_masuk", "dicabut"]
        if len(known) == 1:
            known[0].save(update_fields=names)
        elif known:
            PeranHasil.objects.bulk_update(known, names, batch_size=50)
        if self._touched:
            Skp.objects.filter(pk__in=self._touched).update(version=F("version") + 1)

    def items_of(self, sel: SelMatriks) -> list[PeranHasil]:
        """The roles of a cell that were added, in their order."""
        return [item for item in self._items if item.sel_id == sel.pk]

    def _follow(
        self, item: PeranHasil, standing: RencanaHasilKerja, skp: Skp, writable: bool, again: bool
    ) -> None:
        """The result is there: give it the new words, unless its owner has written their own."""
        if standing.teks == item.teks:
            item.teks_masuk = item.teks
        elif writable and (again or standing.teks == item.teks_masuk):
            standing.teks = item.teks_masuk = item.teks
            self._reworded.append(standing)
            self._touched.add(skp.pk)
            self.entered.append(item)
        self._note_share(item, standing, skp, writable)

    def _link(self, item: PeranHasil, twin: RencanaHasilKerja, skp: Skp, writable: bool) -> None:
        """The SKP says it already in the same words: nothing is typed twice."""
        if twin._state.adding:
            self._new[id(twin)][1].append(item)
        else:
            item.rhk = twin
            if writable and twin.intervensi_id is None and not self._above(twin, item.sel.kolom):
                for name, value in self._intervensi(item.sel.kolom).items():
                    setattr(twin, name, value)
                self._reworded.append(twin)
                self._touched.add(skp.pk)
        item.teks_masuk = item.teks
        self._note_share(item, twin, skp, writable)

    def _above(self, twin: RencanaHasilKerja, kolom: KolomMatriks) -> bool:
        """Whether the leader's result already serves this one: linking them would close a circle."""
        rhk_id = kolom.indikator.rhk_id if kolom.indikator is not None else kolom.rhk_id
        return rhk_id is not None and (rhk_id == twin.pk or twin.pk in chain_above(rhk_id))

    def _make(self, item: PeranHasil, skp: Skp) -> None:
        rows = self._rhk[skp.pk]
        row = RencanaHasilKerja(
            skp=skp,
            urutan=max((other.urutan for other in rows), default=0) + 1,
            teks=item.teks,
            sumber=SumberHasilKerja.MATRIKS,
            penugasan_dari=self.matriks.skp.penugasan.jabatan.nama,
            **self._intervensi(item.sel.kolom),
        )
        rows.append(row)
        self._new[id(row)] = (row, [item])
        item.teks_masuk = item.teks
        self._touched.add(skp.pk)
        self.entered.append(item)
        self._note_share(item, row, skp, True)

    def _note_share(self, item: PeranHasil, row: RencanaHasilKerja, skp: Skp, writable: bool) -> None:
        if item.bagian == item.bagian_masuk:
            return
        if item.bagian is None:
            item.bagian_masuk = None
        elif writable:
            item.bagian_masuk = item.bagian
            self._shared.append((item, row))
            self._touched.add(skp.pk)

    def _share(self, item: PeranHasil, row: RencanaHasilKerja) -> None:
        """The share as the target of an indikator: of the one proposed before, else of a new one."""
        source = _measure(item.sel.kolom)
        words = source.teks if source else item.sel.kolom.teks
        falls = source is not None and source.arah == ArahTarget.TURUN
        target = {
            "target_jenis": JenisTarget.ANGKA.value,
            "target_minimum": None if falls else item.bagian,
            "target_maksimum": item.bagian if falls or (source and source.arah == ArahTarget.TETAP) else None,
            "satuan": item.satuan or (source.satuan if source else ""),
            "target_teks": "",
        }
        proposed = Indikator.objects.filter(rhk=row, teks=words, target_jenis=JenisTarget.ANGKA)
        if proposed.update(**target):
            return
        last = Indikator.objects.filter(rhk=row).order_by("-urutan").values_list("urutan", flat=True).first()
        Indikator.objects.create(
            rhk=row,
            urutan=(last or 0) + 1,
            teks=words,
            aspek=Aspek.KUANTITAS if row.skp.format in BERASPEK else "",
            perspektif=source.perspektif if source and row.skp.format in BERPERSPEKTIF else "",
            arah=source.arah if source else ArahTarget.NAIK,
            **target,
        )

    def _intervensi(self, kolom: KolomMatriks) -> dict[str, Any]:
        """The leader's result that a column stands for, with its IKI where the columns are indikator."""
        if kolom.indikator is not None:
            rhk = kolom.indikator.rhk
            words = f"{rhk.teks}\nIKI: {kolom.indikator.teks}"
            return {"intervensi": rhk, "intervensi_indikator": kolom.indikator, "intervensi_teks": words}
        if kolom.rhk is not None:
            return {"intervensi": kolom.rhk, "intervensi_teks": kolom.rhk.teks}
        return {"intervensi_teks": kolom.teks}

    def _carried_elsewhere(self, item: PeranHasil) -> bool:
        others = PeranHasil.objects.filter(rhk_id=item.rhk_id, dicabut=False).exclude(pk=item.pk)
        return others.exists()

    def _written(self, item: PeranHasil, row: RencanaHasilKerja) -> bool:
        """Whether a person wrote something: other words, or an indikator that is not the proposed one."""
        if row.teks != item.teks_masuk:
            return True
        below = list(Indikator.objects.filter(rhk=row))
        if not below or item.bagian_masuk is None:
            return bool(below)
        source = _measure(item.sel.kolom)
        words = source.teks if source else item.sel.kolom.teks
        return any(
            one.teks != words or item.bagian_masuk not in {one.target_minimum, one.target_maksimum}
            for one in below
        )


def _measure(kolom: KolomMatriks) -> Indikator | None:
    """The indikator whose number a column splits: its own, or the only one of the ketua's result."""
    if kolom.indikator is not None:
        return kolom.indikator
    rows = list(Indikator.objects.filter(rhk_id=kolom.rhk_id).order_by("urutan")[:2]) if kolom.rhk_id else []
    return rows[0] if len(rows) == 1 else None


def waiting_items(pegawai_ids: Iterable[int], periode_id: int) -> list[PeranHasil]:
    """Roles of these people that are not in an SKP in their present words, by matrix. One query."""
    waits = (
        Q(rhk=None)
        | ~Q(teks=F("teks_masuk"))
        | (Q(bagian__isnull=False) & (Q(bagian_masuk=None) | ~Q(bagian=F("bagian_masuk"))))
    )
    rows = PeranHasil.objects.filter(
        waits,
        dicabut=False,
        sel__anggota__pegawai_id__in=list(pegawai_ids),
        sel__anggota__state__in=CARRYING,
        sel__anggota__matriks__skp__periode_id=periode_id,
    )
    return list(
        rows.select_related(
            "sel__anggota__matriks__skp__penugasan__jabatan", "sel__kolom__indikator__rhk", "sel__kolom__rhk"
        ).order_by("sel__anggota__matriks_id", "sel__anggota__pegawai_id", "sel_id", "urutan", "pk")
    )


@transaction.atomic
def take_in_roles(*, skp_ids: Sequence[int], by: Actor, at: datetime) -> int:
    """Take what waits into these SKP, where they can be written. Answers how many roles went in."""
    skps = list(
        Skp.objects.select_for_update().filter(pk__in=list(skp_ids), state__in=WRITABLE).order_by("pk")
    )
    entered = 0
    for periode_id in {skp.periode_id for skp in skps}:
        own = {skp.pegawai_id: skp for skp in skps if skp.periode_id == periode_id}
        by_place: dict[tuple[int, int], list[PeranHasil]] = {}
        for item in waiting_items(own, periode_id):
            by_place.setdefault((item.sel.anggota.matriks_id, item.sel.anggota.pegawai_id), []).append(item)
        for (_matriks, pegawai_id), items in by_place.items():
            entered += _take_into(own[pegawai_id], items, by=by, at=at)
    return entered


def _take_into(skp: Skp, items: Sequence[PeranHasil], *, by: Actor, at: datetime) -> int:
    anggota = items[0].sel.anggota
    taking = Taking(anggota.matriks, by=by, at=at)
    taking.load([anggota], skps=[skp])
    for item in items:
        taking.add(item, anggota)
    taking.finish()
    if taking.entered:
        record(
            PeranTakenIn(
                **_about(skp, by, at),
                count=len(taking.entered),
                teks=tuple(item.teks for item in taking.entered),
            )
        )
    return len(taking.entered)


@transaction.atomic
def settle_role(*, skp: Skp, version: int, peran_id: int, act: str, by: Actor, at: datetime) -> None:
    """The owner decides on a role: `pakai` takes its words in, `hapus` removes the result that lost its role;
    `pertahankan`, also by the penilai, keeps that result as the owner's own. Raises Stale and Invalid."""
    if act == "pertahankan":
        can_keep_role(by, skp).or_raise()
    else:
        can_edit_skp(by, skp).or_raise()
    item = (
        PeranHasil.objects.select_related(
            "sel__anggota__matriks__skp__penugasan__jabatan",
            "sel__kolom__indikator__rhk",
            "sel__kolom__rhk",
            "rhk",
        )
        .filter(pk=peran_id, sel__anggota__pegawai_id=skp.pegawai_id)
        .first()
    )
    if item is None or item.dicabut is (act == "pakai") or (item.dicabut and item.rhk is None):
        raise Invalid("planning.no_such_role")
    write_next(skp, version)
    if act == "pakai":
        anggota = item.sel.anggota
        taking = Taking(anggota.matriks, by=by, at=at)
        taking.load([anggota], skps=[skp])
        taking.add(item, anggota, again=True)
        taking.finish()
    else:
        result = item.rhk
        item.delete()
        if act == "hapus" and result is not None:
            RencanaHasilKerja.objects.filter(intervensi_id=result.pk).update(intervensi=None)
            result.delete()
    skp.refresh_from_db(fields=["version"])
    skp.__dict__.get("_prefetched_objects_cache", {}).clear()
    record(PeranSettled(**_about(skp, by, at), peran_id=peran_id, teks=item.teks, kept=act != "hapus"))


def _about(skp: Skp, by: Actor, at: datetime) -> dict[str, Any]:
    owner = skp.pegawai.user_id
    return {
        "by": by,
        "at": at,
        "object_id": skp.pk,
        "pegawai_id": skp.pegawai_id,
        "tell": (owner,) if owner and owner != by.user_id else (),
        "link": reverse("planning:skp", args=[skp.pk]),
    }
