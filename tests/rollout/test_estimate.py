"""The arithmetic: agrees with established libraries, keeps its level, and says what it cannot say."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial

import numpy as np
import pytest
from scipy import stats

from kasuari.rollout.estimate import (
    Panel,
    difference_in_differences,
    drawn,
    drawn_within_strata,
    stepped_wedge,
    strata_of,
)
from kasuari.rollout.outcomes import SOURCES
from kasuari.rollout.queries.units import Calon, alike
from kasuari.surveys.models import HasilDenyut
from tests.cast import Cast
from tests.rollout.simulated import few_treated, in_steps, rates
from tests.surveys.acts import open_wave


def test_the_exact_test_agrees_with_scipy() -> None:
    panel = few_treated(np.random.default_rng(3), effect=0.6, units=12)
    found = difference_in_differences(panel)
    change = panel.values[:, 6:].mean(axis=1) - panel.values[:, :6].mean(axis=1)
    treated = np.asarray(panel.begins) < 12

    def statistic(first: object, second: object) -> float:
        return abs(float(np.mean(first) - np.mean(second)))  # type: ignore[arg-type]

    oracle = stats.permutation_test(
        (change[treated], change[~treated]), statistic, alternative="greater", n_resamples=np.inf
    )
    assert found.exact
    assert found.assignments == 220
    assert found.p == pytest.approx(oracle.pvalue)
    assert found.effect == pytest.approx(change[treated].mean() - change[~treated].mean())


def test_the_stepped_wedge_agrees_with_least_squares() -> None:
    panel = in_steps(np.random.default_rng(5), effect=0.8)
    units, periods = panel.values.shape
    rows = []
    for unit in range(units):
        for period in range(periods):
            dummies = np.zeros(units + periods - 1)
            dummies[unit] = 1
            if period:
                dummies[units + period - 1] = 1
            rows.append(np.concatenate([[float(period >= panel.begins[unit])], dummies]))
    fitted, *_rest = np.linalg.lstsq(np.asarray(rows), panel.values.ravel(), rcond=None)
    found = stepped_wedge(panel)
    assert found.effect == pytest.approx(fitted[0])
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.effect < found.high  # type: ignore[operator]


@pytest.mark.parametrize(("kind", "runs", "most"), [("few", 120, 0.10), ("steps", 20, 0.20)])
def test_nothing_is_rarely_found_where_nothing_is(kind: str, runs: int, most: float) -> None:
    """A small run of the benchmark `pilot.coverage`, which has 500."""
    found = rates(kind, runs=runs, seed=11)
    assert found.rejected <= most
    assert found.covered >= 0.85


def test_one_unit_and_few_units_conclude_nothing() -> None:
    values = np.random.default_rng(1).normal(size=(6, 4))
    one = difference_in_differences(Panel(values, [2, 4, 4, 4, 4, 4]))
    assert set(one.limits) == {"one_unit", "too_few_draws"}
    assert one.smallest_p == pytest.approx(1 / 6)
    alone = difference_in_differences(Panel(values[:1], [2]))
    assert alone.effect is None
    assert alone.limits == ("no_comparison",)
    assert difference_in_differences(Panel(values, [4] * 6)).limits == ("no_pilot",)


def test_a_missing_baseline_is_said_and_never_nought() -> None:
    values = np.random.default_rng(2).normal(size=(24, 6))
    values[5, :3] = np.nan
    found = difference_in_differences(Panel(values, [3, 3, 3] + [6] * 21))
    assert "baseline_missing" in found.limits
    assert (found.left_out, found.compared) == (1, 20)


def test_a_step_in_which_a_unit_was_not_seen_leaves_it_out_and_says_so() -> None:
    panel = in_steps(np.random.default_rng(5), effect=0.8)
    panel.values[3, 4] = np.nan
    found = stepped_wedge(panel)
    assert (found.left_out, found.limits) == (1, ("period_missing",))


def test_a_draw_can_be_repeated_and_keeps_its_strata() -> None:
    units = {number: "puskesmas" if number <= 12 else "sekolah" for number in range(1, 25)}
    chosen = drawn(units, seed="rapat-3-juli", count=4)
    assert chosen == drawn(units, seed="rapat-3-juli", count=4)
    assert sum(units[unit] == "puskesmas" for unit in chosen) == 2
    assert chosen != drawn(units, seed="rapat-4-juli", count=4)
    often = [drawn(units, seed=str(number), count=4)[0] for number in range(600)]
    assert min(often.count(unit) for unit in units) >= 8  # each about 25 times: nobody is left out


def candidate(number: int, *, kind: str = "1", people: int = 40, baseline: int | None = None) -> Calon:
    return Calon(number, f"Unit {number}", kind, kind, f"/{number}/", people, False, "", baseline)


def test_strata_are_as_fine_as_leaves_a_draw_that_can_prove_something() -> None:
    """Eight pairs of units that are alike in all: with pairs as strata three pilots could come out in eight
    ways, and no p could fall below 0.125."""
    kinds = [str(number) for number in range(1, 9)]
    pairs = [candidate(10 * place + half, kind=kind) for place, kind in enumerate(kinds) for half in (1, 2)]
    assert len(set(strata_of(pairs).values())) == 8
    strata, chosen = drawn_within_strata(pairs, seed="rapat-3-juli", count=3)
    assert set(strata.values()) == {""}
    assert len(chosen) == 3
    many = [candidate(number, baseline=30 if number % 2 else 80) for number in range(1, 25)]
    strata, chosen = drawn_within_strata(many, seed="rapat-3-juli", count=4)
    assert set(strata.values()) == {"1, dekat, besar, SKP banyak", "1, dekat, besar, SKP sedikit"}
    assert sum(number % 2 for number in chosen) == 2  # as many from below as from above the middle


def test_units_are_alike_in_kind_size_and_where_they_stand() -> None:
    own = candidate(1, people=40, baseline=50)
    near, larger, behind = (
        candidate(2, people=40, baseline=55),
        candidate(3, people=90, baseline=50),
        candidate(4, people=40, baseline=10),
    )
    other = candidate(5, kind="5", people=40, baseline=50)
    assert alike([own, other, larger, behind, near])[1] == [near, behind, larger]
    assert alike([own, other, near])[1] == [near, other]


@pytest.mark.parametrize("seed", range(5))
def test_the_units_alike_are_those_that_sorting_all_puts_first(seed: int) -> None:
    chance = random.Random(seed)
    units = [
        replace(
            candidate(number, kind=chance.choice("1134"), people=chance.choice((5, 8, 9, 16, 40, 41, 400))),
            remote=chance.random() < 0.3,
            baseline=chance.choice((None, 0, 30, 30, 80)),
        )
        for number in range(1, chance.choice((3, 6, 60)))
    ]

    def apart(unit: Calon, other: Calon) -> tuple[bool, float]:
        size = abs(math.log2(other.people) - math.log2(unit.people)) + (other.remote != unit.remote)
        known = unit.baseline is not None and other.baseline is not None
        stands = abs(other.baseline - unit.baseline) / 100 if known else 0
        return (other.kind != unit.kind, size + stands)

    found = alike(units)
    for unit in units:
        near = sorted((other for other in units if other != unit), key=partial(apart, unit))
        assert found[unit.unit_id] == near[:3]
    assert alike([]) == {}


@pytest.mark.django_db
def test_the_pulse_and_the_service_are_outcomes_where_a_unit_may_be_shown(cast: Cast) -> None:
    denyut = open_wave(cast)
    HasilDenyut.objects.create(
        denyut=denyut, unit=cast.puskesmas, isi={"jawaban": 9, "butir": {}, "skala": {"M": "4.1"}}
    )
    units = {cast.puskesmas.pk: cast.puskesmas.path, cast.dinkes.pk: cast.dinkes.path}
    month = denyut.last_date.replace(day=1)
    end = (month + timedelta(days=32)).replace(day=1)
    assert SOURCES["denyut"](units, month, end) == {(cast.puskesmas.pk, month): (Decimal("4.1"), 9)}
    assert SOURCES["denyut"](units, end, end + timedelta(days=31)) == {}
    assert SOURCES["layanan"](units, month, end) == {}
