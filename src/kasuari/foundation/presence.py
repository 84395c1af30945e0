"""Which of many kinds of rows there are for one thing, in one query whose text is built once per process.

A page gathers from many tables of which most hold nothing for the person or the SKP shown. To ask each
by itself costs a turn to the database and, dearer than that, the building of a statement by the ORM. Here the
conditions of all modules become one row of yes and no; its text is the same for everybody and is kept, only
the thing and the day change.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

from kasuari.foundation.kept import Place, places_of, stand_ins


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


@dataclass(frozen=True, slots=True)
class _Text:
    """The query as text, the keys of its columns, and what fills each of its places."""

    sql: str
    keys: tuple[str, ...]
    places: tuple[Place, ...]


class Presence:
    """The conditions of several modules, asked together."""

    def __init__(self, *sources: Conditions) -> None:
        self.sources = sources
        self._texts: dict[str, _Text] = {}

    def of(self, pk: int, *, on: date) -> frozenset[str]:
        """The keys of the conditions that have a row for a thing on a day. One query."""
        connection = connections[DEFAULT_DB_ALIAS]
        given = {"pk": pk, "on": on}
        text = self._texts.get(connection.vendor)
        if text is None:
            text = self._texts[connection.vendor] = self._built(given, connection)
        if not text.keys:
            return frozenset()
        with connection.cursor() as cursor:
            cursor.execute(text.sql, [place.fill(given, connection) for place in text.places])
            answers = cursor.fetchone()
        return frozenset(key for key, answer in zip(text.keys, answers, strict=True) if answer)

    def _built(self, given: dict[str, Any], connection: Any) -> _Text:
        standing = stand_ins(given)
        keys: list[str] = []
        parts: list[str] = []
        values: list[Any] = []
        for source in self.sources:
            for key, rows in source(standing["pk"], on=standing["on"]).items():
                try:
                    sql, inside = rows.order_by().query.exists().get_compiler(connection=connection).as_sql()
                except EmptyResultSet:
                    continue
                keys.append(key)
                parts.append(f"EXISTS({sql})")
                values += inside
        return _Text(f"SELECT {', '.join(parts)}", tuple(keys), places_of(values, standing))
