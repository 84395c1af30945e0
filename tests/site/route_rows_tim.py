"""The API operations around a matrix, and of links between results."""

from __future__ import annotations

from typing import Any

from tests.site.route_row import MATRIX, MATRIX_LEADER, OWNER, READERS, Row
from tests.site.world import World

_MATRIX = "/api/v1/matrices/{matriks_id}"
_LINKS = "/api/v1/skp/{skp_id}/links"


def _version(world: World) -> dict[str, Any]:
    return {"version": 0}


def _draft(world: World) -> dict[str, Any]:
    return {"skp_id": world.draft.pk}


def _draft_rhk(world: World) -> dict[str, Any]:
    return {"skp_id": world.draft.pk, "rhk_id": world.rhk}


def _matriks(world: World) -> dict[str, Any]:
    return {"matriks_id": world.matriks.pk}


def _anggota(world: World) -> dict[str, Any]:
    return {"matriks_id": world.matriks.pk, "anggota_id": world.sel["anggota_id"]}


def _kolom(world: World) -> dict[str, Any]:
    return {"matriks_id": world.matriks.pk, "kolom": world.sel["kolom"]}


API_TIM = [
    Row("POST", "/api/v1/skp/{skp_id}/matrix", OWNER, args=_draft, ok=201, note="Yohana is ketua of a tim"),
    Row(
        "POST",
        f"{_MATRIX}/members",
        MATRIX_LEADER,
        args=_matriks,
        data=lambda w: {"pegawai_id": w.cast.agus.pk},
        ok=201,
    ),
    Row("POST", f"{_MATRIX}/members/{{anggota_id}}/end", MATRIX_LEADER, args=_anggota, data=_version),
    Row("GET", f"{_MATRIX}/teams", MATRIX, args=_matriks),
    Row(
        "POST",
        f"{_MATRIX}/teams",
        MATRIX_LEADER,
        args=_matriks,
        data=lambda w: {"nama": "Tim imunisasi", "ketua_id": w.cast.markus.pk, "start_date": "2026-05-04"},
        ok=201,
    ),
    Row(
        "PUT",
        f"{_MATRIX}/columns/{{kolom}}/cascading",
        MATRIX_LEADER,
        args=_kolom,
        data=lambda w: {"metode": "aspek"},
        ok=204,
    ),
    Row(
        "POST",
        "/api/v1/consents/{anggota_id}",
        "-- xxxox xxx",
        args=lambda w: {"anggota_id": w.waiting_row.pk},
        data=lambda w: {"version": 0, "setuju": True},
        note="only the own penilai",
    ),
    Row("GET", _LINKS, READERS, args=_draft),
    Row(
        "PUT",
        f"{_LINKS}/{{rhk_id}}",
        OWNER,
        args=_draft_rhk,
        data=lambda w: {"version": 0, "intervensi_id": 1},
        ok=422,
        note="no result of the leader",
    ),
    Row("POST", f"{_LINKS}/{{rhk_id}}/remove", OWNER, args=_draft_rhk, data=_version),
]
