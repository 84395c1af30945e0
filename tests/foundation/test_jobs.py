"""Jobs under a lease: claimed once, taken over after a death, finished only by whoever holds them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.test import override_settings
from django_tasks import task_backends
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist

from kasuari.foundation import clock
from kasuari.foundation.jobs import job_view, run_worker, schedule
from kasuari.foundation.jobs.backend import LeaseBackend
from kasuari.foundation.jobs.worker import MOST_ATTEMPTS, _finish, claim_job, work_once
from kasuari.foundation.models import Job
from tests.foundation import job_tasks

MODULE = "tests.foundation.job_tasks"


@pytest.fixture(autouse=True)
def _lease_backend() -> Iterator[None]:
    with override_settings(TASKS={"default": {"BACKEND": f"{LeaseBackend.__module__}.LeaseBackend"}}):
        assert isinstance(task_backends["default"], LeaseBackend)
        yield


def expire(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=clock.machine_now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_a_job_waits_runs_and_keeps_its_result() -> None:
    result = job_tasks.add.enqueue(2, b=3)
    assert result.status == TaskResultStatus.READY
    assert work_once(name="w")
    result.refresh()
    assert (result.status, result.return_value, result.attempts) == (TaskResultStatus.SUCCESSFUL, 5, 1)
    assert result.started_at is not None
    assert result.finished_at is not None
    assert not work_once(name="w")


@pytest.mark.django_db
def test_a_job_that_raises_fails_once_with_its_reason() -> None:
    result = job_tasks.fail.enqueue()
    work_once(name="w")
    assert not work_once(name="w")
    result.refresh()
    assert result.status == TaskResultStatus.FAILED
    assert result.errors[0].exception_class is ValueError
    assert "as asked" in result.errors[0].traceback


@pytest.mark.django_db
def test_a_job_whose_database_was_away_is_tried_again_later() -> None:
    job_tasks.database_is_away.enqueue()
    for attempt in range(1, MOST_ATTEMPTS + 1):
        assert work_once(name="w")
        job = Job.objects.get()
        assert job.attempts == attempt
        if attempt < MOST_ATTEMPTS:
            assert job.state == Job.State.READY
            assert job.run_after > clock.machine_now()
            Job.objects.update(run_after=clock.machine_now())
    assert job.state == Job.State.FAILED


@pytest.mark.django_db
def test_what_is_no_task_is_never_called() -> None:
    job_tasks.add.enqueue(1, 1)
    for path in (f"{MODULE}.not_a_task", "os.getpid", "kasuari.nowhere"):
        Job.objects.update(task=path, state=Job.State.READY)
        assert work_once(name="w")
        job = Job.objects.get()
        assert job.state == Job.State.FAILED
        assert job.error.startswith("builtins.") or job.error.startswith("ModuleNotFoundError")


@pytest.mark.django_db
def test_progress_is_seen_while_the_job_runs() -> None:
    result = job_tasks.in_parts.enqueue(4)
    work_once(name="w")
    view = job_view(result.id)
    assert view is not None
    assert (view.done, view.total, view.is_finished) == (4, 4, True)
    assert job_view("no-such-job") is None


@pytest.mark.django_db
def test_jobs_run_by_priority_and_not_before_their_time() -> None:
    now = clock.machine_now()
    job_tasks.add.using(run_after=now + timedelta(hours=1)).enqueue(9, 9)
    job_tasks.add.enqueue(1, 1)
    job_tasks.add.using(priority=10).enqueue(2, 2)
    results = []
    while work_once(name="w"):
        results = list(
            Job.objects.filter(state="done").order_by("finished_at").values_list("result", flat=True)
        )
    assert results == [4, 2]
    with pytest.raises(InvalidTaskError):
        job_tasks.add.using(run_after=datetime(2026, 1, 1))


@pytest.mark.django_db
def test_an_unknown_result_is_said_to_be_unknown() -> None:
    for number in ("6f1b1a1e-0000-4000-8000-000000000000", "x"):
        with pytest.raises(TaskResultDoesNotExist):
            task_backends["default"].get_result(number)


@pytest.mark.django_db
def test_a_claimed_job_is_not_claimed_again_before_its_lease_runs_out() -> None:
    job_tasks.add.enqueue(1, 1)
    now = clock.machine_now()
    claim = claim_job(name="first", now=now)
    assert claim is not None
    assert (claim.fence, claim.job.state, claim.job.worker) == (1, "running", "first")
    assert claim_job(name="second", now=now + timedelta(seconds=29)) is None
    taken = claim_job(name="second", now=now + timedelta(seconds=31))
    assert taken is not None
    assert (taken.fence, taken.job.attempts) == (2, 2)


@pytest.mark.django_db
def test_whoever_lost_the_job_cannot_finish_it() -> None:
    job_tasks.add.enqueue(1, 1)
    first = claim_job(name="first", now=clock.machine_now())
    assert first is not None
    expire(first.job)
    second = claim_job(name="second", now=clock.machine_now())
    assert second is not None
    assert not _finish(first, state=Job.State.DONE, result="stale")
    assert Job.objects.get().state == Job.State.RUNNING
    assert _finish(second, state=Job.State.DONE, result="fresh")
    assert not _finish(first, state=Job.State.FAILED, error="stale")
    assert Job.objects.get().result == "fresh"


@pytest.mark.django_db
def test_a_job_that_kills_every_worker_is_given_up() -> None:
    job_tasks.add.enqueue(1, 1)
    for _ in range(MOST_ATTEMPTS):
        claim = claim_job(name="w", now=clock.machine_now())
        assert claim is not None
        expire(claim.job)
    assert claim_job(name="w", now=clock.machine_now()) is None
    job = Job.objects.get()
    assert (job.state, job.attempts) == (Job.State.FAILED, MOST_ATTEMPTS)


@pytest.mark.django_db(transaction=True)
def test_a_job_asked_for_in_a_transaction_that_fails_never_existed() -> None:
    with transaction.atomic():
        job_tasks.add.enqueue(1, 1)
        transaction.set_rollback(True)
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_a_slot_of_the_schedule_is_enqueued_once() -> None:
    zone = clock.machine_now().tzinfo
    names = {periodic.name for periodic in schedule.registered()}
    assert names == {
        *("audit.seal", "development.free_places", "evaluation.close_again", "evaluation.forget_bundles"),
        *("evaluation.remind", "feedback.close_overdue", "feedback.remind_raters", "foundation.tidy"),
        *("planning.follow_the_calendar", "planning.remind_of_planning"),
        *("surveys.close_overdue_waves", "surveys.forget_origins"),
    }
    moment = datetime(2026, 6, 24, 9, 20, tzinfo=zone)
    assert schedule.enqueue_due(now=moment) == len(names)
    assert schedule.enqueue_due(now=moment + timedelta(minutes=1)) == 0
    assert schedule.enqueue_due(now=moment + timedelta(hours=1)) == 1
    assert Job.objects.filter(unique_key__startswith="audit.seal@").count() == 2


def test_due_moments_are_the_latest_not_after_now() -> None:
    zone = clock.machine_now().tzinfo
    at = datetime(2026, 6, 24, 9, 4, 59, tzinfo=zone)
    assert schedule.every_hour(minute=5)(at) == datetime(2026, 6, 24, 8, 5, tzinfo=zone)
    assert schedule.every_hour(minute=4)(at) == datetime(2026, 6, 24, 9, 4, tzinfo=zone)
    assert schedule.daily(hour=9, minute=5)(at) == datetime(2026, 6, 23, 9, 5, tzinfo=zone)
    assert schedule.daily(hour=2)(at) == datetime(2026, 6, 24, 2, tzinfo=zone)


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_many_workers_run_every_job_once(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    for _ in range(12):
        job_tasks.slowly.enqueue(str(journal), 0.01)
    stop = threading.Event()
    worker = threading.Thread(
        target=run_worker, kwargs={"stop": stop, "threads": 4, "poll_seconds": 0.05, "schedule": False}
    )
    worker.start()
    try:
        wait_for(lambda: not Job.objects.exclude(state=Job.State.DONE).exists())
    finally:
        stop.set()
        worker.join()
    assert journal.read_text().count("end") == 12
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_many_schedulers_enqueue_a_slot_once() -> None:
    moment, made = clock.machine_now(), []
    ready = threading.Barrier(4)

    def look() -> None:
        ready.wait()
        made.append(schedule.enqueue_due(now=moment))
        connections.close_all()

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(made) == len(schedule.registered()) == Job.objects.count()


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_a_job_that_another_finishes_once(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    result = job_tasks.slowly.enqueue(str(journal), 1.5)
    environment = worker_environment()
    first = start_worker(environment, lease=1.2)
    try:
        wait_for(lambda: journal.exists() and "begin" in journal.read_text())
    finally:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    job = Job.objects.get()
    assert (job.state, job.attempts) == (Job.State.RUNNING, 1)
    second = start_worker(environment, lease=1.2)
    try:
        wait_for(lambda: Job.objects.get().state == Job.State.DONE, seconds=30)
    finally:
        second.terminate()
        assert second.wait(timeout=20) == 0
    result.refresh()
    assert (result.return_value, result.attempts) == ("done", 2)
    lines = journal.read_text().split("\n")
    assert [line for line in lines if line.startswith("end")] == [f"end {second.pid}"]


def wait_for(condition: Any, *, seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)


def start_worker(environment: dict[str, str], *, lease: float) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.foundation.worker_process", str(lease)]
    return subprocess.Popen(command, env=environment, cwd=settings.PACKAGE.parent.parent)


def worker_environment() -> dict[str, str]:
    """What makes another process work on the database of this test."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{database['NAME']}"
    else:
        user = f"{database['USER']}:{database['PASSWORD']}@" if database["USER"] else ""
        port = f":{database['PORT']}" if database["PORT"] else ""
        url = f"postgresql://{user}{database['HOST']}{port}/{database['NAME']}"
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "kasuari.site.settings",
        "KASUARI_DATABASE_URL": url,
        "KASUARI_LOG_LEVEL": "ERROR",
    }
