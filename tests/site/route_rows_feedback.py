"""The rows of attributed umpan balik."""

from __future__ import annotations

from typing import Any

from tests.site.route_row import CLERK, EVERYBODY, OWNER, OWNER_OR_PENILAI, PENILAI, Row
from tests.site.world import World


def _skp(world: World) -> dict[str, Any]:
    return {"skp_id": world.skp.pk}


def _period(world: World) -> dict[str, Any]:
    return {"skp_id": world.skp.pk, "period_id": world.period.pk}


def _person(world: World) -> dict[str, Any]:
    return {"pegawai_id": world.cast.yohana.pk}


def _version(world: World) -> dict[str, Any]:
    return {"version": 0}


RATERS = "-- o.o.o xxx"  # the person, the penilai, the atasan; others who read the SKP are told why not
SAID = "-- ooo.o ..."  # and whoever gave it; to others it does not exist


def _said(world: World) -> dict[str, Any]:
    return {"umpan_balik_id": world.said.umpan_balik.pk}


def _given(world: World) -> dict[str, Any]:
    return {
        "tentang": "nilai:4",
        "sifat": "apresiasi",
        "teks": "Menyapa setiap ibu di ruang tunggu sebelum kelas.",
    }


def _correction(world: World) -> dict[str, Any]:
    return {"sifat": "perbaikan", "teks": "Register bulan April lengkap sebelum tanggal lima.", "version": 0}


FEEDBACK = [
    Row("GET", "feedback:mine", EVERYBODY),
    Row("GET", "feedback:choose", EVERYBODY),
    Row("GET", "feedback:give", "-- xoooo ooo", args=_person, note="never oneself"),
    Row("POST", "feedback:give", "-- xoooo ooo", args=_person, data=_given, ok=302, note="never oneself"),
    Row("POST", "feedback:wording", EVERYBODY, data=lambda w: {**_given(w), "pegawai": w.cast.yohana.pk}),
    Row("GET", "feedback:one", SAID, args=_said),
    Row("POST", "feedback:correct", "-- xox.x ...", args=_said, data=_correction, ok=302, note="the giver"),
    Row("POST", "feedback:withdraw", "-- xox.x ...", args=_said, data=_version, ok=302, note="the giver"),
    Row(
        "POST",
        "feedback:add_evidence",
        "-- xox.x ...",
        args=_said,
        data=lambda w: {"url": "https://example.go.id/foto"},
        ok=302,
        note="the giver",
    ),
    Row("GET", "feedback:evidence", SAID, args=lambda w: {"bukti_umpan_id": w.said.bukti.pk}),
    Row("GET", "feedback:ask", OWNER, args=_skp),
    Row(
        "POST",
        "feedback:ask",
        OWNER,
        args=_skp,
        data=lambda w: {"pemberi": w.cast.markus.pk, "tentang": "nilai:5"},
        ok=302,
    ),
    Row(
        "POST",
        "feedback:cancel",
        "-- ox... ...",
        args=lambda w: {"permintaan_id": w.said.permintaan.pk},
        data=_version,
        ok=302,
        note="who asked",
    ),
    Row(
        "POST",
        "feedback:decline",
        "-- xo... ...",
        args=lambda w: {"permintaan_id": w.said.permintaan.pk},
        data=_version,
        ok=302,
        note="who was asked",
    ),
    Row("GET", "feedback:invite", OWNER_OR_PENILAI, args=_skp),
    Row(
        "POST",
        "feedback:invite",
        OWNER_OR_PENILAI,
        args=_skp,
        data=lambda w: {"tentang": "nilai:1", "ditujukan": "Pasien", "days": "14"},
    ),
    Row("POST", "feedback:revoke", "-- o.... ...", args=lambda w: {"tautan_id": w.said.tautan.pk}, ok=302),
    Row(
        "GET",
        "feedback:by_link",
        "oo xhhhh hhh",
        args=lambda w: {"token": w.said.token},
        note="whoever has an account gives feedback under it; never oneself",
    ),
    Row("GET", "feedback:team", EVERYBODY),
    Row("GET", "feedback:record", RATERS, args=_skp),
    Row("GET", "feedback:print", RATERS, args=_period),
    Row("GET", "feedback:ladder", PENILAI, args=_skp),
    Row(
        "POST",
        "feedback:ladder",
        PENILAI,
        args=_skp,
        data=lambda w: {
            "rhk": w.said.umpan_balik.rhk_id,
            "maju": "0",
            "tindakan": "penyesuaian_sumber_daya",
            "catatan": "Menambah satu alat",
        },
        ok=302,
    ),
    Row(
        "POST",
        "feedback:propose_rhythm",
        OWNER_OR_PENILAI,
        args=_skp,
        data=lambda w: {"irama": "bulanan"},
        ok=302,
    ),
    Row(
        "POST",
        "feedback:answer_rhythm",
        OWNER,
        args=_skp,
        data=lambda w: {"irama": w.said.irama.pk, "jawaban": "setujui"},
        ok=302,
        note="the one of the two who did not propose it",
    ),
    Row("GET", "feedback:notes", "-- ..o.. ...", args=_person, note="the author's alone"),
    Row(
        "POST",
        "feedback:notes",
        "-- ..o.. ...",
        args=_person,
        data=lambda w: {"teks": "Sebentar lagi cuti"},
        ok=302,
    ),
    Row(
        "POST",
        "feedback:erase_note",
        "-- ..o.. ...",
        args=lambda w: {**_person(w), "catatan_id": w.said.catatan.pk},
        ok=302,
        note="the author's alone",
    ),
    Row("GET", "feedback:settings", CLERK),
    Row(
        "POST",
        "feedback:settings",
        CLERK,
        data=lambda w: {"daftar": "kata", "kata": "wati-wati", "kelompok": "hinaan"},
        ok=302,
    ),
    Row("POST", "feedback:remove_word", CLERK, args=lambda w: {"kata_id": w.said.kata.pk}, ok=302),
]

