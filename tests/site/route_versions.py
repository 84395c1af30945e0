"""The addresses and API operations of versions, of the line of SKP in a year and of who moved."""

from __future__ import annotations

from typing import Any

from kasuari.planning.naskah import from_json
from tests.site.route_row import CLERK_PAGE, OWNER, OWNER_OR_PENILAI, PENILAI, READERS, Row
from tests.site.world import World


def _version(world: World) -> dict[str, Any]:
    return {"version": 0}


def _skp(world: World) -> dict[str, Any]:
    return {"skp_id": world.skp.pk}


def _versi(world: World) -> dict[str, Any]:
    return {"skp_id": world.versi.skp_id, "versi_id": world.versi.pk}


def _versi_rhk(world: World) -> dict[str, Any]:
    return {**_versi(world), "rhk_id": from_json(world.versi.isi).rhk[1].id}


def _versi_manual(world: World) -> dict[str, Any]:
    return {**_versi(world), "indikator_id": from_json(world.versi.isi).rhk[0].indikator[0].id}


def _versi_waiting(world: World) -> dict[str, Any]:
    return {"skp_id": world.versi_waiting.skp_id, "versi_id": world.versi_waiting.pk}


def _versi_cancelled(world: World) -> dict[str, Any]:
    return {"skp_id": world.versi_cancelled.skp_id, "versi_id": world.versi_cancelled.pk}


def _version_2(world: World) -> dict[str, Any]:
    return {"version": 2}


def _version_1(world: World) -> dict[str, Any]:
    return {"version": 1}


def _why(world: World) -> dict[str, Any]:
    return {"version": world.skp.version, "sebab": "umpan_balik", "alasan": "Umpan balik triwulan II"}


VERSI = [
    Row("GET", "planning:versions", READERS, args=_skp),
    Row("POST", "planning:versions", OWNER_OR_PENILAI, args=_skp, data=_why, ok=422, note="one is prepared"),
    Row("GET", "planning:versi", READERS, args=_versi),
    Row("GET", "planning:versi_print", READERS, args=lambda w: {**_versi(w), "part": "skp"}),
    Row(
        "POST",
        "planning:versi_rhk_add",
        OWNER_OR_PENILAI,
        args=_versi,
        data=lambda w: {"version": 0, "teks": "Anak terimunisasi", "jenis": "utama"},
        ok=302,
    ),
    Row("GET", "planning:versi_rhk", OWNER_OR_PENILAI, args=_versi_rhk),
    Row("POST", "planning:versi_rhk_remove", OWNER_OR_PENILAI, args=_versi_rhk, data=_version, ok=302),
    Row("POST", "planning:versi_rhk_restore", OWNER_OR_PENILAI, args=_versi_rhk, data=_version, ok=302),
    Row("GET", "planning:versi_manual", OWNER_OR_PENILAI, args=_versi_manual),
    Row(
        "POST",
        "planning:versi_manual",
        OWNER_OR_PENILAI,
        args=_versi_manual,
        data=lambda w: {"version": 0, "tujuan": "Mengetahui mutu layanan"},
        ok=302,
    ),
    Row("GET", "planning:versi_ekspektasi", OWNER_OR_PENILAI, args=_versi),
    Row("GET", "planning:versi_lampiran", OWNER_OR_PENILAI, args=_versi),
    Row("POST", "planning:versi_roles", OWNER_OR_PENILAI, args=_versi, data=_version, ok=302),
    Row("POST", "planning:versi_submit", OWNER, args=_versi, data=_version, ok=422, note="nothing changed"),
    Row("POST", "planning:versi_withdraw", OWNER, args=_versi_waiting, data=_version_2, ok=302),
    Row(
        "POST", "planning:versi_return", PENILAI, args=_versi_waiting, data=_version_2, ok=422, note="no note"
    ),
    Row("POST", "planning:versi_set", PENILAI, args=_versi_waiting, data=_version_2, ok=302),
    Row(
        "POST",
        "planning:versi_set_instead",
        "-- x.x.x xxx",
        args=_versi_waiting,
        data=lambda w: {"version": 2, "alasan": "Penilai pindah"},
        note="the penilai is still there",
    ),
    Row("POST", "planning:versi_cancel", OWNER_OR_PENILAI, args=_versi, data=_version, ok=302),
    Row("POST", "planning:versi_resume", OWNER_OR_PENILAI, args=_versi_cancelled, data=_version_1, ok=302),
    Row("GET", "planning:year", READERS, args=lambda w: {"pegawai_id": w.cast.yohana.pk, "tahun": 2026}),
    Row("GET", "planning:moved", CLERK_PAGE),
    Row("GET", "planning:penilai_changed", CLERK_PAGE),
    Row("GET", "/api/v1/skp/{skp_id}/versions", READERS, args=_skp),
    Row(
        "POST",
        "/api/v1/skp/{skp_id}/versions",
        OWNER_OR_PENILAI,
        args=_skp,
        data=_why,
        ok=422,
        note="one is open",
    ),
    Row("GET", "/api/v1/skp/{skp_id}/versions/{versi_id}", READERS, args=_versi),
    Row(
        "PUT",
        "/api/v1/skp/{skp_id}/versions/{versi_id}",
        OWNER_OR_PENILAI,
        args=_versi,
        data=lambda w: {"version": 0, "hasil_kerja": []},
    ),
    Row("GET", "/api/v1/skp/{skp_id}/versions/{versi_id}/manuals", READERS, args=_versi),
    Row(
        "PUT",
        "/api/v1/skp/{skp_id}/versions/{versi_id}/manuals/{indikator_id}",
        OWNER_OR_PENILAI,
        args=_versi_manual,
        data=lambda w: {"version": 0, "tujuan": "Mengetahui mutu layanan"},
    ),
    Row(
        "POST",
        "/api/v1/skp/{skp_id}/versions/{versi_id}/return",
        PENILAI,
        args=_versi_waiting,
        data=lambda w: {"version": 2, "notes": [{"teks": "Perjelas"}]},
    ),
    Row(
        "POST",
        "/api/v1/skp/{skp_id}/versions/{versi_id}/set-as-atasan",
        "-- x.x.x xxx",
        args=_versi_waiting,
        data=lambda w: {"version": 2, "alasan": "Penilai pindah"},
        note="the penilai is still there",
    ),
    Row(
        "POST",
        "/api/v1/skp/{skp_id}/versions/{versi_id}/{act}",
        OWNER_OR_PENILAI,
        args=lambda w: {**_versi(w), "act": "cancel"},
        data=_version,
    ),
    Row(
        "GET",
        "/api/v1/people/{pegawai_id}/skp-line/{tahun}",
        READERS,
        args=lambda w: {"pegawai_id": w.cast.yohana.pk, "tahun": 2026},
    ),
    Row("GET", "/api/v1/penilai-changes", "-- ..... o..", note="a list of the unit kepegawaian"),
    Row("GET", "/api/v1/moved", "-- ..... o..", note="a list of the unit kepegawaian"),
]
