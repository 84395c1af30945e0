"""Every address and API operation, and what each persona gets: reasoned from the access rules.

The letters of a row are explained in `route_row`.
"""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.site.route_row import (
    AUDITOR_PAGE,
    CLERK,
    CLERK_PAGE,
    CORRECTION,
    EVERYBODY,
    MATRIX,
    MATRIX_LEADER,
    NOBODY,
    OWNER,
    OWNER_OR_PENILAI,
    PENILAI,
    PENILAI_OR_LATE_ATASAN,
    PERSONAS,
    PUBLIC,
    READERS,
    Row,
)
from tests.site.route_rows_bulk import BULK
from tests.site.route_rows_development import DEVELOPMENT
from tests.site.route_rows_dialog import API_DIALOG, DIALOG_KINERJA
from tests.site.route_rows_feedback import API_FEEDBACK, FEEDBACK
from tests.site.route_rows_growth_api import GROWTH
from tests.site.route_rows_kalibrasi import KALIBRASI
from tests.site.route_rows_keberatan import API_OBJECTIONS, OBJECTIONS
from tests.site.route_rows_learning import LEARNING
from tests.site.route_rows_mitra import MITRA
from tests.site.route_rows_penutupan import API_BUNDLES, API_CLOSINGS, BUNDLES, CLOSINGS, SPECIAL
from tests.site.route_rows_putaran import API_PUTARAN, PUTARAN
from tests.site.route_rows_rollout import ROLLOUT
from tests.site.route_rows_surveys import SURVEYS
from tests.site.route_rows_tim import API_TIM
from tests.site.route_strategi import STRATEGI
from tests.site.route_versions import VERSI
from tests.site.world import PDF, World

__all__ = ["PERSONAS", "ROWS", "Row"]


def _skp(world: World) -> dict[str, Any]:
    return {"skp_id": world.skp.pk}


def _draft(world: World) -> dict[str, Any]:
    return {"skp_id": world.draft.pk}


def _waiting(world: World) -> dict[str, Any]:
    return {"skp_id": world.waiting.pk}


def _draft_rhk(world: World) -> dict[str, Any]:
    return {"skp_id": world.draft.pk, "rhk_id": world.rhk}


def _butir(world: World) -> dict[str, Any]:
    return {"butir_id": world.butir.pk}


def _period(world: World) -> dict[str, Any]:
    return {"skp_id": world.skp.pk, "period_id": world.period.pk}


def _indikator(world: World) -> dict[str, Any]:
    return {**_period(world), "indikator_id": world.indikator}


def _step(world: World) -> dict[str, Any]:
    return {"skp_id": world.skp.pk, "rencana_aksi_id": world.step.pk}


def _matriks(world: World) -> dict[str, Any]:
    return {"matriks_id": world.matriks.pk}


def _sel(world: World) -> dict[str, Any]:
    return world.sel


def _sel_kolom(world: World) -> dict[str, Any]:
    return {"matriks_id": world.matriks.pk, "kolom": world.sel["kolom"]}


def _sel_anggota(world: World) -> dict[str, Any]:
    return {"matriks_id": world.matriks.pk, "anggota_id": world.sel["anggota_id"]}


def _tim(world: World) -> dict[str, Any]:
    return {"tim_id": world.tim.pk}


def _consent(world: World) -> dict[str, Any]:
    return {"anggota_id": world.waiting_row.pk}


def _delivered(world: World) -> dict[str, Any]:
    return {"evaluasi_id": world.delivered.pk}


def _upload(world: World) -> dict[str, Any]:
    return {
        "berkas": SimpleUploadedFile("bukti.pdf", PDF + b"%", content_type="application/pdf"),
        "nama": "Kohort",
    }


def _account(world: World) -> dict[str, Any]:
    return {"user_id": world.cast.yohana.user_id}


def _unit(world: World) -> dict[str, Any]:
    return {"unit_id": world.cast.puskesmas.pk}


