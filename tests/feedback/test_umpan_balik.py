"""Giving, correcting, withdrawing, asking, links, what follows, private notes: who may, and exactly what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import TestCase

from kasuari.accounts.models import Notice, User
from kasuari.audit.models import AuditEntry
from kasuari.audit.queries import timeline
from kasuari.feedback import operations, queries
from kasuari.feedback.models import (
    CatatanPribadi,
    IramaUmpanBalik,
    PermintaanUmpanBalik,
    RedaksiUmpanBalik,
    TautanUmpanBalik,
    UmpanBalik,
)
from kasuari.feedback.operations import Isian
from kasuari.feedback.sasaran import Sasaran, sasaran_in
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.organisation.models import Pegawai
from kasuari.planning import queries as planning
from kasuari.planning.models import Skp
from tests.cast import NOW, TODAY, Cast
from tests.feedback.acts import HARMONIS, SENTENCE, about, ask, decide, give, invite, results
from tests.planning_builder import set_skp_for
from tests.site.world import PDF

LATER = NOW + timedelta(hours=25)


@pytest.fixture
def skp(cast: Cast) -> Skp:
    return set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus, unit_penilai=cast.puskesmas)


def last_event() -> AuditEntry:
    return AuditEntry.objects.order_by("-pk")[0]


def all_audit_text() -> str:
    return " ".join(str(row) for row in AuditEntry.objects.values_list("data", "kind", "by_name"))


# Giving


def test_giving_keeps_the_columns_and_one_event_without_the_words(cast: Cast, skp: Skp) -> None:
    before = AuditEntry.objects.count()
    given = give(cast, skp, cast.hendrika, sasaran=about(results(skp)[0]), bentuk="berkala", langsung=True)
    row = UmpanBalik.objects.get(pk=given.pk)
    assert (row.skp_id, row.pegawai_id, row.rhk_id, row.nilai) == (
        skp.pk,
        cast.yohana.pk,
        results(skp)[0].pk,
        None,
    )
    assert (row.peran, row.sifat, row.bentuk, row.langsung) == ("pimpinan", "apresiasi", "berkala", True)
    assert (row.pemberi_id, row.pemberi_akun_id) == (cast.hendrika.pk, cast.hendrika.user_id)
    assert row.pemberi_nama == cast.hendrika.nama_lengkap
    assert (row.teks, row.state, row.given_at) == (SENTENCE, "diberikan", NOW)
    assert AuditEntry.objects.count() == before + 1
    event = last_event()
    assert (event.kind, event.pegawai_id) == ("feedback.umpan_balik_given", cast.yohana.pk)
    assert event.data == {
        "skp_id": skp.pk,
        "tentang": results(skp)[0].teks,
        "peran": "pimpinan",
        "bentuk": "berkala",
        "permintaan_id": None,
        "tautan_id": None,
    }
    assert SENTENCE not in all_audit_text()
    assert "apresiasi" not in all_audit_text()


@pytest.mark.parametrize(
    ("giver", "peran"),
    [
        ("hendrika", "pimpinan"),
        ("paulus", "pimpinan"),
        ("markus", "rekan"),
        ("stefanus", "pihak_lain"),
    ],
)
def test_the_role_follows_from_the_skp(giver: str, peran: str, cast: Cast, skp: Skp) -> None:
    set_skp_for(cast, cast.markus, cast.hendrika)
    assert give(cast, skp, getattr(cast, giver)).peran == peran


def test_a_subordinate_gives_as_one(cast: Cast, skp: Skp) -> None:
    leader = set_skp_for(cast, cast.hendrika, cast.paulus, format="A.1.1")
    assert give(cast, leader, cast.yohana).peran == "bawahan"


def test_nobody_gives_feedback_to_oneself(cast: Cast, skp: Skp) -> None:
    with pytest.raises(NotAllowed) as refused:
        give(cast, skp, cast.yohana)
    assert refused.value.code == "feedback.own"
    with pytest.raises(IntegrityError), transaction.atomic():
        UmpanBalik.objects.create(
            skp=skp, pegawai=cast.yohana, pemberi=cast.yohana, pemberi_akun=cast.yohana.user,
            pemberi_nama="Yohana", peran="rekan", sifat="apresiasi", teks="Hebat", nilai=1, given_at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize("state", ["draf", "diajukan"])
def test_only_a_running_skp_takes_feedback(state: str, cast: Cast) -> None:
    plan = set_skp_for(cast, cast.markus, cast.hendrika, state=state)
    with pytest.raises(NotAllowed) as refused:
        give(cast, plan, cast.hendrika)
    assert refused.value.code == "feedback.skp_not_set"


def test_an_account_without_a_person_is_told_so(cast: Cast, skp: Skp) -> None:
    by = Actor(user_id=cast.lusia.user_id, name="Penarik data", on=TODAY)
    with pytest.raises(NotAllowed) as refused:
        operations.give(skp=skp, sasaran=HARMONIS, isian=Isian(sifat="apresiasi", teks="x"), by=by, at=NOW)
    assert refused.value.code == "feedback.no_person"


def test_the_same_feedback_from_two_phones_is_one(cast: Cast, skp: Skp) -> None:
    first = give(cast, skp, cast.markus)
    before = AuditEntry.objects.count()
    again = give(cast, skp, cast.markus, teks=f"  {SENTENCE.upper()} ", at=NOW + timedelta(minutes=3))
    assert again.pk == first.pk
    assert AuditEntry.objects.count() == before
    assert give(cast, skp, cast.hendrika).pk != first.pk
    assert give(cast, skp, cast.markus, at=NOW + timedelta(days=1)).pk != first.pk


@pytest.mark.parametrize(
    ("isian", "codes"),
    [
        ({"sifat": "cacian", "teks": ""}, ["feedback.sifat", "feedback.teks_kosong"]),
        ({"sifat": "apresiasi", "teks": "a" * 1001}, ["feedback.teks_panjang"]),
        ({"sifat": "apresiasi", "teks": "x", "bentuk": "harian"}, ["feedback.bentuk"]),
    ],
)
def test_every_field_that_is_wrong_is_named(
    isian: dict[str, Any], codes: list[str], cast: Cast, skp: Skp
) -> None:
    with pytest.raises(Invalid) as refused:
        operations.give(skp=skp, sasaran=HARMONIS, isian=Isian(**isian), by=cast.actor(cast.markus), at=NOW)
    assert [item.code for item in refused.value.problems] == codes


@pytest.mark.parametrize("key", ["", "rhk:", "rhk:999999", "nilai:8", "nilai:1.4", "skp:1", "nilai:1;drop"])
def test_a_part_that_the_skp_does_not_have_is_refused(key: str, cast: Cast, skp: Skp) -> None:
    with pytest.raises(Invalid):
        sasaran_in(skp, key)


def test_a_part_is_a_result_a_value_or_a_line(cast: Cast, skp: Skp) -> None:
    first = results(skp)[0]
    assert sasaran_in(skp, f"rhk:{first.pk}").label == first.teks
    assert sasaran_in(skp, "nilai:4").label == "Harmonis"
    line = sasaran_in(skp, "nilai:4.2")
    assert (line.label, line.key) == ("Suka menolong orang lain", "nilai:4.2")


def test_the_person_and_the_penilai_are_told(cast: Cast, skp: Skp) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        give(cast, skp, cast.markus)
    told = set(Notice.objects.filter(kind="feedback.umpan_balik_given").values_list("user_id", flat=True))
    assert told == {cast.yohana.user_id, cast.hendrika.user_id}


# Who reads


@pytest.mark.parametrize(
    ("reader", "sees"),
    [
        ("yohana", True), ("hendrika", True), ("paulus", True), ("markus", True),
        ("rosa", False), ("stefanus", False), ("lusia", False), ("agus", False), ("andreas", False),
    ],
)  # fmt: skip
def test_feedback_is_read_by_the_person_the_raters_and_the_giver(
    reader: str, sees: bool, cast: Cast, skp: Skp
) -> None:
    given = give(cast, skp, cast.markus)
    actor = cast.actor(getattr(cast, reader))
    if sees:
        assert queries.umpan_balik_for(actor, given.pk) == given
    else:
        with pytest.raises(Http404):
            queries.umpan_balik_for(actor, given.pk)


def test_the_timeline_of_the_skp_tells_no_feedback(cast: Cast, skp: Skp) -> None:
    give(cast, skp, cast.markus)
    assert timeline(object_type="planning.skp", object_id=skp.pk) == []


def test_a_giver_who_is_disabled_afterwards_stays_named(cast: Cast, skp: Skp) -> None:
    given = give(cast, skp, cast.markus)
    User.objects.filter(pk=cast.markus.user_id).update(is_active=False)
    said = queries.spoken(queries.umpan_balik_for(cast.actor(cast.yohana), given.pk))
    assert (said.dari, said.teks) == (cast.markus.nama_lengkap, SENTENCE)


# Correction and withdrawal


def test_a_slip_is_corrected_within_a_day_and_the_earlier_words_are_kept(cast: Cast, skp: Skp) -> None:
    given = give(cast, skp, cast.markus)
    by = cast.actor(cast.markus)
    better = "Register kohort bulan April lengkap sebelum tanggal lima."
    changed = operations.correct(umpan_balik=given, sifat="perbaikan", teks=better, version=0, by=by, at=NOW)
    assert (changed.teks, changed.sifat, changed.version, changed.corrected_at) == (
        better,
        "perbaikan",
        1,
        NOW,
    )
    kept = RedaksiUmpanBalik.objects.get()
    assert (kept.teks, kept.sifat, kept.replaced_by_id) == (SENTENCE, "apresiasi", cast.markus.user_id)
    assert last_event().data == {"tentang": "Harmonis", "version": 1}
    with pytest.raises(Stale):
        operations.correct(umpan_balik=changed, sifat="perbaikan", teks="lain", version=0, by=by, at=NOW)


def test_after_a_day_it_can_only_be_withdrawn(cast: Cast, skp: Skp) -> None:
    given = give(cast, skp, cast.markus)
    by = cast.actor(cast.markus)
    with pytest.raises(NotAllowed) as refused:
        operations.correct(umpan_balik=given, sifat="perbaikan", teks="lain", version=0, by=by, at=LATER)
    assert refused.value.code == "feedback.too_late"
    gone = operations.withdraw(umpan_balik=given, alasan="Keliru orang", version=0, by=by, at=LATER)
    assert (gone.state, gone.withdrawn_at, gone.withdrawn_by_id) == ("ditarik", LATER, cast.markus.user_id)
    said = queries.spoken(queries.umpan_balik_for(cast.actor(cast.yohana), given.pk))
    assert (said.withdrawn, said.teks, said.dari) == (True, "", cast.markus.nama_lengkap)
    with pytest.raises(StateRefusal):
        operations.withdraw(umpan_balik=gone, alasan="", version=1, by=by, at=LATER)
    assert give(cast, skp, cast.markus).pk != given.pk


@pytest.mark.parametrize("other", ["yohana", "hendrika", "paulus"])
def test_only_the_giver_changes_it(other: str, cast: Cast, skp: Skp) -> None:
    given = give(cast, skp, cast.markus)
    by = cast.actor(getattr(cast, other))
    for act in (
        lambda: operations.correct(umpan_balik=given, sifat="perbaikan", teks="x", version=0, by=by, at=NOW),
        lambda: operations.withdraw(umpan_balik=given, alasan="", version=0, by=by, at=NOW),
        lambda: operations.add_bukti_link(umpan_balik=given, url="https://example.go.id/a", by=by, at=NOW),
    ):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert refused.value.code == "feedback.not_giver"


# Evidence


def test_evidence_is_known_by_its_content(cast: Cast, skp: Skp) -> None:
    given, by = give(cast, skp, cast.markus), cast.actor(cast.markus)
    script = SimpleUploadedFile("foto.png", b"<script>alert(1)</script>", content_type="image/png")
    with pytest.raises(Refusal) as refused:
        operations.add_bukti_file(umpan_balik=given, upload=script, by=by, at=NOW)
    assert refused.value.code == "file.type"
    kept = operations.add_bukti_file(
        umpan_balik=given, upload=SimpleUploadedFile("register.pdf", PDF), by=by, at=NOW
    )
    again = operations.add_bukti_file(
        umpan_balik=given, upload=SimpleUploadedFile("register.pdf", PDF), by=by, at=NOW
    )
    assert again.pk == kept.pk
    with pytest.raises(Invalid):
        operations.add_bukti_link(umpan_balik=given, url="javascript:alert(1)", by=by, at=NOW)
    assert queries.bukti_for(cast.actor(cast.yohana), kept.pk) == kept
    with pytest.raises(Http404):
        queries.bukti_for(cast.actor(cast.lusia), kept.pk)


# Asking


def test_a_request_is_answered_by_the_feedback(cast: Cast, skp: Skp) -> None:
    asked = ask(cast, skp, cast.markus)
    assert ask(cast, skp, cast.markus).pk == asked.pk
    assert [row.pk for row in queries.asked_of(cast.markus.pk)] == [asked.pk]
    given = give(cast, skp, cast.markus)
    asked.refresh_from_db()
    assert (given.permintaan_id, asked.state, asked.closed_by_id) == (
        asked.pk,
        "dijawab",
        cast.markus.user_id,
    )
    with pytest.raises(StateRefusal):
        operations.cancel_request(permintaan=asked, version=1, by=cast.actor(cast.yohana), at=NOW)


def test_who_is_asked_may_decline_and_who_asked_may_cancel(cast: Cast, skp: Skp) -> None:
    asked = ask(cast, skp, cast.markus)
    with pytest.raises(NotAllowed):
        operations.decline_request(permintaan=asked, alasan="", version=0, by=cast.actor(cast.yohana), at=NOW)
    with pytest.raises(NotAllowed):
        operations.cancel_request(permintaan=asked, version=0, by=cast.actor(cast.markus), at=NOW)
    gone = operations.decline_request(
        permintaan=asked, alasan="Saya sedang cuti", version=0, by=cast.actor(cast.markus), at=NOW
    )
    assert (gone.state, gone.alasan) == ("ditolak", "Saya sedang cuti")
    assert "cuti" not in all_audit_text()


def test_only_the_owner_asks_and_never_oneself(cast: Cast, skp: Skp) -> None:
    with pytest.raises(Invalid):
        ask(cast, skp, cast.yohana)
    with pytest.raises(NotAllowed):
        operations.ask(skp=skp, sasaran=HARMONIS, pemberi=cast.markus, by=cast.actor(cast.hendrika), at=NOW)
    assert not PermintaanUmpanBalik.objects.exists()


# Links


def answer(
    tautan: TautanUmpanBalik, *, nama: str = "Fransiska Kaize", at: Any = NOW, **given: Any
) -> UmpanBalik:
    return operations.answer_by_link(
        tautan=tautan,
        isian=Isian(sifat="apresiasi", teks=SENTENCE),
        nama=nama,
        hubungan="pasien",
        at=at,
        **given,
    )


def test_a_link_takes_one_feedback_and_says_whose_it_is(cast: Cast, skp: Skp) -> None:
    tautan, secret = invite(cast, skp)
    assert secret not in str(TautanUmpanBalik.objects.values())
    assert queries.link_by_token(secret) == tautan
    given = answer(tautan)
    assert (given.peran, given.pemberi_nama, given.pemberi_keterangan) == (
        "pihak_lain",
        "Fransiska Kaize",
        "pasien",
    )
    assert (given.pemberi_id, given.pemberi_akun_id) == (None, None)
    said = queries.spoken(queries.umpan_balik_for(cast.actor(cast.yohana), given.pk))
    assert said.lewat_tautan == cast.yohana.user.name  # type: ignore[union-attr]
    assert said.pemberi_cetak == "Pasien (Fransiska Kaize)"
    event = last_event()
    assert (event.by_user_id, event.by_name) == (None, "Fransiska Kaize (pasien)")


def test_a_link_used_twice_or_forwarded_is_closed(cast: Cast, skp: Skp) -> None:
    tautan, _secret = invite(cast, skp)
    stale = TautanUmpanBalik.objects.get(pk=tautan.pk)  # another phone that opened it before
    answer(tautan)
    with pytest.raises(Refusal) as refused:
        answer(stale, nama="Orang Lain")
    assert refused.value.code == "feedback.link_closed"
    assert UmpanBalik.objects.count() == 1


def test_a_link_that_is_revoked_or_too_old_is_closed(cast: Cast, skp: Skp) -> None:
    old, _ = invite(cast, skp, days=7)
    with pytest.raises(Refusal):
        answer(old, at=NOW + timedelta(days=8))
    assert not UmpanBalik.objects.exists()
    operations.revoke_link(tautan=old, by=cast.actor(cast.yohana), at=NOW)
    with pytest.raises(Refusal):
        answer(TautanUmpanBalik.objects.get(pk=old.pk))
    with pytest.raises(StateRefusal):
        operations.revoke_link(
            tautan=TautanUmpanBalik.objects.get(pk=old.pk), by=cast.actor(cast.yohana), at=NOW
        )


def test_a_script_as_evidence_uses_no_link_up(cast: Cast, skp: Skp) -> None:
    tautan, _secret = invite(cast, skp)
    with pytest.raises(Refusal) as refused:
        answer(tautan, upload=SimpleUploadedFile("foto.jpg", b"<svg onload=alert(1)>"))
    assert refused.value.code == "file.type"
    assert TautanUmpanBalik.objects.get().state == "terbuka"
    assert answer(tautan).pk


def test_a_name_is_needed(cast: Cast, skp: Skp) -> None:
    tautan, _secret = invite(cast, skp)
    with pytest.raises(Invalid):
        answer(tautan, nama=" ")
    assert TautanUmpanBalik.objects.get().state == "terbuka"


def test_links_are_limited_and_made_by_the_two_concerned(cast: Cast, skp: Skp) -> None:
    for who in (cast.markus, cast.paulus, cast.lusia):
        with pytest.raises(NotAllowed):
            operations.invite(skp=skp, sasaran=HARMONIS, ditujukan="Pasien", by=cast.actor(who), at=NOW)
    for _ in range(20):
        invite(cast, skp)
    with pytest.raises(Refusal) as refused:
        invite(cast, skp)
    assert refused.value.code == "feedback.too_many_links"


# What follows


def test_the_ladder_in_the_order_of_the_law(cast: Cast, skp: Skp) -> None:
    rhk = about(results(skp)[0])
    with pytest.raises(Refusal) as refused:
        decide(cast, skp, "pembinaan", maju=False, pembinaan="bimbingan")
    assert refused.value.code == "feedback.no_step"
    give(cast, skp, cast.markus, sasaran=rhk, sifat="perbaikan")
    with pytest.raises(Refusal) as refused:
        decide(cast, skp, "pengambilalihan", maju=False, catatan="Tidak selesai")
    assert refused.value.code == "feedback.not_on_this_step"
    first = decide(cast, skp, "pembinaan", maju=False, pembinaan="bimbingan", catatan="Dua kali sepekan")
    assert (first.tindakan, first.pembinaan, first.edition) == (
        "pembinaan",
        "bimbingan",
        "PermenPANRB-6-2022",
    )
    assert last_event().data == {"skp_id": skp.pk, "rhk": rhk.rhk_teks, "edition": "PermenPANRB-6-2022"}
    with pytest.raises(Refusal):  # nothing was said since
        decide(cast, skp, "pengambilalihan", maju=False, catatan="Tidak selesai", hours=2)
    give(cast, skp, cast.hendrika, sasaran=rhk, sifat="perbaikan", at=NOW + timedelta(hours=3))
    with pytest.raises(Invalid) as invalid:
        decide(cast, skp, "pengambilalihan", maju=False, catatan=" ", hours=4)
    assert [item.path for item in invalid.value.problems] == ["catatan"]
    decide(cast, skp, "pengambilalihan", maju=False, catatan="Register tidak selesai.", hours=4)
    give(cast, skp, cast.hendrika, sasaran=rhk, at=NOW + timedelta(hours=5))
    with pytest.raises(Refusal) as refused:
        decide(cast, skp, "apresiasi", maju=True, hours=6)
    assert refused.value.code == "feedback.taken_over"
    assert [row.catatan for row in queries.takeovers_of(skp)] == ["Register tidak selesai."]


def test_each_result_has_its_own_ladder(cast: Cast, skp: Skp) -> None:
    give(cast, skp, cast.markus, sasaran=about(results(skp)[0]))
    found = planning.skp_for(cast.actor(cast.hendrika), skp.pk)
    by_id = {item.rhk.id: item for item in queries.ladder_of(found)}
    assert [by_id[rhk.pk].umpan_balik_baru for rhk in results(skp)] == [1, 0]
    assert decide(cast, skp, "apresiasi", maju=True).maju


def test_pembinaan_says_which_kind(cast: Cast, skp: Skp) -> None:
    give(cast, skp, cast.markus, sasaran=about(results(skp)[0]))
    with pytest.raises(Invalid) as refused:
        decide(cast, skp, "pembinaan", maju=False)
    assert [item.path for item in refused.value.problems] == ["pembinaan"]


@pytest.mark.parametrize("other", ["yohana", "markus", "paulus", "lusia"])
def test_only_the_penilai_decides(other: str, cast: Cast, skp: Skp) -> None:
    give(cast, skp, cast.markus, sasaran=about(results(skp)[0]))
    with pytest.raises(NotAllowed):
        operations.decide(
            skp=skp, rhk=results(skp)[0], maju=True, tindakan="apresiasi",
            by=cast.actor(getattr(cast, other)), at=NOW,
        )  # fmt: skip


# When it is due


def test_the_agreed_rhythm_comes_before_the_usual_and_that_before_the_rules(cast: Cast, skp: Skp) -> None:
    def due() -> Any:
        (item,) = queries.due_of(cast.hendrika.pk, on=TODAY)
        return item.due_date, item.irama, item.disepakati

    assert due() == (date(2026, 4, 20), "triwulanan", False)
    clerk = cast.actor(cast.lusia)
    operations.set_irama(
        instansi=cast.instansi, irama="bulanan", start_date=date(2026, 6, 1), by=clerk, at=NOW
    )
    assert due() == (date(2026, 7, 1), "bulanan", False)
    proposed = operations.propose_irama(
        skp=skp, irama="mingguan", start_date=TODAY, by=cast.actor(cast.hendrika), at=NOW
    )
    assert due() == (date(2026, 7, 1), "bulanan", False)  # not agreed yet
    operations.agree_irama(irama=proposed, by=cast.actor(cast.yohana), at=NOW)
    assert due() == (date(2026, 7, 1), "mingguan", True)
    give(cast, skp, cast.hendrika, bentuk="berkala", at=NOW + timedelta(days=2))
    (item,) = queries.due_of(cast.hendrika.pk, on=TODAY + timedelta(days=3))
    assert (item.due_date, item.terakhir) == (date(2026, 7, 3), date(2026, 6, 26))


def test_what_others_give_or_what_was_withdrawn_does_not_count(cast: Cast, skp: Skp) -> None:
    give(cast, skp, cast.markus, bentuk="berkala")
    mine = give(cast, skp, cast.hendrika, bentuk="berkala")
    operations.withdraw(umpan_balik=mine, alasan="", version=0, by=cast.actor(cast.hendrika), at=NOW)
    (item,) = queries.due_of(cast.hendrika.pk, on=TODAY)
    assert item.terakhir is None


def propose(cast: Cast, skp: Skp, by: Pegawai, irama: str = "bulanan", day: date = TODAY) -> IramaUmpanBalik:
    return operations.propose_irama(skp=skp, irama=irama, start_date=day, by=cast.actor(by), at=NOW)


def test_a_rhythm_is_proposed_by_the_two_it_concerns_and_the_usual_one_set_by_the_clerk(
    cast: Cast, skp: Skp
) -> None:
    for who in (cast.lusia, cast.markus, cast.paulus):
        with pytest.raises(NotAllowed):
            propose(cast, skp, who)
    with pytest.raises(NotAllowed):
        operations.set_irama(
            instansi=cast.instansi, irama="bulanan", start_date=TODAY, by=cast.actor(cast.hendrika), at=NOW
        )
    with pytest.raises(Invalid):
        propose(cast, skp, cast.yohana, "tahunan")
    assert not IramaUmpanBalik.objects.exists()


@pytest.mark.parametrize(("first", "second"), [("hendrika", "yohana"), ("yohana", "hendrika")])
def test_a_rhythm_holds_once_the_other_of_the_two_agrees(
    first: str, second: str, cast: Cast, skp: Skp
) -> None:
    proposer, other = getattr(cast, first), getattr(cast, second)
    row = propose(cast, skp, proposer)
    assert queries.irama_of(skp, on=TODAY) is None
    for who in (proposer, cast.markus, cast.lusia):
        with pytest.raises(NotAllowed):
            operations.agree_irama(irama=row, by=cast.actor(who), at=NOW)
    operations.agree_irama(irama=row, by=cast.actor(other), at=NOW + timedelta(days=3))
    row.refresh_from_db()
    assert (row.state, row.set_by, row.agreed_by) == ("disepakati", proposer.user, other.user)
    assert row.start_date == TODAY + timedelta(days=3)  # never from before the yes
    kinds = ["feedback.irama_proposed", "feedback.irama_agreed"]
    assert (
        list(AuditEntry.objects.filter(kind__in=kinds).order_by("pk").values_list("kind", flat=True)) == kinds
    )
    with pytest.raises(StateRefusal):
        operations.decline_irama(irama=row, by=cast.actor(other), at=NOW)


def test_the_same_proposal_by_the_other_is_a_yes_and_another_takes_its_place(cast: Cast, skp: Skp) -> None:
    first = propose(cast, skp, cast.hendrika)
    assert propose(cast, skp, cast.hendrika) == first
    second = propose(cast, skp, cast.yohana, "mingguan")
    first.refresh_from_db()
    assert (first.state, second.state) == ("diganti", "diusulkan")
    agreed = propose(cast, skp, cast.hendrika, "mingguan")
    assert (agreed, agreed.state) == (second, "disepakati")
    # A later one of the same day takes the place of the one that was agreed.
    operations.agree_irama(
        irama=propose(cast, skp, cast.hendrika, "triwulanan"), by=cast.actor(cast.yohana), at=NOW
    )
    held = queries.irama_of(skp, on=TODAY)
    assert held is not None
    assert held.irama == "triwulanan"


def test_a_declined_rhythm_changes_nothing(cast: Cast, skp: Skp) -> None:
    held = operations.agree_irama(irama=propose(cast, skp, cast.hendrika), by=cast.actor(cast.yohana), at=NOW)
    operations.decline_irama(
        irama=propose(cast, skp, cast.hendrika, "mingguan"), by=cast.actor(cast.yohana), at=NOW
    )
    assert queries.irama_of(skp, on=TODAY) == held
    assert queries.irama_proposed(skp) is None


def test_home_asks_the_other_for_a_yes(cast: Cast, skp: Skp) -> None:
    propose(cast, skp, cast.hendrika)

    def asked(who: Pegawai) -> list[str]:
        return [item.key for item in queries.work_for(cast.actor(who), on=TODAY) if "irama" in item.key]

    assert asked(cast.yohana) == [f"feedback.irama.{skp.pk}"]
    assert asked(cast.hendrika) == []


@pytest.mark.parametrize("people", [1, 3])
def test_due_is_asked_in_three_queries(people: int, cast: Cast, django_assert_num_queries: Any) -> None:
    for person in [cast.yohana, cast.markus, cast.rosa][:people]:
        set_skp_for(cast, person, cast.hendrika)
    with django_assert_num_queries(3):
        assert len(queries.due_of(cast.hendrika.pk, on=TODAY)) == people


@pytest.mark.parametrize("said", [1, 3])
def test_a_record_is_read_in_three_queries(
    said: int, cast: Cast, skp: Skp, django_assert_num_queries: Any
) -> None:
    for number in range(said):
        give(cast, skp, cast.markus, teks=f"{SENTENCE} Bagian {number}.")
    found = planning.skp_for(cast.actor(cast.hendrika), skp.pk)
    with django_assert_num_queries(3):
        shown = queries.rekaman_of(found, cast.triwulan(2))
        assert shown.total == said
        assert [words.pemberi_cetak for words in shown.of_nilai(4)]


def test_a_result_that_left_the_skp_keeps_what_was_said(cast: Cast, skp: Skp) -> None:
    first = results(skp)[1]
    give(cast, skp, cast.markus, sasaran=about(first))
    first.indikator.all().delete()
    first.delete()
    shown = queries.rekaman_of(planning.skp_for(cast.actor(cast.hendrika), skp.pk))
    assert [(part.judul, len(part.ucapan)) for part in shown.lama] == [(first.teks, 1)]


# Private notes


def test_a_private_note_is_its_authors_alone(cast: Cast, skp: Skp) -> None:
    words = "Ibunya-sedang-sakit-keras"
    note = operations.write_catatan(pegawai=cast.yohana, teks=words, by=cast.actor(cast.hendrika), at=NOW)
    assert list(queries.notes_about(cast.actor(cast.hendrika), cast.yohana.pk)) == [note]
    for person in cast.people:
        if person != cast.hendrika:
            assert not queries.notes_about(cast.actor(person), cast.yohana.pk).exists()
    assert not queries.notes_about(Actor.system("Kasuari", on=TODAY), cast.yohana.pk).exists()
    event = last_event()
    assert (event.kind, event.pegawai_id, event.data) == ("feedback.private_note_written", None, {})
    assert words not in all_audit_text()
    with pytest.raises(Http404):
        operations.erase_catatan(catatan=note, by=cast.actor(cast.paulus), at=NOW)
    operations.erase_catatan(catatan=note, by=cast.actor(cast.hendrika), at=NOW)
    assert not CatatanPribadi.objects.exists()


@pytest.mark.parametrize("other", ["yohana", "markus", "paulus", "lusia"])
def test_only_the_penilai_keeps_notes(other: str, cast: Cast, skp: Skp) -> None:
    with pytest.raises(NotAllowed):
        operations.write_catatan(pegawai=cast.yohana, teks="x", by=cast.actor(getattr(cast, other)), at=NOW)


# Words


def test_the_clerk_keeps_the_words(cast: Cast, skp: Skp) -> None:
    clerk = cast.actor(cast.lusia)
    operations.add_kata(instansi=cast.instansi, kata=" Wati-Wati ", kelompok="hinaan", by=clerk, at=NOW)
    operations.add_kata(instansi=cast.instansi, kata="cerewet", kelompok="abaikan", by=clerk, at=NOW)

    def codes(teks: str) -> list[str]:
        return [hint.code for hint in queries.looked_at(teks, actor=clerk, skp=skp, on=TODAY)]

    assert codes("Tingkahnya seperti wati-wati sepanjang apel pagi") == ["kalimat.hinaan"]
    assert codes("Ia cerewet soal obat yang kedaluwarsa di gudang") == []
    set_skp_for(cast, cast.markus, cast.hendrika)
    assert codes("Register itu disalin dari Markus pada hari Senin") == ["kalimat.orang_ketiga"]
    assert codes("Register itu diisi Yohana pada hari Senin pagi") == []
    with pytest.raises(NotAllowed):
        operations.add_kata(
            instansi=cast.instansi, kata="x", kelompok="hinaan", by=cast.actor(cast.hendrika), at=NOW
        )


def test_words_are_dated_and_never_lost(cast: Cast) -> None:
    clerk = cast.actor(cast.lusia)
    given: dict[str, Any] = {"instansi": cast.instansi, "kata": "wati-wati", "by": clerk}
    first = operations.add_kata(kelompok="hinaan", at=NOW, **given)
    later = NOW + timedelta(days=2)
    second = operations.add_kata(kelompok="penulis", at=later, **given)
    first.refresh_from_db()
    assert (first.removed_at, first.removed_by, second.added_at) == (later, cast.lusia.user, later)
    operations.remove_kata(kata=second, by=clerk, at=later)
    operations.remove_kata(kata=second, by=clerk, at=later + timedelta(days=1))
    second.refresh_from_db()
    assert second.removed_at == later
    assert not queries.kata_of(cast.instansi.pk)
    assert list(queries.kata_ever(cast.instansi.pk)) == [first, second]
    assert AuditEntry.objects.filter(kind="feedback.word_removed").count() == 2
    operations.add_kata(kelompok="abaikan", at=later, **given)  # and may come again
    assert [row.kelompok for row in queries.kata_of(cast.instansi.pk)] == ["abaikan"]


def test_a_part_as_columns_is_one_part() -> None:
    assert Sasaran(nilai=2, butir=1).columns == {"rhk_id": None, "rhk_teks": "", "nilai": 2, "butir": 1}
