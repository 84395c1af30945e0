"""How well the rules of indicator quality read the sentences that they were not tuned on."""

from __future__ import annotations

from benchmarks.results import Result
from tests.regulation.mutu_set import together

NAMES = ("lint.precision", "lint.recall")


def measure() -> list[Result]:
    """Shares from 0 to 1 over all flags of the held-out part (tests/regulation/data/mutu/pegangan.yaml)."""
    score = together("pegangan")
    return [
        Result("lint.precision", round(score.precision, 3), "share", 0.9, at_least=True),
        Result("lint.recall", round(score.recall, 3), "share", 0.8, at_least=True),
    ]
