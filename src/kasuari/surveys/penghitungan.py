"""What a wave may show. Pure: answers in, figures out; decided item by item, so that no difference tells.

A unit is shown with all below it, from the threshold on, and only where the difference of shown units
concerns none or at least as many as the threshold (feedback.thresholds). "Cannot say" makes an item smaller
than its unit, so what may be shown is decided anew for each item.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from kasuari.feedback.thresholds import Node, figure_of, rounded, shown_units
from kasuari.foundation.trees import ancestors, parent
from kasuari.surveys.butir_denyut import BUTIR, TERTINGGI, Butir
from kasuari.surveys.enums import Skala


def count(answers: Iterable[tuple[str, Sequence[int]]], *, ambang: int) -> dict[str, dict[str, Any]]:
    """By path of a unit what may be shown about it: `jawaban`, `butir` {code: {m, e}} and `skala` {scale: m}.

    An answer is the path of a unit and a step for each item in order, 0 for "cannot say".
    """
    held = list(answers)
    whole = _shown([path for path, _values in held], ambang)
    found: dict[str, dict[str, Any]] = {
        path: {"jawaban": size, "butir": {}, "skala": {}} for path, size in whole.items()
    }
    for index, butir in enumerate(BUTIR):
        given = [(path, values[index]) for path, values in held if values[index]]
        sizes = _shown([path for path, _step in given], ambang)
        steps: dict[str, list[int]] = defaultdict(list)
        for path, step in given:
            for unit in ancestors(path):
                steps[unit].append(step)
        for path in sizes:
            figure = figure_of(steps[path], highest=TERTINGGI, figures=ambang) if path in found else None
            if figure is not None:
                found[path]["butir"][butir.kode] = {"m": str(figure.mean), "e": figure.edge}
    for shown in found.values():
        shown["skala"] = _scales(shown["butir"])
    return found


def _shown(paths: Sequence[str], ambang: int) -> dict[str, int]:
    """The units that may be shown, with how many answers they have."""
    sizes: dict[str, int] = defaultdict(int)
    for path in paths:
        for unit in ancestors(path):
            sizes[unit] += 1
    nodes = {path: Node(path, size, size, size, size) for path, size in sorted(sizes.items())}
    roots = []
    for path, node in nodes.items():
        above = nodes.get(parent(path))
        if above is None:
            roots.append(node)
        else:
            above.children.append(node)
    return {path: sizes[path] for path in shown_units(roots, figures=ambang)}


def _scales(butir: dict[str, dict[str, Any]]) -> dict[str, str]:
    """The mean of the items of each scale as shown; nothing where one of them may not be shown."""
    found = {}
    for skala in Skala:
        items = [item for item in BUTIR if item.skala is skala]
        if all(item.kode in butir for item in items):
            total = sum((_counted(item, Decimal(butir[item.kode]["m"])) for item in items), Decimal(0))
            found[skala.value] = str(rounded(total / len(items)))
    return found


def _counted(butir: Butir, mean: Decimal) -> Decimal:
    return TERTINGGI + 1 - mean if butir.balik else mean
