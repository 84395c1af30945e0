"""The first paint of the pohon kinerja of a province: 1,100 people, 6,000 indikator."""

from __future__ import annotations

from pathlib import Path

from benchmarks.first_visit import fetch
from benchmarks.results import Result
from benchmarks.world import populate, run, serve

NAME = "page.tree.kb"
PEOPLE = 1_100
PATH = "/pohon-kinerja/"


def measure(at: Path) -> list[Result]:
    """Kilobytes of the page as sent, head and body. Raises RuntimeError where a first level is missing."""
    world = at / "tree"
    found = populate(world, PEOPLE)
    print(run(world, "benchmarks.promises").strip())
    with serve(world, "kasuari.site.wsgi:application", session=found["session"]) as server:
        size, page = fetch(server, PATH)
    if page.count("pohon__node--u") < 20 or page.count("pohon__node--s") < 20:
        raise RuntimeError("the first paint shows no tree")
    return [Result(NAME, round(size / 1024, 1), "KB", 60)]
