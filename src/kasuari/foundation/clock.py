"""The only place that reads the clock.

In a rehearsal (`KASUARI_PRACTICE_DATE`) the calendar stands at the given day while the time of day runs on.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """This moment, aware, in the zone of the agency."""
    moment = timezone.localtime()
    practice: date | None = settings.KASUARI.practice_date
    if practice is None:
        return moment
    return moment + timedelta(days=(practice - moment.date()).days)


def today() -> date:
    """The day of `now()` in the zone of the agency."""
    return now().date()


def practice_date() -> date | None:
    """The day that a rehearsal stands at, or None on a real clock."""
    return today() if settings.KASUARI.practice_date else None


def machine_now() -> datetime:
    """The machine's own moment, also in a rehearsal: for leases and schedules, never for the law."""
    return timezone.localtime()