def _jabatan(world: World) -> dict[str, Any]:
    appointment = world.cast.yohana.penugasan.order_by("pk").first()
    assert appointment is not None
    return {"jabatan_id": appointment.jabatan_id}


def _duties(world: World) -> dict[str, Any]:
    return {"version": 0, "butir": "Menolong persalinan normal"}


def _person(world: World) -> dict[str, Any]:
    return {"pegawai_id": world.cast.yohana.pk}


def _koreksi(world: World) -> dict[str, Any]:
    return {"correction_id": world.koreksi.pk}


def _batch(world: World) -> dict[str, Any]:
    return {"import_id": world.batch.pk}


def _stopped(world: World) -> dict[str, Any]:
    return {"import_id": world.stopped_batch.pk}


def _stopped_pk(world: World) -> dict[str, Any]:
    return {"impor_id": world.stopped_impor_pk.pk}


def _batch_version(world: World) -> dict[str, Any]:
    return {"version": world.batch.version}


def _version(world: World) -> dict[str, Any]:
    return {"version": 0}


HOUSE = [
    Row("GET", "home", EVERYBODY),
    Row("GET", "health", PUBLIC),
    Row("GET", "service_worker", PUBLIC),
    Row("GET", "offline", PUBLIC),
    Row("POST", "set_language", PUBLIC, data=lambda w: {"language": "en"}, ok=302),
    Row("GET", "gallery:all", PUBLIC),
    Row("GET", "gallery:one", PUBLIC, args=lambda w: {"name": "button"}),
    Row("GET", "documents:verification", PUBLIC, args=lambda w: {"code": w.document.code}),
]

AUDIT = [
    Row("GET", "audit:ledger", AUDITOR_PAGE),
]

ACCOUNTS = [
    Row("GET", "account_login", "oo hhhhh hhh", note="whoever is signed in goes home"),
    Row("POST", "account_logout", "-- ----- ---", note="everybody ends at the sign-in page"),
    Row("GET", "account_inactive", "xx xxxxx xxx", note="says that the account is closed"),
    Row("GET", "accounts:activate", PUBLIC),
    Row("POST", "accounts:be_persona", NOBODY, note="in the demo only"),
    Row("GET", "accounts:profile", EVERYBODY),
    Row("GET", "accounts:change_password", EVERYBODY),
    Row("POST", "accounts:end_sessions", EVERYBODY, ok=302),
    Row("POST", "accounts:choose_language", EVERYBODY, data=lambda w: {"language": "en"}, ok=302),
    Row("POST", "accounts:create_token", EVERYBODY, data=lambda w: {"name": "penarik data", "days": 30}),
    Row("POST", "accounts:revoke_token", "-- o.... ...", args=lambda w: {"token_id": w.api_token.pk}, ok=302),
    Row("GET", "accounts:users", CLERK),
    Row("GET", "accounts:new_user", CLERK),
    Row("POST", "accounts:activation_codes", CLERK),
    Row("GET", "accounts:user", CLERK_PAGE, args=_account),
    Row("POST", "accounts:disable", CLERK_PAGE, args=_account, ok=302),
    Row("POST", "accounts:enable", CLERK_PAGE, args=lambda w: {"user_id": w.closed.pk}, ok=302),
    Row("POST", "accounts:end_role", CLERK_PAGE, args=lambda w: {"grant_id": w.grant.pk}, ok=302),
]

