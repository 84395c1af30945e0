"""A tree drawn on the server, from left to right: every node a link that folds or unfolds its branches.

It prints, works without a script, takes its colours from the stylesheet, and says with a sign and words what
the colour says. The same nodes stand below it as a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

WIDTH, GAP_X, GAP_Y, LINE, PAD = 232, 44, 10, 15, 9
LETTERS, MOST_LINES = 30, 4

# A sign per tone, drawn in a square of 12: never by colour alone.
SIGNS = {
    "good": "M1 6.5l3.5 3.5L11 2.5",
    "info": "M6 1a5 5 0 0 1 0 10z M6 1a5 5 0 0 0 0 10",
    "warn": "M6 1l5.2 9.6H.8z M6 4.4v3 M6 9v.1",
    "neutral": "M2 6h8",
    "progress": "M2 3h8 M2 6h8 M2 9h5",
}


@dataclass(slots=True)
class PictureNode:
    """One box: what it says, quiet lines below, how it stands (`tone` of `SIGNS`, `mark` in words), where
    it leads when followed, and its branches (`more`: how many there are, below zero where not counted)."""

    key: str
    text: str
    meta: tuple[str, ...] = ()
    tone: str = ""
    mark: str = ""
    url: str = ""
    label: str = ""
    kind: str = ""
    more: int | None = None
    open: bool = False
    on_path: bool = False
    children: list[PictureNode] = field(default_factory=list)


@dataclass(slots=True)
class _Box:
    node: PictureNode
    lines: list[str]
    x: float = 0
    y: float = 0
    height: float = 0
    children: list[_Box] = field(default_factory=list)


def tree_picture(title: object, nodes: Sequence[PictureNode], *, attrs: SafeString | str = "") -> SafeString:
    """The SVG. `attrs` go on every link that unfolds."""
    boxes = [_box(node, 0) for node in nodes]
    bottom = 0.0
    for box in boxes:
        bottom = _place(box, bottom)
    every = list(_all(boxes))
    width = max((box.x + WIDTH for box in every), default=WIDTH) + 13
    lines = format_html_join("", '<path class="{}" d="{}"></path>', _links(boxes))
    drawn = mark_safe("".join(_drawn(box, attrs) for box in every))  # noqa: S308 - made by format_html
    return format_html(
        '<svg class="pohon__svg" viewBox="0 0 {} {}" width="{}" height="{}" aria-label="{}">{}{}</svg>',
        _n(width), _n(bottom + 2), _n(width), _n(bottom + 2), title, lines, drawn,
    )  # fmt: skip


def _box(node: PictureNode, depth: int) -> _Box:
    lines = wrap(node.text, LETTERS) or [""]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][: LETTERS - 1] + "…"]
    rows = len(lines) + len(node.meta) + bool(node.mark)
    box = _Box(node, lines, x=1 + depth * (WIDTH + GAP_X), height=rows * LINE + 2 * PAD)
    box.children = [_box(child, depth + 1) for child in node.children]
    return box


def _place(box: _Box, top: float) -> float:
    """Put a box and all its branches below `top`; answers where they end."""
    start = top
    for child in box.children:
        top = _place(child, top)
    if box.children:
        middle = (box.children[0].y + box.children[-1].y + box.children[-1].height) / 2
        box.y = max(start + 1, middle - box.height / 2)
    else:
        box.y = start + 1
    return max(top, box.y + box.height + GAP_Y)


def _all(boxes: Iterable[_Box]) -> Iterable[_Box]:
    for box in boxes:
        yield box
        yield from _all(box.children)


def _links(boxes: Iterable[_Box]) -> Iterable[tuple[str, str]]:
    for box in _all(boxes):
        for child in box.children:
            x, y, to_x, to_y = box.x + WIDTH, box.y + box.height / 2, child.x, child.y + child.height / 2
            half = (x + to_x) / 2
            css = "pohon__line" + (" is-path" if box.node.on_path and child.node.on_path else "")
            yield css, f"M{_n(x)} {_n(y)}C{_n(half)} {_n(y)} {_n(half)} {_n(to_y)} {_n(to_x)} {_n(to_y)}"


def _drawn(box: _Box, attrs: SafeString | str) -> SafeString:
    node, x = box.node, box.x + PAD
    y = box.y + PAD + 11
    words = format_html_join(
        "",
        '<tspan x="{}" y="{}">{}</tspan>',
        ((_n(x), _n(y + number * LINE), line) for number, line in enumerate(box.lines)),
    )
    y += len(box.lines) * LINE
    parts = [format_html('<text class="pohon__text">{}</text>', words)]
    for line in node.meta:
        short = line if len(line) <= LETTERS + 5 else line[: LETTERS + 4] + "…"
        parts.append(format_html('<text class="pohon__meta" x="{}" y="{}">{}</text>', _n(x), _n(y), short))
        y += LINE
    if node.mark:
        parts.append(
            format_html(
                '<path class="pohon__sign" transform="translate({} {})" d="{}"></path>'
                '<text class="pohon__mark" x="{}" y="{}">{}</text>',
                _n(x),
                _n(y - 10),
                SIGNS.get(node.tone, SIGNS["neutral"]),
                _n(x + 17),
                _n(y),
                node.mark,
            )
        )
    if node.more:
        centre = box.y + box.height / 2
        parts.append(
            format_html(
                '<circle class="pohon__knob" cx="{}" cy="{}" r="10"></circle>'
                '<text class="pohon__count" x="{}" y="{}" text-anchor="middle">{}</text>',
                _n(box.x + WIDTH),
                _n(centre),
                _n(box.x + WIDTH),
                _n(centre + 4),
                "−" if node.open else "+" if node.more < 0 else node.more,
            )
        )
    css = f"pohon__node pohon__node--{node.tone or 'plain'} pohon__node--{node.kind}"
    css += " is-path" if node.on_path else ""
    body = format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="8"></rect>{}',
        _n(box.x), _n(box.y), WIDTH, _n(box.height), mark_safe("".join(parts)),  # noqa: S308
    )  # fmt: skip
    if not node.url:
        return format_html(
            '<g class="{}" id="n-{}" role="img" aria-label="{}">{}</g>', css, node.key, node.label, body
        )
    return format_html(
        '<a class="{}" id="n-{}" href="{}" aria-label="{}" aria-expanded="{}" hx-get="{}"{}>{}</a>',
        css, node.key, node.url, node.label, "true" if node.open else "false", node.url, attrs, body,
    )  # fmt: skip


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
