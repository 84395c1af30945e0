"""Every chart has a title, a description and its data as a table, and never draws what is not known."""

from __future__ import annotations

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from kasuari.foundation import charts

POINTS = [("Jan", 10), ("Feb", None), ("Mar", 30), ("Apr", Decimal("20.5"))]


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize(
    "html",
    [
        charts.sparkline("Realisasi <b>", POINTS),
        charts.distribution("Realisasi <b>", ["Baik", "Sangat Baik"], [3, 1], [11, 2]),
        charts.ring("Realisasi <b>", 3, 4),
        charts.bars("Realisasi <b>", POINTS),
    ],
    ids=["sparkline", "distribution", "ring", "bars"],
)
def test_chart_has_title_description_and_table(html: str) -> None:
    figure = soup(html)
    drawing = figure.svg
    assert drawing is not None
    assert drawing.title is not None
    assert drawing.title.get_text() == "Realisasi <b>"
    assert drawing.find("desc").get_text()
    assert drawing["aria-labelledby"] == drawing.title["id"]
    assert figure.table is not None
    assert figure.table.find_all("td")
    assert "style=" not in html


def test_sparkline_leaves_a_gap_where_nothing_is_known() -> None:
    figure = soup(charts.sparkline("x", POINTS))
    paths = [path["d"] for path in figure.find_all("path", class_="chart-line")]
    assert len(paths) == 2
    assert paths[0].count("L") == 0
    assert paths[1].count("L") == 1
    assert [cell.get_text() for cell in figure.find_all("td")][1] == "–"


def test_sparkline_stays_inside_its_box_and_marks_the_last_known_point() -> None:
    figure = soup(charts.sparkline("x", [("a", 5), ("b", 9), ("c", None)]))
    circle = figure.find("circle")
    assert (float(circle["cx"]), float(circle["cy"])) == (71.0, 5.0)


def test_sparkline_of_equal_values_runs_through_the_middle() -> None:
    figure = soup(charts.sparkline("x", [("a", 5), ("b", 5)]))
    assert figure.find("path")["d"] == "M4 18L138 18"


@pytest.mark.parametrize("points", [[], [("a", None)]])
def test_sparkline_without_data_says_so(points: list[charts.Point]) -> None:
    figure = soup(charts.sparkline("x", points))
    assert figure.svg is None
    assert "belum ada data" in figure.get_text()


def test_distribution_scales_the_guide_to_the_team() -> None:
    figure = soup(charts.distribution("x", ["a", "b"], [3, 1], [12, 4]))
    assert [cell.get_text() for cell in figure.find_all("td")] == ["3", "3,0", "1", "1,0"]
    heights = [float(bar["height"]) for bar in figure.svg.find_all("rect")]
    assert heights[0] == pytest.approx(3 * heights[1], abs=0.2)


def test_distribution_of_nobody_draws_no_guide() -> None:
    figure = soup(charts.distribution("x", ["a", "b"], [0, 0], [1, 1]))
    assert figure.find("path", class_="chart-line--guide") is None


def test_distribution_refuses_lengths_that_differ() -> None:
    with pytest.raises(ValueError, match="same length"):
        charts.distribution("x", ["a"], [1, 2])


@pytest.mark.parametrize(
    ("value", "total", "shown"), [(3, 4, "75%"), (0, 4, "0%"), (None, 4, "–"), (5, 4, "125%"), (1, 0, "–")]
)
def test_ring_says_the_share(value: int | None, total: int, shown: str) -> None:
    figure = soup(charts.ring("x", value, total))
    assert figure.find("text").get_text() == shown
    assert (figure.find("circle", class_="chart-ring--value") is not None) == (shown not in {"0%", "–"})


def test_bars_draw_no_bar_for_the_unknown_and_none_below_zero() -> None:
    figure = soup(charts.bars("x", [("a", 50), ("b", None), ("c", -5)], "%"))
    assert [bar["width"] for bar in figure.find_all("rect")] == ["322", "0"]
    assert [cell.get_text() for cell in figure.find_all("td")] == ["50%", "–", "-5%"]


def test_numbers_follow_the_language() -> None:
    with override("id"):
        assert "1.108" in charts.ring("x", 1108, 2000)
    with override("en"):
        assert "1,108" in charts.ring("x", 1108, 2000)


def test_bars_are_written_with_as_many_decimals_each() -> None:
    figure = soup(charts.bars("x", [("a", 81.1), ("b", 56.53), ("c", None), ("d", 2)]))
    assert [cell.get_text() for cell in figure.select("td")] == ["81,10", "56,53", "–", "2,00"]
    assert [cell.get_text() for cell in soup(charts.bars("x", [("a", 50)])).select("td")] == ["50"]
