"""What each persona gets of the end of a period and of what is made from many results."""

from __future__ import annotations

from typing import Any

from tests.site.route_row import CLERK, EVERYBODY, PENILAI, READERS, Row
from tests.site.route_rows_khusus import KHUSUS
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


TAKERS = "-- xxxxx oox"
MINE = "-- ..... o.."
NOBODY_YET = "-- ..... ..."
RULE = {
    "start_date": "2026-02-01",
    "dasar": "Peraturan Gubernur 7/2026",
    "sangat_baik": 100,
    "baik": 100,
    "butuh_perbaikan": 75,
    "kurang": 50,
    "sangat_kurang": 25,
}


def _period(world: World) -> dict[str, Any]:
    return {"period_id": world.period.pk}


def _bundle(world: World) -> dict[str, Any]:
    return {"bundel_id": world.bundel.pk}


def _wanted(world: World) -> dict[str, Any]:
    return {"unit": world.cast.puskesmas.pk, "isi": "dokumen", "bentuk": "zip"}


def _bundle_version(world: World) -> dict[str, Any]:
    return {"version": world.bundel.version}


def _evaluated(world: World) -> dict[str, Any]:
    return {"skp_id": world.skp.pk, "period_id": world.period.pk}


def _delivered(world: World) -> dict[str, Any]:
    return {"evaluasi_id": world.delivered.pk}


def _study(world: World) -> dict[str, Any]:
    return {
        "institusi": "Universitas Rekaan",
        "jenjang": "s1",
        "luar_negeri": "on",
        "ipk": "3.5",
        "kelulusan": "berjalan",
        "version": 0,
    }


def _witness(world: World) -> dict[str, Any]:
    return {
        "saksi_nama": "Lusia Samkakai",
        "saksi_jabatan": "Analis SDM Aparatur",
        "keterangan": "Di ruang rapat, 24 Juni.",
        "version": world.delivered.version,
    }


CLOSINGS = [
    Row("GET", "evaluation:closing", OVERSEES),
    Row("POST", "evaluation:close_period", CLERK, args=_closable, data=_reason, ok=302),
    Row("POST", "evaluation:propose_reopening", CLERK, args=_closed, data=_again, ok=302),
    Row("POST", "evaluation:approve_reopening", APPROVER, args=_proposed, data=_version, ok=302),
    Row("POST", "evaluation:reject_reopening", APPROVER, args=_proposed, data=_version, ok=302),
]

BUNDLES = [
    Row("GET", "evaluation:bundles", TAKERS),
    Row("POST", "evaluation:bundles", TAKERS, data=_wanted, ok=302),
    Row("GET", "evaluation:bundle", MINE, args=_bundle),
    Row("GET", "evaluation:bundle_progress", MINE, args=_bundle),
    Row("POST", "evaluation:bundle_continue", MINE, args=_bundle, data=_bundle_version, ok=302),
    Row("GET", "evaluation:bundle_file", NOBODY_YET, args=_bundle, note="not made yet"),
    Row("GET", "evaluation:exports", CLERK),
    Row("POST", "evaluation:tpp_rule", CLERK, data=lambda w: RULE, ok=302),
    Row("POST", "evaluation:export_tpp", CLERK, args=_period),
    Row("POST", "evaluation:export_siasn", CLERK, args=_period),
]

SPECIAL = [
    Row("GET", "evaluation:special", READERS, args=_evaluated),
    Row("POST", "evaluation:study", "-- o.o.x xxx", args=_evaluated, data=_study, ok=302),
    Row(
        "POST",
        "evaluation:carry_propose",
        PENILAI,
        args=_evaluated,
        ok=422,
        note="nobody has moved",
    ),
    Row("POST", "evaluation:carry_agree", NOBODY_YET, args=_evaluated, note="nothing proposed"),
    Row("POST", "evaluation:carry_use", NOBODY_YET, args=_evaluated, note="nothing proposed"),
    Row("POST", "evaluation:refuse", PENILAI, args=_delivered, data=_witness, ok=302),
    *KHUSUS,
]

API_BUNDLES = [
    Row("GET", "/api/v1/bundles", EVERYBODY, note="lists only one's own"),
    Row(
        "POST",
        "/api/v1/bundles",
        TAKERS,
        data=lambda w: {
            "periode_evaluasi_id": w.period.pk,
            "unit_id": w.cast.puskesmas.pk,
            "isi": "dokumen",
        },
    ),
    Row("GET", "/api/v1/bundles/{bundel_id}", MINE, args=_bundle),
    Row("POST", "/api/v1/bundles/{bundel_id}/continue", MINE, args=_bundle, data=_bundle_version),
    Row("GET", "/api/v1/bundles/{bundel_id}/file", NOBODY_YET, args=_bundle, note="not made yet"),
    Row("POST", _PERIOD + "/export/tpp", CLERK, args=_period),
    Row("POST", _PERIOD + "/export/siasn", CLERK, args=_period),
    Row("GET", "/api/v1/tpp-rules", CLERK),
    Row("POST", "/api/v1/tpp-rules", CLERK, data=lambda w: RULE),
]

API_CLOSINGS = [
    Row("GET", _PERIOD + "/closing", OVERSEES, args=_closed),
    Row("POST", _PERIOD + "/closing", CLERK, args=_closable, data=_reason),
    Row("POST", _PERIOD + "/reopening", CLERK, args=_closed, data=_again),
    Row("POST", _PERIOD + "/reopening/approve", APPROVER, args=_proposed, data=_version),
    Row("POST", _PERIOD + "/reopening/reject", APPROVER, args=_proposed, data=_version),
]
