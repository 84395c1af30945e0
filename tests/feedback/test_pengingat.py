"""A 360 round reminds by itself on its chosen days: once each, whoever has a task left, nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client, TestCase
from django.urls import reverse

from kasuari.accounts.models import Notice
from kasuari.audit.models import AuditEntry
from kasuari.feedback import operations
from kasuari.feedback.models import Putaran
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal, Stale
from kasuari.foundation.states import StateRefusal
from tests.cast import NOW, TODAY, Cast
from tests.feedback import rounds
from tests.feedback.rounds import LAST_DATE, Said, answer, tasks
from tests.planning.test_rest import Caller

pytestmark = pytest.mark.django_db
WIT = ZoneInfo("Asia/Jayapura")


def moment(day: date, hour: int = 7, minute: int = 40) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=WIT)


def before(days: int) -> date:
    return LAST_DATE - timedelta(days=days)


def remind(putaran: Putaran, at: datetime) -> int:
    putaran.refresh_from_db()
    system = Actor.system("Kasuari", on=at.astimezone(WIT).date())
    with TestCase.captureOnCommitCallbacks(execute=True):
        return operations.remind_raters_by_calendar(putaran=putaran, by=system, at=at)


def told() -> list[int]:
    return sorted(Notice.objects.filter(kind="feedback.raters_reminded").values_list("user_id", flat=True))


@pytest.fixture
def running(cast: Cast) -> Putaran:
    """Opened today, two weeks before its last day."""
    return rounds.opened(cast, pengingat=(7, 1))


def test_on_the_chosen_day_everybody_with_a_task_is_told_once(cast: Cast, running: Putaran) -> None:
    waiting = {tugas.pengisi.user_id for tugas in tasks(running, state="menunggu")} - {None}
    assert remind(running, moment(before(8))) == 0
    assert remind(running, moment(before(7))) == len(waiting)
    assert told() == sorted(waiting)
    assert remind(running, moment(before(7), 23, 59)) == 0
    assert remind(running, moment(before(6))) == 0
    assert remind(running, moment(before(1))) == len(waiting)
    assert AuditEntry.objects.filter(kind="feedback.raters_reminded").count() == 2


@pytest.mark.parametrize(
    ("at", "sent"),
    [
        (moment(before(8), 23, 59), False),
        (moment(before(7), 0, 0), True),
        (datetime(2026, 6, 30, 14, 59, tzinfo=ZoneInfo("UTC")), False),  # 23.59 WIT of the eighth day
        (datetime(2026, 6, 30, 15, 0, tzinfo=ZoneInfo("UTC")), True),  # midnight WIT
    ],
)
def test_the_day_begins_at_midnight_in_wit(cast: Cast, running: Putaran, at: datetime, sent: bool) -> None:
    assert before(7) == date(2026, 7, 1)
    assert (remind(running, at) > 0) is sent


def test_who_answered_or_declined_is_not_told(cast: Cast, running: Putaran) -> None:
    """Markus has answered everything, Yohana declined everything that one may decline."""
    for tugas in tasks(running, state="menunggu", pengisi=cast.markus):
        answer(cast, tugas, Said(3))
    for tugas in tasks(running, state="menunggu", pengisi=cast.yohana):
        if tugas.kelompok == "diri":
            answer(cast, tugas, Said(4))
        else:
            operations.decline_tugas(
                tugas=tugas, alasan="Tidak mengenalnya", by=cast.actor(cast.yohana), at=NOW
            )
    remind(running, moment(before(7)))
    people = {cast.markus.user_id, cast.yohana.user_id}
    assert told()
    assert not people & set(told())


def test_nothing_but_the_notice_itself_says_who_has_a_task_left(cast: Cast, running: Putaran) -> None:
    remind(running, moment(before(7)))
    entry = AuditEntry.objects.get(kind="feedback.raters_reminded")
    assert set(entry.data) == {"nama", "last_date"}
    running.refresh_from_db()
    assert running.rekaman["pengingat"] == [7]
    assert {notice.user_id for notice in Notice.objects.filter(kind=entry.kind)} == set(told())


def test_a_missed_day_is_made_up_for_with_one_notice(cast: Cast) -> None:
    running = rounds.opened(cast, pengingat=(7, 6, 1))
    count = remind(running, moment(before(5)))
    assert (count > 0, len(told())) == (True, count)
    assert remind(running, moment(before(4))) == 0


def test_days_up_to_the_opening_are_passed_over(cast: Cast) -> None:
    days = (LAST_DATE - TODAY).days
    running = rounds.opened(cast, pengingat=(days + 3, days, 2))
    assert remind(running, moment(TODAY)) == 0
    assert remind(running, moment(TODAY + timedelta(days=1))) == 0
    assert remind(running, moment(before(2))) > 0


def test_on_the_last_day_and_no_later(cast: Cast) -> None:
    running = rounds.opened(cast, pengingat=(0,))
    assert remind(running, moment(LAST_DATE + timedelta(days=1))) == 0
    assert remind(running, moment(LAST_DATE, 23, 59)) > 0


def test_whoever_was_reminded_today_is_not_told_twice(cast: Cast, running: Putaran) -> None:
    by = cast.actor(cast.lusia)
    with TestCase.captureOnCommitCallbacks(execute=True):
        operations.remind_raters(putaran=running, by=by, at=moment(before(7), 6))
    count = len(told())
    assert count
    assert remind(running, moment(before(7))) == 0
    assert len(told()) == count
    remind(running, moment(before(1)))
    with pytest.raises(Refusal, match="reminded_today"):
        operations.remind_raters(putaran=running, by=by, at=moment(before(1), 9))


def test_a_round_that_takes_no_answers_does_not_remind(cast: Cast, running: Putaran) -> None:
    rounds.close(cast, running)
    assert remind(running, moment(before(7))) == 0
    with pytest.raises(StateRefusal):
        operations.choose_pengingat(
            putaran=Putaran.objects.get(pk=running.pk),
            version=running.version + 1,
            pengingat=[2],
            by=cast.actor(cast.lusia),
            at=NOW,
        )


@pytest.mark.parametrize("days", [(61,), (-1,), (1, 2, 3, 4, 5, 6)])
def test_days_that_cannot_be_are_named(cast: Cast, running: Putaran, days: Sequence[int]) -> None:
    with pytest.raises(Invalid) as refused:
        operations.choose_pengingat(
            putaran=running, version=running.version, pengingat=days, by=cast.actor(cast.lusia), at=NOW
        )
    assert [item.path for item in refused.value.problems] == ["pengingat"]
    with pytest.raises(Invalid) as planned:
        rounds.planned(cast, nama="Lain", pengingat=days)
    assert [item.path for item in planned.value.problems] == ["pengingat"]


def test_the_clerk_chooses_on_the_page_and_over_the_api(cast: Cast, running: Putaran) -> None:
    client = Client()
    client.force_login(cast.lusia.user)
    url = reverse("feedback:pengingat_360", args=[running.pk])
    page = client.get(reverse("feedback:putaran_satu", args=[running.pk])).content.decode()
    assert "7, 1 hari sebelum hari terakhir" in page
    assert client.post(url, {"version": running.version, "pengingat": "empat"}).status_code == 422
    assert client.post(url, {"version": running.version, "pengingat": "2, 5, 2"}).status_code == 302
    running.refresh_from_db()
    assert running.pengingat == [5, 2]
    caller = Caller(cast, cast.lusia)
    sent = {"version": running.version, "pengingat": []}
    assert caller.send(f"/rounds/{running.pk}/reminders", sent, "put").json()["pengingat"] == []
    again = {"version": running.version, "pengingat": [4]}
    assert caller.send(f"/rounds/{running.pk}/reminders", again, "put").status_code == 409
    with pytest.raises(NotAllowed):
        operations.choose_pengingat(
            putaran=running, version=running.version, pengingat=[1], by=cast.actor(cast.hendrika), at=NOW
        )
    with pytest.raises(Stale):
        operations.choose_pengingat(
            putaran=running, version=running.version, pengingat=[1], by=cast.actor(cast.lusia), at=NOW
        )
