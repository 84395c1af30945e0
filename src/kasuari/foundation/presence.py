"""Which of many kinds of rows there are for one thing, in one query whose text is built once per process.

A page gathers from many tables of which most hold nothing for the person or the SKP shown. To ask each
by itself costs a turn to the database and, dearer than that, the building of a statement by the ORM. Here the
conditions of all modules become one row of yes and no; its text is the same for everybody and is kept, only
the thing and the day change.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

# Stand in for the thing and the day while the text is built. No row has this number, and no condition looks
# further from its day than `_FURTHEST`.
_SOMETHING = -1_234_567_891
_SOME_DAY = date(4004, 4, 4)
_FURTHEST = timedelta(days=4_000)


class Conditions(Protocol):
    """Rows without which there is nothing of a kind for the thing with the key `pk`, by the key of the kind.

    They may depend on that key, on the day and on days counted from it, and on nothing else.
    """

    def __call__(self, pk: int, *, on: date) -> dict[str, QuerySet[Any]]: ...


class _Everything:
    """Stands for "ask every source", where the conditions were not asked before."""

    def __contains__(self, key: object) -> bool:
        return True


EVERYTHING: Container[str] = _Everything()


Fill = Callable[[int, date], Any]


@dataclass(frozen=True, slots=True)
class _Text:
    """The query as text, the keys of its columns, and what fills each of its places."""

    sql: str
    keys: tuple[str, ...]
    places: tuple[Fill, ...]


class Presence:
    """The conditions of several modules, asked together."""

    def __init__(self, *sources: Conditions) -> None:
        self.sources = sources
        self._texts: dict[str, _Text] = {}

    def of(self, pk: int, *, on: date) -> frozenset[str]:
        """The keys of the conditions that have a row for a thing on a day. One query."""
        connection = connections[DEFAULT_DB_ALIAS]
        text = self._texts.get(connection.vendor)
        if text is None:
            text = self._texts[connection.vendor] = self._built(connection)
        if not text.keys:
            return frozenset()
        with connection.cursor() as cursor:
            cursor.execute(text.sql, [place(pk, on) for place in text.places])
            answers = cursor.fetchone()
        return frozenset(key for key, answer in zip(text.keys, answers, strict=True) if answer)

    def _built(self, connection: Any) -> _Text:
        keys: list[str] = []
        parts: list[str] = []
        places: list[Fill] = []
        for source in self.sources:
            for key, rows in source(_SOMETHING, on=_SOME_DAY).items():
                try:
                    sql, values = rows.order_by().query.exists().get_compiler(connection=connection).as_sql()
                except EmptyResultSet:
                    continue
                keys.append(key)
                parts.append(f"EXISTS({sql})")
                places += [_place(value, connection) for value in values]
        return _Text(f"SELECT {', '.join(parts)}", tuple(keys), tuple(places))


def _place(value: Any, connection: Any) -> Fill:
    """What stands where `value` stood: the thing, a day counted from theirs, or always the same."""
    if value == _SOMETHING and not isinstance(value, bool):
        return lambda pk, on: pk
    day = _day_in(value)
    if day is None or abs(day - _SOME_DAY) > _FURTHEST:
        return lambda pk, on: value
    after = day - _SOME_DAY
    return lambda pk, on: connection.ops.adapt_datefield_value(on + after)


def _day_in(value: Any) -> date | None:
    """A day, also where the engine takes days as text."""
    if isinstance(value, date):
        return value
    if isinstance(value, str) and len(value) == len("4004-04-04"):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return None
