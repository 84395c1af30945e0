"""Which part of a page htmx asks for."""

from __future__ import annotations

from django.http import HttpRequest


def asks_for(request: HttpRequest, part: str) -> bool:
    """Whether the answer will replace the element with the id `part`, so that this part alone is enough.

    htmx names its target as "div#hasil".
    """
    return request.headers.get("HX-Target", "").rpartition("#")[2] == part
