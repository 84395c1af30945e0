"""By which unit a list of people is narrowed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest

if TYPE_CHECKING:
    from kasuari.organisation.models import UnitKerja


def units_within(request: ActorRequest, roles: Iterable[str]) -> list[UnitKerja]:
    """The units for which the actor holds one of `roles`, in the order of the tree. None without a role."""
    paths = request.actor.scopes(*roles)
    if not paths:
        return []
    units = organisation.units_of(organisation.instansi_for(request.actor).pk)
    return [unit for unit in units if any(unit.path.startswith(path) for path in paths)]


def unit_options(units: Iterable[UnitKerja]) -> list[tuple[int, str]]:
    """The units as choices, each below the one that it belongs to."""
    return [(unit.pk, "\u00a0\u00a0" * unit.depth + unit.nama) for unit in units]


def chosen_unit(request: ActorRequest, units: Iterable[UnitKerja]) -> UnitKerja | None:
    """The unit that `?unit=` names, if it is among them."""
    asked = whole_number(request.GET.get("unit", "") or request.POST.get("unit", ""))
    return next((unit for unit in units if unit.pk == asked), None)


def narrowed_url(address: str, chosen: dict[str, Any]) -> str:
    """`address` with what the list is narrowed by; what is empty is left out."""
    given = {name: value for name, value in chosen.items() if value not in ("", None)}
    return f"{address}{'&' if '?' in address else '?'}{urlencode(given)}" if given else address
