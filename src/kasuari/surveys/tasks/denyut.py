"""A wave closes by itself after its last day."""

from __future__ import annotations

from django_tasks import task

from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.jobs.schedule import Periodic, daily, register
from kasuari.surveys import operations, queries


@task
def close_overdue_waves() -> int:
    """Close and count every wave whose last day has passed. Answers how many."""
    at = clock.now()
    by = Actor.system("Kasuari", on=at.date())
    waves = queries.overdue_waves(on=at.date())
    for denyut in waves:
        operations.close_pulse(denyut=denyut, version=denyut.version, by=by, at=at)
    return len(waves)


register(
    Periodic(
        "surveys.close_overdue_waves",
        "kasuari.surveys.tasks.denyut.close_overdue_waves",
        daily(hour=0, minute=50),
    )
)
