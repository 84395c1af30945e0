"""The pages of planning, as a phone without JavaScript posts them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kasuari.audit.models import AuditEntry
from kasuari.organisation.models import Pegawai
from kasuari.planning import operations, queries
from kasuari.planning.models import Indikator, Periode, Skp
from tests.cast import Cast
from tests.planning.conftest import later
from tests.planning_builder import set_skp_for

Begin = Callable[..., Skp]
SignIn = Callable[[Pegawai], Client]


def _text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_a_person_begins_their_skp_with_a_plain_form(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.yohana)
    page = client.get("/skp/")
    assert "Susun SKP 2026: Bidan Penyelia" in _text(page)
    penugasan = cast.penugasan(cast.yohana)
    form = {"penugasan": penugasan.pk, "pendekatan": "kuantitatif"}
    answer = client.post("/skp/", form)
    skp = Skp.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/skp/{skp.pk}/")
    assert client.post("/skp/", form).headers["Location"] == f"/skp/{skp.pk}/"
    assert Skp.objects.count() == 1
    assert skp.format == "A.1.7"


def test_beginning_for_somebody_else_is_not_found(cast: Cast, sign_in: SignIn) -> None:
    form = {"penugasan": cast.penugasan(cast.yohana).pk, "pendekatan": "kualitatif"}
    assert sign_in(cast.markus).post("/skp/", form).status_code == 404
    assert not Skp.objects.exists()


def test_without_an_approach_the_page_says_so(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.yohana).post("/skp/", {"penugasan": cast.penugasan(cast.yohana).pk})
    assert answer.status_code == 422
    assert not Skp.objects.exists()


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("yohana", 200),
        ("hendrika", 200),
        ("paulus", 200),
        ("lusia", 200),
        ("agus", 200),
        ("andreas", 200),
        ("maria", 200),
        ("markus", 404),
        ("stefanus", 404),
        ("rosa", 404),
    ],
)
def test_who_reads_an_skp(cast: Cast, complete: Begin, sign_in: SignIn, name: str, status: int) -> None:
    skp = complete(cast.yohana)
    client = sign_in(getattr(cast, name))
    assert client.get(f"/skp/{skp.pk}/").status_code == status
    assert client.get(f"/skp/{skp.pk}/cetak/skp/").status_code == status


def test_the_whole_way_on_paper_forms(cast: Cast, draft: Begin, sign_in: SignIn) -> None:
    skp, owner, leader = draft(cast.yohana, "kuantitatif"), sign_in(cast.yohana), sign_in(cast.hendrika)
    answer = owner.post(
        f"/skp/{skp.pk}/hasil-kerja/", {"version": 0, "teks": "Pengaduan dijawab", "jenis": "utama"}
    )
    row = skp.rencana_hasil_kerja.get()
    page = f"/skp/{skp.pk}/hasil-kerja/{row.pk}/"
    assert answer.headers["Location"] == page
    first = {
        "version": 1,
        "teks": "Pengaduan dijawab cepat dan akurat",
        "jenis": "utama",
        "sumber": "mph",
        "penugasan_dari": "Kepala Puskesmas",
        "intervensi": "",
        "intervensi_teks": "Pelayanan puskesmas membaik",
    }
    answer = owner.post(page, {**first, "act": "indikator"})
    assert answer.headers["Location"] == f"{page}#indikator-baru"
    number = Indikator.objects.get().pk
    answer = owner.post(
        page,
        {
            **first,
            "version": 2,
            f"i{number}-teks": "Rata-rata waktu proses",
            f"i{number}-aspek": "waktu",
            f"i{number}-target_jenis": "rentang",
            f"i{number}-target_minimum": "2",
            f"i{number}-target_maksimum": "3,5",
            f"i{number}-target_teks": "diabaikan",
            f"i{number}-satuan": "hari",
            f"i{number}-arah": "turun",
        },
    )
    assert answer.headers["Location"] == f"/skp/{skp.pk}/#rhk-{row.pk}"
    answer = owner.post(
        f"/skp/{skp.pk}/lampiran/",
        {"version": 3, "dukungan": "Printer\n\nJaringan", "skema": "Tiap minggu", "konsekuensi": "Apresiasi"},
    )
    assert answer.status_code == 302
    answer = leader.post(f"/skp/{skp.pk}/perilaku/", {"version": 6, "nilai_1": "Senyum\nSapa"})
    assert answer.status_code == 302
    shown = _text(owner.get(f"/skp/{skp.pk}/"))
    for words in ("2–3,5 hari", "Jaringan", "Senyum", "Waktu", "Tidak ada bagian wajib yang kurang."):
        assert words in shown
    assert owner.post(f"/skp/{skp.pk}/ajukan/", {"version": 7}).status_code == 302
    answer = leader.post(
        f"/skp/{skp.pk}/tetapkan/",
        {"version": 8, "teks": "Disisipkan", f"i{number}-teks": "Disisipkan", "penilai": cast.paulus.pk},
    )
    assert answer.status_code == 302
    found = Skp.objects.get(pk=skp.pk)
    assert (found.state, found.penilai_id) == ("ditetapkan", cast.hendrika.pk)
    assert found.rencana_hasil_kerja.get().teks == "Pengaduan dijawab cepat dan akurat"
    pdf = owner.get(f"/skp/{skp.pk}/cetak/skp/")
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")
    assert pdf.content == leader.get(f"/skp/{skp.pk}/cetak/skp/").content
    assert owner.get(f"/skp/{skp.pk}/cetak/lampiran/").status_code == 200
    assert owner.get(f"/skp/{skp.pk}/cetak/lain/").status_code == 404


def test_what_is_lacking_is_said_at_its_place_when_submitting(
    cast: Cast, draft: Begin, sign_in: SignIn
) -> None:
    skp = draft(cast.yohana)
    answer = sign_in(cast.yohana).post(f"/skp/{skp.pk}/ajukan/", {"version": 0})
    assert answer.status_code == 422
    shown = _text(answer)
    assert "SKP belum lengkap: 4 bagian wajib masih kurang." in shown
    assert '<a href="#hasil-kerja">Belum ada hasil kerja utama; tambahkan paling sedikit satu.</a>' in shown
    assert shown.count('<a href="#lampiran">') == 3
    assert "PermenPANRB 6/2022" in shown


def test_a_draft_saves_itself_and_a_stale_one_is_told(cast: Cast, complete: Begin, sign_in: SignIn) -> None:
    skp, client = complete(cast.yohana), sign_in(cast.yohana)
    row = skp.rencana_hasil_kerja.get()
    number = row.indikator.get().pk
    page = f"/skp/{skp.pk}/hasil-kerja/{row.pk}/"
    fields = {
        "version": skp.version,
        "teks": "Ditulis di perahu",
        "jenis": "utama",
        "sumber": "lainnya",
        f"i{number}-teks": "Tetap",
        f"i{number}-target_jenis": "teks",
        f"i{number}-target_teks": "Naik",
        f"i{number}-hapus": "on",
    }
    answer = client.post(page, fields, headers={"X-Autosave": "1"})
    assert (answer.status_code, answer.json()["version"]) == (200, skp.version + 1)
    assert Indikator.objects.filter(pk=number).exists()
    stale = client.post(page, {**fields, "teks": "Lama"}, headers={"X-Autosave": "1"})
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    bad = client.post(page, {**fields, f"i{number}-target_jenis": "lain"}, headers={"X-Autosave": "1"})
    assert bad.status_code == 422
    assert bad.json()["message"]
    row.refresh_from_db()
    assert row.teks == "Ditulis di perahu"


def test_returned_notes_stand_at_their_field(cast: Cast, submitted: Begin, sign_in: SignIn) -> None:
    skp = submitted(cast.yohana)
    row = skp.rencana_hasil_kerja.get()
    answer = sign_in(cast.hendrika).post(
        f"/skp/{skp.pk}/kembalikan/",
        {
            "version": skp.version,
            f"catatan:hasil_kerja/{row.pk}": "Sebutkan wilayahnya <b>",
            "catatan:bukan/bagian": "tidak dipakai",
        },
    )
    assert answer.status_code == 302
    owner = sign_in(cast.yohana)
    for page in (f"/skp/{skp.pk}/", f"/skp/{skp.pk}/hasil-kerja/{row.pk}/"):
        shown = _text(owner.get(page))
        assert "Sebutkan wilayahnya &lt;b&gt;" in shown
        assert "<b>&lt;" not in shown
        assert "tidak dipakai" not in shown


def test_returning_without_a_note_keeps_it_where_it_is(cast: Cast, submitted: Begin, sign_in: SignIn) -> None:
    skp = submitted(cast.yohana)
    answer = sign_in(cast.hendrika).post(f"/skp/{skp.pk}/kembalikan/", {"version": skp.version})
    assert answer.status_code == 422
    assert "Tulis paling sedikit satu catatan" in _text(answer)
    skp.refresh_from_db()
    assert skp.state == "diajukan"


@pytest.mark.parametrize("act", ["tetapkan", "kembalikan"])
def test_setting_ones_own_by_address_is_refused_with_its_reason(
    cast: Cast, submitted: Begin, sign_in: SignIn, act: str
) -> None:
    skp = submitted(cast.yohana)
    answer = sign_in(cast.yohana).post(f"/skp/{skp.pk}/{act}/", {"version": skp.version, "catatan:": "x"})
    assert answer.status_code == 403
    assert "Tidak seorang pun menetapkan atau mengembalikan SKP-nya sendiri." in _text(answer)


def test_a_superior_of_another_unit_finds_nothing(cast: Cast, submitted: Begin, sign_in: SignIn) -> None:
    skp = submitted(cast.yohana)
    client = sign_in(cast.stefanus)
    for act in ("tetapkan", "kembalikan", "ajukan", "tarik"):
        assert client.post(f"/skp/{skp.pk}/{act}/", {"version": skp.version}).status_code == 404


def test_hostile_words_are_shown_as_words(cast: Cast, complete: Begin, sign_in: SignIn) -> None:
    skp = complete(cast.yohana)
    row = skp.rencana_hasil_kerja.get()
    operations.change_rhk(
        skp=skp,
        version=skp.version,
        rhk_id=row.pk,
        rhk=operations.IsianRhk(teks="<script>alert(1)</script> {{ settings.SECRET_KEY }}"),
        by=cast.actor(cast.yohana),
        at=later(1),
    )
    shown = _text(sign_in(cast.hendrika).get(f"/skp/{skp.pk}/"))
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    assert "{{ settings.SECRET_KEY }}" in shown
    assert sign_in(cast.hendrika).get(f"/skp/{skp.pk}/cetak/skp/").content.startswith(b"%PDF")


@pytest.mark.parametrize("path", ["/skp/{pk}/", "/skp/{pk}/lampiran/", "/skp/{pk}/perilaku/"])
def test_pages_cost_the_same_with_one_and_three_results(
    cast: Cast, complete: Begin, sign_in: SignIn, path: str
) -> None:
    counts = set()
    for pegawai, results in ((cast.yohana, 1), (cast.markus, 3)):
        skp, client = complete(pegawai, results), sign_in(pegawai)
        client.get("/skp/")
        with CaptureQueriesContext(connection) as caught:
            assert client.get(path.format(pk=skp.pk)).status_code == 200
        counts.add(len(caught))
    assert len(counts) == 1
    assert counts.pop() <= 18


def test_the_team_costs_the_same_with_one_and_two_waiting(
    cast: Cast, submitted: Begin, sign_in: SignIn
) -> None:
    client, counts = sign_in(cast.hendrika), []
    client.get("/skp/")
    for pegawai in (cast.yohana, cast.markus):
        submitted(pegawai)
        with CaptureQueriesContext(connection) as caught:
            shown = _text(client.get("/skp/tim/"))
        counts.append(len(caught))
    assert counts[0] == counts[1]
    assert "2 SKP menunggu Anda tetapkan" in shown
    chosen = [f"{row.pk}:{row.version}" for row in Skp.objects.order_by("pk")]
    client.post("/skp/tim/", {"skp": [chosen[0], f"{Skp.objects.last().pk}:99"]})
    assert sorted(Skp.objects.values_list("state", flat=True)) == ["diajukan", "ditetapkan"]


def test_the_clerk_sees_the_windows_before_opening(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.lusia)
    form = {"tahun": "2027", "jenis_evaluasi": "bulanan"}
    shown = _text(client.get("/periode/", form))
    assert "1 Januari 2027 – 31 Januari 2027" in shown
    assert "22 Desember 2027 – 31 Januari 2028" in shown
    assert not Periode.objects.filter(tahun=2027).exists()
    answer = client.post("/periode/", form)
    made = Periode.objects.get(tahun=2027)
    assert answer.headers["Location"] == f"/periode/{made.pk}/"
    again = client.post("/periode/", form)
    assert again.status_code == 422
    assert "Periode kinerja tahun 2027 sudah ada." in _text(again)
    assert AuditEntry.objects.filter(kind="planning.periode_opened").count() == 1


def test_others_read_the_years_and_open_none(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.yohana)
    shown = _text(client.get("/periode/"))
    assert "Hanya unit kepegawaian yang dapat membuka" in shown
    assert client.post("/periode/", {"tahun": "2027", "jenis_evaluasi": "bulanan"}).status_code == 403
    assert client.post(f"/periode/{cast.periode.pk}/tutup/", {"version": 0}).status_code == 403
    assert "Per perangkat daerah" not in _text(client.get(f"/periode/{cast.periode.pk}/"))


def test_completion_counts_every_unit_with_those_below(
    cast: Cast, submitted: Begin, draft: Begin, sign_in: SignIn
) -> None:
    submitted(cast.yohana)
    draft(cast.rosa)
    shown = _text(sign_in(cast.agus).get(f"/periode/{cast.periode.pk}/"))
    assert "Per perangkat daerah" in shown
    counts = {row.nama: row.counts for row in queries.completion_by_unit(cast.periode)}
    assert (counts["Dinas Kesehatan"].total, counts["Dinas Kesehatan"].diajukan) == (2, 1)
    assert counts["BKPSDM"].percent_set is None


@pytest.mark.parametrize(("language", "day"), [("id", "6 Januari 2026"), ("en", "6 January 2026")])
def test_the_early_morning_belongs_to_the_day_of_the_agency(
    cast: Cast, submitted: Begin, sign_in: SignIn, language: str, day: str
) -> None:
    skp = submitted(cast.yohana)
    Skp.objects.filter(pk=skp.pk).update(submitted_at=datetime(2026, 1, 5, 22, 30, tzinfo=UTC))
    client = sign_in(cast.yohana)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    steps = BeautifulSoup(client.get(f"/skp/{skp.pk}/").content, "html.parser").select(".steps__note")
    assert [step.text for step in steps] == [day]


@pytest.mark.parametrize(("penilai", "expected"), [("maria", True), ("hendrika", False)])
def test_above_the_kepala_daerah_nobody_is_lacking(
    cast: Cast, sign_in: SignIn, penilai: str, expected: bool
) -> None:
    skp = set_skp_for(cast, cast.yohana, getattr(cast, penilai))
    Skp.objects.filter(pk=skp.pk).update(atasan_penilai=None)
    page = _text(sign_in(cast.yohana).get(f"/skp/{skp.pk}/"))
    assert ("tidak ada; pejabat penilainya kepala daerah" in page) is expected
