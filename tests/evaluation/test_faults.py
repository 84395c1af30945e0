"""What goes wrong without anybody's ill will, and what becomes of each: `FAULTS` lists where it is tested.

A row without its test fails. Beside it `CLOCKS` lists every deadline of Lampiran BAB V with the test of its
days, of the reminder before and of the word after; a step of the law without a row fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kasuari.accounts import operations as accounts
from kasuari.accounts.models import Notice
from kasuari.documents.queries import documents_of
from kasuari.evaluation import operations, queries
from kasuari.evaluation.models import Evaluasi, Pengingat
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import NotAllowed
from kasuari.organisation.models import Pegawai, Penugasan
from kasuari.organisation.queries import penilai_of
from kasuari.planning.models import Skp
from kasuari.regulation.periode import BATAS_HARI_KERJA, BATAS_TANGGAL, Langkah
from tests.cast import NOW, TODAY, Cast
from tests.evaluation.acts import HASIL, PERILAKU, deliver, give_capaian, rate, sign
from tests.evaluation.test_keberatan import decide, explain, object_to
from tests.planning_builder import set_skp_for

SignIn = Callable[[Pegawai], Client]
ROOT = Path(__file__).resolve().parent.parent
WIT = NOW.tzinfo

# (what happens, file under tests/, tests in it)
FAULTS = [
    ("a rating after the window", "evaluation/test_operations.py",
     "test_rate_after_the_window_is_late_then_belongs_to_the_atasan"),
    ("a rating after the window, on the page", "evaluation/test_faults.py",
     "test_a_rating_sent_after_the_window_is_refused_on_the_page_and_nothing_is_kept"),
    ("a signature on a stale page", "evaluation/test_operations.py", "test_sign_from_an_old_page_is_stale"),
    ("a signature on a stale page, on the page", "evaluation/test_faults.py",
     "test_a_signature_from_a_page_that_somebody_changed_signs_nothing"),
    ("keberatan at 23:59 on the last working day and one minute later in WIT", "evaluation/test_keberatan.py",
     "test_the_last_minute_of_the_last_working_day_is_in_time"),
    ("the same minute in another zone", "evaluation/test_keberatan.py",
     "test_a_moment_in_another_zone_is_read_in_the_zone_of_the_agency"),
    ("a holiday declared afterwards", "evaluation/test_keberatan.py",
     "test_a_holiday_declared_afterwards_gives_the_day_back"),
    ("the objector's account disabled", "evaluation/test_keberatan.py",
     "test_a_disabled_account_does_not_end_an_objection"),
    ("the objector's account disabled until the end", "evaluation/test_faults.py",
     "test_the_decision_for_whoever_may_no_longer_sign_in_holds_and_waits"),
    ("a unit dissolved in the middle of the year", "evaluation/test_special_cases.py",
     "test_people_of_a_dissolved_unit_are_evaluated_by_the_atasan"),
    ("two penilai for the same days", "evaluation/test_faults.py",
     "test_of_two_leaders_for_the_same_days_one_evaluates"),
    ("the worker killed during a bundle", "evaluation/test_bundles.py",
     "test_a_killed_worker_is_taken_up_where_it_stopped"),
    ("a batch of a bundle that fails", "evaluation/test_bundles.py",
     "test_a_batch_that_fails_is_made_again_and_nothing_twice"),
    ("the machine's clock set back", "evaluation/test_faults.py",
     "test_a_clock_set_back_leaves_the_order_and_every_deadline_readable"),
    ("the zone of the agency changed", "evaluation/test_faults.py",
     "test_the_last_minute_follows_the_zone_that_the_agency_sets"),
    ("an SKP of zero days", "evaluation/test_special_cases.py", "test_an_skp_of_zero_days_cannot_be"),
]  # fmt: skip

DAYS = "regulation/cases/periode/batas_waktu.yaml"
BOTH = "test_each_step_reminds_before_and_tells_after_its_last_day_once"
# (step, case of its days, file and test of what is said before its last day, of what is said after)
CLOCKS: list[tuple[Langkah, str, tuple[str, str] | None, tuple[str, str] | None]] = [
    (Langkah.PENETAPAN_SKP, "SKP set by the end of January",
     ("planning/test_completion.py", "test_the_calendar_reminds_before_the_deadline"),
     ("planning/test_completion.py", "test_after_the_deadline_those_above_are_told_as_well")),
    # Its window ends on that day: the reminder of the window is the reminder before it.
    (Langkah.EVALUASI_TAHUNAN, "annual evaluation by the end of the next January",
     ("evaluation/test_clocks.py", "test_the_penilai_is_reminded_once_and_then_it_passes_to_the_atasan"),
     ("evaluation/test_clocks.py", "test_the_penilai_is_reminded_once_and_then_it_passes_to_the_atasan")),
    (Langkah.PENYAMPAIAN, "deliver within 14 working days of signing; two holidays between",
     ("evaluation/test_faults.py", "test_signed_and_not_delivered_is_told_before_and_after"),
     ("evaluation/test_faults.py", "test_signed_and_not_delivered_is_told_before_and_after")),
    (Langkah.PENGEMBALIAN, "return within 14 working days of receiving",
     ("evaluation/test_clocks.py", BOTH), ("evaluation/test_faults.py", "test_not_returned_is_told_after")),
    (Langkah.PELAPORAN, "report within 30 working days after the window",
     ("evaluation/test_faults.py", "test_a_period_not_reported_is_told_before_and_after"),
     ("evaluation/test_faults.py", "test_a_period_not_reported_is_told_before_and_after")),
    (Langkah.TANDA_TANGAN_ATASAN, "atasan signs within 14",
     ("evaluation/test_faults.py", "test_what_passed_to_the_atasan_is_told_before_and_after"),
     ("evaluation/test_faults.py", "test_what_passed_to_the_atasan_is_told_before_and_after")),
    (Langkah.PENYAMPAIAN_ATASAN, "atasan delivers within 7",
     ("evaluation/test_faults.py", "test_what_the_atasan_signed_has_seven_days_each_way"),
     ("evaluation/test_faults.py", "test_what_the_atasan_signed_has_seven_days_each_way")),
    (Langkah.PENGEMBALIAN_ATASAN, "returned to the atasan within 7",
     ("evaluation/test_faults.py", "test_what_the_atasan_signed_has_seven_days_each_way"),
     ("evaluation/test_faults.py", "test_what_the_atasan_signed_has_seven_days_each_way")),
    # One period, one report: the clock of the whole period is that of A.7.
    (Langkah.PELAPORAN_ATASAN, "atasan reports within 30",
     ("evaluation/test_faults.py", "test_a_period_not_reported_is_told_before_and_after"), None),
    (Langkah.KEBERATAN, "object within 14 of receiving",
     ("evaluation/test_clocks.py", BOTH), None),
    (Langkah.KEPUTUSAN_KEBERATAN, "decide within 7 of receiving the objection",
     ("evaluation/test_faults.py", "test_an_objection_not_decided_is_told_before_and_after"),
     ("evaluation/test_clocks.py", BOTH)),
    (Langkah.PELAPORAN_KEBERATAN, "report a changed result within 30 after the window",
     ("evaluation/test_faults.py", "test_a_period_not_reported_is_told_before_and_after"), None),
]  # fmt: skip


def stands_in(file: str, name: str) -> bool:
    content = re.sub(r"\s+", " ", (ROOT / file).read_text(encoding="utf-8"))
    return (f"def {name}(" if file.endswith(".py") and name.startswith("test_") else name) in content


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[0])
def test_every_fault_has_its_test(fault: tuple[str, str, str]) -> None:
    _what, file, name = fault
    assert stands_in(file, name)


def test_every_deadline_of_the_law_has_its_tests() -> None:
    assert {step for step, *_ in CLOCKS} == {*BATAS_HARI_KERJA, *BATAS_TANGGAL} == set(Langkah)
    for step, case, before, after in CLOCKS:
        assert stands_in(DAYS, case), step
        for place in filter(None, (before, after)):
            assert stands_in(*place), (step, place)


FORM = {
    "rating_hasil_kerja": "sesuai", "alasan_hasil_kerja": HASIL, "rating_perilaku_kerja": "diatas",
    "alasan_perilaku_kerja": PERILAKU, "rekomendasi": "", "version": "",
}  # fmt: skip


@pytest.fixture
def skp(cast: Cast) -> Skp:
    give_capaian(cast)
    return set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)


def at(name: str, cast: Cast, skp: Skp) -> str:
    return reverse(f"evaluation:{name}", args=[skp.pk, cast.triwulan(2).pk])


def test_a_rating_sent_after_the_window_is_refused_on_the_page_and_nothing_is_kept(
    cast: Cast, skp: Skp, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sign_in(cast.hendrika)
    monkeypatch.setattr("kasuari.foundation.clock.now", lambda: datetime(2026, 7, 21, 0, 1, tzinfo=WIT))
    for name in ("rate", "sign"):
        answer = client.post(at(name, cast, skp), FORM)
        assert answer.status_code == 403
        assert "20 Juli 2026" in answer.content.decode()
    assert not Evaluasi.objects.exists()


def test_a_signature_from_a_page_that_somebody_changed_signs_nothing(
    cast: Cast, skp: Skp, sign_in: SignIn
) -> None:
    draft = rate(cast, skp)
    rate(cast, skp, version=draft.version, rating_hasil_kerja="dibawah")
    answer = sign_in(cast.hendrika).post(at("sign", cast, skp), FORM | {"version": draft.version})
    assert answer.status_code == 409
    row = Evaluasi.objects.get()
    assert (row.state, row.rating_hasil_kerja, row.version) == ("dinilai", "dibawah", draft.version + 1)


def test_the_decision_for_whoever_may_no_longer_sign_in_holds_and_waits(cast: Cast, skp: Skp) -> None:
    sent = deliver(cast, sign(cast, rate(cast, skp, rating_perilaku_kerja="dibawah")))
    heard = explain(cast, object_to(cast, sent))
    assert cast.yohana.user is not None
    accounts.disable_user(user=cast.yohana.user, by=cast.actor(cast.lusia), at=NOW)
    decided = decide(cast, heard)
    kinds = {paper.kind for paper in documents_of("evaluation.evaluasi", sent.pk).filter(replaced_at=None)}
    assert {"D.1.3", "penjelasan"} <= kinds
    assert (decided.pegawai_signed_at, decided.evaluasi.predikat_berlaku) == (None, "baik")
    day = decided.filed_at.date() + timedelta(days=30)
    assert operations.remind(by=Actor.system("Kasuari", on=day), at=NOW + timedelta(days=30)) >= 0
    cast.yohana.user.refresh_from_db()
    accounts.enable_user(user=cast.yohana.user, by=cast.actor(cast.lusia), at=NOW)
    signed = operations.sign_decision(
        keberatan=decided, version=decided.version, by=cast.actor(cast.yohana), at=NOW
    )
    assert signed.pegawai_signed_at == NOW


def test_of_two_leaders_for_the_same_days_one_evaluates(cast: Cast, skp: Skp) -> None:
    """Two people are written down as leading the puskesmas: the law names one, on every day the same one, and
    only the penilai of the SKP signs."""
    second = Penugasan.objects.create(
        pegawai=cast.markus, jabatan=cast.penugasan(cast.markus).jabatan, unit=cast.puskesmas,
        jenis="plt", memimpin=True, start_date=date(2026, 5, 1),
    )  # fmt: skip
    found = {
        penilai_of(pegawai_id=cast.yohana.pk, on=TODAY + timedelta(days=day)).penilai for day in range(5)
    }
    assert len(found) == 1
    (one,) = found
    assert one is not None
    assert one.pegawai_id in {cast.hendrika.pk, second.pegawai_id}
    draft = rate(cast, skp)
    for somebody in (cast.markus, cast.paulus):
        with pytest.raises(NotAllowed):
            rate(cast, skp, by=somebody, version=draft.version)
    assert sign(cast, draft).penilai_id == cast.hendrika.pk
    assert Evaluasi.objects.filter(skp__pegawai=cast.yohana).count() == 1


def test_a_clock_set_back_leaves_the_order_and_every_deadline_readable(cast: Cast, skp: Skp) -> None:
    signed = sign(cast, rate(cast, skp))
    before = NOW - timedelta(days=1)  # the machine was set back between signing and handing over
    sent = deliver(cast, signed, at=before)
    assert (sent.state, sent.delivered_at) == ("disampaikan", before)
    last = {item.step: item.last_date for item in queries.clocks_of(sent, queries.calendar_of(skp), on=TODAY)}
    assert last[Langkah.PENYAMPAIAN] == date(2026, 7, 14)  # from the signature
    assert last[Langkah.KEBERATAN] == date(2026, 7, 13)  # from what was recorded as received
    with pytest.raises(NotAllowed):
        object_to(cast, sent, at=datetime(2026, 7, 14, 0, 0, tzinfo=WIT))
    assert object_to(cast, sent, at=datetime(2026, 7, 13, 23, 59, tzinfo=WIT)).state == "diajukan"
    assert list(queries.recompute(cast.periode)) == [None]


def test_the_last_minute_follows_the_zone_that_the_agency_sets(cast: Cast, skp: Skp) -> None:
    """15.30 UTC on the last day is past midnight in WIT and still the last evening in WIB."""
    sent = deliver(cast, sign(cast, rate(cast, skp)))
    moment = datetime(2026, 7, 14, 15, 30, tzinfo=UTC)
    with pytest.raises(NotAllowed):
        object_to(cast, sent, at=moment)
    with timezone.override("Asia/Jakarta"):
        assert object_to(cast, sent, at=moment).filed_at == moment


@pytest.fixture
def remind(django_capture_on_commit_callbacks: Any) -> Callable[[date], set[str]]:
    """The job of a morning with its notices; the keys of what it said."""

    def at_dawn(on: date) -> set[str]:
        known = set(Pengingat.objects.values_list("key", flat=True))
        moment = datetime(on.year, on.month, on.day, 5, 30, tzinfo=WIT)
        with django_capture_on_commit_callbacks(execute=True):
            operations.remind(by=Actor.system("Kasuari", on=on), at=moment)
        return set(Pengingat.objects.values_list("key", flat=True)) - known

    return at_dawn


def told(person: Pegawai) -> list[str]:
    return list(Notice.objects.filter(user=person.user).order_by("pk").values_list("kind", flat=True))


def test_signed_and_not_delivered_is_told_before_and_after(
    cast: Cast, skp: Skp, remind: Callable[[date], set[str]]
) -> None:
    signed = sign(cast, rate(cast, skp))
    assert f"penyampaian:{signed.pk}:ingat" not in remind(date(2026, 7, 8))
    assert f"penyampaian:{signed.pk}:ingat" in remind(date(2026, 7, 9))
    assert f"penyampaian:{signed.pk}:lewat" not in remind(date(2026, 7, 14))
    assert f"penyampaian:{signed.pk}:lewat" in remind(date(2026, 7, 15))
    assert "evaluation.escalated" in told(cast.paulus)


def test_not_returned_is_told_after(cast: Cast, skp: Skp, remind: Callable[[date], set[str]]) -> None:
    sent = deliver(cast, sign(cast, rate(cast, skp)))
    assert f"pengembalian:{sent.pk}:lewat" in remind(date(2026, 7, 15))
    assert "evaluation.escalated" in told(cast.hendrika)


def test_an_objection_not_decided_is_told_before_and_after(
    cast: Cast, skp: Skp, remind: Callable[[date], set[str]]
) -> None:
    filed = object_to(cast, deliver(cast, sign(cast, rate(cast, skp))))
    assert f"keputusan:{filed.pk}:ingat" in remind(date(2026, 6, 30))  # decided by 3 July
    assert told(cast.paulus).count("evaluation.reminded") == 1
    assert f"keputusan:{filed.pk}:lewat" in remind(date(2026, 7, 4))
    assert "evaluation.escalated" in told(cast.lusia)


def test_what_passed_to_the_atasan_is_told_before_and_after(
    cast: Cast, skp: Skp, remind: Callable[[date], set[str]]
) -> None:
    """Lampiran BAB V A.8: 14 working days after 30 June 2026 is 20 July."""
    key = f"tanda_tangan_atasan:{cast.triwulan(2).pk}:{cast.paulus.pk}"
    assert not any(item.startswith(key) for item in remind(date(2026, 7, 14)))
    assert f"{key}:ingat" in remind(date(2026, 7, 15))
    assert "evaluation.reminded" in told(cast.paulus)
    assert not remind(date(2026, 7, 20))
    assert f"{key}:lewat" in remind(date(2026, 7, 21))
    assert "evaluation.escalated" in told(cast.lusia)


def test_the_clerks_hear_once_of_all_that_no_atasan_has_signed(
    cast: Cast, skp: Skp, remind: Callable[[date], set[str]]
) -> None:
    """Each atasan hears of their own; the clerks get one number and the page of the period."""
    other = set_skp_for(cast, cast.markus, cast.hendrika)
    Skp.objects.filter(pk=other.pk).update(atasan_penilai=cast.andreas)
    period = cast.triwulan(2)
    sent = {key for key in remind(date(2026, 7, 21)) if key.startswith(f"tanda_tangan_atasan:{period.pk}:")}
    everything = f"tanda_tangan_atasan:{period.pk}:semua:2026-07-20:lewat"
    assert sent == {everything} | {
        f"tanda_tangan_atasan:{period.pk}:{atasan.pk}:lewat" for atasan in (cast.paulus, cast.andreas)
    }
    notices = Notice.objects.filter(user=cast.lusia.user, data__hal="tanda_tangan_atasan")
    assert [row.data["count"] for row in notices] == [2]
    assert notices[0].link == f"{reverse('evaluation:closing')}?periode={period.pk}"


def test_what_the_atasan_signed_has_seven_days_each_way(
    cast: Cast, skp: Skp, remind: Callable[[date], set[str]]
) -> None:
    """Lampiran BAB V A.9-10: signed on Wednesday 1 July, delivered and returned by 10 July."""
    first = datetime(2026, 7, 1, 9, tzinfo=WIT)
    signed = sign(cast, rate(cast, skp, by=cast.paulus, at=first), by=cast.paulus, at=first)
    assert f"penyampaian:{signed.pk}:ingat" in remind(date(2026, 7, 7))
    assert f"penyampaian:{signed.pk}:lewat" in remind(date(2026, 7, 11))
    assert "evaluation.escalated" in told(cast.lusia)
    sent = deliver(cast, signed, by=cast.paulus, at=first)
    assert f"pengembalian:{sent.pk}:ingat" in remind(date(2026, 7, 10))
    assert f"pengembalian:{sent.pk}:lewat" in remind(date(2026, 7, 11))


def test_a_period_not_reported_is_told_before_and_after(
    cast: Cast, skp: Skp, remind: Callable[[date], set[str]]
) -> None:
    """Lampiran BAB V A.7, A.11 and B.8: 30 working days after 30 June 2026 is 11 August."""
    key = f"pelaporan:{cast.triwulan(2).pk}"
    assert f"{key}:ingat" not in remind(date(2026, 8, 5))
    assert f"{key}:ingat" in remind(date(2026, 8, 6))
    assert "evaluation.reminded" in told(cast.lusia)
    assert f"{key}:lewat" in remind(date(2026, 8, 12))
    assert "evaluation.escalated" in told(cast.andreas)
    assert not remind(date(2026, 8, 13))