_API_SAID = "/api/v1/feedback/{umpan_balik_id}"
_API_ASKED = "/api/v1/feedback-requests/{permintaan_id}"

API_FEEDBACK = [
    Row("GET", "/api/v1/skp/{skp_id}/feedback", RATERS, args=_skp),
    Row(
        "POST",
        "/api/v1/people/{pegawai_id}/feedback",
        "-- xoooo ooo",
        args=_person,
        data=_given,
        ok=201,
        note="never oneself",
    ),
    Row("GET", _API_SAID, SAID, args=_said),
    Row("PUT", _API_SAID, "-- xox.x ...", args=_said, data=_correction, note="the giver"),
    Row("POST", _API_SAID + "/withdraw", "-- xox.x ...", args=_said, data=_version, note="the giver"),
    Row("GET", "/api/v1/feedback-due", EVERYBODY, note="of one's own team"),
    Row("GET", "/api/v1/feedback-requests", EVERYBODY, note="to oneself"),
    Row(
        "POST",
        "/api/v1/skp/{skp_id}/feedback-requests",
        OWNER,
        args=_skp,
        data=lambda w: {"pemberi_id": w.cast.markus.pk, "tentang": "nilai:5"},
        ok=201,
    ),
    Row(
        "POST",
        _API_ASKED + "/decline",
        "-- xo... ...",
        args=lambda w: {"permintaan_id": w.said.permintaan.pk},
        data=_version,
    ),
    Row(
        "POST",
        _API_ASKED + "/cancel",
        "-- ox... ...",
        args=lambda w: {"permintaan_id": w.said.permintaan.pk},
        data=_version,
    ),
    Row("GET", "/api/v1/skp/{skp_id}/follow-ups", RATERS, args=_skp),
    Row(
        "POST",
        "/api/v1/skp/{skp_id}/follow-ups",
        PENILAI,
        args=_skp,
        data=lambda w: {
            "rhk_id": w.said.umpan_balik.rhk_id,
            "maju": False,
            "tindakan": "penyesuaian_sumber_daya",
        },
        ok=201,
    ),
    Row("GET", "/api/v1/skp/{skp_id}/rhythm", RATERS, args=_skp),
    Row(
        "POST",
        "/api/v1/skp/{skp_id}/rhythm",
        OWNER_OR_PENILAI,
        args=_skp,
        data=lambda w: {"irama": "bulanan"},
    ),
    Row(
        "POST",
        "/api/v1/skp/{skp_id}/rhythm/answer",
        OWNER,
        args=_skp,
        data=lambda w: {"usul_id": w.said.irama.pk, "setuju": True},
        note="the one of the two who did not propose it",
    ),
    Row("GET", "/api/v1/feedback-advice", EVERYBODY, note="of the feedback that one reads anyway"),
    Row("GET", "/api/v1/feedback-words", CLERK),
    Row(
        "POST",
        "/api/v1/feedback-words",
        CLERK,
        data=lambda w: {"kata": "wati-wati", "kelompok": "hinaan"},
        ok=201,
    ),
    Row("POST", "/api/v1/feedback-words/{kata_id}/remove", CLERK, args=lambda w: {"kata_id": w.said.kata.pk}),
]
