"""What each persona gets of the special cases over the API, and of the proposed capaian."""

from __future__ import annotations

from typing import Any

from tests.site.route_row import OWNER_OR_PENILAI, PENILAI, Row
from tests.site.world import World

_PERIOD = "/api/v1/skp/{skp_id}/periods/{periode_evaluasi_id}"
_REFUSAL = "/api/v1/evaluations/{evaluasi_id}/refusal"
NOTHING_YET = "-- ..... ..."  # to nobody is there one
SETTERS = "-- xxxxo oxx"  # the leader one level above, and the unit kepegawaian


def _evaluated(world: World) -> dict[str, Any]:
    return {"skp_id": world.skp.pk, "periode_evaluasi_id": world.period.pk}


def _delivered(world: World) -> dict[str, Any]:
    return {"evaluasi_id": world.delivered.pk}


def _unit(world: World) -> dict[str, Any]:
    return {"unit_id": world.cast.puskesmas.pk, "periode_evaluasi_id": world.period.pk}


def _study(world: World) -> dict[str, Any]:
    return {
        "institusi": "Universitas Rekaan", "jenjang": "s1", "luar_negeri": True, "ipk": "3.5",
        "kelulusan": "berjalan",
    }  # fmt: skip


def _witness(world: World) -> dict[str, Any]:
    return {
        "saksi_nama": "Lusia Samkakai", "saksi_jabatan": "Analis SDM Aparatur",
        "keterangan": "Di ruang rapat, 24 Juni.", "version": world.delivered.version,
    }  # fmt: skip


KHUSUS = [
    Row("GET", f"{_PERIOD}/study", NOTHING_YET, args=_evaluated, note="nothing written down"),
    Row("PUT", f"{_PERIOD}/study", OWNER_OR_PENILAI, args=_evaluated, data=_study),
    Row("GET", f"{_PERIOD}/carried", NOTHING_YET, args=_evaluated, note="nothing proposed"),
    Row("POST", f"{_PERIOD}/carried", PENILAI, args=_evaluated, ok=422, note="nobody has moved"),
    Row("POST", f"{_PERIOD}/carried/agree", NOTHING_YET, args=_evaluated, data=lambda w: {"version": 1}),
    Row("POST", f"{_PERIOD}/carried/use", NOTHING_YET, args=_evaluated, note="nothing proposed"),
    Row("GET", _REFUSAL, NOTHING_YET, args=_delivered, note="nobody refused"),
    Row("POST", _REFUSAL, PENILAI, args=_delivered, data=_witness),
    Row("GET", "/api/v1/units/{unit_id}/periods/{periode_evaluasi_id}/capaian", SETTERS, args=_unit),
]