ORGANISATION = [
    Row("GET", "organisation:units", EVERYBODY),
    Row("GET", "organisation:unit", EVERYBODY, args=_unit),
    Row("GET", "organisation:branch", EVERYBODY, args=_unit),
    Row("GET", "organisation:unit_change", CLERK, args=_unit),
    Row("GET", "organisation:kepala_daerah", CLERK),
    Row("GET", "organisation:person", EVERYBODY, args=_person, note="personal data only for those who may"),
    Row("GET", "organisation:report_penilai", "-- oxxxx oxx", args=_person, note="the person or the clerk"),
    Row("GET", "organisation:corrections", CLERK),
    Row("POST", "organisation:correction_accept", CORRECTION, args=_koreksi, ok=302),
    Row(
        "POST",
        "organisation:correction_refuse",
        CORRECTION,
        args=_koreksi,
        data=lambda w: {"note": "Belum"},
        ok=302,
    ),
    Row("GET", "organisation:duties", CLERK),
    Row("GET", "organisation:duty", CLERK, args=_jabatan),
    Row("POST", "organisation:duty", CLERK, args=_jabatan, data=_duties, ok=302),
    Row(
        "POST",
        "organisation:duties_import",
        CLERK,
        data=lambda w: {"teks": "Bidan Terampil; Menolong persalinan"},
    ),
    Row("GET", "organisation:unit_functions", CLERK, args=_unit),
    Row("POST", "organisation:unit_functions", CLERK, args=_unit, data=_duties, ok=302),
    Row("GET", "organisation:imports", CLERK),
    Row("GET", "organisation:import", CLERK, args=_batch),
    Row("GET", "organisation:import_row", CLERK, args=lambda w: {**_batch(w), "row_id": w.import_row}),
    Row("POST", "organisation:import_apply", CLERK, args=_batch, data=_batch_version, ok=302),
    Row("POST", "organisation:import_repeat", CLERK, args=_stopped, data=_version, ok=302),
    Row("POST", "organisation:import_cancel", CLERK, args=_batch, data=_batch_version, ok=302),
    Row("GET", "organisation:import_problems", CLERK, args=_batch),
    Row("GET", "organisation:import_file", CLERK, args=_batch),
]


def _pk(world: World) -> dict[str, Any]:
    return {"pk_id": world.pk_item.sasaran.perjanjian_id}


def _pk_version(world: World) -> dict[str, Any]:
    return {"version": 1}


def _pk_item(world: World) -> dict[str, Any]:
    return {"indikator_pk_id": world.pk_item.pk}


def _impor_pk(world: World) -> dict[str, Any]:
    return {"impor_id": world.impor_pk.pk}


def _draft_indikator(world: World) -> dict[str, Any]:
    return {"skp_id": world.draft.pk, "indikator_id": world.indikator}


