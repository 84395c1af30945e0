"""What the organisation leaves to the worker: large files on their way in."""

from __future__ import annotations

from functools import partial

from django_tasks import task
from django_tasks.base import TaskContext

from kasuari.foundation import clock
from kasuari.foundation.jobs import Stopped, progress
from kasuari.foundation.refusals import Stale
from kasuari.organisation.operations.import_jobs import finish_applying, finish_reading


@task(takes_context=True)
def read_received(context: TaskContext, batch_id: int, user_id: int | None) -> str:
    """Read a file into its preview. Answers how that ended."""
    try:
        finish_reading(
            batch_id=batch_id,
            user_id=user_id,
            at=clock.now(),
            progress=partial(progress, context.task_result.id),
        )
    except (Stopped, Stale):  # cancelled, or another run was faster
        return "stopped"
    return "ended"


@task(takes_context=True)
def apply_received(context: TaskContext, batch_id: int, user_id: int | None) -> str:
    """Apply a preview as a whole. Answers how that ended."""
    try:
        finish_applying(
            batch_id=batch_id,
            user_id=user_id,
            at=clock.now(),
            progress=partial(progress, context.task_result.id),
        )
    except (Stopped, Stale):  # cancelled, or another run was faster
        return "stopped"
    return "ended"
