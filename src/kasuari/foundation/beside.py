"""What a module above shows on a page below it, without the page knowing the module.

A page names a place ("progress.period") and asks for the pieces; whoever stands above registers a source for
that place when it is loaded. A source answers only what the actor may see.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from kasuari.foundation.access import Actor
from kasuari.foundation.presence import EVERYTHING, Conditions


@dataclass(frozen=True, slots=True)
class Piece:
    """A template with its context; `about` names the part of the page that it belongs to ("" the whole)."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    about: str = ""


Source = Callable[[Actor, Any], list[Piece]]


@dataclass(frozen=True, slots=True)
class Unless:
    """What a source shows for a thing without any of `rows`, where the page has asked what there is."""

    key: str
    rows: Callable[[int], QuerySet[Any]]
    shows: Source


_SHOWN: dict[str, dict[Source, Unless | None]] = {}


def show_beside(place: str, source: Source, *, unless: Unless | None = None) -> None:
    """Ask `source` for pieces whenever a page of `place` is drawn."""
    _SHOWN.setdefault(place, {}).setdefault(source, unless)


def conditions_beside(place: str) -> Conditions:
    """What the sources of `place` want to know beforehand, for the `Presence` of its page."""

    def conditions(pk: int, *, on: date) -> dict[str, QuerySet[Any]]:
        return {item.key: item.rows(pk) for item in _SHOWN.get(place, {}).values() if item}

    return conditions


def pieces(
    place: str, actor: Actor, subject: Any, *, present: Container[str] = EVERYTHING
) -> dict[str, list[Piece]]:
    """Every piece for `subject`, by the part of the page that it belongs to."""
    found: dict[str, list[Piece]] = {}
    for source, unless in _SHOWN.get(place, {}).items():
        ask = source if unless is None or unless.key in present else unless.shows
        for piece in ask(actor, subject):
            found.setdefault(piece.about, []).append(piece)
    return found
