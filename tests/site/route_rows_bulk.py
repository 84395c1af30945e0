"""Routes of plans for many and of the sheet of SKP rows."""

from __future__ import annotations

from typing import Any

from tests.site.route_row import CLERK_PAGE, EVERYBODY, READERS, Row
from tests.site.world import World


def _massal(world: World) -> dict[str, Any]:
    return {"massal_id": world.massal.pk}


def _impor_skp(world: World) -> dict[str, Any]:
    return {"impor_skp_id": world.impor_skp.pk}


def _version(world: World) -> dict[str, Any]:
    return {"version": 0}


PLANNERS = "-- xxooo oox"  # the clerk, and who rates somebody
BULK = [
    Row("GET", "planning:massal", PLANNERS),
    Row("POST", "planning:massal", PLANNERS, ok=422, note="without a source"),
    Row("GET", "planning:massal_run", CLERK_PAGE, args=_massal, note="the clerk made it"),
    Row("GET", "planning:massal_progress", CLERK_PAGE, args=_massal),
    Row("POST", "planning:massal_begin", CLERK_PAGE, args=_massal, data=_version, ok=302),
    Row(
        "POST", "planning:massal_continue", CLERK_PAGE, args=_massal, data=_version, ok=409, note="not begun"
    ),
    Row("POST", "planning:massal_cancel", CLERK_PAGE, args=_massal, data=_version, ok=302),
    Row("GET", "planning:massal_undo", CLERK_PAGE, args=_massal, ok=409, note="nothing written yet"),
    Row("POST", "planning:massal_undo", CLERK_PAGE, args=_massal, data=_version, ok=409),
    Row("GET", "planning:massal_wordings", "-- ..... ...", args=_massal, note="nothing written yet"),
    Row("GET", "planning:massal_reword", "-- ..... ...", args=lambda w: {**_massal(w), "kelompok": "r-0"}),
    Row("GET", "planning:sheets", PLANNERS),
    Row("POST", "planning:sheets", PLANNERS, ok=422, note="without a file"),
    Row("GET", "planning:sheet_download", PLANNERS),
    Row("GET", "planning:sheet", CLERK_PAGE, args=_impor_skp, note="the clerk brought it"),
    Row("POST", "planning:sheet_apply", CLERK_PAGE, args=_impor_skp, data=_version, ok=302),
    Row("POST", "planning:sheet_cancel", CLERK_PAGE, args=_impor_skp, data=_version, ok=302),
    Row("GET", "/api/v1/bulk-plans", EVERYBODY, note="one's own; the clerk's agency"),
    Row(
        "POST",
        "/api/v1/bulk-plans",
        PLANNERS,
        data=lambda w: {"periode_id": w.cast.periode.pk},
        ok=201,
    ),
    Row("GET", "/api/v1/bulk-plans/{massal_id}", CLERK_PAGE, args=_massal),
    Row("GET", "/api/v1/bulk-plans/{massal_id}/preview", CLERK_PAGE, args=_massal),
    Row("GET", "/api/v1/bulk-plans/{massal_id}/rows", CLERK_PAGE, args=_massal),
    Row("POST", "/api/v1/bulk-plans/{massal_id}/begin", CLERK_PAGE, args=_massal, data=_version),
    Row("POST", "/api/v1/bulk-plans/{massal_id}/undo", CLERK_PAGE, args=_massal, data=_version, ok=409),
    Row(
        "POST",
        "/api/v1/set-skp",
        READERS,
        data=lambda w: {"skp": [{"id": w.waiting.pk, "version": 0}]},
        note="says per SKP whether it was set",
    ),
]
