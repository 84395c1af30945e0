"""The duties of posts and the functions of units, written by the clerk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Refusal, Stale
from kasuari.organisation.access import can_change_units, can_import
from kasuari.organisation.events import FungsiSet, TugasImported, TugasSet
from kasuari.organisation.models import FungsiUnit, Instansi, Jabatan, TugasJabatan, UnitKerja

MAX_LINES = 60
MAX_LINE = 500


def tidied(lines: Iterable[str]) -> list[str]:
    """Lines with single spaces, without bullets, empty lines and repetitions.

    Raises Refusal `organisation.duties_too_long`.
    """
    found = [" ".join(line.strip(" \t-–•*").split()) for line in lines]
    kept = list(dict.fromkeys(line for line in found if line))
    if len(kept) > MAX_LINES or any(len(line) > MAX_LINE for line in kept):
        raise Refusal("organisation.duties_too_long")
    return kept


@transaction.atomic
def set_tugas(
    *, jabatan: Jabatan, lines: Sequence[str], version: int, by: Actor, at: datetime
) -> TugasJabatan:
    """Write the duties of a post anew. `version` 0: there were none.

    Raises NotAllowed, Stale, or Refusal `organisation.duties_too_long`.
    """
    can_import(by).or_raise()
    butir = tidied(lines)
    if version == 0:
        try:
            with transaction.atomic():
                TugasJabatan.objects.create(jabatan=jabatan, butir=butir, version=1)
        except IntegrityError:
            raise Stale from None
    elif not TugasJabatan.objects.filter(jabatan=jabatan, version=version).update(
        butir=butir, version=version + 1
    ):
        raise Stale
    record(TugasSet(by=by, at=at, object_id=jabatan.pk, jabatan=jabatan.nama, lines=len(butir)))
    return TugasJabatan.objects.get(jabatan=jabatan)


@transaction.atomic
def set_fungsi(*, unit: UnitKerja, lines: Sequence[str], version: int, by: Actor, at: datetime) -> FungsiUnit:
    """Write the functions of a unit anew. `version` 0: there were none.

    Raises NotAllowed, Stale, or Refusal `organisation.duties_too_long`.
    """
    can_change_units(by, unit.path).or_raise()
    butir = tidied(lines)
    if version == 0:
        try:
            with transaction.atomic():
                FungsiUnit.objects.create(unit=unit, butir=butir, version=1)
        except IntegrityError:
            raise Stale from None
    elif not FungsiUnit.objects.filter(unit=unit, version=version).update(butir=butir, version=version + 1):
        raise Stale
    record(FungsiSet(by=by, at=at, object_id=unit.pk, unit=unit.nama, lines=len(butir)))
    return FungsiUnit.objects.get(unit=unit)


@transaction.atomic
def import_tugas(*, instansi: Instansi, duties: Mapping[int, Sequence[str]], by: Actor, at: datetime) -> int:
    """Write the duties of many posts anew, by the key of the post; posts that are not named stay as they
    are. Answers how many posts were written.

    Raises NotAllowed, or Refusal `organisation.duties_too_long`.
    """
    can_import(by).or_raise()
    known = set(Jabatan.objects.filter(instansi=instansi, pk__in=duties).values_list("pk", flat=True))
    written = {key: tidied(lines) for key, lines in duties.items() if key in known}
    existing = {row.jabatan_id: row for row in TugasJabatan.objects.filter(jabatan__in=written)}
    for key, row in existing.items():
        row.butir = written[key]
        row.version += 1
    TugasJabatan.objects.bulk_update(existing.values(), ["butir", "version"], batch_size=500)
    TugasJabatan.objects.bulk_create(
        TugasJabatan(jabatan_id=key, butir=butir, version=1)
        for key, butir in written.items()
        if key not in existing
    )
    count = sum(map(len, written.values()))
    record(TugasImported(by=by, at=at, object_id=instansi.pk, posts=len(written), lines=count))
    return len(written)
