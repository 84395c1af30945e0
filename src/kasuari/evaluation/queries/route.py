"""Who evaluates an SKP in a period on a day: the penilai, or the atasan in the penilai's place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from kasuari.evaluation.models import Evaluasi
from kasuari.evaluation.queries.clocks import FairCalendar, path_of
from kasuari.evaluation.states import SIGNED
from kasuari.organisation import queries as organisation
from kasuari.planning import queries as planning
from kasuari.regulation.pelaku import Pelaku, pelaku_evaluasi

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi, Skp


@dataclass(frozen=True, slots=True)
class Route:
    """`pelaku` evaluates, for the reason `code`; `atasan_id` is who stands above the penilai, if anybody."""

    pelaku: Pelaku
    code: str
    basis: str
    atasan_id: int | None

    @property
    def is_open(self) -> bool:
        """Whether the atasan may evaluate in the penilai's place."""
        return self.pelaku is Pelaku.ATASAN and self.atasan_id is not None

    @property
    def reason(self) -> str:
        """`lewat_waktu`, `berhalangan_tetap`, `penilai_pindah`: the last word of the code."""
        return self.code.rpartition(".")[2]


def route_of(skp: Skp, periode_evaluasi: PeriodeEvaluasi, *, calendar: FairCalendar, on: date) -> Route:
    """The route of one SKP. Two queries, one more where the SKP ended within the period."""
    return routes_of([skp], periode_evaluasi, calendar=calendar, on=on)[skp.pk]


def routes_of(
    skps: Iterable[Skp], periode_evaluasi: PeriodeEvaluasi, *, calendar: FairCalendar, on: date
) -> dict[int, Route]:
    """The route of each SKP of a period. Three queries at most, however many."""
    rows = list(skps)
    held = organisation.offices(
        {(skp.penilai_id, skp.unit_penilai_id) for skp in rows if skp.penilai_id}, on=on
    )
    ended = [skp for skp in rows if skp.last_date < periode_evaluasi.last_date]
    moved = _went_on(ended, periode_evaluasi) if ended else set()
    found = {}
    for skp in rows:
        office = held.get((skp.penilai_id or 0, skp.unit_penilai_id), organisation.Office())
        verdict = pelaku_evaluasi(
            jendela=calendar.window(periode_evaluasi, path_of(skp.unit_penilai)),
            tahunan=periode_evaluasi.jenis == "tahunan",
            penilai_pindah=office.left_date,
            berhalangan_tetap=office.away,
            pegawai_pindah=skp.pk in moved,
            on=on,
        )
        found[skp.pk] = Route(
            pelaku=verdict.value or Pelaku.PENILAI,
            code=verdict.code,
            basis="; ".join(str(item) for item in verdict.basis),
            atasan_id=skp.atasan_penilai_id,
        )
    return found


def _went_on(ended: list[Skp], periode_evaluasi: PeriodeEvaluasi) -> set[int]:
    """Those of the SKP that ended within the period whose owner has a later one that covers it."""
    later = planning.evaluable(periode_evaluasi).filter(pegawai_id__in={skp.pegawai_id for skp in ended})
    starts: dict[int, list[date]] = {}
    for pegawai_id, start in later.order_by().values_list("pegawai_id", "start_date"):
        starts.setdefault(pegawai_id, []).append(start)
    return {skp.pk for skp in ended if any(start > skp.last_date for start in starts.get(skp.pegawai_id, ()))}


def waiting_for_atasan(
    atasan_id: int, periode_evaluasi: PeriodeEvaluasi, *, calendar: FairCalendar, on: date
) -> list[tuple[Skp, Route]]:
    """The SKP below `atasan_id` that nobody has signed and whose evaluation has passed to the atasan.

    Three queries, however many.
    """
    rows = list(unsigned(periode_evaluasi).filter(atasan_penilai_id=atasan_id))
    routes = routes_of(rows, periode_evaluasi, calendar=calendar, on=on)
    return [(skp, routes[skp.pk]) for skp in rows if routes[skp.pk].is_open]


def unsigned(periode_evaluasi: PeriodeEvaluasi) -> QuerySet[Skp]:
    """Set SKP that cover the period and whose evaluation nobody has signed."""
    signed = Evaluasi.objects.filter(
        Q(skp=OuterRef("pk")), periode_evaluasi=periode_evaluasi, state__in=SIGNED
    )
    return planning.evaluable(periode_evaluasi).filter(~Exists(signed))
