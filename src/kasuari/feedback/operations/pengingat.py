"""Reminding raters of a 360 round: by whoever runs it, or by itself on the days chosen for the round.

Everybody with a task left gets the same notice, and nobody is told who that is. Whoever has answered or
declined has no task left.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kasuari.feedback.access.putaran import can_run_putaran
from kasuari.feedback.enums import StatePutaran, StateTugas
from kasuari.feedback.events.putaran import PengingatPutaranChosen, RatersReminded
from kasuari.feedback.models import Putaran, TugasPutaran
from kasuari.feedback.states import PUTARAN
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Problem, Refusal
from kasuari.foundation.rows import write_next

MOST_DAYS = 5
FARTHEST_DAY = 60
_REMINDED, _SENT = "diingatkan", "pengingat"  # in `rekaman`: the last day, and the days before the end done

register(
    {
        "putaran.reminded_today": Reason(
            _("Pengisi putaran ini sudah diingatkan hari ini."), _("Ingatkan lagi besok bila masih perlu.")
        ),
        "putaran.reminder_days": Reason(
            _("Pengingat otomatis belum dapat disimpan."),
            _("Tulis paling banyak lima angka antara 0 dan 60, misalnya 7, 3, 1."),
        ),
    }
)

_DAYS = _("Tulis paling banyak lima angka antara 0 dan 60, misalnya 7, 3, 1.")


def reminder_days(days: Sequence[int]) -> list[int]:
    """The days before the end in their order, each once. Raises Invalid."""
    if (found := reminder_problem(days)) is not None:
        raise Invalid("putaran.reminder_days", problems=(found,))
    return sorted(set(days), reverse=True)


def reminder_problem(days: Sequence[int]) -> Problem | None:
    """What is wrong with days before the end, if anything is."""
    if len(set(days)) > MOST_DAYS or any(not 0 <= day <= FARTHEST_DAY for day in days):
        return Problem("putaran.reminder_days", "pengingat", _DAYS)
    return None


@transaction.atomic
def choose_pengingat(
    *, putaran: Putaran, version: int, pengingat: Sequence[int], by: Actor, at: datetime
) -> Putaran:
    """On which days before its end a round reminds by itself; none switches it off. What was sent stays sent.

    Raises NotAllowed, StateRefusal once it takes no more answers, Invalid, Stale.
    """
    can_run_putaran(by).or_raise()
    PUTARAN.next(putaran.state, "ingat")
    days = reminder_days(pengingat)
    if days == putaran.pengingat:
        return putaran
    write_next(putaran, version, pengingat=days)
    record(PengingatPutaranChosen(by=by, at=at, object_id=putaran.pk, nama=putaran.nama, pengingat=days))
    return putaran


@transaction.atomic
def remind_raters(*, putaran: Putaran, by: Actor, at: datetime) -> int:
    """Put a notice before everybody who still has a task; answers how many. Raises NotAllowed, StateRefusal,
    Refusal `putaran.reminded_today`.
    """
    can_run_putaran(by).or_raise()
    if putaran.state != StatePutaran.TERBUKA:
        PUTARAN.next(putaran.state, "tutup")
    locked = Putaran.objects.select_for_update().get(pk=putaran.pk)
    if _reminded(locked, localdate(at)):
        raise Refusal("putaran.reminded_today")
    return _tell(locked, by=by, at=at)


@transaction.atomic
def remind_raters_by_calendar(*, putaran: Putaran, by: Actor, at: datetime) -> int:
    """What the round has chosen for this day, once; answers how many were told.

    A day that the worker missed is made up for on the next, together with what that day asks: one notice. A
    day up to that of the opening is passed over, and on a day on which somebody has reminded already nobody
    is told twice.
    """
    locked = Putaran.objects.select_for_update().get(pk=putaran.pk)
    on = localdate(at)
    if not by.is_system or locked.state != StatePutaran.TERBUKA or locked.opened_at is None:
        return 0
    sent = {int(day) for day in locked.rekaman.get(_SENT, ())}
    due = [day for day in locked.pengingat if day not in sent and _left(locked, on) <= day]
    if _left(locked, on) < 0 or not due:
        return 0
    begun = _left(locked, localdate(locked.opened_at))
    before_opening = all(day >= begun for day in due)
    Putaran.objects.filter(pk=locked.pk).update(rekaman={**locked.rekaman, _SENT: sorted({*sent, *due})})
    locked.refresh_from_db()
    if before_opening or _reminded(locked, on):
        return 0
    return _tell(locked, by=by, at=at)


def _left(putaran: Putaran, on: date) -> int:
    return (putaran.last_date - on).days


def _reminded(putaran: Putaran, on: date) -> bool:
    return bool(putaran.rekaman.get(_REMINDED) == on.isoformat())


def _tell(locked: Putaran, *, by: Actor, at: datetime) -> int:
    """The notice, in a transaction that holds the round."""
    users = (
        TugasPutaran.objects.filter(
            peserta__putaran=locked, state=StateTugas.MENUNGGU, pengisi__user__is_active=True
        )
        .order_by()
        .values_list("pengisi__user_id", flat=True)
        .distinct()
    )
    tell = tuple(sorted(pk for pk in users if pk is not None))
    Putaran.objects.filter(pk=locked.pk).update(
        rekaman={**locked.rekaman, _REMINDED: localdate(at).isoformat()}
    )
    if tell:
        record(
            RatersReminded(
                by=by,
                at=at,
                object_id=locked.pk,
                nama=locked.nama,
                last_date=locked.last_date,
                tell=tell,
                link="/360/",
            )
        )
    return len(tell)
