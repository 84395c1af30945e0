"""Rater statistics against published values, and what they refuse to say."""

from __future__ import annotations

from random import Random

import pytest

from kasuari.feedback.rater_statistics import (
    FIRST_HINT,
    FOR_TALK,
    SOLID,
    STRICT,
    TOO_FEW,
    USUAL,
    icc1,
    is_uniform,
    outliers,
    reliability,
    rings,
    severities,
    trust,
)

# Shrout and Fleiss 1979, table 2: six targets, four judges; ICC(1,1) = .17.
SHROUT_FLEISS = ([9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7])


def test_icc_is_that_of_shrout_and_fleiss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kasuari.feedback.rater_statistics.PEOPLE_ENOUGH", 6)
    found = icc1(SHROUT_FLEISS)
    assert found is not None
    assert round(found, 2) == 0.17


def test_icc_is_silent_with_few_people_and_never_below_zero() -> None:
    assert icc1(SHROUT_FLEISS) is None
    random = Random(1)
    noise = [[random.gauss(3, 1) for _ in range(4)] for _ in range(40)]
    found = icc1(noise)
    assert found is not None
    assert 0 <= found < 0.2


@pytest.mark.parametrize(
    ("icc", "raters", "expected"), [(0.2, 3, 0.43), (0.2, 10, 0.71), (0.3, 5, 0.68), (0.4, 10, 0.87)]
)
def test_reliability_is_that_of_spearman_and_brown(icc: float, raters: int, expected: float) -> None:
    assert round(reliability(raters, icc), 2) == expected


def test_trust_speaks_in_three_words() -> None:
    assert [trust(value) for value in (0.3, 0.5, 0.7)] == [FIRST_HINT, FOR_TALK, SOLID]


def test_answers_all_the_same_need_ten_lines() -> None:
    assert is_uniform([3] * 10)
    assert not is_uniform([3] * 9)
    assert not is_uniform([3] * 10 + [2])
    assert is_uniform([3] * 10 + [None] * 5)


def test_the_farthest_are_those_of_rosner() -> None:
    """Rosner 1983, the data of the paper: 54 values, three outliers at the level 0.05."""
    data = """-0.25 0.68 0.94 1.15 1.20 1.26 1.26 1.34 1.38 1.43 1.49 1.49 1.55 1.56 1.58 1.65 1.69 1.70 1.76
    1.77 1.81 1.91 1.94 1.96 1.99 2.06 2.09 2.10 2.14 2.15 2.23 2.24 2.26 2.35 2.37 2.40 2.47 2.54 2.62 2.64
    2.90 2.92 2.92 2.93 3.21 3.26 3.30 3.59 3.68 4.30 4.64 5.34 5.42 6.01"""
    values = dict(enumerate(map(float, data.split())))
    assert {values[key] for key in outliers(values, level=0.05)} == {6.01, 5.42, 5.34}


def agency(random: Random, *, strict: int = -1) -> dict[int, list[float]]:
    return {
        number: [random.gauss(-1.4 if number == strict else random.gauss(0, 0.1), 0.4) for _ in range(12)]
        for number in range(20)
    }


def test_a_strict_superior_is_named_with_an_uncertainty() -> None:
    found = {item.rater: item for item in severities(agency(Random(5), strict=7))}
    assert found[7].band == STRICT
    assert found[7].shift < -1
    assert 0 < found[7].error < 0.5
    assert [item.band for rater, item in found.items() if rater != 7] == [USUAL] * 19


def test_too_few_to_say_is_an_answer() -> None:
    few = severities({1: [-2.0, -2.0, -2.0], 2: [0.1] * 8})
    assert {item.band for item in few} == {TOO_FEW}
    assert severities({}) == []


def test_a_ring_is_found_in_a_unit_of_ten_and_not_in_one_of_five() -> None:
    ring = {person: {1, 2, 3, 4} - {person} for person in (1, 2, 3, 4)}
    others = {person: {person % 9 + 1, (person + 3) % 9 + 1} - {person} for person in range(5, 10)}
    large = dict.fromkeys(range(1, 10), 9)
    assert [item.people for item in rings({**ring, **others}, large)] == [(1, 2, 3, 4)]
    assert rings(ring, dict.fromkeys(ring, 4)) == []


def test_one_sided_nominations_make_no_ring() -> None:
    chain = {1: {2, 3, 4}, 2: {3, 4}, 3: {4}, 4: set()}
    assert rings(chain, dict.fromkeys(chain, 20)) == []
