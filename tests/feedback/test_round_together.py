"""Two phones, and an answer on its way while the round closes: real transactions, on both engines."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from kasuari.feedback.models import AmplopJawaban, Putaran, TugasPutaran
from kasuari.foundation.refusals import Refusal
from tests.cast import Cast, build_cast
from tests.feedback import rounds
from tests.feedback.rounds import Said

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run each in its own thread with its own connection, starting together; answers or exceptions."""
    found: list[Any] = [None] * len(acts)
    ready = threading.Barrier(len(acts))

    def run(number: int, act: Callable[[], Any]) -> None:
        ready.wait()
        try:
            found[number] = act()
        except Exception as error:
            found[number] = error
        connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.fixture
def world() -> tuple[Cast, Putaran]:
    cast = build_cast()
    return cast, rounds.opened(cast)


def test_the_same_answer_from_two_phones_counts_once(world: tuple[Cast, Putaran]) -> None:
    cast, putaran = world
    tugas = rounds.tasks(putaran, state="menunggu", kelompok="rekan")[0]
    found = at_once(*(lambda: rounds.answer(cast, tugas, Said(3)) for _phone in range(2)))
    assert sorted(found) == [False, True]
    assert AmplopJawaban.objects.count() == 1


def test_an_answer_on_its_way_is_in_before_the_end_or_told_that_it_was_late(
    world: tuple[Cast, Putaran],
) -> None:
    """Nobody is told that an answer was taken which the count then misses."""
    cast, putaran = world
    waiting = rounds.tasks(putaran, state="menunggu")[:4]
    acts = [lambda tugas=tugas: rounds.answer(cast, tugas, Said(3)) for tugas in waiting]
    found = at_once(*acts, lambda: rounds.close(cast, Putaran.objects.get(pk=putaran.pk)))
    taken = [item for item in found[:-1] if item is True]
    late = [item for item in found[:-1] if isinstance(item, Refusal)]
    assert len(taken) + len(late) == len(waiting)
    assert {item.code for item in late} <= {"putaran.closed"}
    assert AmplopJawaban.objects.count() == len(taken)
    assert TugasPutaran.objects.filter(state="selesai").count() == len(taken)
