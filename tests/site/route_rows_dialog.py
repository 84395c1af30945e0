"""The rows of dialog kinerja, of completing the plans, and of setting as the atasan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.site.route_row import CLERK, EVERYBODY, READERS, Row
from tests.site.world import World

# A draft is its writer's own; a shared record is read by the two, the atasan, the clerk and the auditor.
DIALOG = "-- o.o.o o.o"
DIALOG_SIDES = "-- o.o.x x.x"
COMPLETION = "-- ..ooo ooo"  # who leads a unit sees the own part; who oversees, all of it
REMINDING = "-- ..ooo oxx"  # who leads that unit, and the clerk


def _skp(world: World) -> dict[str, Any]:
    return {"skp_id": world.skp.pk}


def _waiting(world: World) -> dict[str, Any]:
    return {"skp_id": world.waiting.pk}


def _talk_draft(world: World) -> dict[str, Any]:
    return {"dialog_id": world.talk_draft.pk}


def _talk_shared(world: World) -> dict[str, Any]:
    return {"dialog_id": world.talk_shared.pk}


def _talk_known(world: World) -> dict[str, Any]:
    return {"dialog_id": world.talk_known.pk}


def _talk_version(dialog: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"version": getattr(world, dialog).version}


_TALK = {"dialog_date": "2026-06-24", "cara": "daring"}

DIALOG_KINERJA = [
    Row("GET", "planning:dialogs", READERS, args=_skp),
    Row("POST", "planning:dialogs", "-- o.o.o xxx", args=_waiting, ok=302, note="the atasan after January"),
    Row("GET", "planning:dialog", DIALOG, args=_talk_shared),
    Row("GET", "planning:dialog", "-- o.... ...", args=_talk_draft, note="a draft"),
    Row(
        "POST",
        "planning:dialog",
        "-- o.... ...",
        args=_talk_draft,
        data=lambda w: {**_TALK, "version": w.talk_draft.version},
        ok=302,
        note="a draft",
    ),
    Row("GET", "planning:dialog_print", DIALOG, args=_talk_known),
    Row(
        "POST",
        "planning:dialog_withdraw",
        "-- x.o.x x.x",
        args=_talk_shared,
        data=_talk_version("talk_shared"),
        ok=302,
        note="its writer",
    ),
    Row(
        "POST",
        "planning:dialog_acknowledge",
        "-- o.x.x x.x",
        args=_talk_shared,
        data=_talk_version("talk_shared"),
        ok=302,
        note="the other side",
    ),
    Row(
        "POST",
        "planning:dialog_remark",
        DIALOG_SIDES,
        args=_talk_known,
        data=lambda w: {"teks": "Sudah selesai"},
        ok=302,
    ),
    Row(
        "POST",
        "planning:dialog_settle",
        DIALOG_SIDES,
        args=lambda w: w.kesepakatan,
        data=lambda w: {"selesai": "ya"},
        ok=302,
    ),
    Row(
        "POST",
        "planning:dialog_discard",
        "-- o.... ...",
        args=_talk_draft,
        data=_talk_version("talk_draft"),
        ok=302,
    ),
    Row("GET", "planning:late", EVERYBODY),
    Row(
        "POST",
        "planning:set_instead",
        "-- x.x.o xxx",
        args=_waiting,
        data=lambda w: {"version": 0, "alasan": "Penilai sedang cuti"},
        ok=302,
        note="the atasan, after January",
    ),
    Row("GET", "planning:completion", COMPLETION),
    Row("GET", "planning:completion_export", COMPLETION, args=lambda w: {"form": "csv"}),
    Row("GET", "planning:remind", REMINDING),
    Row("POST", "planning:remind", REMINDING, ok=302, note="the own unit, or the root"),
    Row("GET", "planning:reminder_schedule", CLERK),
    Row(
        "POST",
        "planning:reminder_schedule",
        CLERK,
        data=lambda w: {"start_date": "2026-12-01", "hari_sebelum": "5", "jeda_hari": 3},
        ok=302,
    ),
]

API_DIALOG = [
    Row(
        "POST",
        "/api/v1/skp/{skp_id}/set-as-atasan",
        "-- x.x.o xxx",
        args=_waiting,
        data=lambda w: {"version": 0, "alasan": "Penilai sedang cuti"},
    ),
    Row("GET", "/api/v1/skp/{skp_id}/dialogs", READERS, args=_skp, note="lists only what they may read"),
    Row("POST", "/api/v1/skp/{skp_id}/dialogs", "-- o.o.o xxx", args=_waiting, ok=201),
    Row("GET", "/api/v1/dialogs/{dialog_id}", DIALOG, args=_talk_known),
    Row(
        "PUT",
        "/api/v1/dialogs/{dialog_id}",
        "-- o.... ...",
        args=_talk_draft,
        data=lambda w: {**_TALK, "version": w.talk_draft.version},
    ),
    Row(
        "POST",
        "/api/v1/dialogs/{dialog_id}/discard",
        "-- o.... ...",
        args=_talk_draft,
        data=_talk_version("talk_draft"),
        ok=204,
    ),
    Row(
        "POST",
        "/api/v1/dialogs/{dialog_id}/share",
        "-- o.... ...",
        args=_talk_draft,
        data=_talk_version("talk_draft"),
    ),
    Row(
        "POST",
        "/api/v1/dialogs/{dialog_id}/withdraw",
        "-- x.o.x x.x",
        args=_talk_shared,
        data=_talk_version("talk_shared"),
    ),
    Row(
        "POST",
        "/api/v1/dialogs/{dialog_id}/acknowledge",
        "-- o.x.x x.x",
        args=_talk_shared,
        data=_talk_version("talk_shared"),
    ),
    Row(
        "POST",
        "/api/v1/dialogs/{dialog_id}/remarks",
        DIALOG_SIDES,
        args=_talk_known,
        data=lambda w: {"teks": "Sudah selesai"},
        ok=201,
    ),
    Row(
        "PUT",
        "/api/v1/dialogs/{dialog_id}/agreements/{kesepakatan_id}",
        DIALOG_SIDES,
        args=lambda w: w.kesepakatan,
        data=lambda w: {"selesai": True},
    ),
    Row("GET", "/api/v1/completion", COMPLETION),
    Row("GET", "/api/v1/completion/people", COMPLETION),
    Row(
        "POST",
        "/api/v1/completion/reminders",
        "-- ..o.o oxx",
        data=lambda w: {"unit_id": w.cast.puskesmas.pk},
        note="those above the puskesmas",
    ),
    Row("GET", "/api/v1/reminder-schedule", CLERK),
    Row(
        "POST",
        "/api/v1/reminder-schedule",
        CLERK,
        data=lambda w: {"start_date": "2026-07-01", "hari_sebelum": [5, 2], "jeda_hari": 3},
        ok=201,
    ),
]
