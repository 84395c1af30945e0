"""How far a job is, for pages that a person may leave and come back to."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from kasuari.foundation.models import Job


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as a page shows it. `total` is 0 while the amount of work is not known."""

    id: str
    state: str
    done: int
    total: int

    @property
    def is_finished(self) -> bool:
        return self.state in {Job.State.DONE, Job.State.FAILED}


def progress(job_id: str, done: int, total: int) -> None:
    """Write down that `done` of `total` parts are done; nothing for a job that is not in the table."""
    number = _number(job_id)
    if number is not None:
        Job.objects.filter(pk=number).update(progress_done=done, progress_total=total)


def _number(job_id: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(job_id)
    except ValueError:
        return None


def job_view(job_id: str) -> JobView | None:
    """The state of a job, or None. One query."""
    number = _number(job_id)
    if number is None:
        return None
    job = Job.objects.filter(pk=number).only("state", "progress_done", "progress_total").first()
    return None if job is None else JobView(str(job.pk), job.state, job.progress_done, job.progress_total)
