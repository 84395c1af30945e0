"""Threads that write in crowds wait for each other, where the database lets one write at a time."""

from __future__ import annotations

from threading import Event, Thread

import pytest
from django.db import connection

from kasuari.foundation.turns import in_turn


def test_on_sqlite_the_second_begins_when_the_first_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "vendor", "sqlite")
    begun = _beside_one_inside()
    assert begun == [False, True]


def test_elsewhere_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kasuari.foundation.turns.connection", type("Engine", (), {"vendor": "postgresql"}))
    assert _beside_one_inside() == [True, True]


def _beside_one_inside() -> list[bool]:
    """Whether another thread got in while one was inside, and after it had left."""
    inside = Event()
    turn = in_turn()

    def enter() -> None:
        with turn:
            inside.set()

    other = Thread(target=enter)
    with in_turn():
        other.start()
        found = [inside.wait(0.05)]
    other.join(5)
    return [*found, inside.is_set()]
