"""Where units lie and what journeys take, as they were recorded."""

from __future__ import annotations

from kasuari.development.models import KeadaanUnit, Perjalanan


def place_rows(instansi_id: int) -> list[KeadaanUnit]:
    """The units with words of their own, in the order of the tree. One query."""
    rows = KeadaanUnit.objects.filter(unit__instansi_id=instansi_id).select_related("unit")
    return list(rows.order_by("unit__path", "pk"))


def journey_rows(instansi_id: int) -> list[Perjalanan]:
    """One query."""
    return list(Perjalanan.objects.filter(instansi_id=instansi_id).order_by("asal", "tujuan", "pk"))
