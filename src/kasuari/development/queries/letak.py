"""Where units lie and what journeys take, as they were recorded."""

from __future__ import annotations

from collections.abc import Iterable

from kasuari.development.models import KeadaanUnit, Perjalanan
from kasuari.foundation.trees import ancestors


def place_rows(instansi_id: int) -> list[KeadaanUnit]:
    """The units with words of their own, in the order of the tree. One query."""
    rows = KeadaanUnit.objects.filter(unit__instansi_id=instansi_id).select_related("unit")
    return list(rows.order_by("unit__path", "pk"))


def journey_rows(instansi_id: int) -> list[Perjalanan]:
    """One query."""
    return list(Perjalanan.objects.filter(instansi_id=instansi_id).order_by("asal", "tujuan", "pk"))


def remote_units(instansi_id: int, *, among: Iterable[str]) -> list[str]:
    """Those of the paths that lie in a remote district, by the nearest unit above with words of its own. One
    query."""
    rows = KeadaanUnit.objects.filter(unit__instansi_id=instansi_id).order_by("pk")
    places = dict(rows.values_list("unit__path", "terpencil"))
    return [
        path
        for path in set(among)
        if next((places[above] for above in reversed(ancestors(path)) if above in places), False)
    ]
