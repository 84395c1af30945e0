"""What planning leaves to the worker: each morning, SKP that wait move to whoever rates from that day on;
and long files of perjanjian kinerja."""

from __future__ import annotations

from functools import partial

from django_tasks import task
from django_tasks.base import TaskContext

from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.jobs import Stopped, progress
from kasuari.foundation.jobs.schedule import Periodic, daily, register
from kasuari.foundation.refusals import Stale
from kasuari.planning.operations import refresh_consents, refresh_penilai
from kasuari.planning.operations.pk_jobs import finish_pk_import
from kasuari.planning.queries import unset_owners


@task
def follow_the_calendar() -> int:
    """Read the penilai anew for every SKP not set yet: appointments begin and end. Answers how many."""
    at = clock.now()
    by = Actor.system("Kasuari", on=at.date())
    moved = refresh_penilai(pegawai_ids=unset_owners(), by=by, at=at)
    refresh_consents(by=by, at=at)
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


register(
    Periodic(
        "planning.follow_the_calendar",
        "kasuari.planning.tasks.follow_the_calendar",
        daily(hour=1, minute=15),
    )
)
