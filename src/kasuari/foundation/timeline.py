"""The timeline of an object, for the pages of every module: told by the ledger, which stands above some."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One line of a timeline, in the current language."""

    at: datetime
    by: str
    kind: str
    sentence: str


Source = Callable[..., list[TimelineItem]]
_source: list[Source] = []


def told_by(source: Source) -> None:
    """Name the one who knows what happened: `source(object_type=, object_id=, limit=, only=, without=)`."""
    _source[:] = [source]


def story(
    object_type: str, object_id: int, *, limit: int = 20, only: str = "", without: tuple[str, ...] = ()
) -> list[dict[str, Any]]:
    """What happened to one object, newest first, as the component `timeline` takes it. One query.

    `only` is the beginning of a kind of event (`progress.`); the kinds `without` are left out.
    """
    items = _source[0](object_type=object_type, object_id=object_id, limit=limit, only=only, without=without)
    return [{"what": item.sentence, "by": "", "at": item.at, "note": "", "icon": ""} for item in items]
