"""Who stands in conflict with whom, so that neither is asked about the other.

The reasons are known above: a running keberatan, say. Whoever knows some registers a source when it is
loaded; rounds ask for pairs and never learn why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

Source = Callable[[int, date], Iterable[tuple[int, int]]]
_SOURCES: list[Source] = []


def tell_conflicts(source: Source) -> None:
    """Ask `source` for pairs of pegawai of an agency (its id, the day) whenever raters are chosen."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def conflicts_in(instansi_id: int, *, on: date) -> frozenset[tuple[int, int]]:
    """Every pair in conflict on a day, both ways round."""
    pairs = {pair for source in _SOURCES for pair in source(instansi_id, on)}
    return frozenset(pairs | {(second, first) for first, second in pairs})
