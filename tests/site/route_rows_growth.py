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


def _session(world: World) -> dict[str, Any]:
    return {"sesi_id": world.growth.session.pk}


def _told(world: World) -> dict[str, Any]:
    return {"kasus_id": world.growth.told.pk}


def _reported(world: World) -> dict[str, Any]:
    return {"kasus_id": world.growth.reported.pk}


def _appointed(world: World) -> dict[str, Any]:
    return {"kasus_id": world.growth.appointed.pk}


def _thanks(world: World) -> dict[str, Any]:
    return {"apresiasi_id": world.growth.thanks.pk}


BOTH = "-- o.o.. ..."  # Yohana and who guides her

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
    Row("GET", "development:sessions", EVERYBODY),
    Row("GET", "development:begin_session", PENILAI, args=_person),
    Row(
        "POST",
        "development:begin_session",
        PENILAI,
        args=_person,
        data=lambda w: {
            "jenis": "mentoring",
            "pembimbing": w.cast.hendrika.pk,
            "tanggal": "2026-07-01",
            "tempat": "Sota",
        },
        ok=302,
    ),
    Row("GET", "development:session", BOTH, args=_session),
    Row(
        "POST",
        "development:write_session",
        BOTH,
        args=_session,
        data=lambda w: {
            "version": w.growth.session.version,
            "tujuan_0_0": "K6",
            "langkah_0_0": "K6",
        },
        ok=302,
    ),
    Row(
        "POST",
        "development:sign_session",
        BOTH,
        args=_session,
        data=lambda w: {"version": w.growth.session.version},
        ok=302,
    ),
    Row(
        "POST",
        "development:report_session",
        "-- x.o.. ...",
        args=lambda w: {"sesi_id": w.growth.signed_session.pk},
        ok=302,
    ),
    Row("GET", "development:session_paper", BOTH, args=_session),
    Row(
        "POST",
        "development:answer_session",
        "-- o.x.. ...",
        args=lambda w: {"sesi_id": w.growth.signed_session.pk},
        data=lambda w: {f"jawaban_{number}": "ya" for number in range(1, 10)},
        ok=302,
    ),
    Row(
        "GET",
        "development:answer",
        "-- o...o ...",
        args=lambda w: {"jawaban_id": w.growth.answer.pk},
        note="its author and the atasan of the leader",
    ),
    Row("GET", "development:cases", EVERYBODY),
    Row("GET", "development:tell_problem", PENILAI, args=_person),
    Row(
        "POST",
        "development:tell_problem",
        PENILAI,
        args=_person,
        data=lambda w: {"disampaikan": "Terlambat tiga kali minggu ini."},
        ok=302,
    ),
    Row("GET", "development:case", BOTH, args=_told, note="told"),
    Row("GET", "development:case", "-- o.o.. oo.", args=_reported, note="reported"),
    Row(
        "POST",
        "development:case_changed",
        "-- x.o.. ...",
        args=_told,
        data=lambda w: {"version": w.growth.told.version},
        ok=302,
    ),
    Row(
        "POST",
        "development:report_case",
        "-- x.o.. ...",
        args=_told,
        data=lambda w: {
            "version": w.growth.told.version,
            "permasalahan": "Pos jaga kosong",
            "serupa": "tidak",
            "upaya": "Dibicarakan",
        },
        ok=302,
    ),
    Row(
        "POST",
        "development:appoint_counsellor",
        "-- x.x.. oo.",
        args=_reported,
        data=lambda w: {
            "version": w.growth.reported.version,
            "konselor": w.cast.stefanus.nip,
            "peran": "pejabat",
            "jadwal_at": "2026-07-01T09:00",
            "tempat": "Ruang tenang",
        },
        ok=302,
    ),
    Row(
        "POST",
        "development:case_notes",
        "-- x.xo. xx.",
        args=_appointed,
        data=lambda w: {"version": w.growth.appointed.version, "catatan": "Cemas"},
        ok=302,
    ),
    Row(
        "POST",
        "development:record_case",
        "-- x.xo. xx.",
        args=_appointed,
        data=lambda w: {"version": w.growth.appointed.version, "rekaman": "Sepakat"},
        ok=302,
    ),
    Row("GET", "development:case_paper", "-- o.o.. oo.", args=_reported),
    Row("GET", "development:wall", EVERYBODY),
    Row("GET", "development:appreciate", "-- xoooo ooo", args=_person),
    Row(
        "POST",
        "development:appreciate",
        "-- xoooo ooo",
        args=_person,
        data=lambda w: {"teks": "Menolong di malam hujan."},
        ok=302,
    ),
    Row(
        "POST",
        "development:appreciation_step",
        "-- o.x.. ...",
        args=_thanks,
        data=lambda w: {"version": w.growth.thanks.version, "langkah": "tampilkan"},
        ok=302,
    ),
    Row("POST", "development:certify", "-- x.o.. ...", args=_thanks, ok=302),
    Row(
        "GET",
        "development:certificate",
        "-- o..o. ...",
        args=lambda w: {"dokumen_id": w.growth.certificate.pk},
        note="the person and who gave the appreciation",
    ),
]
