"""A name such as `D'Arcy <b>` on every page, part, PDF and export that it reaches: shown, never obeyed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.db import models, transaction

from kasuari.accounts.models import User
from kasuari.organisation.models import Pegawai, UnitKerja
from kasuari.planning.models import Indikator, Skp
from tests.cast import Cast, build_cast
from tests.documents.paper import page_text, squeezed
from tests.evaluation import acts
from tests.planning_builder import set_skp_for
from tests.security.asking import ask, body_of, client_of, is_api, those_who_may, undone
from tests.site import world as worlds
from tests.site.route_table import ROWS
from tests.site.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]

NAME = "D'Arcy <b>"
HOSTILE = NAME + "<i class=hostile onmouseover=alert(1)>\"'&lt;</title></textarea><script>alert(1)</script>"

# What people write. Every other text of a table is a code, a path, a hash or a number.
TEXTS = {
    "jawaban", "semula_alasan_hasil_kerja", "semula_alasan_perilaku_kerja",
    "anggaran", "arti", "definisi", "formula", "judul", "pemilik", "penerima_manfaat", "pihak_terlibat",
    "disampaikan", "ekspektasi_khusus", "permasalahan", "rekaman", "upaya",
    "nama_kompetensi", "ukuran", "kemajuan", "penyelenggara",
    "tujuan", "waktu", "catatan", "ditujukan", "kata", "pemberi_keterangan", "pemberi_nama", "pesan",
    "rhk_teks", "alasan", "alasan_hasil_kerja", "alasan_perilaku_kerja", "by_name", "capaian_unit_nama",
    "dasar", "decision_note", "description", "error", "file_name", "gelar_belakang", "gelar_depan",
    "harapan_teks", "instansi_induk", "intervensi_teks", "keterangan", "penanggung_jawab_teks", "teks_masuk",
    "pembukaan_alasan", "institusi", "saksi_jabatan", "saksi_nama",
    "issued_by_name", "jabatan_kepala_daerah", "kota", "label", "nama", "nama_jabatan",
    "name", "pangkat", "pendidikan", "penjelasan_pegawai", "penjelasan_penilai", "penugasan_dari",
    "pertimbangan", "peserta_lain", "reason", "rekomendasi", "satuan", "sheet", "sumber_data",
    "tanggapan_teks", "tanpa_penjelasan", "target_teks", "teks", "telepon", "tempat", "tempat_lahir",
    "title", "wilayah", "hasil", "layanan", "penanggung_jawab", "rencana", "saran",
    "asal", "kompetensi_nama", "lokasi", "nomor", "perilaku_teks", "reaksi_teks", "rumpun",
    "halaman", "asal_benih", "mereka_teks", "kita_teks", "putusan_teks", "rilis",
}  # fmt: skip
CODES = {
    "benih", "jenis_jabatan", "job_id", "pertanyaan",
    "atasan_tercatat_nip", "code", "digest", "edition", "email", "eselon", "fingerprint", "golongan",
    "jalur_code", "jenjang", "jenis_evaluasi", "job", "kewenangan_code", "key", "kind",
    "kode", "kunci", "language", "link", "media_type", "nama_cari", "nip", "object_type", "password",
    "path", "pemimpin_nip", "predikat_code", "previous",
    "jp_code", "queue", "sha256", "siasn_id", "sidik", "task", "token_hash", "unique_key",
    "unit_kode", "url", "username", "worker",
}  # fmt: skip
# Written by the acts below, or guarded by the database once they are.
LATER = {"AuditEntry", "AuditSeal", "Evaluasi", "Keberatan", "Document", "Notice", "HariLibur", "Job"}


def texts_of(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    fields = [item for item in model._meta.fields if isinstance(item, models.CharField | models.TextField)]
    return [item for item in fields if not item.choices]


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("kasuari.")]


def make_hostile(*, only: set[str] | None = None) -> None:
    """Everything that people wrote, in every table, says HOSTILE; what must differ ends in its own number."""
    for model in own_models():
        if model.__name__ in LATER or (only is not None and model.__name__ not in only):
            continue
        names = [item for item in texts_of(model) if item.name in TEXTS]
        for row in model._default_manager.all() if names else []:
            given = {}
            for item in names:
                words = HOSTILE if (item.max_length or 999) > len(HOSTILE) + 9 else NAME
                given[item.name] = f"{words}{row.pk}"[: item.max_length]
            if model.__name__ == "Indikator":
                given.pop("target_teks")  # a target has one kind
            type(row)._default_manager.filter(pk=row.pk).update(**given)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world of the route table in which everybody and everything is called HOSTILE."""

    def hostile_cast() -> Cast:
        cast = build_cast()
        make_hostile()
        for person in cast.people:
            person.refresh_from_db()
        return cast

    def hostile_plan(*args: Any, **kwargs: Any) -> Skp:
        skp = set_skp_for(*args, **kwargs)
        make_hostile(only={"RencanaHasilKerja", "Indikator", "EkspektasiKhusus"})
        return skp

    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(worlds, "build_cast", hostile_cast)
        patch.setattr(worlds, "set_skp_for", hostile_plan)
        for words in ("HASIL", "PERILAKU"):
            patch.setattr(acts, words, f"{HOSTILE} dengan bukti dukung yang terlihat pada register.")
        found = worlds.build_world()
        make_hostile()
        yield found
        transaction.set_rollback(True)


