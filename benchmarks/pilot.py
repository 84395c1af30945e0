"""Whether the pilot's evaluation keeps its promises on invented pilots, and how long one estimate takes."""

from __future__ import annotations

import time

import numpy as np

from benchmarks.results import Result
from kasuari.rollout.estimate import Panel, stepped_wedge
from tests.rollout.simulated import rates

RUNS, SEED = 500, 2026
NAMES = ("pilot.coverage", "pilot.estimate.s")
KINDS = (("few", "3 of 24"), ("steps", "24 in 4 steps"))


def measure() -> list[Result]:
    """False alarms and coverage of the 95 % interval over 500 pilots of each kind; then 60 units by 24
    months, which begin in six steps."""
    found = []
    for kind, words in KINDS:
        seen = rates(kind, runs=RUNS, seed=SEED)
        found.append(Result(f"pilot.false_alarm {words}", round(100 * seen.rejected, 1), "%", 6))
        covered = round(100 * seen.covered, 1)
        found.append(Result(f"pilot.coverage {words}", covered, "%", 92, at_least=True))
        found.append(Result(f"pilot.coverage.most {words}", covered, "%", 98))
    generator = np.random.default_rng(SEED)
    begins = np.repeat([4, 7, 10, 13, 16, 19], 10)[generator.permutation(60)]
    panel = Panel(generator.normal(size=(60, 24)), begins.tolist())
    started = time.perf_counter()
    stepped_wedge(panel)
    found.append(Result("pilot.estimate.s", round(time.perf_counter() - started, 2), "s", 10))
    return found
