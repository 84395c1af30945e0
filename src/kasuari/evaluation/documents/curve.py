"""The picture of the pola distribusi as SVG, for paper and for the page alike. Pure: same input, same
drawing.

The words inside are the regulation's own and stay Indonesian in every language (p. 94–97).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise

from kasuari.evaluation.documents.labels import AXIS, CAPAIAN
from kasuari.regulation.distribusi import PolaDistribusi
from kasuari.regulation.predikat import Predikat

WIDTH, HEIGHT = 460, 214
_LEFT, _RIGHT, _TOP, _BOTTOM = 76, 424, 40, 168
_GRID_ROWS = 7
_HEADROOM = 7 / 6  # the peak stands on the sixth line of the grid
_FONT = "'Bookman Old Style','TeX Gyre Bonum','Libertinus Serif',Georgia,serif"


def distribution_curve(pola: PolaDistribusi, counts: Mapping[Predikat, int] | None = None) -> str:
    """An SVG (460 × 214) with the guide curve of `pola`, and bars of the real `counts` where given.

    The vertical axis has no numbers, as printed by the regulation; a bar carries its count in figures. A
    predikat missing from `counts` has no bar and no figure. Raises ValueError for a negative count.
    """
    if counts and min(counts.values()) < 0:
        raise ValueError("a count of people is not negative")
    axis = [predikat for predikat, _ in pola.titik]
    heights = _scaled([height for _, height in pola.titik])
    step = (_RIGHT - _LEFT) / (len(axis) - 1)
    points = [(_LEFT + index * step, _y(height)) for index, height in enumerate(heights)]
    title, description = curve_words(pola, counts)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="{_FONT}" font-size="10">',
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(WIDTH / 2, 13, "KURVA DISTRIBUSI PREDIKAT KINERJA PEGAWAI DENGAN"),
        _text(WIDTH / 2, 26, f"CAPAIAN KINERJA ORGANISASI {CAPAIAN[pola.capaian]}"),
        _grid(points),
        _bars(axis, points, counts) if counts else "",
        f'<path d="{_smooth(points)}" fill="none" stroke="#000000" stroke-width="1.8"/>',
        *(_words_below(x, AXIS[predikat]) for predikat, (x, _) in zip(axis, points, strict=True)),
        _text(34, 100, "Frekuensi"),
        _text(34, 112, "Pegawai"),
        _text((_LEFT + _RIGHT) / 2, 208, "Predikat Kinerja Pegawai"),
        "</svg>",
    ]
    return "".join(parts)


def curve_words(pola: PolaDistribusi, counts: Mapping[Predikat, int] | None = None) -> tuple[str, str]:
    """Title and description of the picture, for whoever cannot see it."""
    title = (
        "Kurva distribusi predikat kinerja Pegawai dengan capaian kinerja organisasi "
        f"{CAPAIAN[pola.capaian].title()}"
    )
    description = (
        f"Idealnya sebagian besar Pegawai berpredikat {AXIS[pola.terbanyak]}; predikat lain tetap mungkin."
    )
    if counts:
        real = ", ".join(f"{AXIS[p]} {counts[p]} orang" for p, _ in pola.titik if p in counts)
        description += f" Keadaan sebenarnya: {real}."
    return title, description


def _scaled(values: Sequence[int]) -> list[float]:
    highest = max(values) * _HEADROOM
    return [value / highest if highest else 0.0 for value in values]


def _y(share: float) -> float:
    return _BOTTOM - share * (_BOTTOM - _TOP)


def _text(x: float, y: float, words: str, size: int = 10, style: str = "") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-size="{size}"{style}'
    return f"<text {place}>{escape(words)}</text>"


def _words_below(x: float, words: str) -> str:
    first, _, second = words.partition(" ")
    style = ' font-style="italic"' if second == "Misconduct" else ""
    return _text(x, 181, first, 9) + (_text(x, 192, second, 9, style) if second else "")


def _grid(points: Sequence[tuple[float, float]]) -> str:
    rows = (_TOP + index * (_BOTTOM - _TOP) / _GRID_ROWS for index in range(_GRID_ROWS + 1))
    lines = [f"M{_LEFT} {y:.1f}H{_RIGHT}" for y in rows] + [f"M{x:.1f} {_TOP}V{_BOTTOM}" for x, _ in points]
    return f'<path d="{"".join(lines)}" stroke="#d0d0d0" stroke-width="0.6" fill="none"/>'


def _bars(
    axis: Sequence[Predikat], points: Sequence[tuple[float, float]], counts: Mapping[Predikat, int]
) -> str:
    highest = max(counts.values()) * _HEADROOM
    drawn = []
    for predikat, (x, _) in zip(axis, points, strict=True):
        if predikat not in counts:
            continue
        top = _y(counts[predikat] / highest if highest else 0.0)
        drawn.append(
            f'<rect x="{x - 13:.1f}" y="{top:.1f}" width="26" height="{_BOTTOM - top:.1f}" '
            'fill="#9dc3e6" stroke="#2f5c8a" stroke-width="0.6"/>'
        )
        drawn.append(_text(x, top - 3, str(counts[predikat]), 9))
    return "".join(drawn)


def _smooth(points: Sequence[tuple[float, float]]) -> str:
    """A path of cubic curves through `points` that never rises above or falls below its neighbours."""
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(points)]
    tangents = [slopes[0]]
    for before, after in pairwise(slopes):
        tangents.append(0.0 if before * after <= 0 else 2 * before * after / (before + after))
    tangents.append(slopes[-1])
    path = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for index, (start, end) in enumerate(pairwise(points)):
        third = (end[0] - start[0]) / 3
        path.append(
            f"C{start[0] + third:.1f} {start[1] + third * tangents[index]:.1f} "
            f"{end[0] - third:.1f} {end[1] - third * tangents[index + 1]:.1f} {end[0]:.1f} {end[1]:.1f}"
        )
    return "".join(path)