def test_every_text_of_every_table_is_known_as_words_or_as_a_code() -> None:
    """A new column joins one of the two lists above."""
    named = {item.name for model in own_models() for item in texts_of(model)}
    assert named - TEXTS - CODES == set()
    assert set() == TEXTS & CODES
    assert (TEXTS | CODES) - named == set()


PARTS = {"organisation:units", "organisation:branch", "home"}  # answered to htmx without their shell
READS = [row for row in ROWS if row.method == "GET" and "gallery" not in row.route]


@pytest.mark.parametrize("persona", ["yohana", "hendrika", "lusia", "agus"])
def test_a_hostile_name_is_text_on_every_page(persona: str, world: World) -> None:
    reached, obeyed = set(), []
    with undone():
        browser = client_of(persona, world)
        for row in READS:
            if is_api(row) or persona not in those_who_may(row):
                continue
            for headers in ({}, {"hx-request": "true", "hx-target": "hasil"})[: 1 + (row.route in PARTS)]:
                response = ask(row, persona, world, client=browser, headers=headers)
                content = body_of(response).decode("utf-8", "replace")
                if "text/html" not in response.headers.get("Content-Type", ""):
                    continue
                page = BeautifulSoup(content, "html.parser")
                inside = [item for item in page.select("script, style") if "alert(1)" in item.get_text()]
                acting = page.select("[onmouseover], [onclick], [onload], [onerror]")
                if page.select(".hostile") or inside or acting or "<script>alert" in content:
                    obeyed.append(row.label)
                if NAME in page.get_text() or NAME in str(page.find_all(attrs={"value": True})):
                    reached.add(row.route)
                if any("<b>" not in item and "&lt;b&gt;" in item for item in page.stripped_strings):
                    obeyed.append(f"{row.label}: escaped twice")
    assert obeyed == []
    assert len(reached) >= 8, reached


def test_a_hostile_search_is_shown_as_text(world: World) -> None:
    for row in READS:
        if is_api(row):
            continue
        persona = (those_who_may(row) or ["anonymous"])[-1]
        with undone():
            sent = dict.fromkeys(("q", "halaman", "person", "kind", "first", "next", "tahun"), HOSTILE)
            response = ask(row, persona, world, data=sent)
            content = body_of(response).decode("utf-8", "replace")
            if "text/html" in response.headers.get("Content-Type", ""):
                assert "<script>alert" not in content, row.label
                assert "class=hostile" not in content.replace("&lt;i class=hostile", ""), row.label


