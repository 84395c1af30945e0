"""What planning leaves to the worker: each morning, SKP that wait move to whoever rates from that day on, SKP
end with their appointments, and those whose planning is not complete are reminded; and long work for many."""

from __future__ import annotations

from functools import partial

from django_tasks import task
from django_tasks.base import TaskContext

from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.calendar import working_calendar
from kasuari.foundation.jobs import Stopped, progress
from kasuari.foundation.jobs.schedule import Periodic, daily, register
from kasuari.foundation.refusals import Stale
from kasuari.planning.operations import (
    refresh_consents,
    refresh_penilai,
    refresh_spans,
    remind_by_calendar,
    work_massal,
)
from kasuari.planning.operations.pk_jobs import finish_pk_import
from kasuari.planning.queries import massal_actor, unset_owners, years_to_plan


@task
def follow_the_calendar() -> int:
    """Read the penilai anew for every SKP not set yet: appointments begin and end. Answers how many."""
    at = clock.now()
    by = Actor.system("Kasuari", on=at.date())
    moved = refresh_penilai(pegawai_ids=unset_owners(), by=by, at=at)
    refresh_consents(by=by, at=at)
    refresh_spans(by=by, at=at)
    return moved


@task(takes_context=True)
def apply_pk(context: TaskContext, impor_id: int, user_id: int | None) -> str:
    """Apply a file of perjanjian kinerja as a whole. Answers how that ended."""
    try:
        finish_pk_import(
            impor_id=impor_id,
            user_id=user_id,
            at=clock.now(),
            progress=partial(progress, context.task_result.id),
        )
    except (Stopped, Stale):  # cancelled, or another run was faster
        return "stopped"
    return "ended"


@task(takes_context=True)
def write_massal(context: TaskContext, massal_id: int) -> dict[str, int]:
    """Write or take back what is left of a plan for many, for whoever began it. Run twice it changes nothing:
    each row is done once."""
    job_id = str(context.task_result.id)
    return work_massal(
        massal_id=massal_id,
        by=massal_actor(massal_id, on=clock.today()),
        now=clock.now,
        progress=lambda done, total: progress(job_id, done, total),
    )


@task
def remind_of_planning() -> int:
    """Reminders before the deadline of planning, and word to those above after it. Answers how many were
    told."""
    at = clock.now()
    by = Actor.system("Kasuari", on=at.date())
    return sum(
        remind_by_calendar(
            periode=periode,
            kalender=working_calendar(days_per_week=periode.instansi.hari_kerja_per_minggu),
            by=by,
            at=at,
        )
        for periode in years_to_plan(at.date())
    )


register(
    Periodic(
        "planning.follow_the_calendar",
        "kasuari.planning.tasks.follow_the_calendar",
        daily(hour=1, minute=15),
    )
)
register(
    Periodic(
        "planning.remind_of_planning",
        "kasuari.planning.tasks.remind_of_planning",
        daily(hour=7, minute=30),
    )
)
