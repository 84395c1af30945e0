"""How far a job is, for pages that a person may leave and come back to, and the word that it should stop.

A job that writes everything in one transaction cannot tell of itself in a table: nobody sees its rows before
the commit, and on SQLite nobody else can write meanwhile. It then leaves a note beside the files, in
KASUARI_DATA_DIR/jobs, which the worker and the server share; in the same place it is asked to stop.
"""

from __future__ import annotations

import json
import os
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from kasuari.foundation.models import Job


class Stopped(Exception):
    """Somebody has asked the job to stop; raised inside it, so that its transaction writes nothing."""


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as a page shows it. `total` is 0 while the amount of work is not known."""

    id: str
    state: str
    done: int
    total: int
    waiting_since: datetime

    @property
    def is_finished(self) -> bool:
        return self.state in {Job.State.DONE, Job.State.FAILED}

    @property
    def is_waiting(self) -> bool:
        return self.state == Job.State.READY


def progress(job_id: str, done: int, total: int) -> None:
    """Write down that `done` of `total` parts are done; nothing for a job that is not in the table.

    Raises Stopped where somebody has asked for that.
    """
    number = _number(job_id)
    if number is None:
        return
    if _stop_note(number).exists():
        raise Stopped
    if connection.in_atomic_block:
        note = _note(number)
        note.parent.mkdir(parents=True, exist_ok=True)
        fresh = note.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps([done, total]), encoding="utf-8")
        os.replace(fresh, note)
    else:
        Job.objects.filter(pk=number).update(progress_done=done, progress_total=total)


def ask_to_stop(job_id: str) -> None:
    """Have the job stop where it next tells how far it is. A job that has ended does not notice."""
    number = _number(job_id)
    if number is not None:
        note = _stop_note(number)
        note.parent.mkdir(parents=True, exist_ok=True)
        note.touch()


def forget_notes(number: uuid.UUID) -> None:
    """Throw away what a job that has ended left beside the files."""
    _note(number).unlink(missing_ok=True)
    _stop_note(number).unlink(missing_ok=True)


def noted(number: uuid.UUID) -> tuple[int, int] | None:
    """What a job that writes in one transaction has last told of itself."""
    try:
        done, total = json.loads(_note(number).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return int(done), int(total)


def job_view(job_id: str) -> JobView | None:
    """The state of a job, or None. One query."""
    number = _number(job_id)
    if number is None:
        return None
    columns = ("state", "progress_done", "progress_total", "run_after")
    job = Job.objects.filter(pk=number).only(*columns).first()
    if job is None:
        return None
    done, total = job.progress_done, job.progress_total
    if job.state == Job.State.RUNNING:
        done, total = noted(number) or (done, total)
    return JobView(str(job.pk), job.state, done, total, job.run_after)


def _note(number: uuid.UUID) -> Path:
    return Path(settings.KASUARI.data_dir) / "jobs" / f"{number}.progress"


def _stop_note(number: uuid.UUID) -> Path:
    return Path(settings.KASUARI.data_dir) / "jobs" / f"{number}.stop"


def _number(job_id: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(job_id)
    except ValueError:
        return None
