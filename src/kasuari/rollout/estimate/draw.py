"""Drawing units at random, stratified, so that anybody with the seed gets the same."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from math import comb, prod
from typing import Protocol

ENOUGH = 200  # draws: ten times what the level of 5 percent needs at least


class Candidate(Protocol):
    """What a draw must know of a unit."""

    @property
    def unit_id(self) -> int: ...
    @property
    def kind_label(self) -> str: ...
    @property
    def remote(self) -> bool: ...
    @property
    def people(self) -> int: ...
    @property
    def baseline(self) -> int | None: ...


def strata_of(rows: Sequence[Candidate], *, detail: int = 4) -> dict[int, str]:
    """The stratum of each unit by `detail` of: its kind, far or near, larger or smaller than the middle one,
    above or below the middle baseline. Where fewer than two units share it, it is widened step by step."""
    middle = sorted(row.people for row in rows)[len(rows) // 2] if rows else 0
    known = sorted(row.baseline for row in rows if row.baseline is not None)
    full = {
        row.unit_id: (
            row.kind_label,
            "jauh" if row.remote else "dekat",
            "besar" if row.people >= middle else "kecil",
            *(
                ("SKP banyak" if (row.baseline or 0) >= known[len(known) // 2] else "SKP sedikit",)
                if known
                else ()
            ),
        )
        for row in rows
    }
    found: dict[int, str] = {}
    for depth in range(detail, -1, -1):
        counts = Counter(parts[:depth] for unit, parts in full.items() if unit not in found)
        for unit, parts in full.items():
            if unit not in found and (counts[parts[:depth]] > 1 or depth == 0):
                found[unit] = ", ".join(parts[:depth])
    return found


def _standing(baseline: int, known: Sequence[int]) -> tuple[str]:
    return ("SKP banyak" if baseline >= known[len(known) // 2] else "SKP sedikit",)


def drawn_within_strata(
    rows: Sequence[Candidate], *, seed: str, count: int
) -> tuple[dict[int, str], list[int]]:
    """The strata and what was drawn: as fine as leaves `ENOUGH` ways in which the draw could have come out.
    With finer ones the result could not be told from chance, however large."""
    for detail in range(4, -1, -1):
        strata = strata_of(rows, detail=detail)
        chosen = drawn(strata, seed=seed, count=count)
        half = set(chosen[: max(count, 1)] if count < len(rows) else chosen[: len(chosen) // 2])
        if ways([unit in half for unit in strata], list(strata.values())) >= ENOUGH:
            break
    return strata, chosen


def ways(treated: Sequence[bool], strata: Sequence[str]) -> int:
    """In how many ways the draw could have come out."""
    names = sorted(set(strata))
    inside = [[took for took, name in zip(treated, strata, strict=True) if name == own] for own in names]
    return prod(comb(len(rows), sum(rows)) for rows in inside)


def drawn(units: Mapping[int, str], *, seed: str, count: int) -> list[int]:
    """`count` of the units (id to stratum), each stratum by its share, in the order drawn.

    Each unit's lot is the SHA-256 of "seed:id"; within a stratum the smallest lots win, and strata take turns
    by what they are still owed. Nothing but the seed decides, and no library's generator has to be trusted.
    """
    lots = {unit: hashlib.sha256(f"{seed}:{unit}".encode()).hexdigest() for unit in units}
    queues: dict[str, list[int]] = {}
    for unit in sorted(units, key=lambda item: lots[item]):
        queues.setdefault(units[unit], []).append(unit)
    sizes = {stratum: len(rows) for stratum, rows in queues.items()}
    given = dict.fromkeys(queues, 0)
    chosen: list[int] = []
    while len(chosen) < min(count, len(units)):
        owed = {
            stratum: (len(chosen) + 1) * sizes[stratum] / len(units) - given[stratum]
            for stratum, rows in queues.items()
            if rows
        }
        turn = max(
            owed,
            key=lambda stratum: (owed[stratum], _lot(seed, stratum)),
        )
        given[turn] += 1
        chosen.append(queues[turn].pop(0))
    return chosen


def _lot(seed: str, stratum: str) -> str:
    return hashlib.sha256(f"{seed}/{stratum}".encode()).hexdigest()
