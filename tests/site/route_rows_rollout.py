"""The rows of the rollout."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import TODAY
from tests.site.route_row import CLERK, EVERYBODY, Row
from tests.site.route_rows_announcements import ANNOUNCEMENTS
from tests.site.route_rows_meeting import MEETING
from tests.site.world import World


def _wave(world: World) -> dict[str, Any]:
    return {"gelombang_id": world.rollout.wave.pk}


def _member(world: World) -> dict[str, Any]:
    return {"anggota_id": world.rollout.member.pk}


def _version(world: World) -> dict[str, Any]:
    return {"version": world.rollout.wave.version}


def _trial(world: World) -> dict[str, Any]:
    return {"uji_id": world.rollout.trial.pk}


def _shortcoming(world: World) -> dict[str, Any]:
    return {"kekurangan_id": world.rollout.shortcoming.pk}


def _file(world: World) -> dict[str, Any]:
    content = f"NIP,Predikat\n{world.rollout.nip},Baik\n".encode()
    upload = SimpleUploadedFile("ekinerja.csv", content, content_type="text/csv")
    return {"berkas": upload, "periode": world.period.pk, "keterangan": "Ekspor e-Kinerja"}


READER = "-- xxxxx ooo"  # the clerk, the PyB and the auditor
SIGNER = "-- xxxxx xox"  # the PyB; the units have no leader
NAMED = {"nama": "Gelombang kedua", "jenis": "lanjutan"}

ROLLOUT = [
    *ANNOUNCEMENTS,
    *MEETING,
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
    Row("GET", "rollout:gate", EVERYBODY, args=_wave),
    Row(
        "POST",
        "rollout:threshold",
        CLERK,
        args=_wave,
        data=lambda w: {"syarat": "akun", "ambang": "80", **_version(w)},
        ok=302,
    ),
    Row(
        "POST",
        "rollout:propose",
        CLERK,
        args=_wave,
        data=lambda w: {"putusan": "tunda", "alasan": "Menunggu akun"},
        ok=302,
    ),
    Row(
        "POST",
        "rollout:sign",
        SIGNER,
        args=lambda w: {"gelombang_id": w.rollout.decided.pk},
        ok=302,
    ),
    Row(
        "POST",
        "rollout:start",
        CLERK,
        args=lambda w: {"gelombang_id": w.rollout.ready.pk},
        data=lambda w: {"version": w.rollout.ready.version},
        ok=302,
    ),
    Row("GET", "rollout:parallel", READER, args=lambda w: {"gelombang_id": w.rollout.running.pk}),
    Row(
        "POST",
        "rollout:compare",
        CLERK,
        args=lambda w: {"gelombang_id": w.rollout.running.pk},
        data=_file,
        ok=302,
    ),
    Row(
        "POST",
        "rollout:decide",
        CLERK,
        args=lambda w: {"baris_id": w.rollout.difference.pk},
        data=lambda w: {"putusan": "kita", "catatan": "Sudah dicek"},
        ok=302,
    ),
    Row("GET", "rollout:draws", EVERYBODY),
    Row(
        "POST",
        "rollout:draw_units",
        CLERK,
        data=lambda w: {
            "jenis": "pilot",
            "jumlah": "1",
            "benih": "4711",
            "asal_benih": "Rapat 24 Juni",
            "unit": w.rollout.candidates,
        },
        ok=302,
    ),
    Row("GET", "rollout:draw", EVERYBODY, args=lambda w: {"undian_id": w.rollout.draw.pk}),
    Row("GET", "rollout:trials", READER),
    Row(
        "POST",
        "rollout:lock",
        CLERK,
        data=lambda w: {
            "nama": "Evaluasi kedua",
            "metode": "did",
            "utama": ["tepat_waktu"],
            "awal_date": "2026-01-01",
            "mulai_date": "2026-07-01",
            "akhir_date": "2027-01-01",
        },
        ok=302,
    ),
    Row("GET", "rollout:trial", READER, args=_trial),
    Row("POST", "rollout:observe", CLERK, args=_trial, ok=302),
    Row("POST", "rollout:estimate", CLERK, args=_trial, ok=302),
    Row("GET", "rollout:report", READER, args=lambda w: {**_trial(w), "untuk": "pimpinan"}),
    Row("GET", "rollout:shortcomings", EVERYBODY),
    Row(
        "POST",
        "rollout:report_shortcoming",
        EVERYBODY,
        data=lambda w: {"judul": "Huruf terlalu kecil", "teks": "Tidak terbaca.", "tingkat": "ringan"},
        ok=302,
    ),
    Row("GET", "rollout:shortcoming", EVERYBODY, args=_shortcoming),
    Row(
        "POST",
        "rollout:shortcoming_act",
        CLERK,
        args=_shortcoming,
        data=lambda w: {"langkah": "terima", "version": w.rollout.shortcoming.version},
        ok=302,
    ),
    Row("GET", "rollout:signs", READER),
    Row(
        "POST",
        "rollout:offer",
        CLERK,
        args=lambda w: {"unit_id": w.rollout.member.unit_id},
        data=lambda w: {"tanda": "terlambat", "teks": "Kunjungan dua jam"},
        ok=302,
    ),
    Row("GET", "rollout:setup", CLERK),
    Row("GET", "/api/v1/waves", EVERYBODY),
    Row("GET", "/api/v1/waves/{gelombang_id}/gate", EVERYBODY, args=_wave),
    Row("GET", "/api/v1/draws", EVERYBODY),
    Row("GET", "/api/v1/shortcomings", EVERYBODY),
    Row(
        "POST",
        "/api/v1/shortcomings",
        EVERYBODY,
        data=lambda w: {"judul": "Huruf terlalu kecil", "teks": "Tidak terbaca.", "tingkat": "ringan"},
        ok=201,
    ),
]
