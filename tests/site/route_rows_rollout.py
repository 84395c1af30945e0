"""The rows of the rollout."""

from __future__ import annotations

from typing import Any

from tests.cast import TODAY
from tests.site.route_row import CLERK, EVERYBODY, Row
from tests.site.world import World


def _wave(world: World) -> dict[str, Any]:
    return {"gelombang_id": world.rollout.wave.pk}


def _member(world: World) -> dict[str, Any]:
    return {"anggota_id": world.rollout.member.pk}


def _version(world: World) -> dict[str, Any]:
    return {"version": world.rollout.wave.version}


NAMED = {"nama": "Gelombang kedua", "jenis": "lanjutan"}

ROLLOUT = [
    Row("GET", "rollout:waves", EVERYBODY),
    Row("POST", "rollout:make", CLERK, data=lambda w: NAMED, ok=302),
    Row("GET", "rollout:wave", EVERYBODY, args=_wave),
    Row("POST", "rollout:change", CLERK, args=_wave, data=lambda w: {**NAMED, **_version(w)}, ok=302),
    Row(
        "POST",
        "rollout:add_unit",
        CLERK,
        args=_wave,
        data=lambda w: {"unit": [w.rollout.free_unit.pk]},
        ok=302,
    ),
    Row("POST", "rollout:remove_unit", CLERK, args=_member, ok=302),
    Row("POST", "rollout:signal", CLERK, args=_member, data=lambda w: {"sinyal": "terbatas"}, ok=302),
    Row(
        "POST",
        "rollout:switch",
        CLERK,
        args=_wave,
        data=lambda w: {"fungsi": "skp", "nyala": "ya", "tanggal": TODAY.isoformat(), **_version(w)},
        ok=302,
    ),
    Row("POST", "rollout:practice", CLERK, args=_wave, data=_version, ok=302),
    Row(
        "POST",
        "rollout:end",
        CLERK,
        args=lambda w: {"gelombang_id": w.rollout.running.pk},
        data=lambda w: {"version": w.rollout.running.version},
        ok=302,
    ),
]
