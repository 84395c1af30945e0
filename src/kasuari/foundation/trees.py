"""Units as a path column: descendants are a range of paths, on both engines served by an index."""

from __future__ import annotations

from django.db import connection
from django.db.models import Q

WIDTH = 7


def segment(number: int) -> str:
    """One step of a path: a fixed width, so that paths sort as the tree is read."""
    return f"{number:0{WIDTH}d}."


def within(field: str, path: str) -> Q:
    """Rows whose `field` is `path` itself or lies below it. An empty path means everything."""
    if not path:
        return Q()
    if connection.vendor == "sqlite":
        return Q(**{f"{field}__gte": path, f"{field}__lt": path[:-1] + "/"})
    return Q(**{f"{field}__startswith": path})


def ancestors(path: str) -> list[str]:
    """Paths from the root down to `path` itself."""
    step = WIDTH + 1
    return [path[:end] for end in range(step, len(path) + 1, step)]


def parent(path: str) -> str:
    """The path of the unit above, "" above the root."""
    return path[: -(WIDTH + 1)]
