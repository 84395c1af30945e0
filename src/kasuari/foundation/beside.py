"""What a module above shows on a page below it, without the page knowing the module.

A page names a place ("progress.period") and asks for the pieces; whoever stands above registers a source for
that place when it is loaded. A source answers only what the actor may see.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kasuari.foundation.access import Actor


@dataclass(frozen=True, slots=True)
class Piece:
    """A template with its context; `about` names the part of the page that it belongs to ("" the whole)."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    about: str = ""


Source = Callable[[Actor, Any], list[Piece]]
_SOURCES: dict[str, list[Source]] = {}


def show_beside(place: str, source: Source) -> None:
    """Ask `source` for pieces whenever a page of `place` is drawn."""
    known = _SOURCES.setdefault(place, [])
    if source not in known:
        known.append(source)


def pieces(place: str, actor: Actor, subject: Any) -> dict[str, list[Piece]]:
    """Every piece for `subject`, by the part of the page that it belongs to."""
    found: dict[str, list[Piece]] = {}
    for source in _SOURCES.get(place, []):
        for piece in source(actor, subject):
            found.setdefault(piece.about, []).append(piece)
    return found
