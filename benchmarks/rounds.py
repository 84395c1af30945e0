"""A 360 round of 30,000 people: drawing it up, computing its profiles; and the page on which one answers."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.first_visit import fetch
from benchmarks.pages import compare
from benchmarks.results import Result
from benchmarks.world import populate, run, serve

NAMES = ("round.draw_30k.s", "round.profiles_30k.s", "page.answer", "page.answer.kb")
LARGE, USUAL = 30_000, 1_100
PATH = "/360/isi/"


def measure(at: Path) -> list[Result]:
    """Seconds of the draw and of the count, a ratio to the bare page, and kilobytes as sent."""
    return [*large(at), *page(at)]


def large(at: Path) -> list[Result]:
    world = at / f"round-{LARGE}"
    populate(world, LARGE)
    found = json.loads(run(world, "benchmarks.round_inside").splitlines()[-1])
    print(f"round: {found['drawn']}, {found['answers']} answers, opened in {found['open']:.1f} s")
    return [
        Result("round.draw_30k.s", round(found["draw"], 1), "s", 60),
        Result("round.profiles_30k.s", round(found["count"], 1), "s", 60),
    ]


def page(at: Path) -> list[Result]:
    """Three people on one page, as it opens. Raises RuntimeError where nobody is asked about."""
    world = at / f"round-{USUAL}"
    found = populate(world, USUAL)
    run(world, "benchmarks.round_inside", "open")
    with (
        serve(world, "benchmarks.bare.wsgi:application", session=found["bare_session"]) as bare,
        serve(world, "kasuari.site.wsgi:application", session=found["session"]) as product,
    ):
        size, text = fetch(product, PATH)
        if text.count('class="ask') < 21:
            raise RuntimeError("the page asks nothing")
        reference, value = compare(bare, product, PATH)
    return [
        Result("page.answer", round(value / reference, 2), "x bare", 2, round(reference, 2)),
        Result("page.answer.kb", round(size / 1024, 1), "KB", 15),
    ]
