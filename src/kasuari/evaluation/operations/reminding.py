"""Reminders before a last day and the word after it, each sent once; the way to the atasan opens by itself.

Who may evaluate does not wait for this: access asks the law on the day. This tells those whom it concerns.
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from kasuari.evaluation.events import AtasanRouteOpened, Escalated, Reminded
from kasuari.evaluation.models import Pengingat
from kasuari.evaluation.queries.due import Due, Passed, Subject, due_on
from kasuari.evaluation.subjects import subject
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.planning import queries as planning

_AT_ONCE = 500


def remind(*, by: Actor, at: datetime) -> int:
    """Tell everybody what is due or overdue on the day and was not told yet. Answers how many were sent.

    Run twice, also at the same time, it sends nothing twice: each reminder is a row with a key of its own.
    """
    dues, passed = due_on(timezone.localtime(at).date())
    told = _told([item.key for item in dues] + [item.key for item in passed])
    sent = 0
    for item in passed:
        sent += item.key not in told and _send(item, by, at)
    for due in dues:
        sent += due.key not in told and _send(due, by, at)
    return sent


def _told(keys: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(keys), _AT_ONCE):
        rows = Pengingat.objects.filter(key__in=keys[start : start + _AT_ONCE])
        found |= set(rows.values_list("key", flat=True))
    return found


def _send(item: Due | Passed, by: Actor, at: datetime) -> bool:
    try:
        with transaction.atomic():
            row = Pengingat.objects.create(key=item.key, last_date=item.last_date, sent_at=at)
            record(_opened(item, by, at) if isinstance(item, Passed) else _said(item, row.pk, by, at))
    except IntegrityError:
        return False  # another worker was faster
    return True


def _said(due: Due, row_id: int, by: Actor, at: datetime) -> Reminded | Escalated:
    kind = Escalated if due.late else Reminded
    return kind(
        by=by,
        at=at,
        object_id=row_id,
        tell=due.tell,
        link=due.link,
        step=due.step,
        subject=_words(due.subject),
        last_date=due.last_date,
        hal=due.subject.hal,
        period=due.subject.period,
        name=due.subject.name,
        count=due.subject.count,
    )


def _words(about: Subject) -> str:
    with override("id"):  # as the ledger keeps them
        return subject(about.hal, period=about.period, name=about.name, count=about.count)


def _opened(passed: Passed, by: Actor, at: datetime) -> AtasanRouteOpened:
    owner = passed.skp.pegawai
    return AtasanRouteOpened(
        by=by,
        at=at,
        object_id=passed.skp.pk,
        pegawai_id=owner.pk,
        tell=(owner.user_id,) if owner.user_id else (),
        periode_evaluasi_id=passed.periode_evaluasi.pk,
        period=planning.label(passed.periode_evaluasi),
        pegawai=owner.nama_lengkap,
        reason=passed.route.reason,
        basis=passed.route.basis,
    )
