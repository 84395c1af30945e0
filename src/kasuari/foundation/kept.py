"""Queries whose text is built once per process, so that only what is asked about changes.

On a page that everybody opens, the building of a statement by the ORM costs more than its turn to the
database. A kept query is written with the ORM all the same: it is built once with values that stand in for
those to come, its text and what fills each of its places are remembered, and every later question is the text
with new values.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Q, QuerySet

# What stands in for the numbers and the days to come: numbers that fit into every column, since Django does
# not ask about others, and that no query says by itself; days so far apart that whatever a query counts from
# one, by less than `_FURTHEST`, is not near another.
_NUMBERS = (32_051, 32_057, 32_063, 32_069, 32_077, 32_083, 32_089, 32_099)
_DAYS = tuple(date(4004 + 500 * step, 4, 4) for step in range(4))
_FURTHEST = timedelta(days=4_000)

Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the text: the value `name`, for a day `after` days on, for a number as the `kind` that the
    engine wants; or always `value` where it has no name."""

    name: str = ""
    after: timedelta | None = None
    kind: type = int
    value: Any = None

    def fill(self, given: Given, connection: Any) -> Any:
        if not self.name:
            return self.value
        if self.after is None:
            return self.kind(given[self.name])
        return connection.ops.adapt_datefield_value(given[self.name] + self.after)


def stand_ins(given: Given) -> Given:
    """For every value of `given`, numbers and days, one that stands in for it. TypeError on anything else."""
    numbers, days = iter(_NUMBERS), iter(_DAYS)
    found: Given = {}
    for name, value in given.items():
        if type(value) is int:
            found[name] = next(numbers)
        elif type(value) is date:
            found[name] = next(days)
        else:
            raise TypeError(f"a kept query is asked with numbers and days, not with {value!r} as {name}")
    return found


def places_of(values: Sequence[Any], standing: Given) -> tuple[Place, ...]:
    """What fills each place of a text that was built with `standing`."""
    return tuple(_place(value, standing) for value in values)


def _place(value: Any, standing: Given) -> Place:
    """A number given, a day counted from a day given, or always the same."""
    day = _day_in(value)
    for name, stand_in in standing.items():
        if type(stand_in) is int and isinstance(value, int) and value == stand_in:
            return Place(name, kind=type(value))
        if type(stand_in) is date and day is not None and abs(day - stand_in) <= _FURTHEST:
            return Place(name, day - stand_in)
    return Place(value=value)


def _day_in(value: Any) -> date | None:
    """A day, also where the engine takes days as text."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and len(value) == len("4004-04-04"):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return None


@dataclass(frozen=True, slots=True)
class _Text:
    """The query as text, what fills its places, and what makes Python's values of its columns."""

    sql: str
    places: tuple[Place, ...]
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]


class Kept:
    """One query, by what may change in it.

    `build` is called with the names of the values and answers a `values_list`. Its text may depend on them,
    on days counted from them, and on nothing else: whatever it reads elsewhere is kept as it was.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self.build = build
        self._texts: dict[str, _Text] = {}

    def rows(self, **given: Any) -> list[tuple[Any, ...]]:
        """What `build(**given)` answers. One query.

        ValueError where the text leaves out one of the values, and so would answer for all alike.
        """
        connection = connections[DEFAULT_DB_ALIAS]
        text = self._texts.get(connection.vendor)
        if text is None:
            text = self._texts[connection.vendor] = self._built(given, connection)
        with connection.cursor() as cursor:
            cursor.execute(text.sql, [place.fill(given, connection) for place in text.places])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        if not text.converters:
            return found
        return [_converted(row, text, connection) for row in found]

    def first(self, **given: Any) -> tuple[Any, ...] | None:
        """The first of the rows, or None. `build` bounds and orders them."""
        return next(iter(self.rows(**given)), None)

    def _built(self, given: Given, connection: Any) -> _Text:
        standing = stand_ins(given)
        compiler = self.build(**standing).query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        places = places_of(values, standing)
        if unheard := standing.keys() - {place.name for place in places}:
            raise ValueError(f"a kept query does not depend on {', '.join(sorted(unheard))}")
        columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(columns).items()
        return _Text(
            sql,
            places,
            tuple((at, tuple(convert), expression) for at, (convert, expression) in converters),
        )


class KeptForOne:
    """A query about several things that is nearly always asked about one, and is kept for one.

    `build` is called with the condition that `field` is one of them, and with the rest by name.
    """

    def __init__(self, field: str, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self.field = field
        self.build = build
        self._one = Kept(lambda one, **given: build(Q(**{field: one}), **given))

    def rows(self, several: Collection[int], **given: Any) -> list[tuple[Any, ...]]:
        """What is known of `several`. One query."""
        if len(several) == 1:
            return self._one.rows(one=next(iter(several)), **given)
        return list(self.build(Q(**{f"{self.field}__in": several}), **given))


def _converted(row: Sequence[Any], text: _Text, connection: Any) -> tuple[Any, ...]:
    values = list(row)
    for at, convert, expression in text.converters:
        for each in convert:
            values[at] = each(values[at], expression, connection)
    return tuple(values)
