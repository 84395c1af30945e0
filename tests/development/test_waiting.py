"""What waits for somebody on home, the hours of a training, and the evidence of a report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kasuari.audit.models import AuditEntry
from kasuari.development import operations, queries
from kasuari.development.models import Alokasi, CatatanBelajar, KasusKonseling
from kasuari.development.operations import pendaftaran as enrolments
from kasuari.development.queries.bimbingan import case_for, evidence_for
from kasuari.development.queries.dampak import own_change
from kasuari.development.queries.tindak_lanjut import result_to_award
from kasuari.foundation.presence import Presence
from kasuari.foundation.refusals import Invalid, NotAllowed
from kasuari.foundation.states import StateRefusal
from kasuari.organisation.models import Pegawai
from tests.cast import NOW, TODAY, Cast
from tests.development import partners
from tests.development.competence import assess, held_of, load, plan_of
from tests.development.follow_up import decide, propose
from tests.development.guidance import ANSWERS, PROBLEM, case, session
from tests.evaluation.acts import give_capaian, rate, sign
from tests.feedback.acts import give
from tests.planning_builder import set_skp_for

pytestmark = pytest.mark.django_db
SignIn = Callable[[Pegawai], Client]
WAITING = Presence(queries.may_wait)


def waits(cast: Cast, person: Pegawai, *, on: date = TODAY) -> list[str]:
    """The keys of what waits, without the numbers; asked the way that home does."""
    waiting = WAITING.of(person.pk, on=on)
    items = queries.work_for(cast.actor(person, on=on), on=on, waiting=waiting)
    assert items == queries.work_for(cast.actor(person, on=on), on=on)  # no condition hides anything
    return [item.key.rstrip("0123456789").rstrip(".") for item in items]


def test_a_plan_waits_for_the_penilai_and_a_returned_one_for_its_owner(cast: Cast) -> None:
    set_skp_for(cast, cast.yohana, cast.hendrika)
    plan = plan_of(cast).rencana
    assert waits(cast, cast.hendrika) == []
    plan.refresh_from_db()
    operations.propose_plan(plan=plan, version=plan.version, by=cast.actor(cast.yohana), at=NOW)
    assert waits(cast, cast.hendrika) == ["development.agree"]
    assert waits(cast, cast.stefanus) == waits(cast, cast.yohana) == []
    operations.return_plan(
        plan=plan,
        held=held_of(cast),
        alasan="Tambahkan ukurannya.",
        version=plan.version,
        by=cast.actor(cast.hendrika),
        at=NOW,
    )
    assert (waits(cast, cast.hendrika), waits(cast, cast.yohana)) == ([], ["development.returned"])


def test_a_finding_waits_until_its_owner_has_spoken(cast: Cast) -> None:
    kamus = load(cast)
    sheet = assess(cast, {kamus["komunikasi"]: 2, kamus["integritas"]: 4})
    assert waits(cast, cast.yohana) == ["development.talk"]
    assert waits(cast, cast.yohana, on=TODAY + timedelta(days=90)) == []
    operations.say_of_finding(
        hasil=sheet.hasil.get(nilai=2),
        penilai_id=cast.hendrika.pk,
        sikap="benar",
        catatan="",
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    assert waits(cast, cast.yohana) == []


def test_what_home_asks_for_opens(cast: Cast, sign_in: SignIn) -> None:
    session(cast, until="signed")
    case(cast, until="reported", person=cast.markus)
    case(cast, until="appointed", told="Terlambat tiga kali.")
    for person, count in ((cast.yohana, 1), (cast.hendrika, 1), (cast.lusia, 1), (cast.stefanus, 1)):
        items = queries.work_for(cast.actor(person), on=TODAY)
        assert len(items) == count
        browser = sign_in(person)
        assert {browser.get(item.url.partition("#")[0]).status_code for item in items} == {200}


def test_a_report_of_conduct_waits_for_a_counsellor_and_then_for_the_record(cast: Cast) -> None:
    made = case(cast, until="reported")
    assert waits(cast, cast.lusia) == waits(cast, cast.andreas) == ["development.appoint"]
    for other in (cast.yohana, cast.hendrika, cast.stefanus, cast.agus):
        assert waits(cast, other) == []
    (item,) = queries.work_for(cast.actor(cast.lusia), on=TODAY)
    assert "Yohana" not in f"{item.title} {item.why}"  # home names nobody
    operations.appoint_counsellor(
        case=made,
        konselor_id=cast.stefanus.pk,
        peran="pejabat",
        jadwal_at=NOW + timedelta(days=3),
        tempat="Ruang tamu BKPSDM",
        version=made.version,
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    assert waits(cast, cast.lusia) == []
    assert waits(cast, cast.stefanus) == ["development.counsel"]
    made.refresh_from_db()
    operations.record_counselling(
        case=made, rekaman="Sepakat.", version=made.version, by=cast.actor(cast.stefanus), at=NOW
    )
    assert waits(cast, cast.stefanus) == []


def test_learning_waits_for_the_penilai_and_a_proposed_place_for_the_clerk(
    cast: Cast, sign_in: SignIn
) -> None:
    set_skp_for(cast, cast.yohana, cast.hendrika)
    CatatanBelajar.objects.create(
        pegawai=cast.yohana,
        bentuk="seminar",
        teks="Seminar gizi",
        start_date=TODAY,
        last_date=TODAY,
        noted_at=NOW,
        noted_by=cast.yohana.user,
    )
    partners.enrol(cast, partners.programme(cast, partners.partner(cast)), cast.yohana)
    assert waits(cast, cast.hendrika) == ["development.check"]
    assert waits(cast, cast.lusia) == ["development.place"]
    assert waits(cast, cast.stefanus) == []
    for person in (cast.hendrika, cast.lusia):
        (item,) = queries.work_for(cast.actor(person), on=TODAY)
        assert sign_in(person).get(item.url.partition("#")[0]).status_code == 200


def test_an_allocation_waits_for_whoever_may_approve_it(cast: Cast) -> None:
    Alokasi.objects.create(instansi=cast.instansi, nama="Semester II", state="siap", created_at=NOW)
    assert waits(cast, cast.andreas) == waits(cast, cast.maria) == ["development.allocation"]
    assert waits(cast, cast.lusia) == waits(cast, cast.agus) == waits(cast, cast.yohana) == []
    Alokasi.objects.create(instansi=cast.instansi, nama="Coba lagi", state="siap", created_at=NOW)
    (item,) = queries.work_for(cast.actor(cast.andreas), on=TODAY)  # one line, however often it is computed
    assert item.count == 2


def test_a_session_waits_for_each_side_in_turn(cast: Cast) -> None:
    made = session(cast)
    assert waits(cast, cast.yohana) == waits(cast, cast.hendrika) == ["development.sign"]
    for who in (cast.yohana, cast.hendrika):
        operations.sign_session(sesi=made, version=made.version, by=cast.actor(who), at=NOW)
        made.refresh_from_db()
    assert waits(cast, cast.yohana) == ["development.answer"]
    assert waits(cast, cast.hendrika) == ["development.report"]
    operations.answer_session(sesi=made, jawaban=ANSWERS, catatan="", by=cast.actor(cast.yohana), at=NOW)
    operations.report_session(sesi=made, by=cast.actor(cast.hendrika), at=NOW)
    assert waits(cast, cast.yohana) == waits(cast, cast.hendrika) == []


def test_a_proposal_waits_for_whoever_may_decide_it(cast: Cast) -> None:
    give_capaian(cast)
    skp = set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)
    best = sign(cast, rate(cast, skp, rating_hasil_kerja="diatas", rating_perilaku_kerja="diatas"))
    held = result_to_award(cast.actor(cast.hendrika), best.pk)
    proposal = propose(cast, held)
    assert waits(cast, cast.andreas) == waits(cast, cast.maria) == ["development.award"]
    for other in (cast.yohana, cast.hendrika, cast.lusia, cast.agus):
        assert waits(cast, other) == []
    propose(cast, held, bentuk="lain", nama="Bidan Teladan")
    items = {who: queries.work_for(cast.actor(who), on=TODAY) for who in (cast.andreas, cast.maria)}
    # Another award than the priorities is the pejabat pembina's alone (Pasal 31 ayat (3)).
    assert [(item.count, str(item.title)) for item in items[cast.andreas]] == [
        (1, "Putuskan 1 usulan penghargaan")
    ]
    assert [item.count for item in items[cast.maria]] == [2]
    decide(cast, proposal)
    assert waits(cast, cast.andreas) == []
    assert waits(cast, cast.maria) == ["development.award"]


@pytest.mark.parametrize("way", ["bimbingan", "konseling"])
def test_a_rating_below_the_expectation_waits_until_it_is_talked_about(cast: Cast, way: str) -> None:
    give_capaian(cast)
    skp = set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)
    below = {"bimbingan": "rating_hasil_kerja", "konseling": "rating_perilaku_kerja"}[way]
    draft = rate(cast, skp, **{below: "dibawah"})
    assert waits(cast, cast.hendrika) == []  # what is not signed calls for nothing
    sign(cast, draft)
    assert waits(cast, cast.hendrika) == ["development.guide"]
    assert waits(cast, cast.yohana) == waits(cast, cast.paulus) == []
    assert waits(cast, cast.hendrika, on=date(2026, 9, 28)) == []  # 90 days after the quarter
    if way == "bimbingan":
        session(cast)
    else:
        case(cast)
    assert "development.guide" not in waits(cast, cast.hendrika)


def test_hours_of_a_training_are_taken_over_once_and_still_need_a_check(cast: Cast, sign_in: SignIn) -> None:
    made = partners.partners_of(cast)
    assert waits(cast, cast.yohana) == ["development.talk", "development.enrolment"]
    row = made.finished  # Markus's
    with pytest.raises(NotAllowed):
        operations.take_over_learning(pendaftaran=row, by=cast.actor(cast.hendrika), at=NOW)
    path = reverse("development:enrolment", args=[row.pk])
    client = sign_in(cast.markus)
    assert "Masukkan 16 JP ke catatan belajar" in client.get(path).content.decode()
    act = reverse("development:enrolment_act", args=[row.pk, "catat-jp"])
    assert client.post(act).status_code == 302
    note = CatatanBelajar.objects.get(pegawai=cast.markus)
    assert (note.jp, note.state, note.bentuk, note.pendaftaran) == (
        16,
        "dicatat",
        "pelatihan_manajerial",
        row,
    )
    assert AuditEntry.objects.latest("pk").kind == "development.learning_noted"
    assert "Masukkan 16 JP" not in client.get(path).content.decode()
    with pytest.raises(StateRefusal) as twice:
        operations.take_over_learning(pendaftaran=row, by=cast.actor(cast.markus), at=NOW)
    assert twice.value.code == "development.hours_taken"
    with pytest.raises(StateRefusal) as early:
        operations.take_over_learning(pendaftaran=made.invited, by=cast.actor(cast.yohana), at=NOW)
    assert early.value.code == "development.no_hours"
    # What is left is the impression.
    assert waits(cast, cast.markus) == ["development.talk", "development.enrolment"]
    enrolments.give_reaction(
        pendaftaran=row, reaksi=4, teks="", version=row.version, by=cast.actor(cast.markus), at=NOW
    )
    assert waits(cast, cast.markus) == ["development.talk"]


def test_the_change_of_one_person_stands_beside_the_training(cast: Cast, sign_in: SignIn) -> None:
    made = partners.partners_of(cast)
    found = own_change(made.finished, on=TODAY)
    assert found is not None
    assert (found.before, found.after) == (1, None)
    partners.assess(cast, cast.markus, partners.skill(cast), 3, on=date(2026, 6, 27))
    found = own_change(made.finished, on=date(2026, 6, 30))
    assert found is not None
    assert (found.before, found.after, found.on) == (1, 0, date(2026, 6, 27))


def test_a_report_takes_the_feedback_that_it_rests_on_with_it(cast: Cast, sign_in: SignIn) -> None:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika)
    said = give(cast, skp, by=cast.hendrika, sifat="perbaikan", teks="Pos jaga kosong pada Senin malam.")
    praise = give(cast, skp, by=cast.hendrika, sifat="apresiasi", teks="Laporan bulan Mei rapi sekali.")
    made = case(cast)
    by = cast.actor(cast.hendrika)
    assert [key for key, _ in evidence_for(by, made)] == [said.pk]
    assert evidence_for(cast.actor(cast.rosa), made) == []
    given: dict[str, Any] = {
        "case": made,
        "ekspektasi_khusus": "",
        "permasalahan": PROBLEM,
        "serupa": False,
        "upaya": "Dua kali dibicarakan.",
        "version": made.version,
        "by": by,
        "at": NOW,
    }
    with pytest.raises(Invalid) as refused:
        operations.report_problem(**given, bukti_ids=[praise.pk])
    assert [item.path for item in refused.value.problems] == ["bukti_ids"]
    client = sign_in(cast.hendrika)
    shown = client.get(reverse("development:case", args=[made.pk])).content.decode()
    assert "Pos jaga kosong pada Senin malam." in shown
    sent = {"version": made.version, "permasalahan": PROBLEM, "serupa": "tidak", "upaya": "Dibicarakan."}
    path = reverse("development:report_case", args=[made.pk])
    assert client.post(path, sent | {"bukti_ids": [said.pk]}).status_code == 302
    kept = KasusKonseling.objects.get()
    assert [(item["dari"], item["teks"]) for item in kept.bukti] == [
        (cast.hendrika.nama_lengkap, "Pos jaga kosong pada Senin malam.")
    ]
    case_for(cast.actor(cast.lusia), made.pk)
    read = sign_in(cast.lusia).get(reverse("development:case", args=[made.pk])).content.decode()
    assert "Umpan balik yang menjadi bukti" in read
    assert not AuditEntry.objects.filter(data__icontains="Senin malam", kind__contains="counselling").exists()
