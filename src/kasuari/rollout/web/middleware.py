"""A function that is not on for somebody's unit can be read, and refuses to be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from kasuari.foundation import functions
from kasuari.foundation.access import Actor
from kasuari.foundation.functions import Fungsi
from kasuari.foundation.refusals import NotAllowed
from kasuari.foundation.web.middleware import answer_refusal
from kasuari.rollout.switches import fungsi_of

READS = {"GET", "HEAD", "OPTIONS", "TRACE"}


class switched_functions:  # noqa: N801 - a middleware is named like the functions beside it
    """Ask before a view that writes. Costs no query: the answer came with the actor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with functions.at_work():
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        return refused(request)


def refused(request: HttpRequest) -> HttpResponse | None:
    """The refusal of a write whose function is off, or None. Those who oversee the whole agency act for
    others, in whatever wave they work themselves."""
    if request.method in READS:
        return None
    fungsi = fungsi_of(request)
    actor: Actor | None = getattr(request, "actor", None)
    if fungsi is None or actor is None or actor.standing.has(fungsi):
        return None
    if _oversees(actor):
        return None
    refusal = NotAllowed(
        "rollout.switched_off", fungsi=str(Fungsi(fungsi).label), gelombang=actor.standing.wave
    )
    return answer_refusal(request, refusal)


def _oversees(actor: Actor) -> bool:
    return any(grant.scope == "" for grant in actor.grants)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page says about how far the product has come for its reader. `oversees`: the reader acts for the
    whole agency, so that the wave of their own unit stops nothing."""

    practice: bool
    wave: str
    wave_id: int | None
    off: str
    oversees: bool


def shown_on(request: HttpRequest) -> Shown | None:
    """The mark of the page, or None where there is nothing to say. No query of its own."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.standing.wave_id is None:
        return None
    standing, fungsi = actor.standing, fungsi_of(request)
    off = str(Fungsi(fungsi).label) if fungsi and not standing.has(fungsi) else ""
    if not (standing.practice or off):
        return None
    return Shown(standing.practice, standing.wave, standing.wave_id, off, _oversees(actor))
