"""Lessons are done once and by the right answer; practice keeps nothing; questions become searchable."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kasuari.accounts.models import Notice
from kasuari.audit.models import AuditEntry
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.learning import operations, queries
from kasuari.learning.enums import Peran
from kasuari.learning.lessons import PELAJARAN
from kasuari.learning.models import PelajaranSelesai, Pertanyaan
from kasuari.organisation.models import Pegawai
from tests.cast import NOW, TODAY, Cast

SignIn = Callable[[Pegawai], Client]
pytestmark = pytest.mark.django_db


def test_every_role_has_its_lessons_and_every_check_one_right_answer() -> None:
    counts = {peran: sum(item.peran is peran for item in PELAJARAN) for peran in Peran}
    assert counts == {
        Peran.PEGAWAI: 4,
        Peran.PENILAI: 4,
        Peran.KEPEGAWAIAN: 3,
        Peran.PIMPINAN: 2,
        Peran.PYB: 3,
        Peran.AUDITOR: 3,
    }
    assert len({item.kode for item in PELAJARAN}) == len(PELAJARAN)
    assert all(1 <= item.benar <= len(item.pilihan) == 3 and len(item.isi) == 4 for item in PELAJARAN)


def test_a_lesson_counts_once_and_only_with_the_right_answer(cast: Cast) -> None:
    by, item = cast.actor(cast.yohana), PELAJARAN[0]
    with pytest.raises(Invalid):
        operations.finish_lesson(pelajaran=item, pilihan=1, by=by, at=NOW)
    assert not PelajaranSelesai.objects.exists()
    assert operations.finish_lesson(pelajaran=item, pilihan=item.benar, by=by, at=NOW) is True
    assert operations.finish_lesson(pelajaran=item, pilihan=item.benar, by=by, at=NOW) is False
    assert AuditEntry.objects.filter(kind="learning.lesson_done").count() == 1
    with pytest.raises(NotAllowed):
        operations.finish_lesson(
            pelajaran=item, pilihan=item.benar, by=Actor.system("Kasuari", on=TODAY), at=NOW
        )


def test_the_gate_counts_who_has_done_all_lessons_of_a_pegawai(cast: Cast) -> None:
    people = [cast.yohana.pk, cast.markus.pk]
    assert queries.lessons_done([], on=TODAY) == (None, None)
    for item in PELAJARAN:
        if item.peran is Peran.PEGAWAI:
            assert queries.lessons_done(people, on=TODAY) == (0, 2)
            operations.finish_lesson(pelajaran=item, pilihan=item.benar, by=cast.actor(cast.yohana), at=NOW)
    assert queries.lessons_done(people, on=TODAY) == (50, 2)


def test_roles_decide_which_lessons_are_mine(cast: Cast) -> None:
    assert queries.roles_of(cast.actor(cast.yohana)) == [Peran.PEGAWAI]
    assert queries.roles_of(cast.actor(cast.hendrika)) == [Peran.PEGAWAI, Peran.PENILAI, Peran.PIMPINAN]
    assert queries.roles_of(cast.actor(cast.lusia)) == [Peran.PEGAWAI, Peran.KEPEGAWAIAN]
    assert queries.roles_of(cast.actor(cast.agus)) == [Peran.PEGAWAI, Peran.AUDITOR]
    assert Peran.PYB in queries.roles_of(cast.actor(cast.andreas))


def test_a_wrong_answer_says_so_on_the_page_and_a_right_one_is_marked(cast: Cast, sign_in: SignIn) -> None:
    browser, page = sign_in(cast.yohana), reverse("learning:lesson", args=["skp"])
    wrong = browser.post(page, {"pilihan": "1"})
    assert wrong.status_code == 422
    assert "Belum tepat" in wrong.content.decode()
    assert browser.post(page, {"pilihan": "2"}).status_code == 302
    assert "selesai" in browser.get(reverse("learning:lessons")).content.decode()
    assert browser.get(reverse("learning:lesson", args=["tidak-ada"])).status_code == 404


def test_practice_answers_by_the_law_and_keeps_nothing(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.hendrika)
    before = AuditEntry.objects.count()
    with CaptureQueriesContext(connection) as caught:
        text = browser.post(
            reverse("learning:practice"), {"hasil_a": "diatas", "perilaku_a": "sesuai"}
        ).content.decode()
    assert not [query for query in caught if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert AuditEntry.objects.count() == before
    assert "Sama dengan pembacaan kami." in text
    assert "Baik" in text


def test_a_question_keeps_its_step_is_answered_once_and_found_by_all(
    cast: Cast, sign_in: SignIn, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    browser = sign_in(cast.yohana)
    page = reverse("learning:questions")
    shown = browser.get(page, {"dari": reverse("planning:mine")}).content.decode()
    assert '<option value="skp" selected' in shown
    assert browser.post(page, {"langkah": "skp", "teks": "Bolehkah SKP diubah?"}).status_code == 302
    asked = Pertanyaan.objects.get()
    with pytest.raises(Http404):
        queries.question_for(cast.actor(cast.markus), asked.pk)
    with pytest.raises(NotAllowed):
        operations.answer_question(pertanyaan=asked, jawaban="Boleh", by=cast.actor(cast.yohana), at=NOW)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        operations.answer_question(
            pertanyaan=asked, jawaban="Boleh, lewat versi baru.", by=cast.actor(cast.lusia), at=NOW
        )
    assert Notice.objects.filter(user=cast.yohana.user).exists()
    with pytest.raises(Stale):
        operations.answer_question(pertanyaan=asked, jawaban="Lagi", by=cast.actor(cast.lusia), at=NOW)
    found = sign_in(cast.markus).get(page, {"cari": "versi baru"}).content.decode()
    assert "Boleh, lewat versi baru." in found
    assert "Tidak ada yang cocok" in sign_in(cast.markus).get(page, {"cari": "gaji"}).content.decode()


def test_a_question_waits_on_the_home_of_the_clerk_until_it_is_answered(cast: Cast) -> None:
    by = cast.actor(cast.lusia)
    assert queries.work_for(by, on=TODAY) == []
    made = operations.ask_question(
        langkah="skp", teks="Bolehkah SKP diubah?", by=cast.actor(cast.yohana), at=NOW
    )
    assert [str(item.title) for item in queries.work_for(by, on=TODAY)] == ["1 pertanyaan menunggu jawaban"]
    assert queries.work_for(cast.actor(cast.yohana), on=TODAY) == []
    operations.answer_question(pertanyaan=made, jawaban="Boleh.", by=by, at=NOW)
    assert queries.work_for(by, on=TODAY) == []


def test_a_script_in_a_question_is_text(cast: Cast, sign_in: SignIn) -> None:
    sign_in(cast.yohana).post(
        reverse("learning:questions"), {"langkah": "lain", "teks": "<script>alert(1)</script> mengapa?"}
    )
    text = sign_in(cast.lusia).get(reverse("learning:questions")).content.decode()
    assert "&lt;script&gt;" in text
    assert "<script>alert" not in text
    wrong = sign_in(cast.yohana).post(reverse("learning:questions"), {"langkah": "x", "teks": " "})
    assert wrong.status_code == 422


def test_the_packet_of_lessons_is_light_and_says_nothing_of_its_reader(
    cast: Cast, sign_in: Callable[[Pegawai], Client]
) -> None:
    found = sign_in(cast.yohana).get(reverse("learning:packet"))
    page = found.content.decode()
    assert len(found.content) < 16_000
    assert page.count("<form") == 4  # those of a pegawai alone
    assert all(str(item.judul) in page for item in PELAJARAN if item.peran is Peran.PEGAWAI)
    assert "Yohana" not in page
    assert page.count("data-autosave=") == 4
    assert sign_in(cast.hendrika).get(reverse("learning:packet")).content.decode().count("<form") == 10
    worker = sign_in(cast.yohana).get("/sw.js").content.decode()
    assert 'self.packet="/belajar/saku/"' in worker


def test_an_answer_that_waited_for_the_line_is_looked_at_when_it_arrives(
    cast: Cast, sign_in: Callable[[Pegawai], Client]
) -> None:
    yohana, item = sign_in(cast.yohana), PELAJARAN[0]
    path = reverse("learning:lesson", args=[item.kode])
    for chosen, words in ((1, "Belum tepat"), (item.benar, "Tepat. Pelajaran ini tercatat selesai.")):
        found = yohana.post(path, {"pilihan": str(chosen)}, headers={"X-Autosave": "1"})
        assert found.status_code == 200
        assert words in found.json()["advice"]["pilihan"]
    assert PelajaranSelesai.objects.get().kode == item.kode
