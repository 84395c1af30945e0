"""Invented pilots with a known effect."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kasuari.rollout.estimate import Panel, difference_in_differences, stepped_wedge


@dataclass(frozen=True)
class Rates:
    """How often nought was rejected where nothing happened, and how often the interval held the effect."""

    rejected: float
    covered: float


def few_treated(generator: np.random.Generator, *, effect: float, units: int = 24, pilots: int = 3) -> Panel:
    """Six months before and six after; the units differ, and what happens in one month lingers."""
    months = 12
    level = generator.normal(0, 1, (units, 1))
    season = generator.normal(0, 0.5, (1, months))
    noise = generator.normal(0, 0.6, (units, months))
    for month in range(1, months):
        noise[:, month] += 0.4 * noise[:, month - 1]
    begins = np.full(units, months)
    begins[generator.permutation(units)[:pilots]] = 6
    values = level + season + noise + effect * (np.arange(months)[None, :] >= begins[:, None])
    return Panel(values, begins.tolist())


def in_steps(generator: np.random.Generator, *, effect: float, units: int = 24, steps: int = 4) -> Panel:
    """Each step two months after the one before."""
    months = 2 * (steps + 1)
    begins = np.repeat([2 * (step + 1) for step in range(steps)], units // steps)[
        generator.permutation(units)
    ]
    level = generator.normal(0, 1, (units, 1))
    noise = generator.normal(0, 0.6, (units, months))
    for month in range(1, months):
        noise[:, month] += 0.4 * noise[:, month - 1]
    values = level + generator.normal(0, 0.5, (1, months)) + noise
    values += effect * (np.arange(months)[None, :] >= begins[:, None])
    return Panel(values, begins.tolist())


def rates(kind: str, *, runs: int, seed: int) -> Rates:
    """`kind` is "few" (3 of 24 units) or "steps" (24 units in 4 steps)."""
    make, estimate = {
        "few": (few_treated, difference_in_differences),
        "steps": (in_steps, stepped_wedge),
    }[kind]
    rejected = covered = 0
    for number in range(runs):
        generator = np.random.default_rng([seed, number])
        nothing = estimate(make(generator, effect=0.0))
        assert nothing.p is not None
        rejected += nothing.p <= 0.05
        something = estimate(make(generator, effect=0.8))
        assert something.low is not None
        assert something.high is not None
        covered += something.low <= 0.8 <= something.high
    return Rates(rejected / runs, covered / runs)
