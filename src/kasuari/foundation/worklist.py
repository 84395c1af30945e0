"""What is mine to do now: the shape in which every module reports it to the home page."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kasuari.foundation.access import Actor
from kasuari.foundation.reasons import Words


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to do: a title, one sentence that says why, one button.

    `due_date` is the last day on which it is in time, None where the law sets no day. `count` is how many
    objects wait behind it (people to rate, SKP to set).
    """

    key: str
    title: Words
    why: Words
    action: Words
    url: str
    due_date: date | None = None
    count: int = 1


class Asks(Protocol):
    """A module's work items for an actor; only what is in `waiting` need be read."""

    def __call__(self, actor: Actor, *, on: date, waiting: Container[str]) -> list[WorkItem]: ...


def in_order(items: list[WorkItem]) -> list[WorkItem]:
    """By deadline, those without one last; stable by key."""
    return sorted(items, key=lambda item: (item.due_date is None, item.due_date or date.max, item.key))
