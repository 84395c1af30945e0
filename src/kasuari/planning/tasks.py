"""What planning does by itself: each morning, SKP that wait move to whoever rates from that day on,
and SKP end with their appointments."""

from __future__ import annotations

from django_tasks import task

from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.jobs.schedule import Periodic, daily, register
from kasuari.planning.operations import refresh_consents, refresh_penilai, refresh_spans
from kasuari.planning.queries import unset_owners


@task
def follow_the_calendar() -> int:
    """Read the penilai anew for every SKP not set yet: appointments begin and end. Answers how many."""
    at = clock.now()
    by = Actor.system("Kasuari", on=at.date())
    moved = refresh_penilai(pegawai_ids=unset_owners(), by=by, at=at)
    refresh_consents(by=by, at=at)
    refresh_spans(by=by, at=at)
    return moved


register(
    Periodic(
        "planning.follow_the_calendar",
        "kasuari.planning.tasks.follow_the_calendar",
        daily(hour=1, minute=15),
    )
)
