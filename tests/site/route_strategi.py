"""The rows of manuals, workblocks and templates of the lampiran."""

from __future__ import annotations

from typing import Any

from tests.site.route_row import CLERK, MATRIX, MATRIX_LEADER, OWNER, READERS, Row
from tests.site.world import World


def _draft(world: World) -> dict[str, Any]:
    return {"skp_id": world.draft.pk}


def _version(world: World) -> dict[str, Any]:
    return {"version": 0}


def _manual(world: World) -> dict[str, Any]:
    return {"skp_id": world.draft.pk, "indikator_id": world.draft_indikator}


def _manual_alone(world: World) -> dict[str, Any]:
    return {"indikator_id": world.draft_indikator}


def _kolom(world: World) -> dict[str, Any]:
    return {"matriks_id": world.matriks.pk, "kolom": world.sel["kolom"]}


def _matriks(world: World) -> dict[str, Any]:
    return {"matriks_id": world.matriks.pk}


def _workblock(world: World) -> dict[str, Any]:
    return {"workblock_id": world.workblock.pk}


def _templat(world: World) -> dict[str, Any]:
    return {"skp_id": world.draft.pk, "templat_id": world.templat.pk}


def _kelompok(world: World) -> dict[str, Any]:
    return {"kelompok": "semua"}


STRATEGI = [
    Row("GET", "planning:manuals", READERS, args=_draft),
    Row("GET", "planning:manual_change", OWNER, args=_manual),
    Row("GET", "planning:manual", READERS, args=_manual_alone, note="of a JPT everybody, once handed in"),
    Row("GET", "planning:manual_print", READERS, args=_manual_alone),
    Row("GET", "planning:workblocks", READERS, args=_draft),
    Row("GET", "planning:workblock_add", OWNER, args=_draft),
    Row("GET", "planning:workblocks_print", READERS, args=_draft),
    Row("GET", "planning:workblock", OWNER, args=_workblock),
    Row("GET", "planning:workblock_print", READERS, args=_workblock),
    Row(
        "POST",
        "planning:matriks_carry",
        MATRIX_LEADER,
        args=_kolom,
        data=lambda w: {"butir": 1, "anggota": w.sel["anggota_id"]},
        ok=422,
        note="no such output",
    ),
    Row("GET", "/api/v1/matrices/{matriks_id}/outputs", MATRIX, args=_matriks),
    Row(
        "POST",
        "/api/v1/matrices/{matriks_id}/outputs",
        MATRIX_LEADER,
        args=_matriks,
        data=lambda w: {"keluaran_id": 1, "anggota_id": w.sel["anggota_id"]},
        ok=422,
        note="no such output",
    ),
    Row("POST", "planning:workblock_remove", OWNER, args=_workblock, data=_version, ok=302),
    Row("GET", "planning:templates", CLERK),
    Row("GET", "planning:templat", CLERK, args=_kelompok),
    Row("POST", "planning:templat_insert", OWNER, args=_templat, data=_version, ok=302),
    Row("POST", "planning:templat_take_out", OWNER, args=_draft, data=_version, ok=302),
    Row("GET", "/api/v1/skp/{skp_id}/manuals", READERS, args=_draft),
    Row(
        "PUT",
        "/api/v1/skp/{skp_id}/manuals/{indikator_id}",
        OWNER,
        args=_manual,
        data=lambda w: {"version": 0, "tujuan": "Mengetahui cakupan"},
    ),
    Row("GET", "/api/v1/skp/{skp_id}/workblocks", READERS, args=_draft),
    Row(
        "POST",
        "/api/v1/skp/{skp_id}/workblocks",
        OWNER,
        args=_draft,
        data=lambda w: {"judul": "Pengaktifan polindes"},
        ok=201,
    ),
    Row("GET", "/api/v1/workblocks/{workblock_id}", READERS, args=_workblock),
    Row(
        "PUT",
        "/api/v1/workblocks/{workblock_id}",
        OWNER,
        args=_workblock,
        data=lambda w: {"version": 0, "judul": "Pengaktifan polindes"},
    ),
    Row("POST", "/api/v1/workblocks/{workblock_id}/remove", OWNER, args=_workblock, data=_version, ok=204),
    Row("GET", "/api/v1/lampiran-templates", CLERK),
    Row(
        "PUT",
        "/api/v1/lampiran-templates/{kelompok}",
        CLERK,
        args=_kelompok,
        data=lambda w: {"version": 1, "start_date": "2026-06-24", "skema": ["Dilaporkan setiap bulan"]},
    ),
    Row("GET", "/api/v1/skp/{skp_id}/lampiran-templates", READERS, args=_draft),
    Row(
        "POST",
        "/api/v1/skp/{skp_id}/lampiran-templates",
        OWNER,
        args=_draft,
        data=lambda w: {"version": 0, "templat_id": w.templat.pk},
    ),
    Row(
        "POST",
        "/api/v1/skp/{skp_id}/lampiran-templates/undo",
        OWNER,
        args=_draft,
        data=_version,
    ),
]
