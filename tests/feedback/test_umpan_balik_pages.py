"""Pages of attributed feedback: two taps and a sentence, links from outside, the record and its paper."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kasuari.feedback import operations, queries
from kasuari.feedback.models import CatatanPribadi, TautanUmpanBalik, UmpanBalik
from kasuari.foundation import clock
from kasuari.organisation.models import Pegawai
from kasuari.planning.models import Skp
from tests.cast import NOW, Cast
from tests.documents.paper import in_order, squeezed, whole_text
from tests.feedback.acts import HARMONIS, SENTENCE, about, ask, decide, give, invite, results
from tests.planning_builder import set_skp_for
from tests.site.world import PDF

SignIn = Callable[[Pegawai], Client]
INSULT = "Dasar goblok, mengisi register saja tidak bisa."


@pytest.fixture(autouse=True)
def _no_earlier_attempts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def skp(cast: Cast) -> Skp:
    return set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus, unit_penilai=cast.puskesmas)


def page(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content.decode(), "html.parser")


def sentence(**changes: Any) -> dict[str, Any]:
    return {"tentang": "nilai:4", "sifat": "apresiasi", "teks": SENTENCE} | changes


def test_giving_is_two_choices_and_a_sentence(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    browser, path = sign_in(cast.hendrika), reverse("feedback:give", args=[cast.yohana.pk])
    form = page(browser.get(path)).select_one("main form")
    assert form is not None
    assert {item["name"] for item in form.select("[name][required]")} == {"tentang", "teks"}
    assert [item["value"] for item in form.select("[name=sifat]")] == ["apresiasi", "perbaikan"]
    assert form.select_one("[name=berkala][checked]")  # the penilai owes it
    answer = browser.post(path, sentence(tentang=f"rhk:{results(skp)[0].pk}", berkala="on"))
    given = UmpanBalik.objects.get()
    assert answer.status_code == 302
    assert (given.rhk_id, given.bentuk, given.peran) == (results(skp)[0].pk, "berkala", "pimpinan")
    shown = page(browser.get(answer["Location"])).get_text()
    assert SENTENCE in shown
    assert f"Dari {cast.hendrika.nama_lengkap}" in " ".join(shown.split())


def test_the_page_for_giving_is_light(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    browser = sign_in(cast.markus)
    content = browser.get(reverse("feedback:give", args=[cast.yohana.pk])).content
    assert len(gzip.compress(content)) <= 15 * 1024


def test_a_hint_is_shown_once_and_never_blocks(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    browser, path = sign_in(cast.markus), reverse("feedback:give", args=[cast.yohana.pk])
    first = browser.post(path, sentence(teks=INSULT))
    assert first.status_code == 200
    shown = page(first)
    assert "goblok" in shown.select_one("#saran").get_text()  # type: ignore[union-attr]
    assert shown.select_one("textarea[name=teks]").get_text().strip() == INSULT  # type: ignore[union-attr]
    assert shown.select_one("input[name=tetap]")
    assert not UmpanBalik.objects.exists()
    assert browser.post(path, sentence(teks=INSULT, tetap="1")).status_code == 302
    assert UmpanBalik.objects.get().teks == INSULT


def test_the_hint_also_comes_while_one_writes(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    browser = sign_in(cast.markus)
    answer = browser.post(reverse("feedback:wording"), {"pegawai": cast.yohana.pk, "teks": "Bagus sekali"})
    assert "masih umum" in answer.content.decode()
    assert browser.post(reverse("feedback:wording"), sentence(pegawai=cast.yohana.pk)).content.strip() == b""


def test_a_script_in_a_comment_is_text(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    words = "<script>alert(1)</script> pada register kohort bulan Mei terlihat rapi"
    sign_in(cast.markus).post(
        reverse("feedback:give", args=[cast.yohana.pk]), sentence(teks=words, tetap="1")
    )
    for path in (reverse("feedback:mine"), reverse("feedback:record", args=[skp.pk])):
        content = sign_in(cast.yohana).get(path).content.decode()
        assert "<script>alert" not in content
        assert "&lt;script&gt;alert(1)&lt;/script&gt; pada register" in content


def test_a_script_as_evidence_is_refused_and_nothing_is_kept(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    script = SimpleUploadedFile("foto.png", b"<script>alert(1)</script>", content_type="image/png")
    answer = sign_in(cast.markus).post(
        reverse("feedback:give", args=[cast.yohana.pk]), sentence(berkas=script)
    )
    assert answer.status_code == 422
    assert "tidak dikenali" in answer.content.decode()
    assert not UmpanBalik.objects.exists()


def test_evidence_comes_with_the_sentence(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    browser = sign_in(cast.markus)
    browser.post(
        reverse("feedback:give", args=[cast.yohana.pk]),
        sentence(berkas=SimpleUploadedFile("register.pdf", PDF), url="https://example.go.id/foto"),
    )
    assert sorted(UmpanBalik.objects.get().bukti.values_list("nama", flat=True)) == [
        "https://example.go.id/foto",
        "register.pdf",
    ]


def test_a_result_is_named_only_to_whoever_may_know_it(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    """A colleague sees the values; a result once the owner asked about it."""
    browser, path = sign_in(cast.markus), reverse("feedback:give", args=[cast.yohana.pk])
    key = f"rhk:{results(skp)[0].pk}"
    assert results(skp)[0].teks not in browser.get(path).content.decode()
    assert browser.post(path, sentence(tentang=key)).status_code == 422
    ask(cast, skp, cast.markus, sasaran=about(results(skp)[0]))
    assert results(skp)[0].teks in browser.get(path).content.decode()
    assert browser.post(path, sentence(tentang=key)).status_code == 302


def test_without_a_running_skp_the_page_says_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    browser, path = sign_in(cast.hendrika), reverse("feedback:give", args=[cast.markus.pk])
    assert "Belum ada SKP" in browser.get(path).content.decode()
    assert browser.post(path, sentence()).status_code == 403


def test_a_request_is_on_home_and_its_button_fills_the_form(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    asked = ask(cast, skp, cast.markus)
    browser = sign_in(cast.markus)
    assert "Jawab permintaan umpan balik" in browser.get("/").content.decode()
    link = page(browser.get(reverse("feedback:choose"))).select_one(f"a[href*='permintaan={asked.pk}']")
    assert link is not None
    form = page(browser.get(link["href"]))
    assert form.select_one("select[name=tentang] option[selected]")["value"] == "nilai:4"  # type: ignore[index]
    browser.post(link["href"], sentence(permintaan=asked.pk))
    asked.refresh_from_db()
    assert asked.state == "dijawab"


def test_what_is_due_is_on_the_home_of_the_penilai(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    assert "Beri umpan balik berkala" in sign_in(cast.hendrika).get("/").content.decode()
    give(cast, skp, cast.hendrika, bentuk="berkala")
    assert "Beri umpan balik berkala" not in sign_in(cast.hendrika).get("/").content.decode()
    assert "Beri umpan balik berkala" not in sign_in(cast.yohana).get("/").content.decode()


# From outside


def test_a_link_is_shown_once_with_its_qr(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    browser = sign_in(cast.yohana)
    made = browser.post(
        reverse("feedback:invite", args=[skp.pk]),
        {"tentang": "nilai:1", "ditujukan": "Pasien poli KIA", "days": "7"},
    )
    shown = page(made)
    address = shown.select_one("code").get_text()  # type: ignore[union-attr]
    assert shown.select_one(".qr svg")
    assert made["Cache-Control"] == "no-store"
    token = address.rstrip("/").rsplit("/", 1)[1]
    assert queries.link_by_token(token) == TautanUmpanBalik.objects.get()
    assert token not in browser.get(reverse("feedback:mine") + "?bagian=diminta").content.decode()


def outside(token: str, **changes: Any) -> Any:
    sent = {"sifat": "apresiasi", "teks": SENTENCE, "nama": "Fransiska Kaize", "hubungan": "pasien"} | changes
    return Client().post(reverse("feedback:by_link", args=[token]), sent)


def test_a_patient_answers_without_an_account_and_only_once(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    _tautan, token = invite(cast, skp)
    path = reverse("feedback:by_link", args=[token])
    opened = Client().get(path)
    assert opened.status_code == 200
    assert Client().get(path).status_code == 200  # opening uses nothing up
    assert cast.yohana.nip not in opened.content.decode()
    assert opened["X-Robots-Tag"] == "noindex"
    # No other host learns the address. With no-referrer a browser sends "Origin: null" and is refused.
    assert opened["Referrer-Policy"] == "same-origin"
    assert outside(token).status_code == 200
    assert outside(token, nama="Orang Lain").status_code == 410  # forwarded
    assert Client().get(path).status_code == 410
    said = page(sign_in(cast.yohana).get(reverse("feedback:mine"))).get_text(" ", strip=True)
    assert "Dari Fransiska Kaize" in said
    assert "tidak diperiksa" in said


def test_what_a_link_refuses_leaves_it_open(cast: Cast, skp: Skp) -> None:
    _tautan, token = invite(cast, skp)
    assert outside(token, teks=INSULT).status_code == 200  # a hint
    assert outside(token, nama="").status_code == 422
    script = SimpleUploadedFile("foto.png", b"<script>alert(1)</script>")
    assert outside(token, berkas=script).status_code == 422
    assert TautanUmpanBalik.objects.get().state == "terbuka"
    assert outside(token, teks=INSULT, tetap="1").status_code == 200
    assert UmpanBalik.objects.get().teks == INSULT


def test_an_unknown_an_old_and_a_revoked_link_are_closed(cast: Cast, skp: Skp, monkeypatch: Any) -> None:
    tautan, token = invite(cast, skp, days=7)
    assert Client().get(reverse("feedback:by_link", args=["tidak-ada"])).status_code == 404
    with monkeypatch.context() as later:
        later.setattr(clock, "now", lambda: NOW + timedelta(days=8))
        assert outside(token).status_code == 410
    operations.revoke_link(tautan=tautan, by=cast.actor(cast.yohana), at=NOW)
    assert outside(token).status_code == 410
    assert not UmpanBalik.objects.exists()


def test_whoever_has_an_account_gives_feedback_under_it(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    _tautan, token = invite(cast, skp)
    path = reverse("feedback:by_link", args=[token])
    own = sign_in(cast.yohana).post(path, sentence(nama="Bukan Saya", hubungan="pasien"))
    assert own.status_code == 403
    colleague = sign_in(cast.markus).get(path)
    assert colleague["Location"] == reverse("feedback:give", args=[cast.yohana.pk])
    assert not UmpanBalik.objects.exists()


def test_links_are_sent_to_only_so_often_from_one_place(cast: Cast, skp: Skp) -> None:
    answers = [outside("menebak-nebak").status_code for _ in range(21)]
    assert answers[:20] == [404] * 20
    assert answers[20] == 429


# The record


def test_the_record_prints_the_format_of_the_annex(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    give(cast, skp, cast.hendrika, sasaran=about(results(skp)[0]))
    give(cast, skp, cast.markus, sifat="perbaikan", teks="Kabarkan perubahan jadwal sepekan sebelumnya.")
    _tautan, token = invite(cast, skp)
    outside(token)
    browser = sign_in(cast.hendrika)
    path = reverse("feedback:print", args=[skp.pk, cast.triwulan(2).pk])
    text = whole_text(browser.get(path).content)
    in_order(
        text,
        [
            "REKAMAN INFORMASI UMPAN BALIK BERKELANJUTAN",
            "PENDEKATAN HASIL KERJA KUANTITATIF",
            "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
            "PERIODE: TRIWULAN I/II/III/IV-AKHIR*",
            "PEGAWAI YANG DINILAI",
            "HASIL KERJA",
            "A. UTAMA",
            f"Pimpinan ({cast.hendrika.nama_lengkap}): {SENTENCE}"[:40],
            "B. TAMBAHAN",
            "PERILAKU KERJA*",
            "Harmonis",
            "Pegawai yang Dinilai",
        ],
    )
    assert squeezed("Pasien (Fransiska Kaize):") in squeezed(text)
    assert squeezed("Kabarkan perubahan jadwal") in squeezed(text)


def test_the_clerk_who_reads_the_skp_is_told_why_not_its_feedback(
    cast: Cast, skp: Skp, sign_in: SignIn
) -> None:
    give(cast, skp, cast.markus)
    for route in ("planning:skp", "progress:current"):
        answer = sign_in(cast.lusia).get(reverse(route, args=[skp.pk]), follow=True)
        assert answer.status_code == 200
        assert SENTENCE not in answer.content.decode()
        assert "Rekaman umpan balik" not in answer.content.decode()
    assert sign_in(cast.lusia).get(reverse("feedback:record", args=[skp.pk])).status_code == 403


def test_feedback_stands_beside_its_result_and_on_the_rating_page(
    cast: Cast, skp: Skp, sign_in: SignIn
) -> None:
    first = results(skp)[0]
    give(cast, skp, cast.markus, sasaran=about(first))
    period = cast.triwulan(2)
    for path in (
        reverse("planning:skp", args=[skp.pk]),
        reverse("progress:period", args=[skp.pk, period.pk]),
        reverse("evaluation:rate", args=[skp.pk, period.pk]),
    ):
        assert SENTENCE in sign_in(cast.hendrika).get(path).content.decode(), path
    beside = page(sign_in(cast.yohana).get(reverse("progress:period", args=[skp.pk, period.pk])))
    card = beside.select_one(f"#rhk-{first.pk}")
    assert card is not None
    assert SENTENCE in card.get_text()


def test_the_signed_evaluation_prints_what_was_said(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    give(cast, skp, cast.markus, sasaran=about(results(skp)[0]))
    draft = sign_in(cast.hendrika).get(reverse("evaluation:draft", args=[skp.pk, cast.triwulan(2).pk]))
    text = squeezed(whole_text(draft.content))
    assert squeezed(f"Pegawai ({cast.markus.nama_lengkap}): {SENTENCE}") in text


def test_a_result_that_was_taken_over_is_told_to_whoever_rates(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    rhk = about(results(skp)[0])
    give(cast, skp, cast.markus, sasaran=rhk, sifat="perbaikan")
    decide(cast, skp, "penyesuaian_ekspektasi", maju=False, hours=1)
    give(cast, skp, cast.hendrika, sasaran=rhk, sifat="perbaikan", at=NOW + timedelta(hours=2))
    decide(cast, skp, "pengambilalihan", maju=False, hours=3, catatan="Register tidak dapat diselesaikan.")
    shown = page(sign_in(cast.hendrika).get(reverse("evaluation:rate", args=[skp.pk, cast.triwulan(2).pk])))
    assert "Register tidak dapat diselesaikan." in shown.get_text()
    ladder = page(sign_in(cast.hendrika).get(reverse("feedback:ladder", args=[skp.pk])))
    assert "sudah diambil alih" in ladder.get_text()


def test_the_ladder_offers_only_what_the_law_offers(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    give(cast, skp, cast.markus, sasaran=about(results(skp)[0]))
    browser, path = sign_in(cast.hendrika), reverse("feedback:ladder", args=[skp.pk])
    shown = page(browser.get(path))
    offered = [
        [option["value"] for option in select.select("option") if option["value"]]
        for select in shown.select("select[name=tindakan]")
    ]
    assert offered == [
        ["apresiasi", "penugasan_baru"],
        ["penyesuaian_ekspektasi", "penyesuaian_sumber_daya", "pembinaan"],
    ]
    sent = {"rhk": results(skp)[0].pk, "maju": "0", "tindakan": "pembinaan", "catatan": "Dua kali sepekan"}
    refused = browser.post(path, sent)
    assert refused.status_code == 422
    assert "Dua kali sepekan" in refused.content.decode()
    assert browser.post(path, sent | {"pembinaan": "bimbingan"}).status_code == 302


# Private notes


def test_a_private_note_is_on_no_page_but_its_authors(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    path = reverse("feedback:notes", args=[cast.yohana.pk])
    sign_in(cast.hendrika).post(path, {"teks": "Kata-rahasia-Hendrika"})
    note = CatatanPribadi.objects.get()
    assert "Kata-rahasia-Hendrika" in sign_in(cast.hendrika).get(path).content.decode()
    for person in cast.people:
        if person != cast.hendrika:
            assert sign_in(person).get(path).status_code == 404
            erase = reverse("feedback:erase_note", args=[cast.yohana.pk, note.pk])
            assert sign_in(person).post(erase).status_code == 404
    ledger = sign_in(cast.agus).get(reverse("audit:ledger")).content.decode()
    assert "menulis catatan pribadi" in ledger
    assert "rahasia-Hendrika" not in ledger


# The rest


def test_the_clerk_keeps_rhythm_and_words(cast: Cast, sign_in: SignIn) -> None:
    browser, path = sign_in(cast.lusia), reverse("feedback:settings")
    browser.post(path, {"daftar": "irama", "irama": "bulanan", "start_date": "2026-07-01"})
    browser.post(path, {"daftar": "kata", "kata": "wati-wati", "kelompok": "hinaan"})
    shown = page(browser.get(path)).get_text(" ", strip=True)
    assert "Setiap bulan" in shown
    assert "wati-wati" in shown
    assert browser.post(path, {"daftar": "irama", "irama": "harian", "start_date": "x"}).status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_my_list_asks_the_same_number_of_questions(
    count: int, cast: Cast, skp: Skp, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        given = give(cast, skp, cast.markus, teks=f"{SENTENCE} Bagian {number}.")
        operations.add_bukti_link(
            umpan_balik=given, url="https://example.go.id/a", by=cast.actor(cast.markus), at=NOW
        )
    browser = sign_in(cast.yohana)
    with django_assert_num_queries(11):
        browser.get(reverse("feedback:mine"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_team_asks_the_same_number_of_questions(
    count: int, cast: Cast, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    for person in [cast.yohana, cast.markus, cast.rosa][:count]:
        set_skp_for(cast, person, cast.hendrika)
    browser = sign_in(cast.hendrika)
    with django_assert_num_queries(9):
        assert len(page(browser.get(reverse("feedback:team"))).select("tbody tr")) == count


@pytest.mark.parametrize("route", ["feedback:mine", "feedback:choose", "feedback:team"])
def test_the_pages_speak_english(route: str, cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    give(cast, skp, cast.markus)
    browser = sign_in(cast.hendrika)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    content = browser.get(reverse(route)).content.decode()
    assert "eedback" in content
    assert "Umpan balik" not in content


def test_a_value_can_be_the_subject(cast: Cast, skp: Skp) -> None:
    assert give(cast, skp, cast.markus, sasaran=HARMONIS).nilai == 4
