"""What each persona gets of objections, clocks, holidays and outages."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.site.route_row import (
    AUDITOR_PAGE,
    CLERK,
    EVERYBODY,
    OWNER,
    OWNER_OR_PENILAI,
    PENILAI,
    READERS,
    Row,
)
from tests.site.world import PDF, World

_EVALUATION = "/api/v1/evaluations/{evaluasi_id}"
_OBJECTION = "/api/v1/objections/{keberatan_id}"
ATASAN = "-- x.x.o xxx"


def _delivered(world: World) -> dict[str, Any]:
    return {"evaluasi_id": world.delivered.pk}


def _keberatan(world: World) -> dict[str, Any]:
    return {"keberatan_id": world.objection.pk}


def _putusan(world: World) -> dict[str, Any]:
    return {"keberatan_id": world.decision.pk}


def _bukti_keberatan(world: World) -> dict[str, Any]:
    return {**_keberatan(world), "bukti_id": world.objection.bukti.get().pk}


def _version(world: World) -> dict[str, Any]:
    return {"version": world.objection.version}


def _words(world: World) -> dict[str, Any]:
    return {"penjelasan": "Register bulan Mei", **_version(world)}


def _upheld(world: World) -> dict[str, Any]:
    return {
        "keputusan": "menguatkan",
        "pertimbangan": "Bukti tidak mengubah penilaian.",
        "tanpa_penjelasan": "Penilai sakit.",
        **_version(world),
    }


def _holiday(world: World) -> dict[str, Any]:
    return {"day": "2026-08-10", "nama": "Pesta budaya", "dasar": "Keputusan Gubernur 2/2026"}


def _outage(world: World) -> dict[str, Any]:
    return {
        "wilayah": "Distrik Kurik",
        "alasan": "Listrik padam",
        "start_at": "2026-06-22T07:00",
        "end_at": "2026-06-23T20:00",
    }


OBJECTIONS = [
    Row("GET", "evaluation:in_place", EVERYBODY, note="lists only who has passed to oneself"),
    Row("GET", "evaluation:object", OWNER, args=_delivered),
    Row(
        "POST",
        "evaluation:object",
        OWNER,
        args=_delivered,
        data=lambda w: {"alasan": "Cakupan saya 92 persen."},
        ok=302,
    ),
    Row("GET", "evaluation:keberatan_list", EVERYBODY, note="lists only what they may read"),
    Row("GET", "evaluation:keberatan_watch", AUDITOR_PAGE),
    Row("GET", "evaluation:keberatan", READERS, args=_keberatan),
    Row("GET", "evaluation:keberatan_bukti", READERS, args=_bukti_keberatan),
    Row(
        "GET",
        "evaluation:keberatan_paper",
        READERS,
        args=lambda w: {**_putusan(w), "document_id": w.paper("D.1.3")},
    ),
    Row("POST", "evaluation:keberatan_explain", PENILAI, args=_keberatan, data=_words, ok=302),
    Row("POST", "evaluation:keberatan_reply", OWNER, args=_keberatan, data=_words, ok=302),
    Row("POST", "evaluation:keberatan_withdraw", OWNER, args=_keberatan, data=_version, ok=302),
    Row("POST", "evaluation:keberatan_decide", ATASAN, args=_keberatan, data=_upheld, ok=302),
    Row(
        "POST",
        "evaluation:keberatan_sign",
        OWNER_OR_PENILAI,
        args=_putusan,
        data=lambda w: {"version": w.decision.version},
        ok=302,
    ),
    Row("GET", "evaluation:calendar", EVERYBODY),
    Row("POST", "evaluation:add_holiday", CLERK, data=_holiday, ok=302),
    Row("POST", "evaluation:cancel_holiday", CLERK, args=lambda w: {"holiday_id": w.libur}, ok=302),
    Row(
        "POST",
        "evaluation:declare_outage",
        CLERK,
        data=lambda w: {**_outage(w), "unit": w.cast.puskesmas_lain.pk},
        ok=302,
    ),
    Row(
        "POST",
        "evaluation:withdraw_outage",
        CLERK,
        args=lambda w: {"gangguan_id": w.gangguan.pk},
        data=lambda w: {"version": w.gangguan.version},
        ok=302,
    ),
]

API_OBJECTIONS = [
    Row("GET", "/api/v1/objections", EVERYBODY, note="lists only what they may read"),
    Row("GET", _OBJECTION, READERS, args=_keberatan),
    Row("GET", _OBJECTION + "/evidence/{bukti_id}/file", READERS, args=_bukti_keberatan),
    Row(
        "POST",
        _EVALUATION + "/objection",
        OWNER,
        args=_delivered,
        data=lambda w: {
            "alasan": "Cakupan saya 92 persen.",
            "files": SimpleUploadedFile("register.pdf", PDF + b"%", content_type="application/pdf"),
        },
    ),
    Row("POST", _OBJECTION + "/explanation", PENILAI, args=_keberatan, data=_words),
    Row("POST", _OBJECTION + "/reply", OWNER, args=_keberatan, data=_words),
    Row("POST", _OBJECTION + "/withdraw", OWNER, args=_keberatan, data=_version),
    Row("POST", _OBJECTION + "/decision", ATASAN, args=_keberatan, data=_upheld),
    Row(
        "POST",
        _OBJECTION + "/sign",
        OWNER_OR_PENILAI,
        args=_putusan,
        data=lambda w: {"version": w.decision.version},
    ),
    Row("GET", _EVALUATION + "/clocks", READERS, args=_delivered),
    Row("GET", "/api/v1/holidays", EVERYBODY),
    Row("POST", "/api/v1/holidays", CLERK, data=_holiday),
    Row("POST", "/api/v1/holidays/{holiday_id}/cancel", CLERK, args=lambda w: {"holiday_id": w.libur}),
    Row("GET", "/api/v1/outages", EVERYBODY),
    Row(
        "POST",
        "/api/v1/outages",
        CLERK,
        data=lambda w: {**_outage(w), "unit_ids": [w.cast.puskesmas_lain.pk]},
    ),
    Row(
        "POST",
        "/api/v1/outages/{gangguan_id}/withdraw",
        CLERK,
        args=lambda w: {"gangguan_id": w.gangguan.pk},
        data=lambda w: {"version": w.gangguan.version},
    ),
]
