"""What a group of answers may show. Pure: numbers in, what may be shown out.

Below the first threshold nothing shows, from it one broad band, from the second threshold figures. Groups
that are too small are put together with the next smallest, and then none of them is shown by itself: the
blocks of a person never overlap and no total is given beside them, so nothing can be had by taking away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

NOTHING, BAND, FIGURES = "tidak", "rentang", "angka"
LOW, MIDDLE, HIGH = "rendah", "cukup", "baik"
# Shares of the way from the lowest to the highest answer at which the bands change.
_MIDDLE_FROM, _HIGH_FROM = Decimal("0.5"), Decimal("0.75")


@dataclass(frozen=True, slots=True)
class Block:
    """Groups that are shown together: their names in order, how many answers, and how much may show."""

    groups: tuple[str, ...]
    size: int
    level: str


def level_of(size: int, *, band: int, figures: int) -> str:
    """How much `size` answers may show."""
    if size >= figures:
        return FIGURES
    return BAND if size >= band else NOTHING


def blocks_of(sizes: Mapping[str, int], *, band: int, figures: int) -> list[Block]:
    """The groups that have answers, put together until each block may show something, or one is left."""
    order = list(sizes)
    parts = [([name], size) for name, size in sizes.items() if size]
    while len(parts) > 1 and min(size for _names, size in parts) < band:
        parts.sort(key=lambda part: (part[1], order.index(part[0][0])))
        (first, small), (second, next_small), *others = parts
        parts = [(first + second, small + next_small), *others]
    blocks = [
        Block(tuple(sorted(names, key=order.index)), size, level_of(size, band=band, figures=figures))
        for names, size in parts
    ]
    return sorted(blocks, key=lambda block: order.index(block.groups[0]))


def rounded(value: Decimal) -> Decimal:
    """One decimal, as figures are shown."""
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def band_of(values: Sequence[int], *, highest: int) -> str:
    """The broad band of the mean of `values` on a scale from 1 to `highest`."""
    share = (Decimal(sum(values)) / len(values) - 1) / (highest - 1)
    if share >= _HIGH_FROM:
        return HIGH
    return MIDDLE if share >= _MIDDLE_FROM else LOW


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean as it may be shown. `edge` is 1 for "or more", -1 for "or less", 0 for the mean itself.

    A mean that only unanimous answers can have would tell what each of them said; so the last step of the
    scale at either end is left open.
    """

    mean: Decimal
    edge: int = 0


def figure_of(values: Sequence[int], *, highest: int, figures: int) -> Figure | None:
    """The mean of `values`, or None where they are too few."""
    count, total = len(values), sum(values)
    if count < figures:
        return None
    # In whole numbers, which are exact and fast: total / count against the last step at either end.
    if 2 * total > 2 * highest * count - 3:
        return Figure(_tenths(highest * count - 1, count), 1)
    if 2 * total < 2 * count + 3:
        return Figure(_tenths(count + 1, count), -1)
    return Figure(_tenths(total, count))


def _tenths(total: int, count: int) -> Decimal:
    """total / count with one decimal, half up."""
    return Decimal((20 * total + count) // (2 * count)).scaleb(-1)


@dataclass(slots=True)
class Node:
    """A unit in the tree of what an agency may see.

    `size`: answers about everybody in it and below. `hidden`: those of them that no profile shows in figures.
    `raters`: how many different people are known to have answered; `people`: whom the answers are about.
    """

    key: str
    size: int
    hidden: int
    raters: int
    people: int
    children: list[Node] = field(default_factory=list)


def shown_units(roots: Iterable[Node], *, figures: int, people: int = 3) -> set[str]:
    """The units that may be shown so that no difference tells anything about fewer than `figures` answers.

    Differences of a unit and the shown units below it, with or without the people in it whose profiles show
    figures, concern none or at least `figures` answers. Where that fails, the smallest shown unit below is
    hidden too; where there is none, the unit itself.
    """
    nodes: dict[str, Node] = {}
    order: list[str] = []

    def walk(node: Node) -> None:
        nodes[node.key] = node
        for child in node.children:
            walk(child)
        order.append(node.key)  # those below first

    for root in roots:
        walk(root)
    shown = {
        key
        for key, node in nodes.items()
        if node.size >= figures and node.raters >= figures and node.people >= people
    }

    def nearest(node: Node) -> list[Node]:
        found = []
        for child in node.children:
            found += [child] if child.key in shown else nearest(child)
        return found

    def safe(rest: int) -> bool:
        return rest == 0 or rest >= figures

    changed = True
    while changed:
        changed = False
        for key in order:
            if key not in shown:
                continue
            node = nodes[key]
            below = nearest(node)
            if safe(node.size - sum(item.size for item in below)) and safe(
                node.hidden - sum(item.hidden for item in below)
            ):
                continue
            victim = min(below, key=lambda item: (item.size, item.key)) if below else node
            shown.discard(victim.key)
            changed = True
    return shown
