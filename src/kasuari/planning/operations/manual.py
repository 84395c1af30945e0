"""Writing the manual of an indikator (format A.1.3), and keeping it when the contents are replaced."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem
from kasuari.planning.access import can_edit_skp
from kasuari.planning.enums import PeriodePelaporan
from kasuari.planning.events import ManualWritten
from kasuari.planning.models import Indikator, ManualIndikator, Skp, Workblock
from kasuari.planning.operations.inputs import MAX_TEXT, not_a_choice, tidy, too_long
from kasuari.planning.operations.versioning import about_skp, next_version, same_version
from kasuari.planning.queries.contents import manual_of
from kasuari.planning.queries.manual import kualitas_choices
from kasuari.regulation import manual as law
from kasuari.regulation.skp import FormatSkp

# A definition or formula of the annex fills half a page; this is four of them.
LONGEST = 4 * MAX_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class IsianManual:
    """A manual as written, part by part of format A.1.3; every part may wait. `dipahami`: whether all pegawai
    understand the indikator as it stands, None where that is not said."""

    dipahami: bool | None = None
    tujuan: str = ""
    definisi: str = ""
    formula: str = ""
    satuan: str = ""
    kualitas: str = ""
    sumber_data: str = ""
    periode_pelaporan: str = ""

    def tidy(self) -> IsianManual:
        names = ("tujuan", "definisi", "formula", "satuan", "sumber_data")
        texts: dict[str, Any] = {name: tidy(getattr(self, name)) for name in names}
        return replace(self, **texts)

    @property
    def empty(self) -> bool:
        return self == IsianManual()


NAMES = tuple(item.name for item in fields(IsianManual))
Kept = dict[tuple[str, str], tuple[dict[str, Any] | None, list[int]]]


@transaction.atomic
def write_manual(
    *, skp: Skp, version: int, indikator_id: int, manual: IsianManual, by: Actor, at: datetime
) -> Indikator:
    """The manual of one indikator becomes exactly `manual`; an empty one removes it. It is part of the SKP:
    written by its owner until it is submitted, with the version of the SKP."""
    can_edit_skp(by, skp).or_raise()
    row = Indikator.objects.select_related("manual").filter(rhk__skp=skp, pk=indikator_id).first()
    if row is None:
        raise Invalid("planning.no_such_part")
    manual = manual.tidy()
    _check(skp, manual, f"manual/{row.pk}")
    held = getattr(row, "manual", None)
    wanted = {name: getattr(manual, name) for name in NAMES}
    before = held or IsianManual()
    changed = tuple(sorted(name for name in NAMES if wanted[name] != getattr(before, name)))
    if not changed:
        same_version(skp, version)
        return row
    next_version(skp, version)
    if manual.empty:
        ManualIndikator.objects.filter(indikator=row).delete()
    else:
        ManualIndikator.objects.update_or_create(indikator=row, defaults=wanted)
    row = Indikator.objects.select_related("manual").get(pk=row.pk)
    record(
        ManualWritten(
            **about_skp(skp, by, at),
            indikator_id=row.pk,
            teks=row.teks,
            changed=changed,
            lengkap=manual_of(row, skp.format, getattr(row, "manual", None)).complete,
        )
    )
    return row


def manuals_and_workblocks(skp: Skp) -> Kept:
    """By the words of a result and of an indikator: its manual, and the workblocks that carry it."""
    kept: Kept = {}
    rows = Indikator.objects.filter(rhk__skp=skp).select_related("rhk", "manual")
    carried: dict[int, list[int]] = {}
    for number, indikator_id in Workblock.objects.filter(skp=skp, indikator__isnull=False).values_list(
        "pk", "indikator_id"
    ):
        carried.setdefault(indikator_id or 0, []).append(number)
    for row in rows:
        held = getattr(row, "manual", None)
        if held is not None or row.pk in carried:
            columns = {name: getattr(held, name) for name in NAMES} if held is not None else None
            kept[(row.rhk.teks, row.teks)] = (columns, carried.get(row.pk, []))
    return kept


def restore_manuals_and_workblocks(skp: Skp, kept: Kept) -> None:
    """Give indikator that were written anew in the same words what they had."""
    if not kept:
        return
    manuals = []
    for row in Indikator.objects.filter(rhk__skp=skp, manual__isnull=True).select_related("rhk"):
        columns, workblocks = kept.pop((row.rhk.teks, row.teks), (None, []))
        if columns is not None:
            manuals.append(ManualIndikator(indikator=row, **columns))
        if workblocks:
            Workblock.objects.filter(pk__in=workblocks).update(indikator=row)
    ManualIndikator.objects.bulk_create(manuals)


def copy_manuals(source: Skp, skp: Skp) -> None:
    """Give indikator of `skp` that have no manual yet that of the same words in `source`; a kualitas that the
    format of `skp` does not offer is left open."""
    offered = kualitas_choices(skp.format)
    kept: Kept = {}
    for key, (columns, _workblocks) in manuals_and_workblocks(source).items():
        if columns is not None:
            fits = columns["kualitas"] in offered
            kept[key] = ({**columns, "kualitas": columns["kualitas"] if fits else ""}, [])
    restore_manuals_and_workblocks(skp, kept)


def _check(skp: Skp, manual: IsianManual, path: str) -> None:
    allowed = law.pilihan_kualitas(format=FormatSkp(skp.format)).value or ()
    limits = {"tujuan": MAX_TEXT, "definisi": LONGEST, "formula": LONGEST, "satuan": 60}
    limits["sumber_data"] = MAX_TEXT
    problems: list[Problem] = [
        too_long(f"{path}/{name}") for name, limit in limits.items() if len(getattr(manual, name)) > limit
    ]
    if manual.kualitas and manual.kualitas not in {item.value for item in allowed}:
        problems.append(not_a_choice(f"{path}/kualitas"))
    if manual.periode_pelaporan and manual.periode_pelaporan not in PeriodePelaporan.values:
        problems.append(not_a_choice(f"{path}/periode_pelaporan"))
    if problems:
        raise Invalid("planning.invalid", problems=tuple(problems))
