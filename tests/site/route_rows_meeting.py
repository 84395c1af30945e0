"""The rows of materials for a meeting, of one's own facts, and of learning over the API."""

from __future__ import annotations

from tests.site.route_row import EVERYBODY, Row
from tests.site.world import World

# Paulus leads the dinas above that puskesmas; the others of the cast lead or help nobody there.
TAKING = "-- xxxxo ooo"


def _sheet(world: World) -> dict[str, object]:
    return {"gelombang_id": world.rollout.running.pk, "jenis": "lembar"}


def _slides(world: World) -> dict[str, object]:
    return {"anggota_id": world.rollout.member.pk, "jenis": "salindia"}


MEETING = [
    Row("GET", "rollout:materials", TAKING, args=_sheet),
    Row("GET", "rollout:unit_materials", TAKING, args=_slides),
    Row("GET", "rollout:for_me", EVERYBODY),
    Row("GET", "learning:packet", EVERYBODY),
    Row("GET", "/api/v1/lessons", EVERYBODY),
    Row(
        "POST",
        "/api/v1/lessons/{kode}/answer",
        EVERYBODY,
        args=lambda w: {"kode": "skp"},
        data=lambda w: {"pilihan": 2},
    ),
    Row("GET", "/api/v1/questions", EVERYBODY),
    Row(
        "POST",
        "/api/v1/questions",
        EVERYBODY,
        data=lambda w: {"langkah": "skp", "teks": "Bolehkah SKP diubah?"},
        ok=201,
    ),
]
