"""Pages of the organisation: who sees what, how hostile names look, and that lists cost the same."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from kasuari.organisation import operations, queries
from kasuari.organisation.enums import StateKoreksi
from kasuari.organisation.models import ImportBatch, KoreksiPenilai, Pegawai, PenetapanPenilai, Penugasan
from kasuari.organisation.names import search_form
from kasuari.organisation.words import MISSING, WHY
from tests.cast import LONG_AGO, NOW, TODAY, Cast
from tests.organisation.messy import EFFECTIVE, people, person, sheet

SignIn = Callable[[Pegawai], Client]


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def upload(client: Client, content: bytes, *, kind: str = "pegawai", name: str = "daftar.xlsx") -> Any:
    file = SimpleUploadedFile(name, content)
    given = {"kind": kind, "effective_date": EFFECTIVE.isoformat(), "file": file}
    return client.post(reverse("organisation:imports"), given)


# --- access ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "status"),
    [("yohana", 403), ("markus", 403), ("stefanus", 403), ("hendrika", 403), ("lusia", 200), ("agus", 403)],
)
def test_the_pages_of_the_clerk_are_the_clerks(cast: Cast, sign_in: SignIn, name: str, status: int) -> None:
    client = sign_in(getattr(cast, name))
    batch_id = _batch(cast).pk
    for url in (
        reverse("organisation:imports"),
        reverse("organisation:import", args=[batch_id]),
        reverse("organisation:import_problems", args=[batch_id]),
        reverse("organisation:corrections"),
        reverse("organisation:kepala_daerah"),
        reverse("organisation:unit_change", args=[cast.puskesmas.pk]),
    ):
        assert client.get(url).status_code == status, url


@pytest.mark.parametrize("name", ["yohana", "stefanus", "hendrika", "agus"])
def test_nobody_else_reaches_the_acts_and_the_file_of_an_import(
    cast: Cast, sign_in: SignIn, name: str
) -> None:
    client, batch = sign_in(getattr(cast, name)), _batch(cast)
    assert client.get(reverse("organisation:import_file", args=[batch.pk])).status_code == 403
    for act in ("import_apply", "import_cancel"):
        assert (
            client.post(reverse(f"organisation:{act}", args=[batch.pk]), {"version": "0"}).status_code == 403
        )
    batch.refresh_from_db()
    assert (batch.state, batch.version) == ("preview", 1)


@pytest.mark.parametrize(
    ("reader", "sees"),
    [
        ("yohana", True),  # herself
        ("hendrika", True),  # her penilai
        ("paulus", True),  # the atasan of her penilai
        ("lusia", True),
        ("andreas", True),
        ("agus", True),
        ("markus", False),
        ("stefanus", False),  # a superior of another unit
        ("rosa", False),
    ],
)
def test_personal_data_are_for_the_person_the_superiors_and_those_in_charge(
    cast: Cast, sign_in: SignIn, reader: str, sees: bool
) -> None:
    Pegawai.objects.filter(pk=cast.yohana.pk).update(
        telepon="089000000001", email="yohana@example.go.id", tanggal_lahir=date(1989, 6, 15)
    )
    page = sign_in(getattr(cast, reader)).get(reverse("organisation:person", args=[cast.yohana.pk]))
    assert page.status_code == 200
    text = soup(page).get_text(" ")
    for private in ("198906152012012901", "089000000001", "yohana@example.go.id", "15 Juni 1989"):
        assert (private in text) is sees, private
    assert ("•••• 2901" in text) is not sees


def test_people_of_another_agency_are_out_of_reach(cast: Cast, sign_in: SignIn) -> None:
    other = operations.ensure_instansi(nama="Pemerintah Lain", kota="Wamena")
    stranger = Pegawai.objects.create(instansi=other, nama="Orang Jauh", status="PNS")
    for reader in (cast.yohana, cast.lusia, cast.agus):
        assert sign_in(reader).get(reverse("organisation:person", args=[stranger.pk])).status_code == 404


def test_a_nip_is_found_by_part_only_by_those_who_may_read_it(cast: Cast) -> None:
    assert queries.search(cast.actor(cast.lusia), "198906").pegawai_ids == [cast.yohana.pk]
    assert queries.search(cast.actor(cast.markus), "198906").pegawai_ids == []
    assert queries.search(cast.actor(cast.markus), "19890615 201201 2 901").pegawai_ids == [cast.yohana.pk]


# --- search and tree -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["darcy", "D'Arcy", "d’arcy wanimbo", "Wanimbo hendrika", "HENDRIKA"])
def test_a_name_is_found_in_any_order_and_without_its_signs(cast: Cast, text: str) -> None:
    Pegawai.objects.filter(pk=cast.hendrika.pk).update(nama_cari=search_form(cast.hendrika.nama))
    assert list(queries.search(cast.actor(cast.markus), text).pegawai_ids) == [cast.hendrika.pk]


def test_search_shows_people_and_units(cast: Cast, sign_in: SignIn) -> None:
    page = soup(sign_in(cast.yohana).get(reverse("organisation:units"), {"q": "wasur"}))
    assert page.select_one(f'a[href="{reverse("organisation:unit", args=[cast.puskesmas_lain.pk])}"]')
    page = soup(sign_in(cast.yohana).get(reverse("organisation:units"), {"q": "ulukyanan"}))
    assert page.select_one(f'a[href="{reverse("organisation:person", args=[cast.rosa.pk])}"]')


def test_the_htmx_answer_is_the_same_part_of_the_page(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.yohana)
    url = reverse("organisation:units")
    whole = soup(client.get(url, {"q": "rosa"})).select_one("#hasil")
    part = client.get(url, {"q": "rosa"}, headers={"HX-Request": "true", "HX-Target": "div#hasil"})
    assert whole is not None
    assert whole.decode_contents().strip() == str(soup(part)).strip()


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_search_results_costs_the_same(
    cast: Cast, sign_in: SignIn, django_assert_num_queries: Callable[[int], Any], count: int
) -> None:
    _colleagues(cast, count)
    client = sign_in(cast.yohana)
    with django_assert_num_queries(8):
        page = client.get(reverse("organisation:units"), {"q": "serupa"})
    assert len(soup(page).select("#hasil .person")) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_unit_costs_the_same(
    cast: Cast, sign_in: SignIn, django_assert_num_queries: Callable[[int], Any], count: int
) -> None:
    _colleagues(cast, count)
    client = sign_in(cast.yohana)
    with django_assert_num_queries(17):
        page = client.get(reverse("organisation:unit", args=[cast.bkpsdm.pk]))
    assert len(soup(page).select("#pegawai .person")) == 3 + count


def _colleagues(cast: Cast, count: int) -> None:
    post = cast.penugasan(cast.lusia)
    for number in range(count):
        pegawai = Pegawai.objects.create(
            instansi=cast.instansi, nama=f"Serupa {number}", nama_cari=f"serupa {number}", status="PNS"
        )
        Penugasan.objects.create(pegawai=pegawai, jabatan=post.jabatan, unit=post.unit, start_date=LONG_AGO)


def test_a_branch_of_the_tree_shows_the_units_below_with_their_numbers(cast: Cast, sign_in: SignIn) -> None:
    page = soup(sign_in(cast.yohana).get(reverse("organisation:branch", args=[cast.dinkes.pk])))
    rows = {row.a.get_text(): row.select_one(".tree__meta").get_text() for row in page.select(".tree__row")}
    assert rows == {"Puskesmas Perbatasan Sota Indah": "3 orang", "Puskesmas Wasur Permai": "2 orang"}


def test_hostile_names_are_shown_as_text(cast: Cast, sign_in: SignIn) -> None:
    hostile = "D'Arcy <b>Kaize</b><script>alert(1)</script>"
    Pegawai.objects.filter(pk=cast.yohana.pk).update(nama=hostile, nama_cari="darcy b kaize")
    client = sign_in(cast.lusia)
    for url in (
        reverse("organisation:person", args=[cast.yohana.pk]),
        reverse("organisation:unit", args=[cast.puskesmas.pk]),
        reverse("organisation:units") + "?q=darcy",
    ):
        content = client.get(url).content.decode()
        assert "<script>alert" not in content
        assert "<b>Kaize" not in content
        assert "&lt;b&gt;Kaize" in content


# --- imports ---------------------------------------------------------------------------------------------


def _batch(cast: Cast, *rows: list[Any]) -> ImportBatch:
    return operations.read_import(
        kind="pegawai",
        content=people(*(rows or [person()])),
        name="daftar.xlsx",
        instansi=cast.instansi,
        effective_date=EFFECTIVE,
        by=cast.actor(cast.lusia),
        at=NOW,
    )


def test_a_file_is_uploaded_previewed_mended_and_applied(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.lusia)
    answer = upload(client, people(person(), person(nip="123", nama="Elsina <i>")))
    batch = ImportBatch.objects.get()
    assert answer.headers["Location"] == reverse("organisation:import", args=[batch.pk])
    page = soup(client.get(answer.headers["Location"]))
    assert "NIP harus 18 angka; ini 3 angka." in page.get_text()
    assert "Elsina <i>" in page.get_text()
    greyed = page.select_one("[aria-disabled=true]")
    assert greyed is not None
    assert greyed.get_text(strip=True) == "Terapkan"
    assert "Masih ada 1 baris yang ditolak" in page.get_text()
    refused = client.post(reverse("organisation:import_apply", args=[batch.pk]), {"version": batch.version})
    assert refused.status_code == 409
    row = batch.rows.get(verdict="refused")
    row_url = reverse("organisation:import_row", args=[batch.pk, row.pk])
    form = {
        field["name"]: field.get("value", "")
        for field in soup(client.get(row_url)).select("form input[name]")
    }
    form.pop("csrfmiddlewaretoken", None)
    client.post(row_url, {**form, "sel_nip": "199104042016031906", "sel_nama": "Elsina Mahuze"})
    batch.refresh_from_db()
    assert "refused" not in batch.counts
    client.post(reverse("organisation:import_apply", args=[batch.pk]), {"version": batch.version})
    batch.refresh_from_db()
    assert batch.state == "applied"
    assert Pegawai.objects.filter(nama="Elsina Mahuze").exists()
    assert client.get(reverse("organisation:import", args=[batch.pk])).status_code == 200


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 <script>", "bukan lembar kerja"),
        (b"Tanggal,Cuaca\n1,2\n", "Tidak ditemukan baris judul kolom"),
        (b" ", "tidak berisi data"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_beside_its_field(
    cast: Cast, sign_in: SignIn, content: bytes, words: str
) -> None:
    answer = upload(sign_in(cast.lusia), content, name="x.csv")
    assert answer.status_code == 422
    assert words in soup(answer).get_text()
    assert ImportBatch.objects.count() == 0


def test_the_list_of_problems_is_a_spreadsheet_in_which_nothing_runs(cast: Cast, sign_in: SignIn) -> None:
    rows = [person(nip="=1+1", nama='=HYPERLINK("http://x")')]
    content = sheet([["NIP", "Nama", "Jabatan", "Unit Kerja"], [*rows[0][:3], "BKPSDM"]])
    client = sign_in(cast.lusia)
    upload(client, content)
    csv_content = b"NIP,Nama,Jabatan,Unit Kerja\n123,=cmd|' /C calc'!A0,Bidan,BKPSDM\n"
    upload(client, csv_content, name="x.csv")
    batch = ImportBatch.objects.order_by("-pk")[0]
    answer = client.get(reverse("organisation:import_problems", args=[batch.pk]))
    book = load_workbook(io.BytesIO(answer.content))
    cells = [cell for line in book.active.iter_rows(min_row=2) for cell in line]  # type: ignore[union-attr]
    assert any(str(cell.value).startswith("=cmd") for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)


def test_the_original_file_is_kept_and_served_as_a_download(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.lusia)
    content = b"NIP,Nama,Jabatan,Unit Kerja\n199003032015031905,Ruben Kaize,Bidan,BKPSDM\n"
    upload(client, content, name="../../daftar <b>.csv")
    batch = ImportBatch.objects.get()
    answer = client.get(reverse("organisation:import_file", args=[batch.pk]))
    assert b"".join(answer.streaming_content) == content
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert batch.file_name == "daftar b.csv"


@pytest.mark.parametrize("count", [1, 3])
def test_a_preview_costs_the_same(
    cast: Cast, sign_in: SignIn, django_assert_num_queries: Callable[[int], Any], count: int
) -> None:
    batch = _batch(cast, *(person(nip=f"19900303201503190{number}") for number in range(1, count + 1)))
    client = sign_in(cast.lusia)
    with django_assert_num_queries(8):
        page = client.get(reverse("organisation:import", args=[batch.pk]))
    assert len(soup(page).select(".card .pill--info")) >= count


# --- the penilai -----------------------------------------------------------------------------------------


def test_every_answer_of_the_rule_has_words() -> None:
    import re
    from pathlib import Path

    from kasuari.regulation import kewenangan

    source = Path(str(kewenangan.__file__)).read_text()
    codes = set(re.findall(r'"(kewenangan\.[a-z_]+)"', source))
    codes -= {"kewenangan.tidak_ditemukan", "kewenangan.kedudukan_hukum_belum_ada"}
    codes |= {f"kewenangan.kepala_daerah_{why}" for why in ("jpt", "mandiri", "langsung")}
    assert codes == set(WHY)
    assert set(MISSING) == {"penugasan", "unit", "pimpinan_instansi"}


def test_the_page_says_who_rates_and_why(cast: Cast, sign_in: SignIn) -> None:
    page = soup(sign_in(cast.yohana).get(reverse("organisation:person", args=[cast.yohana.pk])))
    text = page.select_one("#penilai").get_text(" ")  # type: ignore[union-attr]
    assert "Hendrika D'Arcy Wanimbo" in text
    assert str(WHY["kewenangan.jf_memimpin_unit"]) in text
    assert "PermenPANRB 6/2022 Lampiran BAB IV A.7" in text
    assert "Penilai saya salah" in text


def _report(cast: Cast, *, usulan: Pegawai | None = None, by: Pegawai | None = None) -> KoreksiPenilai:
    return operations.report_penilai(
        pegawai=cast.yohana,
        penilai_usulan_id=(usulan or cast.paulus).pk,
        alasan="Saya pindah ke dinas.",
        berlaku_date=TODAY,
        by=cast.actor(by or cast.yohana),
        at=NOW,
    )


def test_the_form_comes_with_a_proposal_already_made(cast: Cast, sign_in: SignIn) -> None:
    Penugasan.objects.filter(pegawai=cast.yohana).update(atasan_tercatat_nip=cast.stefanus.nip)
    client = sign_in(cast.yohana)
    url = reverse("organisation:report_penilai", args=[cast.yohana.pk])
    page = soup(client.get(url))
    chosen = page.select_one("input[name=penilai_usulan][checked]")
    assert chosen is not None
    assert chosen["value"] == str(cast.stefanus.pk)
    answer = client.post(
        url, {"penilai_usulan": cast.stefanus.pk, "alasan": "Saya pindah.", "berlaku_date": "2026-06-24"}
    )
    assert answer.status_code == 302
    koreksi = KoreksiPenilai.objects.get()
    assert (koreksi.penilai_semula, koreksi.penilai_usulan) == (cast.hendrika, cast.stefanus)
    page = soup(client.get(reverse("organisation:person", args=[cast.yohana.pk])))
    assert "menunggu unit kepegawaian" in page.get_text()


def test_a_proposal_without_a_reason_is_refused_at_its_field(cast: Cast, sign_in: SignIn) -> None:
    url = reverse("organisation:report_penilai", args=[cast.yohana.pk])
    answer = sign_in(cast.yohana).post(
        url, {"penilai_usulan": "lain", "cari": "000", "alasan": "x", "berlaku_date": "2026-06-24"}
    )
    assert answer.status_code == 422
    assert "Penilai yang diusulkan tidak ditemukan" in soup(answer).get_text()


def test_a_second_report_waits_for_the_first(cast: Cast, sign_in: SignIn) -> None:
    _report(cast)
    url = reverse("organisation:report_penilai", args=[cast.yohana.pk])
    given = {"penilai_usulan": cast.paulus.pk, "alasan": "Lagi.", "berlaku_date": "2026-06-24"}
    answer = sign_in(cast.yohana).post(url, given)
    assert answer.status_code == 422
    assert "Masih ada koreksi penilai yang menunggu" in soup(answer).get_text()
    assert KoreksiPenilai.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "status"), [("markus", 403), ("stefanus", 403), ("yohana", 200), ("lusia", 200)]
)
def test_who_may_say_that_a_penilai_is_wrong(cast: Cast, sign_in: SignIn, name: str, status: int) -> None:
    url = reverse("organisation:report_penilai", args=[cast.yohana.pk])
    assert sign_in(getattr(cast, name)).get(url).status_code == status


def test_an_accepted_correction_sets_the_penilai_from_its_day_on(cast: Cast, sign_in: SignIn) -> None:
    koreksi = _report(cast)
    client = sign_in(cast.lusia)
    assert "Yohana Basik-Basik" in soup(client.get(reverse("organisation:corrections"))).get_text()
    client.post(reverse("organisation:correction_accept", args=[koreksi.pk]))
    koreksi.refresh_from_db()
    assert koreksi.state == StateKoreksi.DITERIMA
    decided = PenetapanPenilai.objects.get()
    assert (decided.penilai, decided.start_date, decided.decided_by) == (cast.paulus, TODAY, cast.lusia.user)
    after = queries.penilai_of(pegawai_id=cast.yohana.pk, on=TODAY)
    assert after.penilai is not None
    assert (after.penilai.pegawai_id, after.code) == (cast.paulus.pk, "kewenangan.ditetapkan")
    before = queries.penilai_of(pegawai_id=cast.yohana.pk, on=date(2026, 6, 23))
    assert before.penilai is not None
    assert before.penilai.pegawai_id == cast.hendrika.pk


def test_a_second_decision_ends_the_first(cast: Cast) -> None:
    clerk = cast.actor(cast.lusia)
    first = _report(cast)
    operations.accept_koreksi(koreksi=first, by=clerk, at=NOW)
    second = operations.report_penilai(
        pegawai=cast.yohana,
        penilai_usulan_id=cast.stefanus.pk,
        alasan="Dipindahkan lagi.",
        berlaku_date=date(2026, 7, 1),
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    operations.accept_koreksi(koreksi=second, by=clerk, at=NOW)
    rows = PenetapanPenilai.objects.order_by("start_date")
    assert [(row.penilai, row.end_date) for row in rows] == [
        (cast.paulus, date(2026, 7, 1)),
        (cast.stefanus, None),
    ]


def test_a_refusal_needs_a_note_and_changes_no_penilai(cast: Cast, sign_in: SignIn) -> None:
    koreksi = _report(cast)
    client = sign_in(cast.lusia)
    url = reverse("organisation:correction_refuse", args=[koreksi.pk])
    assert client.post(url, {"note": " "}).status_code == 422
    assert client.post(url, {"note": "SK belum terbit."}).status_code == 302
    koreksi.refresh_from_db()
    assert (koreksi.state, koreksi.decision_note) == (StateKoreksi.DITOLAK, "SK belum terbit.")
    assert PenetapanPenilai.objects.count() == 0


def test_nobody_decides_about_oneself(cast: Cast, sign_in: SignIn) -> None:
    own = operations.report_penilai(
        pegawai=cast.lusia,
        penilai_usulan_id=cast.paulus.pk,
        alasan="Saya pindah.",
        berlaku_date=TODAY,
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    favour = _report(cast, usulan=cast.lusia)
    client = sign_in(cast.lusia)
    for koreksi in (own, favour):
        answer = client.post(reverse("organisation:correction_accept", args=[koreksi.pk]))
        assert answer.status_code == 403
        koreksi.refresh_from_db()
        assert koreksi.state == StateKoreksi.DIAJUKAN


def test_others_do_not_reach_a_correction(cast: Cast, sign_in: SignIn) -> None:
    koreksi = _report(cast)
    for reader in (cast.markus, cast.stefanus, cast.agus):
        answer = sign_in(reader).post(reverse("organisation:correction_accept", args=[koreksi.pk]))
        assert answer.status_code == 404
    assert (
        sign_in(cast.yohana).post(reverse("organisation:correction_accept", args=[koreksi.pk])).status_code
        == 403
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_corrections_costs_the_same(
    cast: Cast, sign_in: SignIn, django_assert_num_queries: Callable[[int], Any], count: int
) -> None:
    for pegawai in (cast.yohana, cast.markus, cast.rosa)[:count]:
        operations.report_penilai(
            pegawai=pegawai,
            penilai_usulan_id=cast.paulus.pk,
            alasan="Saya pindah.",
            berlaku_date=TODAY,
            by=cast.actor(pegawai),
            at=NOW,
        )
    client = sign_in(cast.lusia)
    with django_assert_num_queries(9):
        page = client.get(reverse("organisation:corrections"))
    assert len(soup(page).select("section.card")) == count


def test_the_clerk_is_told_what_waits(cast: Cast) -> None:
    _report(cast)
    batch = _batch(cast)
    items = queries.work_for(cast.actor(cast.lusia), on=TODAY)
    assert [(item.key, item.count, item.url) for item in items] == [
        ("organisation.corrections", 1, reverse("organisation:corrections")),
        ("organisation.imports", 1, reverse("organisation:import", args=[batch.pk])),
    ]
    assert queries.work_for(cast.actor(cast.yohana), on=TODAY) == []


# --- units -----------------------------------------------------------------------------------------------


def test_the_clerk_renames_and_moves_a_unit_from_a_day_on(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.lusia)
    url = reverse("organisation:unit_change", args=[cast.puskesmas.pk])
    given = {
        "nama": "Puskesmas Sota",
        "nama_jabatan": "Kepala Puskesmas Sota",
        "induk": cast.bkpsdm.pk,
        "start_date": "2026-07-01",
        "version": cast.puskesmas.version,
    }
    assert client.post(url, given).status_code == 302
    cast.puskesmas.refresh_from_db()
    assert (cast.puskesmas.nama, cast.puskesmas.induk) == ("Puskesmas Sota", cast.bkpsdm)
    assert cast.puskesmas.path.startswith(cast.bkpsdm.path)
    assert [version.end_date for version in cast.puskesmas.versi.order_by("start_date")] == [
        date(2026, 7, 1),
        None,
    ]
    stale = client.post(url, {**given, "nama": "Lain", "start_date": "2026-08-01"})
    assert stale.status_code == 422
    assert "sudah diubah oleh orang lain" in soup(stale).get_text()


def test_the_penilai_of_the_past_follow_the_tree_of_the_past(cast: Cast) -> None:
    Penugasan.objects.filter(pegawai=cast.hendrika, memimpin=True).update(end_date=date(2026, 2, 1))
    operations.move_unit(
        unit=cast.puskesmas,
        induk=cast.bkpsdm,
        start_date=date(2026, 6, 1),
        version=0,
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    before = queries.penilai_of(pegawai_id=cast.yohana.pk, on=date(2026, 5, 1))
    after = queries.penilai_of(pegawai_id=cast.yohana.pk, on=TODAY)
    assert before.penilai is not None
    assert after.penilai is not None
    assert (before.penilai.pegawai_id, after.penilai.pegawai_id) == (cast.paulus.pk, cast.andreas.pk)
    assert before.code == after.code == "kewenangan.naik_karena_kosong"


@pytest.mark.parametrize(
    ("who", "questions", "by_id"), [("yohana", 10, 7), ("hendrika", 13, 7), ("andreas", 9, 6)]
)
def test_who_rates_somebody_is_found_with_few_questions(
    cast: Cast, django_assert_num_queries: Callable[[int], Any], who: str, questions: int, by_id: int
) -> None:
    pegawai = getattr(cast, who)
    with django_assert_num_queries(questions):
        found = queries.penilai_of(pegawai_id=pegawai.pk, on=TODAY)
    post = cast.penugasan(pegawai)
    assert found == queries.penilai_for_many(penugasan_ids=[post.pk], on=TODAY)[post.pk]
    with django_assert_num_queries(by_id):
        ids = queries.superiors_of(pegawai_id=pegawai.pk, on=TODAY)
    assert ids.ids == found.superiors
