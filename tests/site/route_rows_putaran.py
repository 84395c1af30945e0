"""The rows of 360 rounds: running them, answering, nominating, moderating, reading."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.site.route_row import CLERK, EVERYBODY, Row
from tests.site.world import World

OWN_360 = "-- o.... ..."  # the rater's alone
NOMINATION = "-- x.o.. ..."  # the penilai decides, the person sees, to others it does not exist
PROFILE = "-- o.o.. ..."  # the person and the penilai; no role opens it
MODERATOR = "-- ..... .oo"
RUNS_360 = "-- ..... ox."
SEES_360 = "-- ..... oo."
SLIP = "oo xxxxx xxx"  # whoever holds the slip and has no account


def _round(stage: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"putaran_id": getattr(world.putaran, stage).pk}


def _round_version(stage: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"version": getattr(world.putaran, stage).version}


def _round_task(world: World) -> dict[str, Any]:
    return {"tugas_id": world.putaran.task().pk}


def _nominated(world: World) -> dict[str, Any]:
    return {"peserta_id": world.putaran.peserta(world.putaran.nominasi).pk}


def _nominated_version(world: World) -> dict[str, Any]:
    return {"version": world.putaran.peserta(world.putaran.nominasi).version}


def _profiled(world: World) -> dict[str, Any]:
    return {"peserta_id": world.putaran.peserta(world.putaran.dirilis).pk}


def _in_open_round(world: World) -> dict[str, Any]:
    return {"peserta_id": world.putaran.peserta(world.putaran.terbuka).pk}


def _answer_360(world: World) -> dict[str, Any]:
    tugas = world.putaran.task()
    return {"tugas": tugas.pk, **{f"b{number}-{tugas.pk}": 3 for number in range(1, 22)}}


def _plan_360(world: World) -> dict[str, Any]:
    return {
        "nama": "Semester I 2027",
        "start_date": "2027-06-21",
        "last_date": "2027-07-02",
        "unit": [world.cast.provinsi.pk],
        "instrumen": world.putaran.draf.instrumen_id,
        "rekan_per_orang": 6,
        "beban_maksimum": 10,
        "ambang_rentang": 3,
        "ambang_angka": 5,
        "moderator": world.cast.andreas.nip,
        "moderator_pengganti": world.cast.agus.nip,
    }


PUTARAN = [
    Row("GET", "feedback:tugas_360", EVERYBODY),
    Row("GET", "feedback:isi_360", "-- ooooo hhh", note="whoever is asked about nobody goes to the list"),
    Row("POST", "feedback:isi_360", OWN_360, data=_answer_360, ok=302),
    Row("POST", "feedback:draf_360", OWN_360, data=_answer_360),
    Row(
        "POST",
        "feedback:tolak_360",
        OWN_360,
        args=_round_task,
        data=lambda w: {"alasan": "Tidak kenal"},
        ok=302,
    ),
    Row("GET", "feedback:nominasi", EVERYBODY),
    Row(
        "POST",
        "feedback:usul_pengisi",
        "-- o.x.. ...",
        args=_nominated,
        data=lambda w: {"pegawai": w.cast.stefanus.pk, "kelompok": "penerima_layanan"},
        ok=302,
    ),
    Row("POST", "feedback:setujui_nominasi", NOMINATION, args=_nominated, data=_nominated_version, ok=302),
    Row(
        "POST",
        "feedback:coret_pengisi",
        "-- ..o.. ...",
        args=lambda w: {"tugas_id": w.putaran.proposed().pk},
        data=lambda w: {"alasan": "Saudara kandung"},
        ok=302,
        note="who was drawn is not the person's to know",
    ),
    Row("GET", "feedback:profil_360", EVERYBODY),
    Row("GET", "feedback:profil_satu", PROFILE, args=_profiled),
    Row("GET", "feedback:panduan_360", NOMINATION, args=_profiled),
    Row("GET", "feedback:moderasi", MODERATOR, args=_round("ditutup")),
    Row(
        "POST",
        "feedback:putuskan_komentar",
        MODERATOR,
        args=lambda w: {"komentar": w.putaran.comment().pk},
        data=lambda w: {"keputusan": "tampil", "teks": "Ia sabar menjelaskan."},
        ok=302,
    ),
    Row("GET", "feedback:putaran", "-- xxxxx oox"),
    Row("POST", "feedback:putaran", CLERK, data=_plan_360, ok=302),
    Row("GET", "feedback:aturan_360", CLERK),
    Row("POST", "feedback:instrumen_360", CLERK, data=lambda w: {"nama": ""}, ok=422),
    Row("POST", "feedback:bobot_360", CLERK, data=lambda w: {"atasan": 100}, ok=422),
    Row("GET", "feedback:putaran_satu", SEES_360, args=_round("terbuka")),
    Row("GET", "feedback:putaran_unit", SEES_360, args=_round("dirilis")),
    Row("GET", "feedback:kartu", RUNS_360, args=_round("terbuka")),
    Row(
        "POST",
        "feedback:kartu",
        RUNS_360,
        args=_round("terbuka"),
        data=lambda w: {"peserta": w.putaran.peserta(w.putaran.terbuka).pk, "each": "5"},
    ),
    Row("POST", "feedback:cabut_kartu", RUNS_360, args=_in_open_round, ok=302),
    Row(
        "GET",
        "feedback:isi_kartu",
        SLIP,
        args=lambda w: {"token": w.putaran.slip},
        note="for those without an account",
    ),
    Row(
        "POST",
        "feedback:isi_kartu",
        SLIP,
        args=lambda w: {"token": w.putaran.slip},
        data=lambda w: {f"b{number}-0": 3 for number in range(1, 22)},
        note="for those without an account",
    ),
    Row("POST", "feedback:undi", RUNS_360, args=_round("draf"), data=_round_version("draf"), ok=302),
    Row(
        "POST",
        "feedback:buka",
        RUNS_360,
        args=_round("nominasi"),
        data=_round_version("nominasi"),
        ok=302,
    ),
    Row(
        "POST",
        "feedback:pengingat_360",
        RUNS_360,
        args=_round("terbuka"),
        data=lambda w: {"version": w.putaran.terbuka.version, "pengingat": "5, 2"},
        ok=302,
    ),
    Row("POST", "feedback:ingatkan", RUNS_360, args=_round("terbuka"), ok=302),
    Row("POST", "feedback:tutup", RUNS_360, args=_round("terbuka"), data=_round_version("terbuka"), ok=302),
    Row(
        "POST",
        "feedback:rilis",
        RUNS_360,
        args=_round("ditutup"),
        data=_round_version("ditutup"),
        ok=422,
        note="open answers wait for the moderator",
    ),
]

API_PUTARAN = [
    Row("GET", "/api/v1/rounds", EVERYBODY, note="empty for whoever runs none"),
    Row(
        "POST",
        "/api/v1/rounds",
        CLERK,
        data=lambda w: {
            "nama": "Semester I 2027",
            "start_date": "2027-06-21",
            "last_date": "2027-07-02",
            "unit_ids": [w.cast.provinsi.pk],
            "moderator_id": w.cast.andreas.pk,
            "moderator_pengganti_id": w.cast.agus.pk,
        },
        ok=201,
    ),
    Row("GET", "/api/v1/rounds/{putaran_id}", SEES_360, args=_round("terbuka")),
    Row(
        "POST",
        "/api/v1/rounds/{putaran_id}/draw",
        RUNS_360,
        args=_round("draf"),
        data=_round_version("draf"),
    ),
    Row(
        "POST",
        "/api/v1/rounds/{putaran_id}/open",
        RUNS_360,
        args=_round("nominasi"),
        data=_round_version("nominasi"),
    ),
    Row(
        "PUT",
        "/api/v1/rounds/{putaran_id}/reminders",
        RUNS_360,
        args=_round("terbuka"),
        data=lambda w: {"version": w.putaran.terbuka.version, "pengingat": [5, 2]},
    ),
    Row("POST", "/api/v1/rounds/{putaran_id}/remind", RUNS_360, args=_round("terbuka")),
    Row(
        "POST",
        "/api/v1/rounds/{putaran_id}/close",
        RUNS_360,
        args=_round("terbuka"),
        data=_round_version("terbuka"),
    ),
    Row(
        "POST",
        "/api/v1/rounds/{putaran_id}/release",
        RUNS_360,
        args=_round("ditutup"),
        data=_round_version("ditutup"),
        ok=422,
        note="open answers wait for the moderator",
    ),
    Row("GET", "/api/v1/round-tasks", EVERYBODY),
    Row(
        "POST",
        "/api/v1/round-tasks/{tugas_id}/decline",
        OWN_360,
        args=_round_task,
        data=lambda w: {"alasan": "Kami tidak bekerja bersama"},
    ),
    Row(
        "POST",
        "/api/v1/round-nominations/{peserta_id}/approve",
        NOMINATION,
        args=_nominated,
        data=_nominated_version,
    ),
    Row("GET", "/api/v1/round-profiles/{peserta_id}", PROFILE, args=_profiled),
    Row("GET", "/api/v1/rounds/{putaran_id}/units", SEES_360, args=_round("dirilis")),
    Row("GET", "/api/v1/rounds/{putaran_id}/comments", MODERATOR, args=_round("ditutup")),
    Row(
        "POST",
        "/api/v1/round-comments/{komentar}/decide",
        MODERATOR,
        args=lambda w: {"komentar": w.putaran.comment().pk},
        data=lambda w: {"keputusan": "tampil", "teks": "Ia sabar menjelaskan."},
    ),
    Row("GET", "/api/v1/round-instruments", CLERK),
    Row(
        "POST",
        "/api/v1/round-instruments",
        CLERK,
        data=lambda w: {
            "nama": "Pendek",
            "skala": ["Jarang", "Sering"],
            "butir": [{"nilai": "harmonis", "teks": f"Menolong {number}"} for number in range(3)],
        },
        ok=201,
    ),
    Row("GET", "/api/v1/round-weights", CLERK),
    Row(
        "POST",
        "/api/v1/round-weights",
        CLERK,
        data=lambda w: {
            "bobot": {"atasan": 60, "rekan": 40},
            "dasar": "Peraturan Gubernur",
            "start_date": "2027-01-01",
        },
        ok=201,
    ),
    Row("GET", "/api/v1/round-nominations", EVERYBODY),
    Row(
        "POST",
        "/api/v1/round-nominations/{peserta_id}/raters",
        "-- o.x.. ...",
        args=_nominated,
        data=lambda w: {"pegawai_id": w.cast.stefanus.pk, "kelompok": "penerima_layanan"},
        ok=201,
    ),
    Row(
        "POST",
        "/api/v1/round-tasks/{tugas_id}/strike",
        "-- ..o.. ...",
        args=lambda w: {"tugas_id": w.putaran.proposed().pk},
        data=lambda w: {"alasan": "Saudara kandung"},
        note="who was drawn is not the person's to know",
    ),
]
