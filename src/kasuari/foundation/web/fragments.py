"""Which part of a page htmx asks for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kasuari.foundation.web.running import Running


def asks_for(request: HttpRequest, part: str) -> bool:
    """Whether the answer will replace the element with the id `part`, so that this part alone is enough.

    htmx names its target as "div#hasil".
    """
    return request.headers.get("HX-Target", "").rpartition("#")[2] == part


def how_far(request: HttpRequest, running: Running | None, *, url: str) -> HttpResponse:
    """The part that a waiting page asks for; once the job has ended, the whole page comes anew."""
    if running is None or running.stands_still:
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    return render(request, "component_parts/how_far.html", {"running": running, "url": url})
