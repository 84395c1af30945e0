"""Routes of plans for many and of the sheet of SKP rows."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.pk_builder import pk_csv
from tests.site.route_row import CLERK, CLERK_PAGE, EVERYBODY, READERS, Row
from tests.site.world import World


def _massal(world: World) -> dict[str, Any]:
    return {"massal_id": world.massal.pk}


def _impor_skp(world: World) -> dict[str, Any]:
    return {"impor_skp_id": world.impor_skp.pk}


def _version(world: World) -> dict[str, Any]:
    return {"version": 0}


def _impor_pk(world: World) -> dict[str, Any]:
    return {"impor_id": world.impor_pk.pk}


def _stopped_pk(world: World) -> dict[str, Any]:
    return {"impor_id": world.stopped_impor_pk.pk}


def _pk_file(world: World) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("pk.csv", pk_csv(), content_type="text/csv")}


def _skp_file(world: World) -> dict[str, Any]:
    content = f"NIP,Rencana hasil kerja,Indikator\n{world.cast.yohana.nip},Hasil lain,Ukuran lain\n"
    return {"file": SimpleUploadedFile("skp.csv", content.encode(), content_type="text/csv")}


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
    Row("GET", "/api/v1/pk-imports", CLERK),
    Row("POST", "/api/v1/pk-imports", CLERK, data=_pk_file, ok=201),
    Row("GET", "/api/v1/pk-imports/{impor_id}", CLERK, args=_impor_pk),
    Row("GET", "/api/v1/pk-imports/{impor_id}/rows", CLERK, args=_impor_pk),
    Row("POST", "/api/v1/pk-imports/{impor_id}/apply", CLERK, args=_impor_pk, data=_version),
    Row("POST", "/api/v1/pk-imports/{impor_id}/repeat", CLERK, args=_stopped_pk, data=_version),
    Row("POST", "/api/v1/pk-imports/{impor_id}/cancel", CLERK, args=_impor_pk, data=_version),
    Row("GET", "/api/v1/skp-sheet", PLANNERS),
    Row("GET", "/api/v1/skp-sheets", EVERYBODY, note="one's own"),
    Row("POST", "/api/v1/skp-sheets", PLANNERS, data=_skp_file, ok=201),
    Row("GET", "/api/v1/skp-sheets/{impor_skp_id}", CLERK_PAGE, args=_impor_skp),
    Row("GET", "/api/v1/skp-sheets/{impor_skp_id}/rows", CLERK_PAGE, args=_impor_skp),
    Row("POST", "/api/v1/skp-sheets/{impor_skp_id}/apply", CLERK_PAGE, args=_impor_skp, data=_version),
    Row("POST", "/api/v1/skp-sheets/{impor_skp_id}/cancel", CLERK_PAGE, args=_impor_skp, data=_version),
]
