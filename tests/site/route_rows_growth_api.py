"""The rows of the API of competencies, plans, learning, bimbingan, the catalogue and enrolments."""

from __future__ import annotations

from typing import Any

from tests.site.route_row import CLERK, EVERYBODY, OWNER, OWNER_OR_PENILAI, PENILAI, READERS, Row
from tests.site.route_rows_growth import BOTH, _draft, _person, _plan, _post, _session, _sheet, _version
from tests.site.route_rows_growth import GROWTH as PAGES
from tests.site.route_rows_mitra import ENROLMENT, ONLY_OVERSEERS, OVERSEERS, _alokasi, _of, _program
from tests.site.world import World


def _finding(world: World) -> dict[str, Any]:
    return {"hasil_id": world.growth.finding.pk}


def _agreed_to(world: World) -> dict[str, Any]:
    return {"langkah": "setujui", "version": world.mitra.proposed.version}


GROWTH = [
    *PAGES,
    Row("GET", "/api/v1/competencies", EVERYBODY),
    Row("GET", "/api/v1/posts/{jabatan_id}/competencies", CLERK, args=_post),
    Row(
        "PUT",
        "/api/v1/posts/{jabatan_id}/competencies",
        CLERK,
        args=_post,
        data=lambda w: {
            "start_date": "2026-07-01",
            "levels": [{"kompetensi_id": w.growth.technical.pk, "level": 3}],
        },
    ),
    Row("GET", "/api/v1/people/{pegawai_id}/competencies", READERS, args=_person),
    Row("POST", "/api/v1/people/{pegawai_id}/competency-sheets", PENILAI, args=_person, ok=201),
    Row("GET", "/api/v1/competency-sheets/{lembar_id}", READERS, args=_sheet),
    Row(
        "PUT",
        "/api/v1/competency-sheets/{lembar_id}",
        "-- ..o.. ...",
        args=_draft,
        data=lambda w: {"version": w.growth.draft.version, "hasil": [], "rekomendasi": "Magang"},
    ),
    Row(
        "POST",
        "/api/v1/competency-sheets/{lembar_id}/sign",
        "-- ..o.. ...",
        args=_draft,
        data=lambda w: {"version": w.growth.draft.version},
    ),
    Row(
        "POST",
        "/api/v1/competency-results/{hasil_id}/views",
        OWNER_OR_PENILAI,
        args=_finding,
        data=lambda w: {"sikap": "benar"},
    ),
    Row("GET", "/api/v1/people/{pegawai_id}/development", READERS, args=_person),
    Row(
        "PUT",
        "/api/v1/people/{pegawai_id}/development/plan",
        OWNER_OR_PENILAI,
        args=_person,
        data=lambda w: {"version": _version(w), "tujuan": "Berbicara jelas"},
    ),
    Row(
        "POST",
        "/api/v1/development-plans/{rencana_id}/actions",
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
        ok=201,
    ),
    Row(
        "POST",
        "/api/v1/development-plans/{rencana_id}/steps",
        OWNER,
        args=_plan,
        data=lambda w: {"version": _version(w), "langkah": "ajukan"},
        note="to propose",
    ),
    Row(
        "POST",
        "/api/v1/development-actions/{kegiatan_id}/progress",
        OWNER_OR_PENILAI,
        args=lambda w: {"kegiatan_id": w.growth.action.pk},
        data=lambda w: {"version": 0, "langkah": "mulai"},
        ok=422,
        note="not agreed yet",
    ),
    Row("GET", "/api/v1/people/{pegawai_id}/learning", READERS, args=_person),
    Row(
        "POST",
        "/api/v1/people/{pegawai_id}/learning",
        OWNER_OR_PENILAI,
        args=_person,
        data=lambda w: {
            "teks": "Kursus bahasa isyarat",
            "bentuk": "kursus",
            "start_date": "2026-05-04",
            "last_date": "2026-05-05",
            "jp_tertulis": "8",
        },
        ok=201,
    ),
    Row(
        "POST",
        "/api/v1/learning/{belajar_id}/check",
        "-- x.o.x oxx",
        args=lambda w: {"belajar_id": w.growth.learned.pk},
        data=lambda w: {"terima": True},
    ),
    Row("GET", "/api/v1/guidance-sessions", EVERYBODY),
    Row(
        "POST",
        "/api/v1/people/{pegawai_id}/guidance-sessions",
        PENILAI,
        args=_person,
        data=lambda w: {
            "jenis": "mentoring",
            "pembimbing_id": w.cast.hendrika.pk,
            "tanggal": "2026-07-01",
            "tempat": "Sota",
        },
        ok=201,
    ),
    Row("GET", "/api/v1/guidance-sessions/{sesi_id}", BOTH, args=_session),
    Row(
        "PUT",
        "/api/v1/guidance-sessions/{sesi_id}",
        BOTH,
        args=_session,
        data=lambda w: {
            "version": w.growth.session.version,
            "isi": {"tujuan": [["K6"]], "langkah": [["K6"]]},
        },
    ),
    Row(
        "POST",
        "/api/v1/guidance-sessions/{sesi_id}/sign",
        BOTH,
        args=_session,
        data=lambda w: {"version": w.growth.session.version},
    ),
    Row(
        "POST",
        "/api/v1/guidance-sessions/{sesi_id}/report",
        "-- x.o.. ...",
        args=lambda w: {"sesi_id": w.growth.signed_session.pk},
    ),
    Row("GET", "/api/v1/programmes", EVERYBODY),
    Row("GET", "/api/v1/programmes/{program_id}", EVERYBODY, args=_program),
    Row(
        "POST",
        "/api/v1/programmes/{program_id}/enrolments",
        "-- xxxox oxx",
        args=_program,
        data=lambda w: {"pegawai_id": w.cast.rosa.pk},
        ok=201,
        note="Rosa",
    ),
    Row("GET", "/api/v1/people/{pegawai_id}/recommendations", READERS, args=_person),
    Row("GET", "/api/v1/enrolments", OVERSEERS),
    Row("GET", "/api/v1/enrolments/{pendaftaran_id}", ENROLMENT, args=_of("proposed")),
    Row(
        "POST",
        "/api/v1/enrolments/{pendaftaran_id}/steps",
        "-- x.x.x oxx",
        args=_of("proposed"),
        data=_agreed_to,
        note="agreed to",
    ),
    Row(
        "POST",
        "/api/v1/enrolments/{pendaftaran_id}/steps",
        "-- o.x.x xxx",
        args=_of("invited"),
        data=lambda w: {"langkah": "terima", "version": w.mitra.invited.version},
        note="accepted by whom it invites",
    ),
    Row("GET", "/api/v1/allocations", OVERSEERS),
    Row("GET", "/api/v1/allocations/{alokasi_id}", ONLY_OVERSEERS, args=_alokasi),
    Row("GET", "/api/v1/allocations/{alokasi_id}/places", ONLY_OVERSEERS, args=_alokasi),
]
