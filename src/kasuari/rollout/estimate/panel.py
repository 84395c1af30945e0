"""Difference in differences and stepped wedge: which draws were possible, and the contrast of each.

With few treated units tests on cluster-robust errors reject three times too often, so the distribution of the
estimate comes from the draw itself: every way in which the units could have been drawn, or many of them. What
follows from it is SciPy's (`inference`).

Sources of the method: MacKinnon & Webb on randomisation inference with few treated clusters; Barker et al.
2017 on stepped wedges with few clusters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from kasuari.rollout.estimate.draw import ways
from kasuari.rollout.estimate.inference import LEVEL, Array, interval, p_of, reach_of_t, reach_of_z, t_of

MOST_EXACT = 50_000
SAMPLED = 4_999
_SEED = 20_260_624


@dataclass(frozen=True, slots=True)
class Panel:
    """One outcome: `values` by unit and period (nan where nothing was observed), and for each unit the period
    in which it began (`never` = the number of periods). `strata`: within which the draw was made."""

    values: Array
    begins: Sequence[int]
    strata: Sequence[str] = ()

    @property
    def periods(self) -> int:
        return int(self.values.shape[1])


@dataclass(frozen=True, slots=True)
class Estimate:
    """What came out. `p` by the coefficient, `p_t` by the t-statistic; `limits` name what cannot be said."""

    effect: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    p_t: float | None = None
    ancova: float | None = None
    mde: float | None = None
    spread: float | None = None
    treated: int = 0
    compared: int = 0
    left_out: int = 0
    assignments: int = 0
    exact: bool = False
    limits: tuple[str, ...] = field(default=())

    @property
    def smallest_p(self) -> float | None:
        """The smallest p that this draw can give at all."""
        return 1 / self.assignments if self.assignments else None


def difference_in_differences(panel: Panel, *, seed: int = _SEED) -> Estimate:
    """The change from before to after of the units that began, less that of the others, at unit level."""
    values, begins = panel.values, np.asarray(panel.begins)
    treated_all = begins < panel.periods
    if not treated_all.any():
        return Estimate(limits=("no_pilot",))
    start = int(begins[treated_all].min())
    with np.errstate(invalid="ignore"):
        before, after = _mean(values[:, :start]), _mean(values[:, start:])
    kept = ~(np.isnan(before) | np.isnan(after))
    left_out = int((~kept).sum())
    limits = ["baseline_missing"] if np.isnan(before).any() else []
    if np.isnan(after).any():
        limits.append("after_missing")
    treated, change, base = treated_all[kept], (after - before)[kept], before[kept]
    k, n = int(treated.sum()), len(change)
    if k == 0 or n - k < 2:
        return Estimate(
            treated=k,
            compared=n - k,
            left_out=left_out,
            limits=(*limits, "no_pilot" if k == 0 else "no_comparison"),
        )
    if k == 1:
        limits.append("one_unit")
    strata = np.asarray(panel.strata or [""] * len(values))[kept]
    draws, exact = _assignments(treated, strata, seed=seed)
    weights = draws / k - (~draws) / (n - k)
    contrasts, exposures = weights @ change, weights @ treated.astype(float)
    low, high = interval(contrasts, exposures)
    if len(draws) < 1 / LEVEL:
        limits.append("too_few_draws")
    spread = float(np.std(change[~treated], ddof=1)) if n - k > 1 else None
    return Estimate(
        effect=float(contrasts[0]),
        low=low,
        high=high,
        p=p_of(contrasts),
        p_t=p_of(t_of(_chosen(draws, change), _chosen(~draws, change))),
        ancova=_ancova(treated, base, base + change),
        mde=_detectable(spread, k, n - k),
        spread=spread,
        treated=k,
        compared=n - k,
        left_out=left_out,
        assignments=len(draws),
        exact=exact,
        limits=tuple(limits),
    )


def stepped_wedge(panel: Panel, *, seed: int = _SEED) -> Estimate:
    """Units begin one step after the other in a drawn order: unit and period fixed effects, and the
    distribution from drawing the order anew. Units with a period that nobody observed are left out."""
    kept = ~np.isnan(panel.values).any(axis=1)
    left_out = int((~kept).sum())
    values, begins = panel.values[kept], np.asarray(panel.begins)[kept]
    limits = ["period_missing"] if left_out else []
    begun = int((begins < panel.periods).sum())
    steps, counts = np.unique(begins, return_counts=True)
    if begun == 0 or len(steps) < 2:
        return Estimate(
            treated=begun, compared=len(begins) - begun, left_out=left_out, limits=(*limits, "no_steps")
        )
    if (counts < 2).any():
        limits.append("step_of_one")
    strata = np.asarray(panel.strata or [""] * len(panel.values))[kept]
    generator = np.random.default_rng(seed)
    orders = np.empty((SAMPLED + 1, len(begins)), dtype=begins.dtype)
    orders[0] = begins
    for name in np.unique(strata):
        places = np.flatnonzero(strata == name)
        shuffled = np.argsort(generator.random((SAMPLED, len(places))), axis=1)
        orders[1:, places] = begins[places][shuffled]
    exposed = _within(_exposure(orders, panel.periods))
    own = _exposure(begins[None, :], panel.periods)[0]
    size = np.einsum("wij,wij->w", exposed, exposed)
    usable = size > 1e-9
    a = np.einsum("wij,ij->w", exposed, values)[usable] / size[usable]
    b = np.einsum("wij,ij->w", exposed, own)[usable] / size[usable]
    effect = float(a[0])
    low, high = interval(a, b)
    residual = _within((values - effect * own)[None, :, :])[0]
    free = values.size - len(values) - panel.periods
    spread = float(np.sqrt((residual**2).sum() / max(free, 1)))
    if len(np.unique(orders, axis=0)) < 1 / LEVEL:
        limits.append("too_few_draws")
    return Estimate(
        effect=effect,
        low=low,
        high=high,
        p=p_of(a),
        mde=reach_of_z() * float(np.std(a - effect * b)) or None,
        spread=spread,
        treated=begun,
        compared=len(begins) - begun,
        left_out=left_out,
        assignments=int(usable.sum()),
        exact=False,
        limits=tuple(limits),
    )


def _assignments(
    treated: NDArray[np.bool_], strata: NDArray[np.str_], *, seed: int
) -> tuple[NDArray[np.bool_], bool]:
    """Every way the draw could have come out, else many of them; the one that did is the first."""
    n = len(treated)
    if ways(treated.tolist(), strata.tolist()) <= MOST_EXACT:
        rows = np.zeros((1, n), dtype=bool)
        for name in np.unique(strata):
            places = np.flatnonzero(strata == name)
            took = int(treated[places].sum())
            options = np.zeros((comb(len(places), took), n), dtype=bool)
            for number, chosen in enumerate(combinations(places, took)):
                options[number, list(chosen)] = True
            rows = (rows[:, None, :] | options[None, :, :]).reshape(-1, n)
        happened = (rows == treated).all(axis=1)
        return np.concatenate([rows[happened], rows[~happened]]), True
    generator = np.random.default_rng(seed)
    rows = np.zeros((SAMPLED + 1, n), dtype=bool)
    rows[0] = treated
    for name in np.unique(strata):
        places = np.flatnonzero(strata == name)
        shuffled = np.argsort(generator.random((SAMPLED, len(places))), axis=1)
        rows[1:, places] = treated[places][shuffled]
    return rows, False


def _chosen(draws: NDArray[np.bool_], change: Array) -> Array:
    """The changes of the units that each draw holds; every draw holds as many."""
    found: Array = change[np.nonzero(draws)[1].reshape(len(draws), -1)]
    return found


def _ancova(treated: NDArray[np.bool_], before: Array, after: Array) -> float | None:
    """The effect with the baseline as a covariate, beside the difference of changes."""
    design = np.column_stack([np.ones(len(after)), treated.astype(float), before])
    if np.linalg.matrix_rank(design) < 3 or len(after) < 5:
        return None
    found, *_rest = np.linalg.lstsq(design, after, rcond=None)
    return float(found[1])


def _detectable(spread: float | None, k: int, other: int) -> float | None:
    """The smallest effect that such a test finds four times in five."""
    if not spread:
        return None
    return float(reach_of_t(k + other - 2) * spread * np.sqrt(1 / k + 1 / other))


def _mean(values: Array) -> Array:
    """Row means of what was observed; nan for a row without anything."""
    count = (~np.isnan(values)).sum(axis=1)
    total = np.nansum(values, axis=1)
    found: Array = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return found


def _exposure(orders: NDArray[np.int_], periods: int) -> Array:
    """1 from the period in which a unit began, for every order."""
    found: Array = (np.arange(periods)[None, None, :] >= orders[:, :, None]).astype(float)
    return found


def _within(cube: Array) -> Array:
    """What is left of each matrix without the means of its rows and columns: unit and period effects."""
    found: Array = (
        cube
        - cube.mean(axis=2, keepdims=True)
        - cube.mean(axis=1, keepdims=True)
        + cube.mean(axis=(1, 2), keepdims=True)
    )
    return found
