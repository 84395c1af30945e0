"""Puts `request.actor` beside `request.user`: the person with their dated roles, read only when asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.organisation.queries import actor_for

if TYPE_CHECKING:
    from kasuari.accounts.models import User


class ActorRequest(HttpRequest):
    """A request of a signed-in person."""

    actor: Actor
    user: User


def with_actor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            user = request.user
            cast(ActorRequest, request).actor = cast(
                Actor, SimpleLazyObject(lambda: actor_for(user, on=clock.today()))
            )
        return get_response(request)

    return middleware
