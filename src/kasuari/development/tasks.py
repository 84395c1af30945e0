"""What development leaves to the worker: allocations, and places of people who are gone."""

from __future__ import annotations

from functools import partial

from django_tasks import task
from django_tasks.base import TaskContext

from kasuari.development.operations.alokasi import compute_allocation
from kasuari.development.operations.pendaftaran import withdraw_departed
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.jobs import Stopped, progress
from kasuari.foundation.jobs.schedule import Periodic, daily, register
from kasuari.foundation.refusals import Stale


@task(takes_context=True)
def allocate_places(context: TaskContext, alokasi_id: int) -> str:
    """Compute an allocation. Run twice it changes nothing. Answers how that ended."""
    try:
        compute_allocation(
            alokasi_id=alokasi_id, at=clock.now(), progress=partial(progress, str(context.task_result.id))
        )
    except (Stopped, Stale):  # given up, or another run was faster
        return "stopped"
    return "ended"


@task
def free_places() -> int:
    """Each morning: people who left or are away give their places back. Answers how many."""
    at = clock.now()
    return withdraw_departed(by=Actor.system("Kasuari", on=at.date()), at=at)


register(
    Periodic("development.free_places", "kasuari.development.tasks.free_places", daily(hour=1, minute=45))
)
