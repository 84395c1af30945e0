"""Tasks that the tests of the worker run, in this process or in one that is killed."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from django.db import OperationalError
from django_tasks import task
from django_tasks.base import TaskContext

from kasuari.foundation.jobs import progress


@task
def add(a: int, b: int) -> int:
    return a + b


@task
def fail() -> None:
    raise ValueError("as asked")


@task
def database_is_away() -> None:
    raise OperationalError("locked")


@task(takes_context=True)
def in_parts(context: TaskContext, total: int) -> int:
    for done in range(1, total + 1):
        progress(context.task_result.id, done, total)
    return total


@task
def slowly(journal: str, seconds: float) -> str:
    """Writes a line when it begins and one when it ends, each with the process."""
    with Path(journal).open("a") as lines:
        lines.write(f"begin {os.getpid()}\n")
    time.sleep(seconds)
    with Path(journal).open("a") as lines:
        lines.write(f"end {os.getpid()}\n")
    return "done"


def not_a_task() -> Any:
    return None
