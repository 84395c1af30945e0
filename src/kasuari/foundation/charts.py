"""Charts as SVG drawn on the server: each with a title, a description and the same data as a table.

They print, load at once, need no script, and take their colours from the stylesheet. A value of None is
a gap: missing is never zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2s
from itertools import groupby, pairwise

from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

Number = int | float | Decimal
Point = tuple[object, Number | None]


@dataclass(frozen=True, slots=True)
class Box:
    """The drawing area: width and height with the margins left, right, top and bottom, in user units."""

    width: float
    height: float
    left: float = 0
    right: float = 0
    top: float = 0
    bottom: float = 0

    def x(self, share: float) -> float:
        return self.left + share * (self.width - self.left - self.right)

    def y(self, share: float) -> float:
        return self.height - self.bottom - share * (self.height - self.top - self.bottom)


def sparkline(title: object, points: Iterable[Point], unit: object = "") -> SafeString:
    """A line of `points` (label, value) as small as a word. The last known point is marked."""
    data = list(points)
    box = Box(144, 36, left=4, right=6, top=5, bottom=5)
    known = [float(value) for _label, value in data if value is not None]
    if not known:
        return _figure("spark", title, _("belum ada data"), "", _table([_("Waktu"), _("Angka")], data, unit))
    low, high = min(known), max(known)
    span = (high - low) or 1
    places = [
        None
        if value is None
        else (box.x(index / max(len(data) - 1, 1)), box.y((float(value) - low) / span if high > low else 0.5))
        for index, (_label, value) in enumerate(data)
    ]
    last = [place for place in places if place is not None][-1]
    drawing = _lines(places, "chart-line") + format_html(
        '<circle class="chart-dot chart-dot--last" cx="{}" cy="{}" r="3.5"></circle>',
        _n(last[0]),
        _n(last[1]),
    )
    first_label, first_value = next((label, value) for label, value in data if value is not None)
    last_label, last_value = next((label, value) for label, value in reversed(data) if value is not None)
    description = _("dari {first} ({first_label}) ke {last} ({last_label})").format(
        first=_shown(first_value, unit),
        first_label=first_label,
        last=_shown(last_value, unit),
        last_label=last_label,
    )
    table = _table([_("Waktu"), _("Angka")], data, unit)
    return _figure(
        "spark", title, description, _svg(box, title, description, drawing), table, caption_hidden=True
    )


def distribution(
    title: object, labels: Sequence[object], actual: Sequence[int], guide: Sequence[Number] = ()
) -> SafeString:
    """How many people have each predikat, beside the shape of the pola distribusi.

    `labels`, `actual` and `guide` run from the lowest predikat to the highest. `guide` may be in any unit; it
    is scaled to the same total. The pola is a consideration, not a quota (PermenPANRB 6/2022, Lampiran BAB
    IV B.2).
    Raises ValueError when the lengths differ.
    """
    if len(labels) != len(actual) or (guide and len(guide) != len(labels)):
        raise ValueError("labels, actual and guide must have the same length")
    box = Box(380, 220, left=28, right=12, top=16, bottom=44)
    total = sum(actual)
    scale = total / float(sum(guide)) if guide and sum(guide) else 0
    expected = [float(value) * scale for value in guide]
    top = max([1, *actual, *expected])
    step = 1 / len(labels)
    parts = [_grid(box, top)]
    for index, (label, count) in enumerate(zip(labels, actual, strict=True)):
        left, width = box.x(index * step + step * 0.2), box.x(step * 0.6) - box.x(0)
        y = box.y(count / top)
        parts.append(
            format_html(
                '<rect class="chart-bar" x="{}" y="{}" width="{}" height="{}" rx="3"></rect>'
                '<text class="chart-text chart-text--strong" x="{}" y="{}" text-anchor="middle">{}</text>',
                *(_n(value) for value in (left, y, width, box.y(0) - y, left + width / 2, y - 5)),
                count,
            )
        )
        parts.append(_words(label, left + width / 2, box.height - box.bottom + 15))
    if any(expected):
        parts.append(
            _curve([(box.x((i + 0.5) * step), box.y(value / top)) for i, value in enumerate(expected)])
        )
    description = "; ".join(f"{label}: {count}" for label, count in zip(labels, actual, strict=True))
    headings = [_("Predikat"), _("Jumlah pegawai")]
    rows: list[tuple[object, ...]] = list(zip(labels, actual, strict=True))
    legend = SafeString("")
    if any(expected):
        headings.append(_("Menurut pola"))
        rows = [
            (*row, formats.number_format(round(value, 1), 1))
            for row, value in zip(rows, expected, strict=True)
        ]
        legend = format_html(
            '<p class="legend"><span><svg viewBox="0 0 28 10" aria-hidden="true">'
            '<rect class="chart-bar" width="28" height="10" rx="2"></rect></svg>{}</span>'
            '<span><svg viewBox="0 0 28 10" aria-hidden="true">'
            '<path class="chart-line chart-line--guide" d="M0 5h28"></path></svg>{}</span></p>',
            _("pegawai"),
            _("pola distribusi (bahan pertimbangan)"),
        )
    drawing = _svg(box, title, description, _join(parts)) + legend
    return _figure("distribution", title, description, drawing, _table(headings, rows))


def ring(title: object, value: Number | None, total: Number) -> SafeString:
    """`value` of `total` as a ring. None shows an empty ring that says so. More than all fills it."""
    box = Box(120, 120)
    around = 2 * 3.141592653589793 * 50
    share = 0.0 if value is None or not total else max(0.0, min(float(value) / float(total), 1.0))
    percent = None if value is None or not total else round(float(value) * 100 / float(total))
    shown = "–" if percent is None else f"{percent}%"
    if value is None:
        description = _("belum ada data")
    else:
        description = _("{value} dari {total}").format(value=_shown(value), total=_shown(total))
    arc = ""
    if share > 0:
        arc = format_html(
            '<circle class="chart-ring chart-ring--value" cx="60" cy="60" r="50" stroke-dasharray="{} {}" '
            'transform="rotate(-90 60 60)"></circle>',
            _n(share * around),
            _n(around),
        )
    drawing = format_html(
        '<circle class="chart-ring" cx="60" cy="60" r="50"></circle>{}'
        '<text class="chart-number" x="60" y="68" text-anchor="middle">{}</text>',
        arc,
        shown,
    )
    rows: list[tuple[object, ...]] = [(_("Tercapai"), value), (_("Seluruhnya"), total)]
    return _figure(
        "ring",
        title,
        description,
        _svg(box, title, description, drawing),
        _table([_("Butir"), _("Angka")], rows),
    )


def bars(title: object, points: Iterable[Point], unit: object = "") -> SafeString:
    """Horizontal bars, one per (label, value), all with as many decimals; an unknown value is a dash, not an
    empty bar.
    """
    data = _alike(list(points))
    box = Box(380, 34 * len(data) + 6, left=0, right=58)
    known = [float(value) for _label, value in data if value is not None]
    top = max([*known, 0]) or 1
    parts = []
    for index, (label, value) in enumerate(data):
        y = 34 * index
        parts.append(format_html('<text class="chart-text" x="0" y="{}">{}</text>', y + 12, label))
        end = box.x(0)
        if value is not None:
            end = box.x(max(float(value), 0) / top)
            parts.append(
                format_html(
                    '<rect class="chart-bar" x="0" y="{}" width="{}" height="11" rx="3"></rect>',
                    y + 17,
                    _n(end),
                )
            )
        parts.append(
            format_html(
                '<text class="chart-text chart-text--strong" x="{}" y="{}">{}</text>',
                _n(end + 6),
                y + 27,
                _shown(value, unit),
            )
        )
    description = "; ".join(f"{label}: {_shown(value, unit)}" for label, value in data)
    return _figure(
        "bars",
        title,
        description,
        _svg(box, title, description, _join(parts)),
        _table([_("Butir"), _("Angka")], data, unit),
    )


def dots(
    title: object, series: Sequence[object], rows: Iterable[tuple[object, Sequence[Number | None]]], top: int
) -> SafeString:
    """Several marks on one scale from 1 to `top` for each row (label, one value a series): who sees it how.

    Each series has a shape of its own, named in the legend, so that none is told by its colour alone.
    """
    data = list(rows)
    height = 40
    box = Box(420, height * len(data) + 26, left=8, right=8)
    parts = []
    for index, (label, values) in enumerate(data):
        y = height * index
        parts.append(format_html('<text class="chart-text" x="0" y="{}">{}</text>', y + 12, label))
        parts.append(
            format_html('<path class="chart-grid" d="M{} {}H{}"></path>', _n(box.x(0)), y + 26, _n(box.x(1)))
        )
        for place, value in enumerate(values):
            if value is not None:
                parts.append(_mark(place, box.x((float(value) - 1) / (top - 1)), y + 26))
    for step in range(1, top + 1):
        x = box.x((step - 1) / (top - 1))
        parts.append(
            format_html(
                '<text class="chart-text" text-anchor="middle" x="{}" y="{}">{}</text>',
                _n(x), height * len(data) + 14, step,
            )
        )  # fmt: skip
    legend = format_html_join(
        "",
        '<li><svg viewBox="0 0 20 12" aria-hidden="true">{}</svg>{}</li>',
        ((_mark(place, 10, 6), name) for place, name in enumerate(series)),
    )
    description = "; ".join(
        f"{label}: " + ", ".join(f"{name} {_shown(v)}" for name, v in zip(series, values, strict=True))
        for label, values in data
    )
    table = _table([_("Nilai"), *map(str, series)], ((label, *values) for label, values in data))
    drawing = _svg(box, title, description, _join(parts)) + format_html('<ul class="legend">{}</ul>', legend)
    return _figure("dots", title, description, drawing, table)


def _mark(place: int, x: float, y: float) -> SafeString:
    """The mark of a series: a ring, a square, a triangle, a cross."""
    if place == 0:
        return format_html('<circle class="chart-mark--open" cx="{}" cy="{}" r="5"></circle>', _n(x), _n(y))
    if place == 1:
        return format_html(
            '<rect class="chart-bar" x="{}" y="{}" width="9" height="9"></rect>', _n(x - 4.5), _n(y - 4.5)
        )
    if place == 2:
        return format_html('<path class="chart-dot--last" d="M{} {}l5.5 9.5h-11z"></path>', _n(x), _n(y - 6))
    return format_html(
        '<path class="chart-mark--open" d="M{} {}l9 9m0 -9l-9 9"></path>', _n(x - 4.5), _n(y - 4.5)
    )


def _alike(points: list[Point]) -> list[Point]:
    """`points` with as many decimals each, so that they can be compared at a glance: 81,1 as 81,10."""
    exact = [(label, None if value is None else Decimal(str(value))) for label, value in points]
    steps = [int(value.as_tuple().exponent) for _label, value in exact if value is not None]
    step = Decimal(1).scaleb(min([*steps, 0]))
    return [(label, None if value is None else value.quantize(step)) for label, value in exact]


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _shown(value: object, unit: object = "") -> str:
    if value is None:
        return "–"
    text = (
        formats.number_format(value, use_l10n=True, force_grouping=True)
        if isinstance(value, int | float | Decimal)
        else str(value)
    )
    return f"{text}{unit}" if unit == "%" else f"{text} {unit}".strip()


def _join(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 - every part is made by format_html


def _lines(places: Sequence[tuple[float, float] | None], css: str) -> SafeString:
    """One path per unbroken run of places; a gap stays a gap."""
    runs = [list(run) for known, run in groupby(places, key=lambda place: place is not None) if known]
    paths = ("M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in (p for p in run if p is not None)) for run in runs)
    return format_html_join("", '<path class="{}" d="{}"></path>', ((css, path) for path in paths))


def _curve(places: Sequence[tuple[float, float]]) -> SafeString:
    """A smooth curve through `places` that does not overshoot between them."""
    path = f"M{_n(places[0][0])} {_n(places[0][1])}"
    for (x0, y0), (x1, y1) in pairwise(places):
        middle = (x0 + x1) / 2
        path += f"C{_n(middle)} {_n(y0)} {_n(middle)} {_n(y1)} {_n(x1)} {_n(y1)}"
    return format_html('<path class="chart-line chart-line--guide" d="{}"></path>', path)


def _grid(box: Box, top: float) -> SafeString:
    step = next(size for size in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10**9) if top / size <= 5)
    rows = [(value, box.y(value / top)) for value in range(0, int(top) + 1, step)]
    return format_html_join(
        "",
        '<path class="chart-grid" d="M{} {}H{}"></path>'
        '<text class="chart-text" x="{}" y="{}" text-anchor="end">{}</text>',
        (
            (_n(box.left), _n(y), _n(box.width - box.right), _n(box.left - 6), _n(y + 4), value)
            for value, y in rows
        ),
    )


def _words(label: object, x: float, y: float) -> SafeString:
    """A label in up to two lines under a bar."""
    text = str(label)
    words = text.replace("/", "/ ").split(" ", 1) if len(text) > 10 else [text]
    return format_html(
        '<text class="chart-text" text-anchor="middle" y="{}">{}</text>',
        _n(y),
        format_html_join(
            "",
            '<tspan x="{}" dy="{}">{}</tspan>',
            ((_n(x), "0" if index == 0 else "1.2em", word) for index, word in enumerate(words)),
        ),
    )


def _svg(box: Box, title: object, description: object, drawing: SafeString) -> SafeString:
    key = blake2s(f"{title}{description}{drawing}".encode(), digest_size=4).hexdigest()
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-labelledby="t{}" aria-describedby="d{}">'
        '<title id="t{}">{}</title><desc id="d{}">{}</desc>{}</svg>',
        _n(box.width), _n(box.height), key, key, key, title, key, description, drawing,
    )  # fmt: skip


def _table(headings: Sequence[str], rows: Iterable[tuple[object, ...]], unit: object = "") -> SafeString:
    head = format_html_join("", '<th scope="col">{}</th>', ((heading,) for heading in headings))
    body = format_html_join(
        "",
        '<tr><th scope="row">{}</th>{}</tr>',
        (
            (label, format_html_join("", "<td>{}</td>", ((_shown(value, unit),) for value in values)))
            for label, *values in rows
        ),
    )
    return format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", head, body)


def _figure(
    kind: str,
    title: object,
    description: object,
    drawing: SafeString | str,
    table: SafeString,
    caption_hidden: bool = False,
) -> SafeString:
    if not drawing:
        drawing = format_html('<p class="muted">{}</p>', description)
    return format_html(
        '<figure class="figure figure--{}"><figcaption{}>{}</figcaption>{}'
        '<details class="figure__data"><summary>{}<span class="visually-hidden">: {}</span></summary>'
        "{}</details></figure>",
        kind,
        mark_safe(' class="visually-hidden"') if caption_hidden else "",
        title,
        drawing,
        _("Lihat angkanya"),
        title,
        table,
    )
