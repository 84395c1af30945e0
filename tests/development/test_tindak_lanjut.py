"""Penghargaan from a result to the decision, and who is listed for pembinaan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.http import Http404
from django.test import Client
from django.urls import reverse

from kasuari.accounts import operations as accounts
from kasuari.accounts.models import Notice
from kasuari.audit.models import AuditEntry
from kasuari.development.operations import tindak_lanjut as operations
from kasuari.development.queries import tindak_lanjut as queries
from kasuari.evaluation.models import Evaluasi
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal, Stale
from kasuari.organisation.models import Pegawai
from tests.cast import LONG_AGO, NOW, TODAY, Cast
from tests.development.follow_up import WHY, decide, propose
from tests.development.guidance import session
from tests.evaluation.acts import give_capaian, rate, sign
from tests.planning_builder import set_skp_for

SignIn = Callable[[Pegawai], Client]
pytestmark = pytest.mark.django_db


def result(cast: Cast, person: Pegawai | None = None, **ratings: str) -> Evaluasi:
    """A signed second quarter of somebody in the puskesmas, by Hendrika; Sangat Baik unless said."""
    skp = set_skp_for(cast, person or cast.yohana, cast.hendrika, atasan=cast.paulus)
    given = {"rating_hasil_kerja": "diatas", "rating_perilaku_kerja": "diatas", **ratings}
    signed = sign(cast, rate(cast, skp, **given))
    return queries.result_to_award(cast.actor(cast.hendrika), signed.pk)


@pytest.fixture
def best(cast: Cast) -> Evaluasi:
    give_capaian(cast)
    return result(cast)


def test_a_proposal_waits_for_the_pyb_and_the_person_hears_of_it_once_approved(
    cast: Cast, best: Evaluasi, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        usulan = propose(cast, best)
    assert (usulan.state, usulan.predikat, usulan.unit_id) == ("diusulkan", "sangat_baik", cast.puskesmas.pk)
    heard = Notice.objects.filter(kind="development.award_proposed")
    assert {row.user_id for row in heard} == {cast.andreas.user_id, cast.maria.user_id}
    with pytest.raises(Http404):
        queries.award_for(cast.actor(cast.yohana), usulan.pk)
    with django_capture_on_commit_callbacks(execute=True):
        decide(cast, usulan)
    assert usulan.berlaku_sampai_date == date(2027, 12, 31)
    told = AuditEntry.objects.filter(kind="development.award_decided").get()
    assert (told.data["keadaan"], told.data["alasan"]) == ("disetujui", "Sesuai bukti.")
    heard = Notice.objects.filter(kind="development.award_decided").order_by("user_id")
    assert {row.user_id for row in heard} == {cast.yohana.user_id, cast.hendrika.user_id}
    assert queries.award_for(cast.actor(cast.yohana), usulan.pk) == usulan


def test_an_approved_priority_holds_until_its_last_day(cast: Cast, best: Evaluasi) -> None:
    usulan = propose(cast, best)
    assert queries.priorities_of([cast.yohana.pk], on=TODAY) == {}
    decide(cast, usulan, sampai=date(2026, 9, 30))
    held = queries.priorities_of(None, on=date(2026, 9, 30), instansi_id=cast.instansi.pk)[cast.yohana.pk]
    assert (held.predikat, held.decided_date, held.last_date) == ("sangat_baik", TODAY, date(2026, 9, 30))
    assert queries.priorities_of(None, on=date(2026, 10, 1)) == {}
    assert queries.priorities_of([cast.markus.pk], on=TODAY) == {}
    assert queries.priorities_of(None, on=TODAY, bentuk="suksesi") == {}


def test_a_revoked_priority_holds_no_longer(cast: Cast, best: Evaluasi) -> None:
    usulan = decide(cast, propose(cast, best))
    operations.revoke_award(
        usulan=usulan,
        alasan="Predikatnya berubah setelah keberatan.",
        version=usulan.version,
        by=cast.actor(cast.andreas),
        at=NOW,
    )
    assert queries.priorities_of(None, on=TODAY) == {}
    with pytest.raises(Refusal):
        decide(cast, usulan)


@pytest.mark.parametrize("putusan", [True, False])
def test_whoever_proposed_does_not_decide(cast: Cast, best: Evaluasi, putusan: bool) -> None:
    accounts.grant_role(
        user=cast.hendrika.user,
        role="pyb",
        start_date=LONG_AGO,
        by=Actor.system("kasuari", on=TODAY),
        at=NOW,
    )
    usulan = propose(cast, best)
    with pytest.raises(NotAllowed) as refused:
        decide(cast, usulan, setuju=putusan, by=cast.actor(cast.hendrika))
    assert refused.value.code == "development.award_same_person"


def test_another_award_is_the_pejabat_pembinas(cast: Cast, best: Evaluasi) -> None:
    usulan = propose(cast, best, bentuk="lain", nama="Bidan Teladan")
    with pytest.raises(NotAllowed) as refused:
        decide(cast, usulan)
    assert refused.value.code == "development.award_pembina_only"


def test_below_the_expectation_grounds_no_award_and_is_listed_for_pembinaan(cast: Cast) -> None:
    give_capaian(cast)
    below = result(cast, rating_hasil_kerja="dibawah", rating_perilaku_kerja="dibawah")
    with pytest.raises(Refusal) as refused:
        propose(cast, below)
    assert refused.value.code == "development.award_not_yet"
    listed = queries.with_guidance(queries.guidance_results(cast.actor(cast.lusia), cast.triwulan(2)))
    assert [(item.evaluasi.pegawai_id, item.needs, item.sessions) for item in listed] == [
        (cast.yohana.pk, ("bimbingan", "konseling"), 0)
    ]
    session(cast)
    again = queries.with_guidance(queries.guidance_results(cast.actor(cast.hendrika), cast.triwulan(2)))
    assert [item.sessions for item in again] == [1]
    for person in (cast.yohana, cast.markus, cast.stefanus):
        assert not queries.guidance_results(cast.actor(person), cast.triwulan(2))


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"bentuk": "hadiah"}, {"bentuk"}),
        ({"bentuk": "lain", "nama": " "}, {"nama"}),
        ({"alasan": ""}, {"alasan"}),
        ({"alasan": "a" * 501}, {"alasan"}),
    ],
)
def test_a_wrong_proposal_names_every_field(
    cast: Cast, best: Evaluasi, changes: dict[str, Any], fields: set[str]
) -> None:
    with pytest.raises(Invalid) as refused:
        propose(cast, best, **changes)
    assert {problem.path for problem in refused.value.problems} == fields


def test_the_same_award_is_proposed_once_and_again_after_a_refusal(cast: Cast, best: Evaluasi) -> None:
    usulan = propose(cast, best)
    with pytest.raises(Refusal) as refused:
        propose(cast, best, by=cast.actor(cast.lusia))
    assert refused.value.code == "development.award_proposed_already"
    decide(cast, usulan, setuju=False)
    assert propose(cast, best).pk != usulan.pk


def test_a_stale_decision_and_one_that_ends_in_the_past_change_nothing(cast: Cast, best: Evaluasi) -> None:
    usulan = propose(cast, best)
    with pytest.raises(Stale):
        decide(cast, usulan, version=usulan.version - 1)
    with pytest.raises(Invalid):
        decide(cast, usulan, sampai=TODAY - timedelta(days=1))
    usulan.refresh_from_db()
    assert usulan.state == "diusulkan"


def test_who_may_propose(cast: Cast, best: Evaluasi) -> None:
    for person in (cast.yohana, cast.markus, cast.paulus, cast.andreas, cast.agus):
        with pytest.raises(NotAllowed):
            propose(cast, best, by=cast.actor(person))
    assert propose(cast, best, by=cast.actor(cast.lusia)).state == "diusulkan"


def test_the_proposer_alone_withdraws(cast: Cast, best: Evaluasi) -> None:
    usulan = propose(cast, best)
    with pytest.raises(NotAllowed):
        operations.withdraw_award(usulan=usulan, version=1, by=cast.actor(cast.lusia), at=NOW)
    operations.withdraw_award(usulan=usulan, version=1, by=cast.actor(cast.hendrika), at=NOW)
    assert usulan.state == "ditarik"


@pytest.mark.parametrize("people", [1, 2])
def test_the_lists_ask_the_same_number_of_questions(
    cast: Cast, sign_in: SignIn, people: int, django_assert_num_queries: Any
) -> None:
    give_capaian(cast)
    for person in (cast.yohana, cast.markus)[:people]:
        propose(cast, result(cast, person))
    actor, period = cast.actor(cast.lusia), cast.triwulan(2)
    with django_assert_num_queries(2):
        found = queries.with_proposals(queries.award_results(actor, period))
    assert [len(item.usulan) for item in found] == [1] * people
    with django_assert_num_queries(1):
        assert [row.pegawai.nama for row in queries.awards(actor)]
    with django_assert_num_queries(1):
        assert list(queries.guidance_results(actor, period)) == []


def test_the_pages_lead_from_the_candidate_to_the_decision(
    cast: Cast, sign_in: SignIn, best: Evaluasi
) -> None:
    penilai = sign_in(cast.hendrika)
    page = penilai.get(reverse("development:recognition_candidates"))
    soup = BeautifulSoup(page.content, "html.parser")
    address = reverse("development:propose_recognition", args=[best.pk])
    assert soup.select_one(f'a[href="{address}"]') is not None
    refused = penilai.post(address, {"bentuk": "lain", "nama": "", "alasan": WHY})
    assert refused.status_code == 422
    assert "Sebut penghargaannya" in refused.content.decode()
    made = penilai.post(address, {"bentuk": "pengembangan", "nama": "", "alasan": WHY})
    shown = BeautifulSoup(penilai.get(made["Location"]).content, "html.parser")
    assert WHY in shown.select_one("main").get_text()  # type: ignore[union-attr]
    pyb = sign_in(cast.andreas)
    decision = BeautifulSoup(pyb.get(made["Location"]).content, "html.parser")
    form = decision.select_one('form:has(button[value="setujui"])')
    assert form is not None
    done = pyb.post(form["action"], {"putusan": "setujui", "alasan": "Sesuai bukti.", "version": 1})
    assert done.status_code == 302
    mine = BeautifulSoup(sign_in(cast.yohana).get(reverse("development:recognitions")).content, "html.parser")
    assert "Disetujui" in mine.select_one("table").get_text()  # type: ignore[union-attr]


def test_an_export_holds_the_list_and_is_kept_in_the_ledger(
    cast: Cast, sign_in: SignIn, best: Evaluasi
) -> None:
    propose(cast, best)
    answer = sign_in(cast.lusia).post(reverse("development:export_recognitions"))
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[2]][:4] == [
        cast.yohana.nip,
        cast.yohana.nama_lengkap,
        cast.puskesmas.nama,
        "Prioritas pengembangan kompetensi",
    ]
    told = AuditEntry.objects.filter(kind="development.list_exported").get()
    assert told.data == {"daftar": "Usulan penghargaan", "count": 1}
