"""Whether somebody still holds the post from which they lead a unit, and who was moved since a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kasuari.organisation.models import Penugasan, UnitKerja
from kasuari.organisation.queries.authority import _away


@dataclass(frozen=True, slots=True)
class Office:
    """How somebody stands to the unit that they led.

    `left_date` is the first day on which they no longer lead it, None while they do or where they never did.
    `away`: permanently prevented on the day (CLTN, MPP, suspended).
    """

    left_date: date | None = None
    away: bool = False


def offices(pairs: Iterable[tuple[int, int | None]], *, on: date) -> dict[tuple[int, int | None], Office]:
    """The office of each (person, unit led) on a day. Two queries, however many pairs."""
    wanted = set(pairs)
    people = {pegawai_id for pegawai_id, _ in wanted}
    if not people:
        return {}
    away = _away(people, on)
    ends: dict[tuple[int, int], list[date | None]] = {}
    led = Penugasan.objects.filter(
        pegawai_id__in=people, unit_id__in={unit for _, unit in wanted if unit}, memimpin=True
    )
    for pegawai_id, unit_id, end_date in led.order_by("pk").values_list("pegawai_id", "unit_id", "end_date"):
        ends.setdefault((pegawai_id, unit_id), []).append(end_date)
    return {
        (pegawai_id, unit_id): Office(
            left_date=_last(ends.get((pegawai_id, unit_id), [None])) if unit_id else None,
            away=pegawai_id in away,
        )
        for pegawai_id, unit_id in wanted
    }


def _last(ends: list[date | None]) -> date | None:
    known = [end for end in ends if end is not None]
    return max(known) if len(known) == len(ends) else None


def moves_since(pegawai_ids: Iterable[int], since: date) -> QuerySet[Penugasan]:
    """The appointments of these people that begin after a day, the oldest first."""
    return (
        Penugasan.objects.filter(pegawai_id__in=set(pegawai_ids), start_date__gt=since)
        .select_related("jabatan", "unit")
        .order_by("start_date", "pk")
    )


def units_of(instansi_id: int) -> QuerySet[UnitKerja]:
    """The units of an agency that exist now, in the order of the tree."""
    return UnitKerja.objects.filter(instansi_id=instansi_id, end_date__isnull=True).order_by("path")
