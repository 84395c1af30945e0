"""What 360 rounds do in the background: draw, count, remind by themselves before the last day and close after
it."""

from __future__ import annotations

from django_tasks import TaskContext, task

from kasuari.feedback import operations, queries
from kasuari.feedback.models import Putaran
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.jobs.progress import progress
from kasuari.foundation.jobs.schedule import Periodic, daily, register


@task(takes_context=True)
def draw_in_background(context: TaskContext, putaran_id: int, version: int, name: str) -> None:
    """Draw a round for the clerk who asked."""
    at = clock.now()
    by = Actor.system(name, on=at.date())
    operations.draw_putaran(
        putaran=Putaran.objects.select_related("instansi").get(pk=putaran_id),
        version=version,
        by=by,
        at=at,
        progress=lambda done, total: progress(str(context.task_result.id), done, total),
    )


@task(takes_context=True)
def count_in_background(context: TaskContext, putaran_id: int) -> None:
    """Count the box of a closed round."""
    at = clock.now()
    operations.count_putaran(
        putaran=Putaran.objects.select_related("instrumen").get(pk=putaran_id),
        by=Actor.system("Kasuari", on=at.date()),
        at=at,
        progress=lambda done, total: progress(str(context.task_result.id), done, total),
    )


@task
def close_overdue() -> int:
    """Close every round whose last day has passed, and count it. Answers how many."""
    at = clock.now()
    by = Actor.system("Kasuari", on=at.date())
    closed = 0
    for putaran in queries.rounds_past_last_day(on=at.date()):
        done = operations.close_putaran(putaran=putaran, version=putaran.version, by=by, at=at)
        operations.count_putaran(putaran=done, by=by, at=at)
        closed += 1
    return closed


@task
def remind_by_calendar() -> int:
    """Remind the raters of every round that asks for it on this day. Answers how many were told."""
    at = clock.now()
    by = Actor.system("Kasuari", on=at.date())
    return sum(
        operations.remind_raters_by_calendar(putaran=putaran, by=by, at=at)
        for putaran in queries.rounds_to_remind()
    )


register(
    Periodic(
        "feedback.close_overdue", "kasuari.feedback.tasks.putaran.close_overdue", daily(hour=0, minute=20)
    )
)
register(
    Periodic(
        "feedback.remind_raters",
        "kasuari.feedback.tasks.putaran.remind_by_calendar",
        daily(hour=7, minute=40),
    )
)
