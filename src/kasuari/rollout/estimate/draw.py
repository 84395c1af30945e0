"""Drawing units at random, stratified, so that anybody with the seed gets the same."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol


class Candidate(Protocol):
    """What a draw must know of a unit."""

    @property
    def unit_id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def remote(self) -> bool: ...
    @property
    def people(self) -> int: ...


def strata_of(rows: Sequence[Candidate]) -> dict[int, str]:
    """The stratum of each unit: its kind, far or near, larger or smaller than the middle one. Where fewer
    than two units share it, it is widened to the kind, and then to everybody."""
    middle = sorted(row.people for row in rows)[len(rows) // 2] if rows else 0
    full = {
        row.unit_id: (
            row.kind,
            "jauh" if row.remote else "dekat",
            "besar" if row.people >= middle else "kecil",
        )
        for row in rows
    }
    found: dict[int, str] = {}
    for depth in (3, 1, 0):
        counts = Counter(parts[:depth] for unit, parts in full.items() if unit not in found)
        for unit, parts in full.items():
            if unit not in found and (counts[parts[:depth]] > 1 or depth == 0):
                found[unit] = "/".join(parts[:depth])
    return found


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
            key=lambda stratum: (owed[stratum], hashlib.sha256(f"{seed}/{stratum}".encode()).hexdigest()),
        )
        given[turn] += 1
        chosen.append(queues[turn].pop(0))
    return chosen
