"""Writing the manual of an indikator (format A.1.3), and keeping it when the contents are replaced."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid
from kasuari.planning.access import can_edit_skp
from kasuari.planning.events import ManualWritten
from kasuari.planning.models import Indikator, ManualIndikator, Skp, Workblock
from kasuari.planning.operations.inputs import MANUAL_COLUMNS, IsianManual, check_manual
from kasuari.planning.operations.versioning import about_skp, next_version, same_version
from kasuari.planning.queries.contents import manual_of
from kasuari.planning.queries.manual import kualitas_choices

Kept = dict[tuple[str, str], tuple[dict[str, Any] | None, list[int]]]


@transaction.atomic
def write_manual(
    *, skp: Skp, version: int, indikator_id: int, manual: IsianManual, by: Actor, at: datetime
) -> Indikator:
    """The manual of one indikator becomes exactly `manual`; an empty one removes it.

    The manual completes the SKP as part of clarifying the ekspektasi (Lampiran BAB II A.3.b), so it is fixed
    with it: written by the owner until the SKP is submitted, and from then on in a new version that is signed
    and set again (Pasal 14 ayat (2) and (3))."""
    can_edit_skp(by, skp).or_raise()
    row = Indikator.objects.select_related("manual").filter(rhk__skp=skp, pk=indikator_id).first()
    if row is None:
        raise Invalid("planning.no_such_part")
    manual = manual.tidy()
    check_manual(skp, manual, f"manual/{row.pk}")
    held = getattr(row, "manual", None)
    wanted = {name: getattr(manual, name) for name in MANUAL_COLUMNS}
    before = held or IsianManual()
    changed = tuple(sorted(name for name in MANUAL_COLUMNS if wanted[name] != getattr(before, name)))
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
            columns = {name: getattr(held, name) for name in MANUAL_COLUMNS} if held is not None else None
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