PERJANJIAN_KINERJA = [
    Row("GET", "planning:pks", EVERYBODY, note="a perjanjian kinerja is a public promise of the unit"),
    Row("GET", "planning:pk", EVERYBODY, args=_pk),
    Row("GET", "planning:pk_add", CLERK),
    Row("GET", "planning:pk_change", CLERK, args=_pk_item),
    Row("POST", "planning:pk_remove", CLERK, args=_pk_item, data=_pk_version, ok=302),
    Row("POST", "planning:pk_finalise", CLERK, args=_pk, data=_pk_version, ok=302),
    Row("POST", "planning:pk_reopen", CLERK, args=_pk, data=_pk_version, ok=409, note="not set yet"),
    Row("GET", "planning:pk_import", CLERK, args=_impor_pk),
    Row("POST", "planning:pk_import_apply", CLERK, args=_impor_pk, data=_version, ok=302),
    Row("POST", "planning:pk_import_repeat", CLERK, args=_stopped_pk, data=_version, ok=302),
    Row("POST", "planning:pk_import_cancel", CLERK, args=_impor_pk, data=_version, ok=302),
    Row("GET", "planning:from_pk", READERS, args=_draft),
    Row("POST", "planning:take_pk", OWNER, args=_draft, data=_version, ok=422, note="leads no unit"),
    Row("POST", "planning:use_pk_change", OWNER, args=_draft_indikator, data=_version, ok=422),
    Row("POST", "planning:keep_indikator", OWNER, args=_draft_indikator, data=_version, ok=422),
    Row("GET", "planning:links", READERS, args=_draft),
    Row(
        "POST",
        "planning:link",
        OWNER,
        args=_draft_rhk,
        data=lambda w: {"version": 0, "intervensi": 1},
        ok=422,
        note="no result of the leader",
    ),
    Row("POST", "planning:unlink", OWNER, args=_draft_rhk, data=_version, ok=302),
    Row("POST", "planning:take_harapan", OWNER, args=_draft, data=_version, ok=422, note="nobody expects it"),
    Row("GET", "planning:coverage", EVERYBODY, note="of one's own plan"),
    Row("GET", "progress:tree", EVERYBODY, note="texts, names and posts; progress of a person as the SKP"),
]
PLANNING = [
    *PERJANJIAN_KINERJA,
    *VERSI,
    *DIALOG_KINERJA,
    Row("GET", "planning:periods", EVERYBODY),
    Row(
        "POST",
        "planning:periods",
        CLERK,
        data=lambda w: {"tahun": 2027, "jenis_evaluasi": "triwulanan"},
        ok=302,
    ),
    Row("GET", "planning:period", EVERYBODY, args=lambda w: {"periode_id": w.cast.periode.pk}),
    Row(
        "POST",
        "planning:period_close",
        CLERK,
        args=lambda w: {"periode_id": w.cast.periode.pk},
        data=_version,
        ok=302,
    ),
    Row("GET", "planning:mine", EVERYBODY),
    Row(
        "POST",
        "planning:mine",
        "-- .o... ...",
        data=lambda w: {"penugasan": w.free_penugasan.pk, "pendekatan": "kuantitatif"},
        ok=302,
        note="for an appointment of Markus",
    ),
    Row("GET", "planning:team", EVERYBODY),
    Row(
        "POST",
        "planning:team",
        READERS,
        data=lambda w: {"skp": [f"{w.waiting.pk}:0"]},
        ok=302,
        note="says per SKP whether it was set",
    ),
    Row("GET", "planning:skp", READERS, args=_skp),
    Row("GET", "planning:print", READERS, args=lambda w: {**_draft(w), "part": "skp"}),
    Row(
        "POST",
        "planning:rhk_add",
        OWNER,
        args=_draft,
        data=lambda w: {"teks": "Balita terlayani", "jenis": "utama", "version": 0},
        ok=302,
    ),
    Row("GET", "planning:rhk_change", OWNER, args=_draft_rhk),
    Row("POST", "planning:rhk_remove", OWNER, args=_draft_rhk, data=_version, ok=302),
    Row(
        "POST",
        "planning:rhk_move",
        OWNER,
        args=_draft_rhk,
        data=lambda w: {"arah": "naik", "version": 0},
        ok=302,
    ),
    Row("GET", "planning:ekspektasi", OWNER_OR_PENILAI, args=_draft),
    Row("GET", "planning:lampiran", OWNER, args=_draft),
    Row(
        "POST",
        "planning:submit",
        OWNER,
        args=_draft,
        data=_version,
        ok=422,
        note="the draft lacks its lampiran",
    ),
    Row("POST", "planning:withdraw", OWNER, args=_waiting, data=_version, ok=302),
    Row(
        "POST",
        "planning:return",
        PENILAI_OR_LATE_ATASAN,
        args=_waiting,
        data=lambda w: {"catatan:": "Lengkapi targetnya", "version": 0},
        ok=302,
    ),
    Row("POST", "planning:set", PENILAI, args=_waiting, data=_version, ok=302),
]

