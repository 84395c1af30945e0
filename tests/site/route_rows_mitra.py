"""The rows of partners, the catalogue, enrolments, recommendations and allocations.

A partner's account is no persona of this table: what it gets everywhere stands in `test_partner_routes`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.development.partners import CATALOGUE
from tests.site.route_row import CLERK, EVERYBODY, NOBODY, READERS, Row
from tests.site.world import PDF, World

OVERSEERS = "-- xxxxx ooo"
ONLY_OVERSEERS = "-- ..... ooo"  # to others it does not exist
PARTNER_ONLY = "-- ..... ..."  # pages of a partner's account: to people of the agency there are none
ENROLMENT = "-- o.o.o ooo"  # the person, the penilai, the atasan and those who oversee
FORM = {
    "version": 0,
    "kode": "P77",
    "judul": "Pelayanan prima",
    "kompetensi_nama": "Komunikasi",
    "moda": "daring",
    "bahasa": "id",
    "start_date": "2026-08-03",
    "last_date": "2026-08-05",
    "kursi": 30,
    "jp": 20,
    "biaya": "3.450.000",
}


def _mitra(world: World) -> dict[str, Any]:
    return {"mitra_id": world.mitra.mitra.pk}


def _program(world: World) -> dict[str, Any]:
    return {"program_id": world.mitra.program.pk}


def _impor(world: World) -> dict[str, Any]:
    return {"impor_id": world.mitra.impor.pk}


def _alokasi(world: World) -> dict[str, Any]:
    return {"alokasi_id": world.mitra.allocation.pk}


def _of(name: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"pendaftaran_id": getattr(world.mitra, name).pk}


def _act(name: str, act: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"pendaftaran_id": getattr(world.mitra, name).pk, "act": act}


def _version(name: str, **more: Any) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"version": getattr(world.mitra, name).version, **more}


def _certificate(world: World) -> dict[str, Any]:
    return {"version": 0, "berkas": SimpleUploadedFile("s.pdf", PDF + b"%s")}


def _chosen(world: World) -> dict[str, Any]:
    row = world.mitra.allocation.usulan.order_by("-terpilih", "pk")[0]
    return {"keluar": row.pk, "version": world.mitra.allocation.version, "alasan": "Sudah pernah ikut"}


MITRA = [
    Row("GET", "development:partner_home", PARTNER_ONLY),
    Row("GET", "development:partner_programme", PARTNER_ONLY, args=_program),
    Row("GET", "development:partner_programme_add", PARTNER_ONLY),
    Row("POST", "development:partner_programme_add", PARTNER_ONLY, data=lambda w: FORM, ok=302),
    Row("POST", "development:partner_programme_change", PARTNER_ONLY, args=_program, data=lambda w: FORM),
    Row(
        "POST",
        "development:partner_programme_move",
        PARTNER_ONLY,
        args=_program,
        data=lambda w: {"act": "tutup", "version": w.mitra.program.version},
    ),
    Row("POST", "development:partner_report", PARTNER_ONLY, args=_of("finished")),
    Row("POST", "development:partner_certificate", PARTNER_ONLY, args=_of("finished"), data=_certificate),
    Row("GET", "development:partner_certificate_file", NOBODY.replace("..", "--", 1), args=_of("finished")),
    Row("GET", "development:partners", OVERSEERS),
    Row(
        "POST",
        "development:partners",
        CLERK,
        data=lambda w: {"jenis": "mitra", "file": SimpleUploadedFile("mitra.csv", CATALOGUE.encode())},
        ok=302,
    ),
    Row("GET", "development:partner_add", CLERK),
    Row(
        "POST",
        "development:partner_add",
        CLERK,
        data=lambda w: {"version": 0, "kode": "M77", "nama": "Yayasan Rekaan", "jenis": "lsm"},
        ok=302,
    ),
    Row("GET", "development:mitra", OVERSEERS, args=_mitra),
    Row("GET", "development:partner_change", CLERK, args=_mitra),
    Row(
        "POST",
        "development:partner_agreement",
        CLERK,
        args=_mitra,
        data=lambda w: {"jenis": "pks", "last_date": "2031-12-31"},
        ok=302,
    ),
    Row(
        "POST",
        "development:partner_account",
        CLERK,
        args=_mitra,
        data=lambda w: {"username": "mitra-baru", "nama": "Petugas Rekaan"},
        ok=302,
    ),
    Row("GET", "development:places", CLERK),
    Row(
        "POST",
        "development:places",
        CLERK,
        data=lambda w: {"what": "place", "unit": w.cast.puskesmas.pk, "tempat": "Sota", "koneksi": "baik"},
        ok=302,
    ),
    Row("GET", "development:catalogue_import", "-- ..... o..", args=_impor),
    Row("POST", "development:catalogue_apply", "-- ..... o..", args=_impor, data=_version("impor"), ok=302),
    Row("POST", "development:catalogue_cancel", "-- ..... o..", args=_impor, data=_version("impor"), ok=302),
    Row("GET", "development:catalogue", EVERYBODY),
    Row("GET", "development:programme", EVERYBODY, args=_program),
    Row("POST", "development:programme_add", CLERK, args=_mitra, data=lambda w: FORM, ok=302),
    Row("GET", "development:programme_change", CLERK, args=_program),
    Row(
        "POST",
        "development:programme_move",
        CLERK,
        args=_program,
        data=lambda w: {"act": "tutup", "version": w.mitra.program.version},
        ok=302,
    ),
    Row(
        "POST",
        "development:propose",
        "-- xxxox oxx",
        args=_program,
        data=lambda w: {"pegawai_id": w.cast.rosa.pk},
        ok=302,
        note="Rosa",
    ),
    Row("GET", "development:my_recommendations", EVERYBODY),
    Row("GET", "development:recommendations", READERS, args=lambda w: {"pegawai_id": w.cast.yohana.pk}),
    Row("GET", "development:enrolments", OVERSEERS),
    Row("GET", "development:enrolment", ENROLMENT, args=_of("proposed")),
    Row("GET", "development:enrolment_certificate", NOBODY.replace("..", "--", 1), args=_of("proposed")),
    Row(
        "POST",
        "development:enrolment_act",
        "-- x.x.x oxx",
        args=_act("proposed", "setujui"),
        data=_version("proposed"),
        ok=302,
        note="agreed to",
    ),
    Row(
        "POST",
        "development:enrolment_act",
        "-- o.x.x xxx",
        args=_act("invited", "terima"),
        data=_version("invited"),
        ok=302,
        note="accepted by whom it invites",
    ),
    Row(
        "POST",
        "development:enrolment_act",
        "-- o.x.x oxx",
        args=_act("invited", "batalkan"),
        data=_version("invited", alasan="Sakit"),
        ok=302,
        note="withdrawn",
    ),
    Row("GET", "development:allocations", OVERSEERS),
    Row(
        "POST",
        "development:allocations",
        CLERK,
        data=lambda w: {"nama": "Uji", "first": "2026-07-01", "last": "2026-12-31", "bagian": 50},
        ok=302,
    ),
    Row("GET", "development:allocation", ONLY_OVERSEERS, args=_alokasi),
    Row(
        "POST",
        "development:allocation_act",
        "-- ..... xox",
        args=lambda w: {**_alokasi(w), "act": "setujui"},
        data=_version("allocation"),
        ok=302,
        note="approved",
    ),
    Row(
        "POST",
        "development:allocation_act",
        "-- ..... oxx",
        args=lambda w: {"alokasi_id": w.mitra.stopped.pk, "act": "ulangi"},
        data=_version("stopped"),
        ok=302,
        note="its job has ended",
    ),
    Row("POST", "development:allocation_change", CLERK, args=_alokasi, data=_chosen, ok=302),
    Row(
        "GET",
        "development:allocation_why",
        ONLY_OVERSEERS,
        args=lambda w: {**_alokasi(w), "pegawai_id": w.cast.markus.pk},
        note="not approved yet",
    ),
    Row("GET", "development:gaps", OVERSEERS),
    Row("POST", "development:needs_plan", CLERK, ok=302),
    Row(
        "GET",
        "development:needs_plan_file",
        "-- xxxxx ...",
        args=lambda w: {"document_id": 999_999},
        note="there is none",
    ),
]
