"""What each persona gets of the end of a period and of what is made from many results."""

from __future__ import annotations

from typing import Any

from tests.site.route_row import CLERK, Row
from tests.site.world import World

OVERSEES = "-- xxxxx ooo"
APPROVER = "-- xxxxx xox"
_PERIOD = "/api/v1/evaluation-periods/{period_id}"


def _closable(world: World) -> dict[str, Any]:
    return {"period_id": world.closings["closable"].pk}


def _closed(world: World) -> dict[str, Any]:
    return {"period_id": world.closings["closed"].pk}


def _proposed(world: World) -> dict[str, Any]:
    return {"period_id": world.closings["proposed"].pk}


def _reason(world: World) -> dict[str, Any]:
    return {"alasan": "Dua orang pindah ke instansi lain.", "version": 0}


def _again(world: World) -> dict[str, Any]:
    return {"alasan": "Rating dua perawat tertukar.", "hari": 3, "version": 1}


def _version(world: World) -> dict[str, Any]:
    return {"version": 2}


CLOSINGS = [
    Row("GET", "evaluation:closing", OVERSEES),
    Row("POST", "evaluation:close_period", CLERK, args=_closable, data=_reason, ok=302),
    Row("POST", "evaluation:propose_reopening", CLERK, args=_closed, data=_again, ok=302),
    Row("POST", "evaluation:approve_reopening", APPROVER, args=_proposed, data=_version, ok=302),
    Row("POST", "evaluation:reject_reopening", APPROVER, args=_proposed, data=_version, ok=302),
]

API_CLOSINGS = [
    Row("GET", _PERIOD + "/closing", OVERSEES, args=_closed),
    Row("POST", _PERIOD + "/closing", CLERK, args=_closable, data=_reason),
    Row("POST", _PERIOD + "/reopening", CLERK, args=_closed, data=_again),
    Row("POST", _PERIOD + "/reopening/approve", APPROVER, args=_proposed, data=_version),
    Row("POST", _PERIOD + "/reopening/reject", APPROVER, args=_proposed, data=_version),
]