MATRIKS = [
    Row("GET", "planning:matrices", EVERYBODY),
    Row("POST", "planning:matriks_open", OWNER, args=_draft, ok=302, note="Yohana is ketua of a tim"),
    Row("GET", "planning:matriks", MATRIX, args=_matriks),
    Row("POST", "planning:matriks_cells", MATRIX_LEADER, args=_matriks, ok=422, note="no JSON"),
    Row("GET", "planning:matriks_cell", MATRIX_LEADER, args=_sel),
    Row("GET", "planning:matriks_person", MATRIX, args=_sel_anggota),
    Row("GET", "planning:matriks_column", MATRIX, args=_sel_kolom),
    Row(
        "POST",
        "planning:cascading",
        MATRIX_LEADER,
        args=_sel_kolom,
        data=lambda w: {"metode": "aspek"},
        ok=302,
    ),
    Row("GET", "planning:matriks_paste", MATRIX_LEADER, args=_matriks),
    Row("GET", "planning:matriks_copy", MATRIX, args=_matriks),
    Row("GET", "planning:matriks_print", MATRIX, args=_matriks),
    Row("GET", "planning:matriks_members", MATRIX, args=_matriks),
    Row("POST", "planning:member_end", MATRIX_LEADER, args=_sel_anggota, data=_version, ok=302),
    Row("POST", "planning:team_form", MATRIX_LEADER, args=_matriks, ok=422, note="without a day"),
    Row("POST", "planning:team_change", MATRIX_LEADER, args=_tim, data=_version, ok=302),
    Row("POST", "planning:team_join", "-- xxx.x xxx", args=_tim, note="the tim takes no applications"),
    Row(
        "GET",
        "planning:consent",
        EVERYBODY,
        args=_consent,
        note="Stefanus decides; the others read the matrix",
    ),
    Row(
        "POST",
        "planning:consent",
        "-- xxxox xxx",
        args=_consent,
        data=lambda w: {"version": 0, "act": "setujui"},
        ok=302,
    ),
    Row(
        "POST",
        "planning:role",
        OWNER,
        args=lambda w: {"skp_id": w.draft.pk, "peran_id": 1},
        data=lambda w: {"version": 0, "act": "pakai"},
        ok=422,
        note="no such role waits",
    ),
]

LIBRARY = [
    Row("GET", "planning:library", CLERK),
    Row(
        "POST",
        "planning:library_decide",
        CLERK,
        data=lambda w: {"act": "sembunyikan", "butir": [f"{w.butir.pk}:1"]},
        ok=302,
    ),
    Row("GET", "planning:library_add", CLERK),
    Row("GET", "planning:library_entry", CLERK, args=_butir),
    Row(
        "POST",
        "planning:library_merge",
        CLERK,
        args=_butir,
        data=lambda w: {"version": w.butir.version, "ke": w.other_butir.pk},
        ok=302,
    ),
    Row("GET", "planning:library_offer", OWNER, args=_draft),
    Row(
        "POST",
        "planning:library_take",
        OWNER,
        args=lambda w: {**_draft(w), **_butir(w)},
        data=_version,
        ok=302,
    ),
    Row("GET", "/api/v1/library", EVERYBODY, note="all but the clerk see approved entries only"),
    Row(
        "POST",
        "/api/v1/library",
        CLERK,
        data=lambda w: {"jabatan_id": w.butir.jabatan_id, "teks": "Balita terimunisasi lengkap"},
        ok=201,
    ),
    Row(
        "POST",
        "/api/v1/library/{butir_id}/decide",
        CLERK,
        args=_butir,
        data=lambda w: {"version": w.butir.version, "act": "sembunyikan"},
    ),
    Row(
        "POST",
        "/api/v1/library/{butir_id}/merge",
        CLERK,
        args=_butir,
        data=lambda w: {"version": w.butir.version, "ke": w.other_butir.pk},
    ),
    Row("GET", "/api/v1/skp/{skp_id}/library", OWNER, args=_draft),
    Row(
        "POST",
        "/api/v1/skp/{skp_id}/library/{butir_id}",
        OWNER,
        args=lambda w: {**_draft(w), **_butir(w)},
        data=_version,
    ),
]

COPYING = [
    Row("GET", "planning:copy", OWNER, args=_draft),
    Row("POST", "planning:targets_seen", OWNER, args=_draft, data=_version, ok=302),
    Row("GET", "/api/v1/skp/{skp_id}/copy", OWNER, args=_draft),
    Row(
        "POST",
        "/api/v1/skp/{skp_id}/copy",
        OWNER,
        args=_draft,
        data=lambda w: {
            "version": 0,
            "source_id": w.old.pk,
            "rhk_ids": list(w.old.rencana_hasil_kerja.values_list("pk", flat=True)),
        },
        ok=422,
        note="the draft has the same results",
    ),
    Row("POST", "/api/v1/skp/{skp_id}/targets-seen", OWNER, args=_draft, data=_version),
]

