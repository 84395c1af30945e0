"""Stretches of time: the months of a trial, and how long somebody worked by what they left behind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

PAUSE = timedelta(minutes=5)


def months_between(first: date, end: date) -> list[date]:
    """The first day of every month from `first` to before `end`."""
    found, day = [], first.replace(day=1)
    while day < end:
        found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return found


def worked(moments: Iterable[datetime], *, pause: timedelta = PAUSE) -> timedelta:
    """How long somebody worked, by what they left behind: acts less than `pause` apart belong together, and
    what one does before the first act of a stretch is not seen. Reading leaves nothing behind."""
    total, before = timedelta(), None
    for at in sorted(moments):
        if before is not None and at - before <= pause:
            total += at - before
        before = at
    return total
