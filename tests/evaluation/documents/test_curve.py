from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from kasuari.evaluation.documents import distribution_curve
from kasuari.regulation.predikat import CapaianOrganisasi, Predikat
from tests.evaluation.documents.examples import pola

SVG = "{http://www.w3.org/2000/svg}"
COUNTS = {Predikat.SANGAT_BAIK: 3, Predikat.BAIK: 9, Predikat.BUTUH_PERBAIKAN: 1, Predikat.KURANG: 0}


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def curve_points(svg: str) -> list[tuple[float, float]]:
    path = parsed(svg).findall(f"{SVG}path")[-1].attrib["d"]
    numbers = [float(number) for number in re.findall(r"-?\d+\.\d", path)]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    return [pairs[0], *pairs[3::3]]


@pytest.mark.parametrize("capaian", list(CapaianOrganisasi))
def test_the_curve_is_highest_where_the_regulation_says(capaian: CapaianOrganisasi) -> None:
    found = pola(capaian)
    points = curve_points(distribution_curve(found))
    axis = [predikat for predikat, _ in found.titik]
    assert len(points) == 5
    assert min(points, key=lambda point: point[1])[0] == points[axis.index(found.terbanyak)][0]


@pytest.mark.parametrize("capaian", list(CapaianOrganisasi))
def test_the_curve_never_leaves_the_frame(capaian: CapaianOrganisasi) -> None:
    path = parsed(distribution_curve(pola(capaian))).findall(f"{SVG}path")[-1].attrib["d"]
    heights = [float(number) for number in re.findall(r"-?\d+\.\d", path)][1::2]
    assert min(heights) >= 40
    assert max(heights) <= 168


def test_the_picture_says_what_it_shows() -> None:
    root = parsed(distribution_curve(pola(CapaianOrganisasi.BAIK), COUNTS))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert title.text == "Kurva distribusi predikat kinerja Pegawai dengan capaian kinerja organisasi Baik"
    assert "Sangat Baik 3 orang" in str(description.text)
    assert "Sangat Kurang" not in str(description.text)


def test_the_axis_runs_from_sangat_kurang_to_sangat_baik() -> None:
    words = [
        item.text or ""
        for item in parsed(distribution_curve(pola(CapaianOrganisasi.BAIK))).iter(f"{SVG}text")
    ]
    axis = words[2:-3]
    assert axis == [
        "Sangat",
        "Kurang",
        "Kurang/",
        "Misconduct",
        "Butuh",
        "Perbaikan",
        "Baik",
        "Sangat",
        "Baik",
    ]


def test_bars_carry_their_counts_and_missing_is_not_zero() -> None:
    with_counts = parsed(distribution_curve(pola(CapaianOrganisasi.BAIK), COUNTS))
    figures = [item.text for item in with_counts.iter(f"{SVG}text") if (item.text or "").isdigit()]
    assert figures == ["0", "1", "9", "3"]
    without = parsed(distribution_curve(pola(CapaianOrganisasi.BAIK)))
    assert len(without.findall(f"{SVG}rect")) == 1


def test_bars_are_as_high_as_their_share() -> None:
    root = parsed(distribution_curve(pola(CapaianOrganisasi.BAIK), COUNTS))
    heights = [float(bar.attrib["height"]) for bar in root.findall(f"{SVG}rect")[1:]]
    assert heights[0] == 0
    assert heights[2] / heights[3] == pytest.approx(3, rel=0.01)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        distribution_curve(pola(CapaianOrganisasi.BAIK), {Predikat.BAIK: -1})
