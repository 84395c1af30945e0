"""Draws, plans of evaluation, and what was observed as a panel."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db.models import QuerySet
from django.http import Http404

from kasuari.foundation.access import Actor
from kasuari.organisation.queries import instansi_for
from kasuari.rollout.access import can_read_reports
from kasuari.rollout.estimate import Estimate, Panel
from kasuari.rollout.models import HasilUji, UjiCoba, Undian
from kasuari.rollout.queries.units import LEAST
from kasuari.rollout.stretches import months_between


@dataclass(frozen=True, slots=True)
class Seen:
    """One outcome as it was observed: the panel, its months, and the people behind each cell."""

    panel: Panel
    months: list[date]
    people: Any

    def as_json(self, found: Estimate) -> dict[str, Any]:
        """The numbers to keep, with the means of both groups by month; a mean of fewer than `LEAST` people is
        left out."""
        begun = np.asarray(self.panel.begins) < self.panel.periods
        return {
            "efek": found.effect,
            "bawah": found.low,
            "atas": found.high,
            "p": found.p,
            "p_t": found.p_t,
            "ancova": found.ancova,
            "terkecil": found.mde,
            "sebaran": found.spread,
            "pilot": found.treated,
            "pembanding": found.compared,
            "tertinggal": found.left_out,
            "undian": found.assignments,
            "lengkap": found.exact,
            "batas": list(found.limits),
            "bulan": [month.isoformat() for month in self.months],
            "deret_pilot": self._means(begun),
            "deret_pembanding": self._means(~begun),
        }

    def _means(self, group: Any) -> list[float | None]:
        values, people = self.panel.values[group], self.people[group]
        return [
            float(np.nanmean(values[:, place]))
            if people[:, place].sum() >= LEAST and not np.isnan(values[:, place]).all()
            else None
            for place in range(len(self.months))
        ]


def draws_of(actor: Actor) -> QuerySet[Undian]:
    """Every draw of the agency, the newest first: they are published."""
    return Undian.objects.filter(instansi=instansi_for(actor)).order_by("-drawn_at", "-pk")


def draw_for(actor: Actor, undian_id: int) -> Undian:
    """One draw. Raises Http404."""
    found = draws_of(actor).filter(pk=undian_id).first()
    if found is None:
        raise Http404
    return found


def trials_of(actor: Actor) -> QuerySet[UjiCoba]:
    """The evaluations of the agency. Raises NotAllowed for those who do not read reports."""
    can_read_reports(actor).or_raise()
    return UjiCoba.objects.filter(instansi=instansi_for(actor)).order_by("-locked_at", "-pk")


def trial_for(actor: Actor, uji_id: int) -> UjiCoba:
    """One evaluation, for those who read reports. Raises NotAllowed or Http404."""
    found = trials_of(actor).filter(pk=uji_id).select_related("instansi", "undian", "locked_by").first()
    if found is None:
        raise Http404
    return found


def latest_result(uji: UjiCoba) -> HasilUji | None:
    """What came out last."""
    return uji.hasil.select_related("computed_by").order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of the units of a plan, how many were observed before the start and how many after it."""

    ukuran: str
    before: int
    after: int
    units: int


def coverage_of(uji: UjiCoba) -> list[Coverage]:
    """What is there already of each outcome of the plan. One query."""
    known = {row["unit"] for row in uji.unit}
    start = uji.mulai_date.replace(day=1)
    seen: dict[tuple[str, bool], set[int]] = defaultdict(set)
    for code, unit, month in uji.amatan.order_by("pk").values_list("ukuran", "unit_id", "bulan_date"):
        if unit in known:
            seen[code, month >= start].add(unit)
    return [
        Coverage(code, len(seen[code, False]), len(seen[code, True]), len(known))
        for code in (*uji.utama, *uji.lain)
    ]


def panel_of(uji: UjiCoba, ukuran: str, *, on: date) -> Seen:
    """What was observed of one outcome. One query."""
    rows = list(
        uji.amatan.filter(ukuran=ukuran).order_by("pk").values_list("unit_id", "bulan_date", "nilai", "n")
    )
    seen = {month for _unit, month, _value, _n in rows}
    months = [month for month in months_between(uji.awal_date, uji.akhir_date) if month in seen]
    units = [row["unit"] for row in uji.unit]
    places = {unit: place for place, unit in enumerate(units)}
    columns = {month: place for place, month in enumerate(months)}
    values = np.full((len(units), max(len(months), 1)), np.nan)
    people = np.zeros(values.shape)
    for unit, month, value, n in rows:
        if unit in places and month in columns:
            values[places[unit], columns[month]] = float(value)
            people[places[unit], columns[month]] = n
    begins = [_begins(row["mulai"], months, values.shape[1]) for row in uji.unit]
    return Seen(Panel(values, begins, [row["strata"] for row in uji.unit]), months, people)


def _begins(since: str | None, months: list[date], never: int) -> int:
    """The place of the first observed month from the day on which a unit began."""
    if since is None:
        return never
    first = date.fromisoformat(since)
    return next((place for place, month in enumerate(months) if month >= first.replace(day=1)), never)
