"""Many addresses of one kind, resolved once."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

_STAND_IN = 987_654_321


def addresses(name: str, *after: object) -> Callable[[int], str]:
    """From a number to the address `name` with that number first and `after` behind it.

    For lists of many rows: `reverse` looks through every pattern of the product each time.
    """
    before, behind = reverse(name, args=[_STAND_IN, *after]).split(str(_STAND_IN))
    return lambda number: f"{before}{number}{behind}"
