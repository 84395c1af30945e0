"""Pages as ratios to the bare page: same server, same database, requests in turn, median against median."""

from __future__ import annotations

import http.client
import statistics
import time
from fnmatch import fnmatch
from pathlib import Path

from benchmarks.results import Result
from benchmarks.world import Server, populate, serve

SIZES = {1_100: "", 30_000: "@30k"}
NAMES = ("page.home", "page.skp", "page.team", "page.search", "page.matrix")
ROUNDS = 80
WARM_UP = 8
BUDGET = 3.0


def names() -> list[str]:
    return [name + suffix for suffix in SIZES.values() for name in NAMES]


def measure(pattern: str, at: Path) -> list[Result]:
    """The chosen pages at the chosen sizes. Raises RuntimeError where the query count depends on the size."""
    results: list[Result] = []
    counts: dict[str, dict[int, int]] = {}
    for people, suffix in SIZES.items():
        chosen = [name for name in NAMES if fnmatch(name + suffix, pattern)]
        if not chosen:
            continue
        world = at / str(people)
        found = populate(world, people)
        for name in chosen:
            counts.setdefault(name, {})[people] = found["queries"][name]
        with (
            serve(world, "benchmarks.bare.wsgi:application", session=found["bare_session"]) as bare,
            serve(world, "kasuari.site.wsgi:application", session=found["session"]) as product,
        ):
            for name in chosen:
                reference, value = compare(bare, product, found["pages"][name])
                results.append(
                    Result(name + suffix, round(value / reference, 2), "x bare", BUDGET, round(reference, 2))
                )
    uneven = {name: sizes for name, sizes in counts.items() if len(set(sizes.values())) > 1}
    if uneven:
        raise RuntimeError(f"the number of queries depends on the number of people: {uneven}")
    for name, sizes in counts.items():
        print(f"{name}: {next(iter(sizes.values()))} queries with {' and '.join(map(str, sizes))} people")
    return results


def compare(bare: Server, product: Server, path: str) -> tuple[float, float]:
    """Medians in milliseconds of the bare page and of `path`, their requests alternating."""
    with_bare, with_product = bare.connect(), product.connect()
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(WARM_UP + ROUNDS):
        pair = (timed(with_bare, bare, "/"), timed(with_product, product, path))
        if number >= WARM_UP:
            for kept, spent in zip(times, pair, strict=True):
                kept.append(spent)
    return statistics.median(times[0]), statistics.median(times[1])


def timed(connection: http.client.HTTPConnection, server: Server, path: str) -> float:
    """Milliseconds from asking to the last byte. Raises RuntimeError on any other answer than 200."""
    started = time.perf_counter()
    connection.request("GET", path, headers=server.headers())
    response = connection.getresponse()
    response.read()
    spent = (time.perf_counter() - started) * 1000
    if response.status != 200:
        raise RuntimeError(f"{path} answered {response.status}")
    return spent