def test_a_hostile_name_is_printed_in_every_paper(world: World) -> None:
    printed = set()
    for row in READS:
        persona = (those_who_may(row) or ["anonymous"])[0]
        with undone():
            response = ask(row, persona, world)
            content = body_of(response)
        if content.startswith(b"%PDF") and response.headers["Content-Type"] == "application/pdf":
            if any(word in row.route for word in ("bukti", "evidence", "certificate", "learning_file")):
                continue  # a file from outside
            assert squeezed(NAME) in squeezed(page_text(content, 1)), row.label
            printed.add(row.route)
    assert {"planning:print", "evaluation:draft", "evaluation:document"} <= printed


def test_the_public_page_of_a_document_tells_nobodys_name(world: World) -> None:
    """Genuine and current or not: no name, no NIP, no unit, no title, no predikat."""
    content = client_of("anonymous", world).get(f"/v/{world.document.code}").content.decode()
    assert world.document.code in content
    told = ["D&#x27;Arcy", NAME, str(world.cast.yohana.nip), "sangat_baik", world.document.title[:20]]
    assert [word for word in told if word in content] == []
    assert world.document.sha256 not in content


def test_a_hostile_name_is_plain_text_in_the_api(world: World) -> None:
    seen = 0
    for row in READS:
        if not is_api(row):
            continue
        with undone():
            response = ask(row, (those_who_may(row) or ["lusia"])[0], world)
            content = body_of(response).decode("utf-8", "replace")
        if response.headers["Content-Type"].startswith("application/json"):
            seen += NAME in content
            assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert seen >= 6


STARTS = ("=", "+", "-", "@", "\t", "\r")


def test_a_hostile_cell_is_text_in_every_spreadsheet_that_leaves(world: World) -> None:
    """Every address that answers a spreadsheet, found by asking all of them."""
    batch = world.batch
    formulas = ["=1+1", "+62", "-1", "@SUM(A1)", "\t=1", "\r=1", NAME, '=HYPERLINK("http://evil.example")']
    problems = [{"code": "cell.formula_empty", "column": "nama", "params": {}, "suggestion": "=1+1"}]
    first = batch.rows.order_by("pk")[0]
    leaving = 0
    with undone():
        for number, text in enumerate(formulas):
            first.pk, first.row = None, 100 + number
            first.raw, first.values = {"nama": text, "kode": text}, {"nama": text, "kode": text}
            first.verdict, first.problems, first.sheet = "refused", problems, text[:20]
            first._state.adding = True
            first.save()
        Pegawai.objects.update(gelar_depan="", nama=formulas[-1])
        UnitKerja.objects.update(nama=formulas[-1])
        Indikator.objects.update(teks=formulas[-1])
        for row in READS:
            response = ask(row, (those_who_may(row) or ["anonymous"])[0], world)
            content, kind = body_of(response), response.headers.get("Content-Type", "")
            if "spreadsheetml" in kind:
                leaving += 1
                for sheet in openpyxl.load_workbook(io.BytesIO(content)):
                    cells = [cell for line in sheet.iter_rows() for cell in line]
                    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b", "inlineStr"}
                    dangerous = [cell for cell in cells if str(cell.value or "").startswith(STARTS)]
                    assert dangerous or row.route != "organisation:import_problems"
                    assert all(cell.quotePrefix for cell in dangerous if cell.data_type == "s")
            if kind.startswith(("text/csv", "text/tab")) and row.route != "organisation:import_file":
                leaving += 1
                lines = io.StringIO(content.decode("utf-8-sig"))
                cells = csv.reader(lines, delimiter="\t" if "tab" in kind else ",")
                assert not [cell for line in cells for cell in line if cell.startswith(STARTS)], row.label
    assert leaving >= 2


def test_the_names_are_hostile_indeed(world: World) -> None:
    assert all(NAME in name for name in Pegawai.objects.values_list("nama", flat=True))
    assert all(NAME in name for name in User.objects.values_list("name", flat=True))
