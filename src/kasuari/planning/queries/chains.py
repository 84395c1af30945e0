"""The chain from a result up to the leaders' results that it serves. Circles in the data end the walk."""

from __future__ import annotations

from collections.abc import Iterable

from kasuari.planning.models import RencanaHasilKerja

# Posts below each other in an agency are fewer by far; a longer chain is a fault in the data.
DEEPEST = 12


def chain_above(rhk_id: int) -> list[int]:
    """The results above one, the nearest first; each at most once. One query a step."""
    found: list[int] = []
    seen, now = {rhk_id}, rhk_id
    while len(found) < DEEPEST:
        above = RencanaHasilKerja.objects.filter(pk=now).values_list("intervensi_id", flat=True).first()
        if above is None:
            break
        found.append(above)
        if above in seen:
            break
        seen.add(above)
        now = above
    return found


def links_above(rhk_ids: Iterable[int]) -> dict[int, tuple[int | None, int | None]]:
    """(intervensi, intervensi_indikator) of these results and of everything above them, at most `DEEPEST`
    steps. One query a step, however many results there are."""
    links: dict[int, tuple[int | None, int | None]] = {}
    waiting = set(rhk_ids)
    for _step in range(DEEPEST):
        if not waiting:
            break
        rows = RencanaHasilKerja.objects.filter(pk__in=waiting).order_by("pk")
        for pk, above, indikator in rows.values_list("pk", "intervensi_id", "intervensi_indikator_id"):
            links[pk] = (above, indikator)
        waiting = {above for above, _indikator in links.values() if above is not None} - set(links)
    return links


def circles_in(links: dict[int, tuple[int | None, int | None]]) -> list[tuple[int, ...]]:
    """Every circle among these links, each once, beginning with its smallest id."""
    found: set[tuple[int, ...]] = set()
    for start in links:
        path: list[int] = []
        now: int | None = start
        while now is not None and now in links and now not in path:
            path.append(now)
            now = links[now][0]
        if now is not None and now in path:
            ring = path[path.index(now) :]
            first = ring.index(min(ring))
            found.add(tuple(ring[first:] + ring[:first]))
    return sorted(found)