PROGRESS = [
    Row("GET", "progress:mine", EVERYBODY),
    Row("GET", "progress:current", READERS, args=_skp, ok=302),
    Row("GET", "progress:period", READERS, args=_period),
    Row("POST", "progress:record", OWNER, args=_indikator, data=lambda w: {"teks": "Terlayani"}, ok=302),
    Row("POST", "progress:add_file", OWNER, args=_indikator, data=_upload, ok=302),
    Row(
        "POST",
        "progress:add_link",
        OWNER,
        args=_indikator,
        data=lambda w: {"url": "https://example.go.id/foto"},
        ok=302,
    ),
    Row(
        "POST",
        "progress:plan",
        OWNER,
        args=_period,
        data=lambda w: {"rhk": w.step.rhk_id, "teks": "Kelas ibu hamil"},
        ok=302,
    ),
    Row("GET", "progress:change_step", READERS, args=_step),
    Row(
        "POST",
        "progress:change_step",
        OWNER,
        args=_step,
        data=lambda w: {"teks": "Kunjungan rumah kedua", "version": w.step.version},
        ok=302,
    ),
    Row(
        "POST", "progress:remove_step", OWNER, args=_step, data=lambda w: {"version": w.step.version}, ok=302
    ),
    Row("GET", "progress:bukti", READERS, args=lambda w: {"bukti_id": w.bukti_file.pk}, note="a file"),
    Row(
        "GET", "progress:bukti", READERS, args=lambda w: {"bukti_id": w.bukti_link.pk}, ok=302, note="a link"
    ),
    Row("POST", "progress:remove_bukti", OWNER, args=lambda w: {"bukti_id": w.bukti_file.pk}, ok=302),
]

EVALUATION = [
    Row("GET", "evaluation:team", EVERYBODY),
    Row("POST", "evaluation:deliver_many", EVERYBODY, data=lambda w: {"periode": w.period.pk}, ok=302),
    Row("GET", "evaluation:rate", PENILAI, args=_period),
    Row("POST", "evaluation:preview", PENILAI, args=_period),
    Row("POST", "evaluation:sign", PENILAI, args=_period, ok=422, note="without ratings"),
    Row("GET", "evaluation:draft", PENILAI, args=_period),
    Row("GET", "evaluation:capaian", EVERYBODY),
    Row(
        "POST",
        "evaluation:set_capaian",
        "-- xxxxo oxx",
        args=lambda w: {"period_id": w.period.pk, "unit_id": w.cast.puskesmas.pk},
        data=lambda w: {"level": "baik", "dasar": "Trajectory", "version": 1},
        ok=302,
        note="of the puskesmas: the leader above or the clerk, never its own leader",
    ),
    Row(
        "POST",
        "evaluation:set_capaian_many",
        EVERYBODY,
        args=lambda w: {"period_id": w.period.pk},
        data=lambda w: {"level": "baik"},
        ok=422,
        note="no unit chosen; only those that one may set can be",
    ),
    Row("GET", "evaluation:history", EVERYBODY),
    Row("GET", "evaluation:result", READERS, args=_delivered, note="delivered"),
    Row(
        "GET",
        "evaluation:result",
        "-- ..o.o ooo",
        args=lambda w: {"evaluasi_id": w.signed.pk},
        note="signed, not delivered: not yet the owner's",
    ),
    Row(
        "POST",
        "evaluation:acknowledge",
        OWNER,
        args=_delivered,
        data=lambda w: {"tanggapan": "setuju", "version": w.delivered.version},
        ok=302,
    ),
    Row(
        "POST",
        "evaluation:deliver",
        "-- ..o.x xxx",
        args=lambda w: {"evaluasi_id": w.signed.pk},
        data=lambda w: {"version": w.signed.version},
        ok=302,
    ),
    Row(
        "GET", "evaluation:document", READERS, args=lambda w: {**_delivered(w), "document_id": w.document.pk}
    ),
]

