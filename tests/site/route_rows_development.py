"""The rows of angka kredit."""

from __future__ import annotations

from typing import Any

from tests.site.route_row import EVERYBODY, PENILAI, READERS, Row
from tests.site.route_rows_follow_up import FOLLOW_UP
from tests.site.world import World


def _credit(world: World) -> dict[str, Any]:
    return {"pegawai_id": world.cast.yohana.pk}


def _converted(world: World) -> dict[str, Any]:
    return {**_credit(world), "evaluasi_id": world.converted.pk}


def _note_data(world: World) -> dict[str, Any]:
    return {"jenis": "dasar", "nilai": "12.5", "tanggal": "2023-01-01", "teks": "SK 1/2023"}


NOTING = "-- x.x.x oxx"

DEVELOPMENT = [
    *FOLLOW_UP,
    Row("GET", "development:mine", EVERYBODY),
    Row("GET", "development:credit", READERS, args=_credit),
    Row("POST", "development:note", NOTING, args=_credit, data=_note_data, ok=302),
    Row(
        "POST",
        "development:note_cancel",
        NOTING,
        args=lambda w: {"note_id": w.note.pk},
        data=lambda w: {"alasan": "Salah orang"},
        ok=302,
    ),
    Row("POST", "development:konversi", PENILAI, args=_converted, ok=302),
    Row("POST", "development:akumulasi", PENILAI, args=_credit, ok=302),
    Row("POST", "development:award", PENILAI, args=_credit, data=lambda w: {"untuk": "pangkat"}, ok=302),
    Row(
        "GET",
        "development:document",
        READERS,
        args=lambda w: {**_credit(w), "document_id": w.credit_paper.pk},
    ),
    Row("GET", "/api/v1/people/{pegawai_id}/credit", READERS, args=_credit),
    Row("POST", "/api/v1/people/{pegawai_id}/credit/notes", NOTING, args=_credit, data=_note_data, ok=201),
    Row(
        "POST",
        "/api/v1/credit-notes/{note_id}/cancel",
        NOTING,
        args=lambda w: {"note_id": w.note.pk},
        data=lambda w: {"alasan": "Salah orang"},
    ),
    Row("POST", "/api/v1/people/{pegawai_id}/credit/conversions/{evaluasi_id}", PENILAI, args=_converted),
    Row("POST", "/api/v1/people/{pegawai_id}/credit/accumulation", PENILAI, args=_credit),
    Row(
        "POST",
        "/api/v1/people/{pegawai_id}/credit/award",
        PENILAI,
        args=_credit,
        data=lambda w: {"untuk": "pangkat"},
    ),
]
