"""What a pilot is judged by, counted from what people do anyway: one figure of a unit in a month.

A figure that nobody can tell stays absent: where a function was off nothing was written here, and that is not
nought.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from kasuari.audit.queries import moments_between
from kasuari.evaluation.queries import evaluasi_visible, keberatan_visible
from kasuari.feedback.queries import umpan_balik_rows
from kasuari.foundation.access import Actor
from kasuari.foundation.functions import Fungsi, counted
from kasuari.planning.queries import indikator_in_force
from kasuari.progress.queries import filled_shares
from kasuari.rollout.enums import Ukuran
from kasuari.rollout.models import AnggotaGelombang
from kasuari.rollout.queries.waves import people_below
from kasuari.rollout.stretches import months_between, worked
from kasuari.surveys.enums import Skala
from kasuari.surveys.queries import pulse_by_unit, skm_by_unit

if TYPE_CHECKING:
    from kasuari.evaluation.models import Evaluasi

Cell = tuple[int, date]
Figure = tuple[Decimal, int]
Figures = dict[Cell, Figure]
Source = Callable[[Mapping[int, str], date, date], Figures]


def _unit_of(path: str, units: Mapping[int, str]) -> int | None:
    return next((pk for pk, own in units.items() if path.startswith(own)), None)


def _on(units: Mapping[int, str], fungsi: Fungsi, months: Sequence[date]) -> list[Cell]:
    """The months of each unit through which a function was on; all of them for one in no wave. One query."""
    rows = AnggotaGelombang.objects.filter(unit_id__in=units).select_related("gelombang").order_by("pk")
    waves = {row.unit_id: row.gelombang for row in rows}

    def runs(unit: int, month: date) -> bool:
        wave = waves.get(unit)
        if wave is None:
            return True
        began = timezone.localtime(wave.started_at).date() if wave.started_at is not None else date.max
        return began <= month and all(wave.is_on(fungsi, day) for day in (month, _last_day(month)))

    return [(unit, month) for unit in units for month in months if runs(unit, month)]


def _last_day(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _span(first: date, end: date) -> tuple[datetime, datetime]:
    midnight = [timezone.make_aware(datetime.combine(day, time.min)) for day in (first, end)]
    return midnight[0], midnight[1]


def _in_time(units: Mapping[int, str], first: date, end: date) -> Figures:
    """Of the evaluations whose window ended in the month, the share delivered by then."""
    rows = _evaluations(first, end).values_list(
        "skp__unit__path", "periode_evaluasi__window_last_date", "delivered_at"
    )
    found: dict[Cell, list[bool]] = defaultdict(list)
    for path, last_date, delivered_at in rows:
        unit = _unit_of(path, units)
        if unit is not None:
            on_time = delivered_at is not None and timezone.localtime(delivered_at).date() <= last_date
            found[unit, last_date.replace(day=1)].append(on_time)
    return {cell: (Decimal(100 * sum(given)) / len(given), len(given)) for cell, given in found.items()}


def _evaluations(first: date, end: date) -> QuerySet[Evaluasi]:
    found = evaluasi_visible(Actor.system("Kasuari", on=end)).filter(
        periode_evaluasi__window_last_date__gte=first, periode_evaluasi__window_last_date__lt=end
    )
    return found.filter(counted(unit="skp__unit", moment="rated_at"))


def _feedback(units: Mapping[int, str], first: date, end: date) -> Figures:
    """Pieces of feedback received, for each person in the unit, in the months in which it was on."""
    people = _people(units, first)
    start, stop = _span(first, end)
    on = _on(units, Fungsi.UMPAN_BALIK, months_between(first, end))
    found: dict[Cell, int] = {cell: 0 for cell in on if people[cell[0]]}
    given = umpan_balik_rows().filter(given_at__gte=start, given_at__lt=stop, withdrawn_at__isnull=True)
    for path, at in given.order_by("pk").values_list("skp__unit__path", "given_at"):
        unit = _unit_of(path, units)
        if unit is not None and (cell := (unit, timezone.localtime(at).date().replace(day=1))) in found:
            found[cell] += 1
    return {cell: (Decimal(count) / people[cell[0]], people[cell[0]]) for cell, count in found.items()}


def _objections(units: Mapping[int, str], first: date, end: date) -> Figures:
    """Objections filed against the evaluations of the month, per hundred of them."""
    delivered: dict[Cell, int] = defaultdict(int)
    for path, last_date in (
        _evaluations(first, end)
        .filter(delivered_at__isnull=False)
        .values_list("skp__unit__path", "periode_evaluasi__window_last_date")
    ):
        unit = _unit_of(path, units)
        if unit is not None:
            delivered[unit, last_date.replace(day=1)] += 1
    filed: dict[Cell, int] = defaultdict(int)
    rows = keberatan_visible(Actor.system("Kasuari", on=end)).filter(
        evaluasi__periode_evaluasi__window_last_date__gte=first,
        evaluasi__periode_evaluasi__window_last_date__lt=end,
    )
    for path, last_date in rows.values_list(
        "evaluasi__skp__unit__path", "evaluasi__periode_evaluasi__window_last_date"
    ):
        unit = _unit_of(path, units)
        if unit is not None:
            filed[unit, last_date.replace(day=1)] += 1
    return {cell: (Decimal(100 * filed[cell]) / count, count) for cell, count in delivered.items()}


def _minutes(units: Mapping[int, str], first: date, end: date) -> Figures:
    """Minutes of work in the product for each person, by what it leaves in the ledger."""
    by_path = people_below(units.values(), on=first)
    places = {
        user: (pk, len(by_path[path]))
        for pk, path in units.items()
        for _, user in by_path[path]
        if user is not None
    }
    start, stop = _span(first, end)
    moments: dict[tuple[int, date], list[datetime]] = defaultdict(list)
    for user, at in moments_between(set(places), start, stop):
        moments[user, timezone.localtime(at).date().replace(day=1)].append(at)
    total: dict[Cell, timedelta] = defaultdict(timedelta)
    for (user, month), given in moments.items():
        total[places[user][0], month] += worked(given)
    sizes = {pk: len(by_path[path]) for pk, path in units.items()}
    return {
        cell: (Decimal(round(spent.total_seconds())) / 60 / sizes[cell[0]], sizes[cell[0]])
        for cell, spent in total.items()
        if sizes[cell[0]]
    }


def _people(units: Mapping[int, str], on: date) -> dict[int, int]:
    found = people_below(units.values(), on=on)
    return {pk: len(found[path]) for pk, path in units.items()}


def _pulse(units: Mapping[int, str], first: date, end: date) -> Figures:
    """The scale of motivation in the month in which a wave closed, where the unit may be shown."""
    found: Figures = {}
    waves = pulse_by_unit(units, start_date=first, last_date=end - timedelta(days=1))
    for unit, given in waves.items():
        for day, answered, scales in given:
            if Skala.MOTIVASI in scales:
                found[unit, day.replace(day=1)] = (scales[Skala.MOTIVASI], answered)
    return found


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator


def _service(units: Mapping[int, str], first: date, end: date) -> Figures:
    """The mean IKM of the surveys that closed in the month, by their answers."""
    answers: dict[Cell, list[tuple[Fraction, int]]] = defaultdict(list)
    surveys = skm_by_unit(units, start_date=first, last_date=end - timedelta(days=1))
    for unit, given in surveys.items():
        for one in given:
            answers[unit, one.last_date.replace(day=1)].append((one.ikm, one.responden))
    return {
        cell: (_decimal(sum((ikm * count for ikm, count in rows), Fraction(0)) / total), total)
        for cell, rows in answers.items()
        if (total := sum(count for _ikm, count in rows))
    }


def _wording(units: Mapping[int, str], first: date, end: date) -> Figures:
    """Of the indikator that were in force on the last day of the month, the share whose wording drew no
    advice: known in every month, also where no SKP was set in it."""
    days = [_last_day(month) for month in months_between(first, end)]
    found: dict[Cell, list[tuple[int, int]]] = defaultdict(list)
    for row in indikator_in_force(days, paths=units.values()):
        unit = _unit_of(row.path, units)
        if unit is not None:
            found[unit, row.day.replace(day=1)].append((row.clean, row.number))
    return _shares(found)


def _shares(found: Mapping[Cell, list[tuple[int, int]]]) -> Figures:
    """Percent of the whole, by cell; a cell without anything to share has none."""
    figures: Figures = {}
    for cell, rows in found.items():
        if total := sum(number for _part, number in rows):
            figures[cell] = (Decimal(100 * sum(part for part, _number in rows)) / total, total)
    return figures


def _results(units: Mapping[int, str], first: date, end: date) -> Figures:
    """Of the indikator of the set SKP in the period that ended in the month, the share with a result, where
    results were written here."""
    on = set(_on(units, Fungsi.REALISASI, months_between(first, end)))
    found: dict[Cell, list[tuple[int, int]]] = defaultdict(list)
    for path, last_date, filled, number in filled_shares(start_date=first, end_date=end):
        unit = _unit_of(path, units)
        if unit is not None and (cell := (unit, last_date.replace(day=1))) in on:
            found[cell].append((filled, number))
    return _shares(found)


SOURCES: dict[str, Source] = {
    Ukuran.TEPAT_WAKTU: _in_time,
    Ukuran.UMPAN_BALIK: _feedback,
    Ukuran.KEBERATAN: _objections,
    Ukuran.WAKTU: _minutes,
    Ukuran.DENYUT: _pulse,
    Ukuran.LAYANAN: _service,
    Ukuran.MUTU_INDIKATOR: _wording,
    Ukuran.REALISASI: _results,
}
