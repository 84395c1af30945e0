"""Survei Kepuasan Masyarakat: what counts, what is held back, what paper does, what others may use."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from kasuari.audit.models import AuditEntry
from kasuari.documents.queries import content_of
from kasuari.feedback import sealing
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.organisation.models import Pegawai
from kasuari.surveys import operations, origins, queries
from kasuari.surveys.codes import kode_hari
from kasuari.surveys.enums import UnsurSkm
from kasuari.surveys.models import JawabanSkm, LembarKertas, SurveiSkm, TumpukanSkm
from kasuari.surveys.queries import standing_of
from kasuari.surveys.words import number
from tests.cast import NOW, TODAY, Cast
from tests.surveys.acts import LATER, answer, closed, held, isian, opened, planned, sent, sheet

SignIn = Callable[[Pegawai], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _keys(settings: Any, tmp_path: Any) -> None:
    settings.KASUARI = settings.KASUARI.model_copy(update={"data_dir": tmp_path})
    origins._key.cache_clear()


def kinds() -> list[str]:
    return list(
        AuditEntry.objects.filter(kind__startswith="surveys.").order_by("pk").values_list("kind", flat=True)
    )


def test_a_survey_is_planned_opened_and_closed_by_the_clerk(cast: Cast) -> None:
    survei = closed(cast, answers=2)
    assert (survei.state, survei.hasil["responden"], survei.version) == ("ditutup", 2, 2)
    assert kinds() == ["surveys.skm_planned", "surveys.skm_opened", "surveys.skm_closed"]
    found = queries.result_of(survei)
    assert (found.ikm, found.mutu, found.perlu, found.cukup) == (Fraction(75), "C", 80, False)
    assert [(bobot, ikm) for bobot, ikm, _m in found.lain] == [
        ("tiga_desimal", Fraction(7493, 100)),
        ("dua_desimal", Fraction(7425, 100)),
    ]
    with pytest.raises(StateRefusal):
        operations.open_skm(survei=survei, version=2, by=cast.actor(cast.lusia), at=NOW)


def test_nobody_else_runs_a_survey(cast: Cast) -> None:
    survei = planned(cast)
    for person in (cast.yohana, cast.hendrika, cast.agus, cast.andreas):
        with pytest.raises(NotAllowed):
            operations.open_skm(survei=survei, version=0, by=cast.actor(person), at=NOW)
        with pytest.raises(Http404):
            queries.survey_for(cast.actor(person), survei.pk)  # a draft is seen by who runs it
    with pytest.raises(Stale):
        operations.open_skm(survei=survei, version=9, by=cast.actor(cast.lusia), at=NOW)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"layanan": " "}, "layanan"),
        ({"last_date": date(2026, 3, 1)}, "last_date"),
        ({"last_date": date(2028, 3, 1)}, "last_date"),
        ({"populasi": 0}, "populasi"),
        ({"bobot": "0,1"}, "bobot"),
        ({"batas_alamat": 0}, "batas_alamat"),
    ],
)
def test_a_wrong_plan_names_its_field(cast: Cast, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        planned(cast, **changes)
    assert [problem.path for problem in refused.value.problems] == [field]
    assert not SurveiSkm.objects.exists()


def test_an_answer_leaves_no_event_and_the_same_form_counts_once(cast: Cast) -> None:
    survei, key = opened(cast), uuid.uuid4()
    before = AuditEntry.objects.count()
    assert answer(survei, key=key) == "dihitung"
    assert answer(survei, key=key) is None
    assert AuditEntry.objects.count() == before
    assert queries.result_of(survei).responden == 1
    assert TumpukanSkm.objects.get().jumlah == 1


def test_a_blank_is_no_answer_and_never_nought(cast: Cast) -> None:
    survei = opened(cast)
    answer(survei, said=isian(4, biaya=None))
    answer(survei, said=isian(2))
    found = queries.result_of(survei)
    lines = {line.kode: line for line in found.lines}
    assert (lines["biaya"].nrr, lines["biaya"].terisi, lines["waktu"].nrr) == (2, 1, 3)
    assert found.terendah is not None
    assert found.terendah.kode == "biaya"
    assert found.hasil is not None
    with translation.override("id"):
        assert number(found.hasil.ni, 4) == "2,8889"


def test_an_unsur_that_nobody_answered_leaves_the_index_unknown(cast: Cast) -> None:
    survei = opened(cast)
    answer(survei, said=isian(4, waktu=None))
    assert queries.result_of(survei).hasil is None
    assert queries.result_of(survei).ikm is None


@pytest.mark.parametrize("change", [{"last_date": date(2026, 6, 23)}, {"start_date": date(2026, 6, 25)}])
def test_a_survey_outside_its_days_takes_nothing(cast: Cast, change: dict[str, date]) -> None:
    survei = opened(cast, **change)
    with pytest.raises(Refusal) as refused:
        answer(survei)
    assert refused.value.code == "skm.closed"


def test_a_wrong_code_and_a_step_off_the_scale_are_refused_together(cast: Cast) -> None:
    survei = opened(cast)
    with pytest.raises(Invalid) as refused:
        answer(survei, said=isian(3, waktu=5), kode="SALAH")
    assert {problem.path for problem in refused.value.problems} == {"waktu", "kode"}
    with pytest.raises(Invalid):
        answer(survei, kode=kode_hari(survei.benih, TODAY - timedelta(days=2)))
    assert answer(survei, kode=kode_hari(survei.benih, TODAY - timedelta(days=1)).lower()) == "dihitung"
    assert JawabanSkm.objects.count() == 1


def test_a_thousand_answers_of_one_connection_do_not_count(cast: Cast) -> None:
    survei = opened(cast)
    answer(survei, address="10.1.1.1", said=isian(2))
    for _number in range(7):
        answer(survei, address="203.0.113.7", said=isian(4))
    TumpukanSkm.objects.filter(state="ditahan").update(jumlah=199)
    answer(survei, address="203.0.113.7", said=isian(4))
    for _number in range(5):
        with pytest.raises(Refusal, match=r"skm\.too_many"):
            answer(survei, address="203.0.113.7", said=isian(4))
    found = TumpukanSkm.objects.get(state="ditahan")
    assert (found.jumlah, found.sebab) == (200, "alamat")  # kept for the decision, and no more
    assert queries.result_of(survei).responden == 1
    assert queries.result_of(survei).ikm == 50
    with pytest.raises(Refusal) as waiting:
        operations.close_skm(survei=survei, version=survei.version, by=cast.actor(cast.lusia), at=NOW)
    assert waiting.value.code == "skm.batches_wait"


def test_a_crowd_of_connections_at_once_is_held_back_too(cast: Cast) -> None:
    survei = opened(cast)
    SurveiSkm.objects.filter(pk=survei.pk).update(batas_ramai=3)
    survei.refresh_from_db()
    states = [answer(survei, address=f"10.2.0.{n}") for n in range(6)]
    assert states == ["dihitung"] * 4 + ["ditahan"] * 2
    assert TumpukanSkm.objects.filter(sebab="ramai").count() == 2


def test_a_decision_has_a_reason_and_is_not_taken_by_those_whom_it_is_about(cast: Cast) -> None:
    survei = opened(cast)
    tumpukan = held(survei)
    assert queries.result_of(survei).responden == 0

    def decide(person: Pegawai, keputusan: str = "terima", alasan: str = "Wifi puskesmas") -> None:
        by = cast.actor(person)
        found = TumpukanSkm.objects.select_related("survei__unit").get(pk=tumpukan.pk)
        operations.decide_batch(
            tumpukan=found, keputusan=keputusan, alasan=alasan, standing=standing_of(by), by=by, at=NOW
        )

    for person in (cast.hendrika, cast.paulus, cast.agus):
        with pytest.raises(NotAllowed):
            decide(person)
    with pytest.raises(Invalid):
        decide(cast.lusia, alasan=" ")
    with pytest.raises(StateRefusal):
        decide(cast.lusia, keputusan="tahan")
    decide(cast.lusia)
    assert queries.result_of(survei).responden == 6
    with pytest.raises(StateRefusal):
        decide(cast.lusia, keputusan="buang")
    assert kinds()[-1] == "surveys.skm_batch_decided"


def test_a_clerk_who_works_in_the_unit_does_not_decide_about_it(cast: Cast) -> None:
    survei = opened(cast, unit=cast.bkpsdm)
    tumpukan, by = held(survei), cast.actor(cast.lusia)
    with pytest.raises(NotAllowed) as refused:
        operations.decide_batch(
            tumpukan=tumpukan,
            keputusan="terima",
            alasan="Saya yakin",
            standing=standing_of(by),
            by=by,
            at=NOW,
        )
    assert refused.value.code == "skm.own_unit"


def test_no_table_holds_an_address_and_the_night_forgets_the_rest(cast: Cast) -> None:
    survei = opened(cast)
    answer(survei, address="198.51.100.23", said=isian(3, saran="Terima kasih"))
    held(survei, address="198.51.100.24")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert not any("198.51.100" in str(value) for row in cursor.fetchall() for value in row), table
    first = origins.sidik_of("198.51.100.23", survei_id=survei.pk, tanggal=TODAY, slot=54)
    assert TumpukanSkm.objects.filter(sidik=first).count() == 1
    assert first != origins.sidik_of("198.51.100.23", survei_id=survei.pk, tanggal=TODAY, slot=55)
    assert operations.forget_origins(on=LATER.date()) == 2
    left = TumpukanSkm.objects.get()
    assert (left.state, left.sidik, left.slot, left.jumlah) == ("ditahan", "", None, 6)
    assert JawabanSkm.objects.filter(tumpukan=None).count() == 1
    assert queries.result_of(survei).responden == 1
    with pytest.raises(sealing.KeyGone):
        sealing.seal_of(f"skm-{TODAY:%Y%m%d}", length=0)
    assert operations.forget_origins(on=LATER.date()) == 0


def test_two_phones_of_one_household_network_are_one_connection() -> None:
    def of(address: str) -> str:
        return origins.sidik_of(address, survei_id=1, tanggal=TODAY, slot=3)

    assert of("2001:db8:1:2::1") == of("2001:db8:1:2:ffff::9")
    assert of("2001:db8:1:3::1") != of("2001:db8:1:2::1")
    assert of("::ffff:10.0.0.1") == of("10.0.0.1")


def test_two_typings_that_agree_count_once_and_one_person_does_not_type_twice(cast: Cast) -> None:
    survei, said = opened(cast), isian(3, saran="Tambah  kursi")
    assert sheet(cast, survei, 1, cast.yohana, said).state == "menunggu"
    with pytest.raises(Refusal) as again:
        sheet(cast, survei, 1, cast.yohana, said)
    assert again.value.code == "skm.same_typist"
    assert queries.result_of(survei).responden == 0
    assert sheet(cast, survei, 1, cast.markus, isian(3, saran="Tambah kursi")).state == "selesai"
    found = queries.result_of(survei)
    assert (found.responden, found.kertas) == (1, 1)
    with pytest.raises(Refusal) as third:
        sheet(cast, survei, 1, cast.hendrika, said)
    assert third.value.code == "skm.sheet_done"
    with pytest.raises(NotAllowed):
        sheet(cast, survei, 2, cast.rosa, said)


def test_two_typings_that_differ_wait_until_the_paper_has_been_looked_at(cast: Cast) -> None:
    survei = opened(cast)
    sheet(cast, survei, 7, cast.yohana, isian(3))
    with pytest.raises(Refusal) as waiting:
        operations.close_skm(survei=survei, version=survei.version, by=cast.actor(cast.lusia), at=NOW)
    assert waiting.value.code == "skm.paper_waits"
    lembar = sheet(cast, survei, 7, cast.markus, isian(3, waktu=1, biaya=None))
    assert lembar.state == "berbeda"
    assert queries.result_of(survei).responden == 0
    by = cast.actor(cast.markus)
    operations.resolve_sheet(lembar=lembar, isian=isian(3, waktu=1), standing=standing_of(by), by=by, at=NOW)
    lines = {line.kode: line.nrr for line in queries.result_of(survei).lines}
    assert (lines["waktu"], lines["biaya"]) == (1, 3)
    told = AuditEntry.objects.filter(kind="surveys.skm_sheet_resolved").get()
    assert told.data["berbeda"] == "biaya, waktu"
    lembar.refresh_from_db()
    with pytest.raises(StateRefusal):
        operations.resolve_sheet(lembar=lembar, isian=isian(3), standing=standing_of(by), by=by, at=NOW)


def test_the_difference_is_shown_beside_each_other_and_mended_on_the_page(
    cast: Cast, sign_in: SignIn
) -> None:
    survei = opened(cast)
    page = reverse("surveys:paper", args=[survei.pk])
    typed = {**dict.fromkeys(UnsurSkm.values, "3"), "nomor": "4", "tanggal": "2026-06-24", "saran": "Baik"}
    assert sign_in(cast.yohana).post(page, typed).status_code == 302
    assert sign_in(cast.markus).post(page, {**typed, "waktu": "2"}).status_code == 302
    lembar = LembarKertas.objects.get()
    browser = sign_in(cast.hendrika)
    shown = browser.get(reverse("surveys:sheet", args=[lembar.pk])).content.decode()
    assert "Waktu penyelesaian" in shown
    assert "2 · Kurang cepat" in shown
    assert "3 · Cepat" in shown
    assert "Persyaratan" not in shown
    assert browser.post(reverse("surveys:sheet", args=[lembar.pk]), {}).status_code == 422
    assert browser.post(reverse("surveys:sheet", args=[lembar.pk]), {"pilih_waktu": "2"}).status_code == 302
    assert JawabanSkm.objects.get().waktu == 2
    wrong = browser.post(page, {**typed, "nomor": "0", "tanggal": "besok"})
    assert wrong.status_code == 422


def test_a_citizen_answers_without_account_cookie_or_script(cast: Cast) -> None:
    survei = opened(cast)
    browser = Client(enforce_csrf_checks=True)
    page = reverse("surveys:answer", args=[survei.kode])
    shown = browser.get(page, {"k": kode_hari(survei.benih, TODAY)})
    text = shown.content.decode()
    assert not shown.cookies
    assert not browser.cookies
    assert len(shown.content) < 15 * 1024
    assert "<script" not in text
    assert text.count("<fieldset") == 9
    assert f'value="{kode_hari(survei.benih, TODAY)}"' in text
    done = browser.post(page, sent(survei, saran="<script>alert(1)</script> Kursi kurang"))
    assert (done.status_code, done["Location"]) == (303, reverse("surveys:thanks", args=[survei.kode]))
    assert not done.cookies
    assert not browser.get(done["Location"]).cookies
    assert JawabanSkm.objects.get().saran.startswith("<script>")
    english = browser.get(page, {"bahasa": "en"}).content.decode()
    assert "How was our service?" in english


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(cast: Cast) -> None:
    survei = opened(cast)
    page = reverse("surveys:answer", args=[survei.kode])
    answered = Client().post(page, sent(survei, kode="AAAAA", waktu="9", saran="Saya menunggu lama"))
    text = answered.content.decode()
    assert answered.status_code == 422
    assert "bukan kode hari ini" in text
    assert "Saya menunggu lama" in text
    assert text.count(" checked") == 8
    assert not JawabanSkm.objects.exists()


def test_a_form_of_another_host_or_without_our_key_is_refused(cast: Cast) -> None:
    survei = opened(cast)
    page = reverse("surveys:answer", args=[survei.kode])
    other = opened(cast, layanan="Pelayanan gigi")
    for origin in ("https://evil.example", "null", "http://["):
        assert Client().post(page, sent(survei), headers={"origin": origin}).status_code == 403
    assert Client().post(page, sent(survei) | {"kunci": "x"}).status_code == 403
    assert Client().post(page, sent(survei) | {"kunci": sent(other)["kunci"]}).status_code == 403
    same = sent(survei)
    assert [Client().post(page, same).status_code for _ in range(2)] == [303, 303]
    assert JawabanSkm.objects.count() == 1


def test_a_closed_survey_says_so_and_shows_its_result_to_everybody(cast: Cast) -> None:
    survei = closed(cast)
    page = reverse("surveys:answer", args=[survei.kode])
    shut = Client().get(page)
    assert shut.status_code == 410
    assert "sedang tidak menerima jawaban" in shut.content.decode()
    assert Client().post(page, sent(survei)).status_code == 410
    shown = Client().get(reverse("surveys:public_result", args=[survei.kode]))
    assert "75,00" in shown.content.decode()
    assert len(shown.content) < 15 * 1024
    assert Client().get(reverse("surveys:answer", args=["ZZZZZZZZ"])).status_code == 404
    assert (
        Client().get(reverse("surveys:public_result", args=[opened(cast, layanan="Lain").kode])).status_code
        == 404
    )


def test_a_suggestion_is_text_wherever_it_is_shown(cast: Cast, sign_in: SignIn) -> None:
    survei = opened(cast)
    answer(survei, said=isian(3, saran="<script>alert(1)</script>"))
    text = sign_in(cast.hendrika).get(reverse("surveys:skm", args=[survei.pk])).content.decode()
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert(1)" not in text
    outside = sign_in(cast.rosa).get(reverse("surveys:skm", args=[survei.pk])).content.decode()
    assert "alert(1)" not in outside
    assert "Hasilnya dapat dibaca setelah survei ditutup." in outside


def test_the_report_is_printed_with_its_convention_and_follow_up(cast: Cast) -> None:
    survei = closed(cast, gratis=True, bobot="dua_desimal")
    by = cast.actor(cast.hendrika)
    made = operations.plan_follow_up(
        survei=survei,
        unsur="waktu",
        rencana="Membuka loket kedua pada hari Senin",
        penanggung_jawab="Kepala puskesmas",
        due_date=date(2026, 7, 31),
        standing=standing_of(by),
        by=by,
        at=NOW,
    )
    operations.finish_follow_up(
        tindak_lanjut=made, hasil="Sudah dibuka", standing=standing_of(by), by=by, at=NOW
    )
    with pytest.raises(Stale):
        operations.finish_follow_up(tindak_lanjut=made, hasil="Lagi", standing=standing_of(by), by=by, at=NOW)
    with pytest.raises(NotAllowed):
        operations.issue_report(survei=survei, by=by, at=NOW)
    issued = operations.issue_report(survei=survei, by=cast.actor(cast.lusia), at=NOW)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(content_of(issued))).pages)
    for words in ("74,25", "Mutu C", "Membuka loket kedua", "tepat 1/9", "Tanpa unsur biaya", "Sudah dibuka"):
        assert words in text


def test_evidence_is_of_closed_surveys_of_the_days_alone(cast: Cast, django_assert_num_queries: Any) -> None:
    survei = closed(cast)
    opened(cast, layanan="Masih terbuka")
    days = {"start_date": date(2026, 1, 1), "last_date": date(2026, 12, 31)}
    paths = (cast.dinkes.path, cast.puskesmas.path, cast.bkpsdm.path)
    with django_assert_num_queries(1):
        by_path = queries.evidence_of(paths, **days)
    assert by_path[cast.dinkes.path] == by_path[cast.puskesmas.path]
    found = by_path[cast.dinkes.path]
    assert [(item.survei_id, item.ikm, item.mutu, item.cukup) for item in found] == [
        (survei.pk, 75, "C", False)
    ]
    assert cast.bkpsdm.path not in by_path
    by_unit = queries.skm_by_unit([cast.puskesmas.pk, cast.bkpsdm.pk], **days)
    assert list(by_unit) == [cast.puskesmas.pk]
    before = {"start_date": date(2025, 1, 1), "last_date": date(2025, 12, 31)}
    assert queries.evidence_of(paths, **before) == {}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(cast: Cast, sign_in: SignIn, rows: int) -> None:
    for turn in range(rows):
        closed(cast, layanan=f"Layanan {turn}", answers=1)
    browser = sign_in(cast.yohana)
    browser.get(reverse("surveys:surveys"))
    with CaptureQueriesContext(connection) as caught:
        browser.get(reverse("surveys:surveys"))
    assert len(caught) == 5


def test_the_page_of_a_citizen_costs_one_query(cast: Cast) -> None:
    survei = opened(cast)
    with CaptureQueriesContext(connection) as caught:
        Client().get(reverse("surveys:answer", args=[survei.kode]))
    assert len(caught) == 1