API_ORGANISATION = [
    Row("GET", "/api/v1/units", EVERYBODY),
    Row("GET", "/api/v1/units/{unit_id}", EVERYBODY, args=lambda w: {"unit_id": w.cast.puskesmas.pk}),
    Row("GET", "/api/v1/people", EVERYBODY),
    Row(
        "GET",
        "/api/v1/people/{pegawai_id}",
        EVERYBODY,
        args=_person,
        note="personal data only for those who may",
    ),
    Row("GET", "/api/v1/people/{pegawai_id}/penilai", EVERYBODY, args=_person),
    Row(
        "POST",
        "/api/v1/people/{pegawai_id}/penilai-corrections",
        "-- oxxxx oxx",
        args=_person,
        data=lambda w: {
            "penilai_usulan_id": w.cast.paulus.pk,
            "alasan": "Sejak Mei pekerjaan saya dilihat oleh kepala dinas.",
            "berlaku_date": "2026-06-24",
        },
        ok=422,
        note="one report is open already",
    ),
]


API_PLANNING = [
    *API_ORGANISATION,
    Row("GET", "/api/v1/pk", EVERYBODY),
    Row("GET", "/api/v1/pk/{indikator_pk_id}", EVERYBODY, args=_pk_item),
    Row("GET", "/api/v1/coverage", EVERYBODY, note="of one's own plan"),
    Row("GET", "/api/v1/tree", EVERYBODY),
    Row("GET", "/api/v1/periods", EVERYBODY),
    Row("GET", "/api/v1/periods/{periode_id}", EVERYBODY, args=lambda w: {"periode_id": w.cast.periode.pk}),
    Row("GET", "/api/v1/skp", EVERYBODY, note="lists only what they may read"),
    Row(
        "POST",
        "/api/v1/skp",
        "-- .o... o..",
        data=lambda w: {
            "periode_id": w.cast.periode.pk,
            "penugasan_id": w.free_penugasan.pk,
            "pendekatan": "kuantitatif",
        },
        ok=201,
        note="for Markus: himself or the clerk",
    ),
    Row("GET", "/api/v1/skp/{skp_id}", READERS, args=_skp),
    Row("PUT", "/api/v1/skp/{skp_id}", OWNER, args=_draft, data=lambda w: {"version": 0, "hasil_kerja": []}),
    Row("POST", "/api/v1/skp/{skp_id}/submit", OWNER, args=_draft, data=_version, ok=422, note="incomplete"),
    Row("POST", "/api/v1/skp/{skp_id}/withdraw", OWNER, args=_waiting, data=_version),
    Row(
        "POST",
        "/api/v1/skp/{skp_id}/return",
        PENILAI_OR_LATE_ATASAN,
        args=_waiting,
        data=lambda w: {"version": 0, "notes": [{"teks": "Lengkapi targetnya"}]},
    ),
    Row("POST", "/api/v1/skp/{skp_id}/set", PENILAI, args=_waiting, data=_version),
]

API_MATRIKS = [
    Row("GET", "/api/v1/matrices", EVERYBODY, note="lists only what they may read"),
    Row("GET", "/api/v1/matrices/{matriks_id}", MATRIX, args=_matriks),
    Row(
        "PUT",
        "/api/v1/matrices/{matriks_id}/cells/{anggota_id}/{kolom}",
        MATRIX_LEADER,
        args=_sel,
        data=lambda w: {"version": 0, "tanpa_peran": True},
    ),
]

_REALISASI = "/api/v1/skp/{skp_id}/periods/{periode_evaluasi_id}/realisasi"


def _api_period(world: World) -> dict[str, Any]:
    return {
        "skp_id": world.skp.pk,
        "periode_evaluasi_id": world.period.pk,
        "indikator_id": world.indikator,
        "unit_id": world.cast.puskesmas.pk,
        "bukti_id": world.bukti_file.pk,
    }


