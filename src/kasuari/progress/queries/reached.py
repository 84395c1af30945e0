"""What was reached, in numbers: of an SKP and of a perjanjian kinerja."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kasuari.foundation.access import Actor
from kasuari.planning import queries as planning
from kasuari.planning.reaching import Keadaan, standing
from kasuari.progress.models import Realisasi, RencanaAksi
from kasuari.progress.queries.filled import FILLED

if TYPE_CHECKING:
    from kasuari.planning.models import Periode, PeriodeEvaluasi

_STATES = {Keadaan.MELAMPAUI: "exceeded", Keadaan.TERCAPAI: "reached", Keadaan.MELESET: "missed"}


@dataclass(frozen=True, slots=True)
class Reached:
    """How far an indikator has come, for the pohon kinerja: a word that can be told without colour.

    `state`: exceeded, reached, on_way, missed (beside a target that is right only at its value), behind
    (below the target of the quarter), told (words without a number), unknown (nothing written: missing is
    never zero) or private (not for this reader). `percent` of the target.
    """

    state: str
    percent: int | None = None


def reached_of(
    measures: Iterable[planning.Measure], *, actor: Actor, periode: Periode, on: date
) -> dict[int, Reached]:
    """How far each indikator has come by the last period that began on or before a day. Two queries.

    The indikator of a perjanjian kinerja are the organisation's and told to everybody; those of a person only
    to whoever may see the SKP.
    """
    wanted = list(measures)
    private = {item.skp_id for item in wanted if not item.public}
    allowed = set(planning.skp_visible(actor).filter(pk__in=private).order_by().values_list("pk", flat=True))
    ids = [item.indikator_id for item in wanted if item.public or item.skp_id in allowed]
    last: dict[int, tuple[Decimal | None, int]] = {}
    rows = Realisasi.objects.filter(
        FILLED,
        indikator_id__in=ids,
        periode_evaluasi__periode=periode,
        periode_evaluasi__start_date__lte=on,
    ).order_by("periode_evaluasi__last_date", "periode_evaluasi__start_date")
    for indikator_id, nilai, day in rows.values_list("indikator_id", "nilai", "periode_evaluasi__last_date"):
        last[indikator_id] = (nilai, (day.month + 2) // 3)
    return {
        item.indikator_id: _reached(item, last.get(item.indikator_id))
        if item.public or item.skp_id in allowed
        else Reached("private")
        for item in wanted
    }


def _reached(item: planning.Measure, last: tuple[Decimal | None, int] | None) -> Reached:
    if last is None:
        return Reached("unknown")
    nilai, quarter = last
    if nilai is None:
        return Reached("told")
    found = standing(nilai=nilai, minimum=item.minimum, maksimum=item.maksimum, arah=item.arah)
    if found is None:
        return Reached("told")
    if found.keadaan is not Keadaan.BELUM:
        return Reached(_STATES[found.keadaan], found.percent)
    step = item.quarters[quarter - 1] if item.quarters else None
    if step is not None and (nilai > step if item.arah == "turun" else nilai < step):
        return Reached("behind", found.percent)
    return Reached("on_way", found.percent)


@dataclass(frozen=True, slots=True)
class PkReached:
    """What was reached on an indikator of a perjanjian kinerja in a period: the number, None where unknown;
    how many steps were planned for it, and on how many of them something was written."""

    nilai: Decimal | None = None
    aksi: int = 0
    bergerak: int = 0


def pk_reached(indikator_pk_ids: Iterable[int], periode_evaluasi: PeriodeEvaluasi) -> dict[int, PkReached]:
    """By indikator of the perjanjian kinerja; what nobody took into an SKP is not there. Two queries."""
    wanted = set(indikator_pk_ids)
    numbers: dict[int, Decimal | None] = {}
    written: set[int] = set()
    rows = Realisasi.objects.filter(
        FILLED, indikator__indikator_pk_id__in=wanted, periode_evaluasi=periode_evaluasi
    ).order_by("recorded_at", "pk")
    for pk, rhk_id, nilai in rows.values_list("indikator__indikator_pk_id", "indikator__rhk_id", "nilai"):
        numbers[pk] = nilai if nilai is not None else numbers.get(pk)
        written.add(rhk_id)
    steps: dict[int, list[int]] = {}
    planned = (
        RencanaAksi.objects.filter(
            rhk__indikator__indikator_pk_id__in=wanted, periode_evaluasi=periode_evaluasi
        )
        .order_by("pk")
        .values_list("rhk__indikator__indikator_pk_id", "rhk_id")
    )
    for pk, rhk_id in planned:
        steps.setdefault(pk, []).append(rhk_id)
    return {
        pk: PkReached(
            numbers.get(pk), len(steps.get(pk, ())), sum(rhk in written for rhk in steps.get(pk, ()))
        )
        for pk in {*numbers, *steps}
    }
