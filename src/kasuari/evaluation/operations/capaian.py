"""The level that a unit reached in a period (Lampiran BAB IV B.1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kasuari.evaluation.enums import LevelCapaian
from kasuari.evaluation.events import CapaianSet
from kasuari.evaluation.models import CapaianOrganisasi
from kasuari.evaluation.queries.capaian import setting_capaian
from kasuari.evaluation.queries.closing import period_open
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.foundation.rows import write_next

if TYPE_CHECKING:
    from kasuari.organisation.models import UnitKerja
    from kasuari.planning.models import PeriodeEvaluasi


@transaction.atomic
def set_capaian(
    *,
    unit: UnitKerja,
    periode_evaluasi: PeriodeEvaluasi,
    level: str,
    dasar: str,
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> CapaianOrganisasi:
    """Set or change the level of a unit; evaluations signed before keep the level of their day.

    `dasar` names what it rests on: trajectory target or rencana aksi for a period, IKU, ekspektasi pimpinan
    and indeks reformasi birokrasi for the year. `version` None or 0: none had been set. Raises NotAllowed,
    Invalid or Stale. Setting what already stands there records nothing.
    """
    setting_capaian(by, unit, on=at.date()).or_raise()
    period_open(periode_evaluasi, on=at.date()).or_raise()
    dasar = dasar.strip()
    problems = []
    if level not in LevelCapaian.values:
        problems.append(
            Problem("evaluation.level", "level", _("Pilih salah satu dari kelima tingkat capaian."))
        )
    if len(dasar) > 2000:
        problems.append(
            Problem("evaluation.teks_panjang", "dasar", _("Ringkas menjadi paling banyak 2.000 huruf."))
        )
    if problems:
        raise Invalid("evaluation.invalid", problems=tuple(problems))
    if by.user_id is None:
        raise RuntimeError("a capaian is set by a person")
    seen = version or 0
    found = CapaianOrganisasi.objects.filter(unit=unit, periode_evaluasi=periode_evaluasi).first()
    before = found.level if found else ""
    if found is None:
        if seen:
            raise Stale
        try:
            with transaction.atomic():
                found = CapaianOrganisasi.objects.create(
                    unit=unit,
                    periode_evaluasi=periode_evaluasi,
                    level=level,
                    dasar=dasar,
                    set_at=at,
                    set_by_id=by.user_id,
                    version=1,
                )
        except IntegrityError:
            raise Stale from None
    else:
        if found.version != seen:
            raise Stale
        if (found.level, found.dasar) == (level, dasar):
            return found
        write_next(found, seen, level=level, dasar=dasar, set_at=at, set_by_id=by.user_id)
    record(
        CapaianSet(
            by=by,
            at=at,
            object_id=found.pk,
            unit=unit.nama,
            unit_id=unit.pk,
            periode_evaluasi_id=periode_evaluasi.pk,
            level=level,
            level_before=before,
            dasar=dasar,
        )
    )
    return found


@transaction.atomic
def set_capaian_of_many(
    *,
    units: Iterable[UnitKerja],
    periode_evaluasi: PeriodeEvaluasi,
    level: str,
    dasar: str,
    by: Actor,
    at: datetime,
) -> list[CapaianOrganisasi]:
    """The same level on the same ground for units that have none yet; one event each, all or nothing.

    A unit that somebody gave a level meanwhile is left as it is. Raises as `set_capaian`.
    """
    chosen = list(units)
    taken = set(
        CapaianOrganisasi.objects.filter(
            periode_evaluasi=periode_evaluasi, unit_id__in=[unit.pk for unit in chosen]
        )
        .order_by("pk")
        .values_list("unit_id", flat=True)
    )
    return [
        set_capaian(unit=unit, periode_evaluasi=periode_evaluasi, level=level, dasar=dasar, by=by, at=at)
        for unit in chosen
        if unit.pk not in taken
    ]
