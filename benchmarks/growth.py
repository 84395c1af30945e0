"""The recommendations of one person and the map of gaps of a province, as ratios to the bare page."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.pages import compare
from benchmarks.results import Result
from benchmarks.world import populate, run, serve

BUDGETS = {"page.recommendation": 2.0, "page.gaps": 3.0}
NAMES = tuple(BUDGETS)
PEOPLE = 1_100


def measure(at: Path) -> list[Result]:
    """Medians against the bare page, 1,100 people all assessed."""
    world = at / f"growth-{PEOPLE}"
    found = populate(world, PEOPLE)
    pages = json.loads(run(world, "benchmarks.growth_inside").splitlines()[-1])
    results = []
    with (
        serve(world, "benchmarks.bare.wsgi:application", session=found["bare_session"]) as bare,
        serve(world, "kasuari.site.wsgi:application", session=found["session"]) as product,
    ):
        for name, budget in BUDGETS.items():
            reference, value = compare(bare, product, pages[name.removeprefix("page.")])
            results.append(Result(name, round(value / reference, 2), "x bare", budget, round(reference, 2)))
    return results
