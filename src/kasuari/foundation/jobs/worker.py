"""The worker: claims a job by a conditional update, keeps its lease, and finishes only what it holds."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
import traceback
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, close_old_connections, connections
from django.db.models import F, Q
from django_tasks.base import TaskContext
from django_tasks.signals import task_finished, task_started
from django_tasks.utils import get_module_path, normalize_json

from kasuari.foundation import clock
from kasuari.foundation.functions import at_work
from kasuari.foundation.jobs.backend import LeaseBackend, result_of, task_of
from kasuari.foundation.jobs.progress import forget_notes, noted
from kasuari.foundation.jobs.schedule import enqueue_due
from kasuari.foundation.models import Job

LEASE = timedelta(seconds=30)
POLL_SECONDS = 1.0
MOST_ATTEMPTS = 5
_CANDIDATES = 5
_SCHEDULE_SECONDS = 20
_ALIAS = "default"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that this worker holds as long as the fencing number in the table is `fence`."""

    job: Job
    fence: int


def run_worker(
    *,
    stop: threading.Event,
    threads: int = 1,
    lease: timedelta = LEASE,
    poll_seconds: float = POLL_SECONDS,
    schedule: bool = True,
) -> None:
    """Work until `stop` is set; a job that runs then is finished first.

    `threads` jobs run side by side. One of the threads also enqueues what comes round.
    """
    workers = [
        threading.Thread(
            target=_loop,
            kwargs={
                "name": f"{socket.gethostname()[:40]}:{os.getpid()}:{number}",
                "stop": stop,
                "lease": lease,
                "poll_seconds": poll_seconds,
                "schedule": schedule and number == 0,
            },
            name=f"job-{number}",
        )
        for number in range(threads)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def _loop(*, name: str, stop: threading.Event, lease: timedelta, poll_seconds: float, schedule: bool) -> None:
    look_again = 0.0
    try:
        while not stop.is_set():
            try:
                if schedule and time.monotonic() >= look_again:
                    look_again = time.monotonic() + _SCHEDULE_SECONDS
                    enqueue_due(now=clock.machine_now())
                worked = work_once(name=name, lease=lease)
            except (OperationalError, InterfaceError):
                log.exception("the database did not answer; trying again")
                worked = False
            close_old_connections()
            if not worked:
                stop.wait(poll_seconds)
    finally:
        connections.close_all()


def work_once(*, name: str, lease: timedelta = LEASE) -> bool:
    """Claim one job and run it to its end. False when there is nothing to do."""
    claim = claim_job(name=name, now=clock.machine_now(), lease=lease)
    if claim is None:
        return False
    with at_work():
        _run(claim, lease=lease)
    return True


def claim_job(*, name: str, now: datetime, lease: timedelta = LEASE) -> Claim | None:
    """The next job that waits or whose worker has died; None when there is none or others were faster."""
    give_up(now=now)
    takeable = _takeable(now)
    waiting = Job.objects.filter(takeable).order_by("-priority", "run_after", "created_at", "id")
    for pk, fence in list(waiting.values_list("id", "fence")[:_CANDIDATES]):
        taken = Job.objects.filter(takeable, pk=pk, fence=fence).update(
            state=Job.State.RUNNING,
            fence=fence + 1,
            attempts=F("attempts") + 1,
            lease_until=now + lease,
            started_at=now,
            worker=name,
        )
        if taken:
            return Claim(Job.objects.get(pk=pk), fence + 1)
    return None


def _takeable(now: datetime) -> Q:
    ready = Q(state=Job.State.READY, run_after__lte=now)
    return ready | Q(state=Job.State.RUNNING, lease_until__lt=now)


def give_up(*, now: datetime) -> int:
    """Mark as failed what has killed its worker `MOST_ATTEMPTS` times. Answers how many jobs that were."""
    hopeless = Job.objects.filter(state=Job.State.RUNNING, lease_until__lt=now, attempts__gte=MOST_ATTEMPTS)
    ids = list(hopeless.order_by("pk").values_list("pk", flat=True))
    for number in ids:
        forget_notes(number)
    return (
        0
        if not ids
        else hopeless.update(
            state=Job.State.FAILED,
            fence=F("fence") + 1,
            finished_at=now,
            error=f"builtins.RuntimeError\nthe worker died in each of {MOST_ATTEMPTS} attempts",
        )
    )


class _Heartbeat:
    """Extends the lease of a running job from its own thread; `lost` is set when somebody else has it."""

    def __init__(self, claim: Claim, lease: timedelta) -> None:
        self.claim = claim
        self.lease = lease
        self.lost = threading.Event()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"heartbeat-{claim.job.pk}", daemon=True)

    def __enter__(self) -> _Heartbeat:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        try:
            while not self._over.wait(self.lease.total_seconds() / 3):
                try:
                    held = _held(self.claim).update(lease_until=clock.machine_now() + self.lease)
                except (OperationalError, InterfaceError):
                    log.warning("the lease of job %s could not be extended", self.claim.job.pk)
                    continue
                if not held:
                    self.lost.set()
                    return
        finally:
            connections.close_all()


def _held(claim: Claim) -> Any:
    return Job.objects.filter(pk=claim.job.pk, fence=claim.fence, state=Job.State.RUNNING)


def _run(claim: Claim, *, lease: timedelta) -> None:
    job = claim.job
    try:
        task = task_of(job)
    except ImportError as error:
        _finish(claim, state=Job.State.FAILED, error=_described(error))
        return
    result = result_of(job, task=task, alias=_ALIAS)
    task_started.send(LeaseBackend, task_result=result)
    log.info("job %s (%s) begins, attempt %s", job.pk, job.task, job.attempts)
    with _Heartbeat(claim, lease):
        try:
            context = (TaskContext(task_result=result),) if task.takes_context else ()
            value = normalize_json(task.call(*context, *job.args, **job.kwargs))
        except (OperationalError, InterfaceError) as error:
            outcome: dict[str, Any] = _again_or_failed(job, error)
        except Exception as error:
            log.exception("job %s (%s) failed", job.pk, job.task)
            outcome = {"state": Job.State.FAILED, "error": _described(error)}
        else:
            outcome = {"state": Job.State.DONE, "result": value, "error": ""}
    if _finish(claim, **outcome):
        job.refresh_from_db()
        task_finished.send(LeaseBackend, task_result=result_of(job, task=task, alias=_ALIAS))


def _again_or_failed(job: Job, error: Exception) -> dict[str, Any]:
    """The database was away or busy: try again after a while, up to the most attempts."""
    if job.attempts >= MOST_ATTEMPTS:
        return {"state": Job.State.FAILED, "error": _described(error)}
    later = clock.machine_now() + timedelta(seconds=2**job.attempts)
    return {"state": Job.State.READY, "run_after": later, "error": _described(error)}


def _finish(claim: Claim, *, state: str, **columns: Any) -> bool:
    """Write the outcome if the job is still ours. Answers whether it was."""
    if state != Job.State.READY:
        columns["finished_at"] = clock.machine_now()
    if (told := noted(claim.job.pk)) is not None:
        columns["progress_done"], columns["progress_total"] = told
    held = bool(_held(claim).update(state=state, lease_until=None, **columns))
    if not held:
        log.warning("job %s was taken over; its outcome here is dropped", claim.job.pk)
    elif state != Job.State.READY:
        forget_notes(claim.job.pk)
    return held


def _described(error: BaseException) -> str:
    return f"{get_module_path(type(error))}\n{''.join(traceback.format_exception(error))}"