API_PROGRESS = [
    Row("GET", _REALISASI, READERS, args=_api_period),
    Row("PUT", _REALISASI + "/{indikator_id}", OWNER, args=_api_period, data=lambda w: {"teks": "Terlayani"}),
    Row(
        "POST",
        _REALISASI + "/{indikator_id}/files",
        OWNER,
        args=_api_period,
        data=lambda w: {"file": _upload(w)["berkas"], "nama": "Kohort"},
        ok=201,
    ),
    Row(
        "POST",
        _REALISASI + "/{indikator_id}/links",
        OWNER,
        args=_api_period,
        data=lambda w: {"url": "https://example.go.id/foto"},
        ok=201,
    ),
    Row("GET", "/api/v1/evidence/{bukti_id}", READERS, args=_api_period),
    Row("GET", "/api/v1/evidence/{bukti_id}/file", READERS, args=_api_period),
    Row("DELETE", "/api/v1/evidence/{bukti_id}", OWNER, args=_api_period, ok=204),
]

_EVALUATION = "/api/v1/evaluations/{evaluasi_id}"
API_EVALUATION = [
    Row("GET", "/api/v1/evaluations", EVERYBODY, note="lists only what they may read"),
    Row("GET", _EVALUATION, READERS, args=_delivered),
    Row("GET", _EVALUATION + "/documents", READERS, args=_delivered),
    Row(
        "GET",
        _EVALUATION + "/documents/{document_id}/file",
        READERS,
        args=lambda w: {**_delivered(w), "document_id": w.document.pk},
    ),
    Row(
        "PUT",
        "/api/v1/skp/{skp_id}/periods/{periode_evaluasi_id}/rating",
        PENILAI,
        args=_api_period,
        data=lambda w: {"rating_hasil_kerja": "sesuai", "alasan_hasil_kerja": "Target tercapai"},
    ),
    Row(
        "POST",
        _EVALUATION + "/sign",
        "-- ..o.. ...",
        args=lambda w: {"evaluasi_id": w.rated.pk},
        data=lambda w: {"version": w.rated.version},
        note="not signed yet: the penilai's alone",
    ),
    Row(
        "POST",
        _EVALUATION + "/deliver",
        "-- ..o.x xxx",
        args=lambda w: {"evaluasi_id": w.signed.pk},
        data=lambda w: {"version": w.signed.version},
    ),
    Row(
        "POST",
        _EVALUATION + "/acknowledge",
        OWNER,
        args=_delivered,
        data=lambda w: {"tanggapan": "setuju", "version": w.delivered.version},
    ),
    Row(
        "PUT",
        "/api/v1/units/{unit_id}/periods/{periode_evaluasi_id}/capaian",
        "-- xxxxo oxx",
        args=_api_period,
        data=lambda w: {"level": "baik", "dasar": "Trajectory", "version": 1},
        note="the leader above or the clerk",
    ),
]


ROWS: list[Row] = [
    *HOUSE,
    *AUDIT,
    *ACCOUNTS,
    *ORGANISATION,
    *PLANNING,
    *MATRIKS,
    *STRATEGI,
    *LIBRARY,
    *BULK,
    *COPYING,
    *PROGRESS,
    *FEEDBACK,
    *PUTARAN,
    *EVALUATION,
    *API_PUTARAN,
    *SURVEYS,
    *LEARNING,
    *DEVELOPMENT,
    *MITRA,
    *GROWTH,
    *ROLLOUT,
    *API_PLANNING,
    *API_MATRIKS,
    *API_TIM,
    *API_DIALOG,
    *API_PROGRESS,
    *API_FEEDBACK,
    *API_EVALUATION,
    *OBJECTIONS,
    *KALIBRASI,
    *API_OBJECTIONS,
    *CLOSINGS,
    *API_CLOSINGS,
    *BUNDLES,
    *API_BUNDLES,
    *SPECIAL,
]
