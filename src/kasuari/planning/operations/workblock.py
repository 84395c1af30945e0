"""Writing workblocks (format A.1.4): how an indikator of the leader will be reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.planning.access import can_write_workblock
from kasuari.planning.events import WorkblockAdded, WorkblockChanged, WorkblockRemoved
from kasuari.planning.models import ButirWorkblock, Indikator, Skp, Workblock
from kasuari.planning.operations.inputs import MAX_TEXT, lacking, tidy, tidy_lines, too_long
from kasuari.planning.operations.versioning import about_skp
from kasuari.planning.queries.workblock import LISTS, lines_of

MOST = 60
TEXTS = {
    "judul": MAX_TEXT,
    "intervensi_teks": MAX_TEXT,
    "pemilik": 250,
    "pihak_terlibat": MAX_TEXT,
    "waktu": 120,
    "penerima_manfaat": MAX_TEXT,
    "tujuan": MAX_TEXT,
    "anggaran": 120,
}

register(
    {
        "planning.too_many_workblocks": Reason(
            _("SKP ini sudah memuat terlalu banyak workblock."),
            _("Gabungkan strategi yang sejalan, atau hapus yang tidak dipakai lagi."),
        ),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IsianWorkblock:
    """A workblock as written. `indikator_id` is one of the SKP, None for none; only the title must be
    there."""

    judul: str
    indikator_id: int | None = None
    intervensi_teks: str = ""
    pemilik: str = ""
    pihak_terlibat: str = ""
    waktu: str = ""
    penerima_manfaat: str = ""
    tujuan: str = ""
    anggaran: str = ""
    strategi_rutin: tuple[str, ...] = ()
    strategi_transformatif: tuple[str, ...] = ()
    keluaran_rutin: tuple[str, ...] = ()
    keluaran_transformatif: tuple[str, ...] = ()

    def tidy(self) -> IsianWorkblock:
        """Without blanks around texts and without empty lines. Raises Invalid for lists that are too long."""
        texts = {name: tidy(getattr(self, name)) for name in TEXTS}
        lists = {name: tidy_lines(getattr(self, name), name) for name in LISTS}
        return replace(self, **texts, **lists)  # type: ignore[arg-type]


@transaction.atomic
def add_workblock(*, skp: Skp, workblock: IsianWorkblock, by: Actor, at: datetime) -> Workblock:
    """A new workblock at the end of those of an SKP; the same one twice is one."""
    can_write_workblock(by, skp).or_raise()
    isian = _checked(skp, workblock)
    for row in Workblock.objects.filter(skp=skp, judul=isian.judul).prefetch_related("butir"):
        if not _changed(row, isian):
            return row
    found = Workblock.objects.filter(skp=skp).aggregate(last=Max("urutan"))["last"] or 0
    if Workblock.objects.filter(skp=skp).count() >= MOST:
        raise Invalid("planning.too_many_workblocks")
    row = Workblock.objects.create(skp=skp, urutan=found + 1, **_columns(isian))
    _write_lines(row, isian)
    record(
        WorkblockAdded(
            **about_skp(skp, by, at), workblock_id=row.pk, judul=row.judul, indikator_id=row.indikator_id
        )
    )
    return row


@transaction.atomic
def change_workblock(
    *, row: Workblock, version: int, workblock: IsianWorkblock, by: Actor, at: datetime
) -> Workblock:
    """A workblock becomes exactly `workblock`. Raises Stale where somebody wrote in between; writing what
    stands there already is no write."""
    skp = row.skp
    can_write_workblock(by, skp).or_raise()
    isian = _checked(skp, workblock)
    columns, changed = _columns(isian), _changed(row, isian)
    held = Workblock.objects.filter(pk=row.pk, version=version)
    if not changed:
        if not held.exists():
            raise Stale
        return row
    if not held.update(version=F("version") + 1, **columns):
        raise Stale
    if set(changed) & set(LISTS):
        row.butir.all().delete()
        _write_lines(row, isian)
    row.refresh_from_db()
    record(
        WorkblockChanged(
            **about_skp(skp, by, at), workblock_id=row.pk, judul=row.judul, changed=tuple(sorted(changed))
        )
    )
    return row


@transaction.atomic
def remove_workblock(*, row: Workblock, version: int, by: Actor, at: datetime) -> None:
    """Remove a workblock with its lines. Raises Stale."""
    can_write_workblock(by, row.skp).or_raise()
    pk = row.pk
    held = Workblock.objects.filter(pk=pk, version=version)
    if not held.exists():
        raise Stale
    record(WorkblockRemoved(**about_skp(row.skp, by, at), workblock_id=pk, judul=row.judul))
    held.delete()


def _changed(row: Workblock, isian: IsianWorkblock) -> list[str]:
    changed = [name for name, value in _columns(isian).items() if getattr(row, name) != value]
    standing = lines_of(row)
    return changed + [name for name in LISTS if tuple(standing[name]) != getattr(isian, name)]


def _checked(skp: Skp, workblock: IsianWorkblock) -> IsianWorkblock:
    isian = workblock.tidy()
    problems = tuple(_problems(isian))
    if problems:
        raise Invalid("planning.invalid", problems=problems)
    wanted = isian.indikator_id
    if wanted is not None and not Indikator.objects.filter(rhk__skp=skp, pk=wanted).exists():
        raise Invalid("planning.no_such_part")
    return isian


def _problems(isian: IsianWorkblock) -> Iterator[Problem]:
    if not isian.judul:
        yield lacking("judul")
    for name, limit in TEXTS.items():
        if len(getattr(isian, name)) > limit:
            yield too_long(name)


def _columns(isian: IsianWorkblock) -> dict[str, Any]:
    return {"indikator_id": isian.indikator_id, **{name: getattr(isian, name) for name in TEXTS}}


def _write_lines(row: Workblock, isian: IsianWorkblock) -> None:
    ButirWorkblock.objects.bulk_create(
        ButirWorkblock(workblock=row, bagian=bagian, sifat=sifat, urutan=number, teks=line)
        for name, (bagian, sifat) in LISTS.items()
        for number, line in enumerate(getattr(isian, name), start=1)
    )
