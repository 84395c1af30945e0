"""The rows of announcements and of those who help a unit."""

from __future__ import annotations

from typing import Any

from tests.cast import TODAY
from tests.site.route_row import CLERK, EVERYBODY, Row
from tests.site.world import World

AUTHOR = "-- xxxxx oox"  # the clerk and the PyB
NAMING = "-- xxxxo oxx"  # Paulus leads the dinas above that puskesmas
WORDS = {"judul": "Jadwal pelatihan", "teks": "Hari Kamis.", "sasaran": "semua", "last_date": "2026-07-01"}


def _one(world: World) -> dict[str, Any]:
    return {"pengumuman_id": world.rollout.announcement.pk}


def _named(world: World) -> dict[str, Any]:
    unit = world.rollout.champion.unit_id
    return {"unit": unit, "pegawai": world.rollout.helper_id, "start_date": TODAY.isoformat()}


def _named_by_id(world: World) -> dict[str, Any]:
    return {
        "unit_id": world.rollout.champion.unit_id,
        "pegawai_id": world.rollout.helper_id,
        "start_date": TODAY.isoformat(),
    }


ANNOUNCEMENTS = [
    Row("GET", "rollout:announcements", EVERYBODY),
    Row("POST", "rollout:announce", AUTHOR, data=lambda w: WORDS, ok=302),
    Row("GET", "rollout:announcement", EVERYBODY, args=_one),
    Row("POST", "rollout:mark_read", EVERYBODY, args=_one, ok=302),
    Row(
        "POST",
        "rollout:withdraw_announcement",
        AUTHOR,
        args=_one,
        data=lambda w: {"alasan": "Keliru"},
        ok=302,
    ),
    Row("GET", "/api/v1/announcements", EVERYBODY),
    Row("POST", "/api/v1/announcements", AUTHOR, data=lambda w: WORDS, ok=201),
    Row("POST", "/api/v1/announcements/{pengumuman_id}/read", EVERYBODY, args=_one),
    Row(
        "POST",
        "/api/v1/announcements/{pengumuman_id}/withdraw",
        AUTHOR,
        args=_one,
        data=lambda w: {"alasan": "Keliru"},
    ),
    Row("GET", "/api/v1/announcements/{pengumuman_id}/receipts", EVERYBODY, args=_one),
    Row("GET", "learning:champions", EVERYBODY),
    Row("POST", "learning:name_champion", NAMING, data=_named, ok=302),
    Row(
        "POST",
        "learning:decide_champion",
        CLERK,
        args=lambda w: {"pendamping_id": w.rollout.proposed.pk},
        data=lambda w: {"putusan": "terima"},
        ok=302,
    ),
    Row(
        "POST",
        "learning:end_champion",
        NAMING,
        args=lambda w: {"pendamping_id": w.rollout.champion.pk},
        ok=302,
    ),
    Row("GET", "/api/v1/champions", EVERYBODY),
    Row("GET", "/api/v1/champions/mine", EVERYBODY),
    Row("POST", "/api/v1/champions", NAMING, data=_named_by_id, ok=201),
    Row(
        "POST",
        "/api/v1/champions/{pendamping_id}/decide",
        CLERK,
        args=lambda w: {"pendamping_id": w.rollout.proposed.pk},
        data=lambda w: {"accept": True},
    ),
    Row(
        "POST",
        "/api/v1/champions/{pendamping_id}/end",
        NAMING,
        args=lambda w: {"pendamping_id": w.rollout.champion.pk},
    ),
]
