"""The backend of the Django Tasks interface that keeps jobs in the table `Job`."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.signals import task_enqueued
from django_tasks.utils import normalize_json

from kasuari.foundation import clock
from kasuari.foundation.models import Job

_STATUS = {
    Job.State.READY: TaskResultStatus.READY,
    Job.State.RUNNING: TaskResultStatus.RUNNING,
    Job.State.DONE: TaskResultStatus.SUCCESSFUL,
    Job.State.FAILED: TaskResultStatus.FAILED,
}


class LeaseBackend(BaseTaskBackend):
    """A job is inserted in the transaction that asks for it: no worker sees it before that commits."""

    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Task[..., Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Insert the job; its arguments must be JSON. Raises InvalidTaskError for what cannot be run."""
        self.validate_task(task)
        now = clock.machine_now()
        job = Job.objects.create(
            id=uuid.uuid4(),
            task=task.module_path,
            args=normalize_json(list(args)),
            kwargs=normalize_json(dict(kwargs)),
            queue=task.queue_name,
            priority=task.priority,
            run_after=task.run_after or now,
            created_at=now,
        )
        result = result_of(job, task=task, alias=self.alias)
        task_enqueued.send(type(self), task_result=result)
        return result

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """The state of a job. Raises TaskResultDoesNotExist."""
        try:
            job = Job.objects.get(pk=uuid.UUID(str(result_id)))
        except (Job.DoesNotExist, ValueError) as error:
            raise TaskResultDoesNotExist(result_id) from error
        return result_of(job, task=task_of(job), alias=self.alias)


def task_of(job: Job) -> Task[..., Any]:
    """The declared task that a job names. Raises ImportError where there is no such task (any more)."""
    found = import_string(job.task)
    if not isinstance(found, Task):
        raise ImportError(f"{job.task} is not a task")
    return found


def result_of(job: Job, *, task: Task[..., Any], alias: str) -> TaskResult[Any]:
    """A job in the terms of the Django Tasks interface."""
    errors = []
    if job.error:
        kind, _, traceback = job.error.partition("\n")
        errors.append(TaskError(exception_class_path=kind, traceback=traceback))
    result: TaskResult[Any] = TaskResult(
        task=task,
        id=str(job.pk),
        status=_STATUS[Job.State(job.state)],
        enqueued_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.started_at,
        args=job.args,
        kwargs=job.kwargs,
        backend=alias,
        errors=errors,
        worker_ids=[job.worker] * job.attempts,
    )
    object.__setattr__(result, "_return_value", job.result)
    return result
