"""The rows of competencies, plans and learning."""

from __future__ import annotations

from typing import Any

from tests.site.route_row import (
    CLERK,
    EVERYBODY,
    OWNER,
    OWNER_OR_PENILAI,
    PENILAI,
    READERS,
    Row,
)
from tests.site.world import World


def _person(world: World) -> dict[str, Any]:
    return {"pegawai_id": world.cast.yohana.pk}


def _draft(world: World) -> dict[str, Any]:
    return {"lembar_id": world.growth.draft.pk}


def _sheet(world: World) -> dict[str, Any]:
    return {"lembar_id": world.growth.sheet.pk}


def _plan(world: World) -> dict[str, Any]:
    return {"rencana_id": world.growth.action.rencana_id}


def _technical(world: World) -> dict[str, Any]:
    return {"kompetensi_id": world.growth.technical.pk}


def _post(world: World) -> dict[str, Any]:
    return {"jabatan_id": world.cast.penugasan(world.cast.yohana).jabatan_id}


def _version(world: World) -> int:
    world.growth.action.rencana.refresh_from_db()
    return int(world.growth.action.rencana.version)


def _words(world: World) -> dict[str, Any]:
    return {"nama": "Rujukan Berencana", "arti": "", "level": "a\nb\nc\nd\ne"}


GROWTH = [
    Row("GET", "development:development", EVERYBODY),
    Row("GET", "development:person", READERS, args=_person),
    Row("POST", "development:begin_sheet", PENILAI, args=_person, ok=302),
    Row(
        "POST",
        "development:write_plan",
        OWNER_OR_PENILAI,
        args=_person,
        data=lambda w: {"version": _version(w), "tujuan": "Berbicara jelas"},
        ok=302,
    ),
    Row(
        "POST",
        "development:learn",
        OWNER_OR_PENILAI,
        args=_person,
        data=lambda w: {
            "teks": "Kursus bahasa isyarat",
            "bentuk": "kursus",
            "start_date": "2026-05-04",
            "last_date": "2026-05-05",
            "jp_tertulis": "8",
        },
        ok=302,
    ),
    Row("GET", "development:sheet", READERS, args=_sheet),
    Row("GET", "development:sheet", "-- ..o.. ...", args=_draft, note="a draft is its author's"),
    Row(
        "POST",
        "development:sheet",
        "-- ..o.. ...",
        args=_draft,
        data=lambda w: {"version": w.growth.draft.version, "rekomendasi": "Magang"},
        ok=302,
        note="a draft",
    ),
    Row("GET", "development:sheet_paper", READERS, args=_sheet),
    Row(
        "POST",
        "development:discuss",
        OWNER_OR_PENILAI,
        args=lambda w: {"hasil_id": w.growth.finding.pk},
        data=lambda w: {"sikap": "benar"},
        ok=302,
    ),
    Row("GET", "development:plan", READERS, args=_plan),
    Row(
        "POST",
        "development:add_action",
        OWNER_OR_PENILAI,
        args=_plan,
        data=lambda w: {
            "version": _version(w),
            "cara": "penugasan",
            "teks": "Memimpin rapat bulanan",
            "ukuran": "Rapat selesai dalam satu jam",
            "start_date": "2026-07-01",
            "last_date": "2026-08-31",
        },
        ok=302,
    ),
    Row(
        "POST",
        "development:plan_step",
        OWNER,
        args=_plan,
        data=lambda w: {"version": _version(w), "langkah": "ajukan"},
        ok=302,
        note="to propose",
    ),
    Row(
        "POST",
        "development:action",
        OWNER_OR_PENILAI,
        args=lambda w: {"kegiatan_id": w.growth.action.pk},
        data=lambda w: {"version": _version(w), "langkah": "hapus"},
        ok=302,
    ),
    Row(
        "POST",
        "development:check_learning",
        "-- x.o.x oxx",
        args=lambda w: {"belajar_id": w.growth.learned.pk},
        data=lambda w: {"langkah": "sahkan"},
        ok=302,
    ),
    Row("GET", "development:learning_file", READERS, args=lambda w: {"belajar_id": w.growth.learned.pk}),
    Row("GET", "development:kompetensi", EVERYBODY),
    Row("POST", "development:load_dictionary", CLERK, ok=422, note="all nine are there"),
    Row("POST", "development:add_kompetensi", CLERK, data=_words, ok=302),
    Row("GET", "development:rename_kompetensi", CLERK, args=_technical),
    Row(
        "POST",
        "development:rename_kompetensi",
        CLERK,
        args=_technical,
        data=lambda w: {
            **_words(w),
            "start_date": "2026-07-01",
            "version": w.growth.technical.version,
        },
        ok=302,
    ),
    Row(
        "POST",
        "development:retire_kompetensi",
        CLERK,
        args=_technical,
        data=lambda w: {"version": w.growth.technical.version},
        ok=302,
    ),
    Row("GET", "development:standards", CLERK),
    Row("GET", "development:standard", CLERK, args=_post),
    Row(
        "POST",
        "development:standard",
        CLERK,
        args=_post,
        data=lambda w: {"start_date": "2026-07-01", f"level_{w.growth.technical.pk}": "3"},
        ok=302,
    ),
    Row("GET", "development:conversions", CLERK),
    Row(
        "POST",
        "development:conversions",
        CLERK,
        data=lambda w: {
            "bentuk": "coaching",
            "jp": "2",
            "satuan": "jam",
            "dasar": "Keputusan kepala BKPSDM 1/2026",
            "start_date": "2026-01-01",
        },
        ok=302,
    ),
]
