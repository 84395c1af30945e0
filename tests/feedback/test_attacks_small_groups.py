"""Small groups and differences: what is shown, taken from what is shown, tells nothing about fewer than
allowed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from kasuari.feedback import operations
from kasuari.feedback.counting import Answer, Line, Scale, count
from kasuari.feedback.models import HasilPutaran, KomentarPutaran, Putaran
from kasuari.feedback.thresholds import Node, blocks_of, figure_of, shown_units
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.foundation.states import StateRefusal
from tests.cast import NOW, Cast
from tests.feedback import rounds
from tests.feedback.rounds import Said

LINES = tuple(Line(f"b{number}", "loyal" if number % 2 else "adaptif") for number in range(1, 13))
SCALE = Scale(lines=LINES, questions=("t1",), highest=4, band=3, figures=5)


def answers(group: str, steps: Sequence[int], *, about: int = 1, text: str = "") -> list[Answer]:
    return [Answer(about, group, (step,) * len(LINES), (f"{text}{step}" if text else "",)) for step in steps]


def profile_of(*given: Answer) -> dict[str, Any]:
    return count(given, SCALE, subjects=[1], superior_of={}, weights={}).profiles[1]


@pytest.mark.parametrize(
    ("size", "level", "keys"),
    [
        (1, "tidak", {"kelompok", "n", "tingkat"}),
        (2, "tidak", {"kelompok", "n", "tingkat"}),
        (3, "rentang", {"kelompok", "n", "tingkat", "rentang"}),
        (4, "rentang", {"kelompok", "n", "tingkat", "rentang"}),
        (5, "angka", {"kelompok", "n", "tingkat", "butir", "nilai", "andal", "seragam"}),
    ],
)
def test_a_group_shows_nothing_a_band_or_figures_by_its_size(size: int, level: str, keys: set[str]) -> None:
    (block,) = profile_of(*answers("rekan", [1 + number % 4 for number in range(size)]))["blok"]
    assert (block["tingkat"], set(block)) == (level, keys)


def test_a_small_group_is_put_with_the_next_and_neither_shows_by_itself() -> None:
    shown = profile_of(*answers("rekan", [3, 3, 4, 4, 2]), *answers("bawahan", [1, 1]))
    assert [(block["kelompok"], block["n"]) for block in shown["blok"]] == [(["rekan", "bawahan"], 7)]


def test_hiding_one_small_group_takes_the_smallest_other_along() -> None:
    """With three groups the two smallest go together; the largest stays by itself and tells nothing of
    them.
    """
    shown = profile_of(
        *answers("rekan", [3] * 9), *answers("bawahan", [2] * 5), *answers("penerima_layanan", [1])
    )
    assert [(block["kelompok"], block["n"]) for block in shown["blok"]] == [
        (["rekan"], 9),
        (["bawahan", "penerima_layanan"], 6),
    ]


@given(
    sizes=st.dictionaries(
        st.sampled_from(["rekan", "bawahan", "penerima_layanan"]), st.integers(0, 12), min_size=1
    ),
    band=st.integers(3, 6),
)
def test_blocks_cover_every_answer_once_and_only_a_lone_block_is_too_small(
    sizes: dict[str, int], band: int
) -> None:
    blocks = blocks_of(sizes, band=band, figures=max(5, band))
    names = [name for block in blocks for name in block.groups]
    assert sorted(names) == sorted(name for name, size in sizes.items() if size)
    assert sum(block.size for block in blocks) == sum(sizes.values())
    assert all(block.size >= band for block in blocks) or len(blocks) == 1


def test_a_mean_never_proves_that_everybody_said_the_same() -> None:
    """Whatever figure is shown at an end of the scale, answers that differ can have given it too."""
    for size in (5, 6):
        shown: dict[Any, set[tuple[int, ...]]] = {}
        for steps in product(range(1, 5), repeat=size):
            shown.setdefault(figure_of(steps, highest=4, figures=5), set()).add(tuple(sorted(steps)))
        for possible in shown.values():
            assert any(len(set(steps)) > 1 for steps in possible)


def test_a_line_that_few_could_judge_shows_nothing_and_feeds_no_mean() -> None:
    given = [
        Answer(1, "rekan", (4 if number < 4 else None, *([2] * (len(LINES) - 1)))) for number in range(6)
    ]
    (block,) = profile_of(*given)["blok"]
    assert "b1" not in block["butir"]
    assert block["nilai"]["loyal"] == "2.0"  # the four who gave line 1 a 4 move nothing


def test_the_weighted_score_rests_on_nothing_that_is_not_shown() -> None:
    """Two bawahan are too few: the score with them and without them is the same, and it says so."""
    weights = {1: {"atasan": 50, "rekan": 30, "bawahan": 20, "penerima_layanan": 0, "diri": 0}}
    rest = [*answers("atasan", [3]), *answers("rekan", [3, 3, 4])]
    scores = [
        count([*rest, *extra], SCALE, subjects=[1], superior_of={}, weights=weights).profiles[1]["skor"]
        for extra in ([], answers("bawahan", [1]), answers("bawahan", [4]))
    ]
    assert {score["nilai"] for score in scores} == {"66.7"}
    assert all(set(score["tanpa"]) == {"rekan", "bawahan"} for score in scores)
    assert all(score["bobot"] == {"atasan": "100.0"} for score in scores)


def test_missing_groups_are_never_zero() -> None:
    weights = {1: {"atasan": 50, "rekan": 50, "bawahan": 0, "penerima_layanan": 0, "diri": 0}}
    only_peers = count(
        answers("rekan", [4, 4, 4, 4, 3]), SCALE, subjects=[1], superior_of={}, weights=weights
    ).profiles[1]["skor"]
    assert only_peers["bobot"] == {"rekan": "100.0"}
    assert float(only_peers["nilai"]) > 90
    nothing = count([], SCALE, subjects=[1], superior_of={}, weights=weights).profiles[1]["skor"]
    assert nothing["nilai"] is None


def test_open_answers_of_a_small_group_are_not_kept() -> None:
    few = count(answers("rekan", [1, 2, 3, 4], text="kata"), SCALE, subjects=[1], superior_of={}, weights={})
    assert few.comments == []
    enough = count(
        [*answers("rekan", [1, 2, 3], text="kata"), *answers("bawahan", [2, 4], text="kata")],
        SCALE,
        subjects=[1],
        superior_of={},
        weights={},
    )
    assert {item.source for item in enough.comments} == {"anonim"}
    assert len(enough.comments) == 5


# --- units ------------------------------------------------------------------------------------------------


@dataclass
class Tree:
    """A tree of units with people in each: every person has a size that shows figures, or not."""

    nodes: dict[str, Node]
    roots: list[Node]
    people: dict[str, list[int]]


def tree_of(sizes: dict[str, list[int]]) -> Tree:
    """`sizes`: by path ("a", "ab", "abc") the numbers of answers about each person there."""
    nodes = {
        path: Node(
            path,
            size=sum(sum(rows) for other, rows in sizes.items() if other.startswith(path)),
            hidden=sum(n for other, rows in sizes.items() if other.startswith(path) for n in rows if n < 5),
            raters=99,
            people=sum(bool(n) for other, rows in sizes.items() if other.startswith(path) for n in rows),
        )
        for path in sizes
    }
    roots = []
    for path, node in nodes.items():
        (nodes[path[:-1]].children if path[:-1] in nodes else roots).append(node)
    return Tree(nodes, roots, sizes)


def determined(tree: Tree, shown: set[str]) -> Iterator[int]:
    """Sizes of groups of hidden answers whose sum somebody who reads all that is shown can work out.

    Rows of the system: shown units, and people whose profile shows figures. Every combination of shown units
    with weights -1, 0, 1 whose hidden part is a plain sum is tried; for trees this small that is all there
    is.
    """
    keys = sorted(shown)
    cells = [(path, place) for path, rows in tree.people.items() for place, n in enumerate(rows) if 0 < n < 5]
    for weights in product((-1, 0, 1), repeat=len(keys)):
        held = {
            cell: sum(w for key, w in zip(keys, weights, strict=True) if cell[0].startswith(key))
            for cell in cells
        }
        if any(held.values()) and set(held.values()) <= {0, 1}:
            yield sum(tree.people[path][place] for (path, place), w in held.items() if w)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6))
def test_no_difference_of_units_and_people_tells_of_fewer_than_five_hidden_answers(seed: int) -> None:
    random = Random(seed)
    paths = ["a", "aa", "ab", "ac", "aaa", "aab", "aba"]
    sizes = {
        path: [random.choice([0, 1, 2, 3, 4, 5, 6, 8]) for _ in range(random.randint(0, 4))] for path in paths
    }
    tree = tree_of(sizes)
    shown = shown_units(tree.roots, figures=5)
    assert all(hidden >= 5 for hidden in determined(tree, shown))


def test_a_unit_minus_a_person_tells_nothing_of_the_other() -> None:
    """Three people, two with figures: the unit would give the third away."""
    tree = tree_of({"a": [6, 7, 2]})
    assert shown_units(tree.roots, figures=5) == set()


def test_a_unit_minus_its_shown_parts_tells_nothing_of_the_hidden_one() -> None:
    """Two of three sections are large enough: the smaller of them is hidden along with the third."""
    tree = tree_of({"a": [], "aa": [9, 9, 9], "ab": [6, 6, 6], "ac": [2, 1]})
    assert shown_units(tree.roots, figures=5) == set()
    tree = tree_of({"a": [], "aa": [9, 9, 9], "ab": [6, 6, 4, 2], "ac": [2, 1]})
    assert shown_units(tree.roots, figures=5) == {"a", "aa"}


def test_one_rater_who_answers_about_many_does_not_make_a_unit() -> None:
    node = Node("a", size=12, hidden=0, raters=2, people=4)
    assert shown_units([node], figures=5) == set()


# --- rounds ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_thresholds_can_be_raised_and_never_lowered(cast: Cast) -> None:
    for lower in ({"ambang_rentang": 2}, {"ambang_angka": 4}, {"ambang_rentang": 7, "ambang_angka": 6}):
        with pytest.raises(Invalid):
            rounds.planned(cast, **lower)
    raised = rounds.planned(cast, ambang_rentang=5, ambang_angka=8)
    assert (raised.ambang_rentang, raised.ambang_angka) == (5, 8)
    for column, value in (("ambang_rentang", 2), ("ambang_angka", 4)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Putaran.objects.filter(pk=raised.pk).update(**{column: value})


@pytest.mark.django_db
def test_a_round_is_counted_once_and_released_once(cast: Cast) -> None:
    """Nobody sees it before and after one more answer: nothing is shown before the end, and then for good."""
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.opened(cast)
    waiting = rounds.tasks(putaran, state="menunggu")
    for tugas in waiting[:-1]:
        rounds.answer(cast, tugas, Said(3))
    assert not HasilPutaran.objects.exists()
    with pytest.raises(StateRefusal):
        operations.count_putaran(putaran=putaran, by=cast.actor(cast.lusia), at=NOW)
    putaran = rounds.counted(cast, putaran)
    before = list(HasilPutaran.objects.order_by("pk").values_list("isi", flat=True))
    with pytest.raises(Refusal) as late:
        rounds.answer(cast, waiting[-1], Said(1))
    assert late.value.code == "putaran.closed"
    again = operations.count_putaran(putaran=putaran, by=cast.actor(cast.lusia), at=NOW)
    assert list(HasilPutaran.objects.order_by("pk").values_list("isi", flat=True)) == before
    released = rounds.release(cast, again)
    with pytest.raises(StateRefusal):
        rounds.release(cast, released)


@pytest.mark.django_db
def test_open_answers_wait_for_each_other(cast: Cast) -> None:
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.opened(cast)
    rounds.answered(cast, putaran, lambda tugas: Said(3, f"Ia sabar, contoh {tugas.pk}."))
    putaran = rounds.counted(cast, putaran)
    with pytest.raises(Refusal) as early:
        rounds.release(cast, putaran)
    assert early.value.code == "putaran.comments_wait"
    for komentar in KomentarPutaran.objects.select_related("peserta__putaran"):
        operations.moderate_komentar(
            komentar=komentar,
            keputusan="tampil",
            teks=komentar.teks,
            alasan="",
            by=cast.actor(cast.andreas),
            at=NOW,
        )
    assert rounds.release(cast, putaran).state == "dirilis"


def test_a_fraction_is_what_it_says() -> None:
    """The figures are rounded from exact fractions, never from floating point."""
    figure = figure_of([2, 2, 2, 3, 2, 3, 2, 2], highest=4, figures=5)
    assert figure is not None
    assert Fraction(str(figure.mean)) == Fraction(23, 10)
