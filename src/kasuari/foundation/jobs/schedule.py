"""Jobs that come round. Every worker looks; the unique key of the slot lets exactly one enqueue it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.module_loading import autodiscover_modules

from kasuari.foundation.models import Job

Due = Callable[[datetime], datetime]


@dataclass(frozen=True, slots=True)
class Periodic:
    """`task` (its dotted path) is to run at every moment that `due` names.

    `due(now)` answers the latest such moment that is not after `now`. A moment that passed while no worker
    ran is made up for once, when a worker comes back.
    """

    name: str
    task: str
    due: Due


_REGISTRY: dict[str, Periodic] = {}


def register(periodic: Periodic) -> None:
    """Add a job that comes round. A name stands for one job."""
    if _REGISTRY.setdefault(periodic.name, periodic) != periodic:
        raise RuntimeError(f"the periodic job {periodic.name} is registered twice")


def registered() -> list[Periodic]:
    """Everything that comes round. The tasks of the modules are read now: only a worker needs them."""
    autodiscover_modules("tasks")
    return sorted(_REGISTRY.values(), key=lambda periodic: periodic.name)


@dataclass(frozen=True, slots=True)
class _Hourly:
    minute: int

    def __call__(self, now: datetime) -> datetime:
        due = now.replace(minute=self.minute, second=0, microsecond=0)
        return due if due <= now else due - timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Daily:
    hour: int
    minute: int

    def __call__(self, now: datetime) -> datetime:
        due = now.replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)
        return due if due <= now else due - timedelta(days=1)


def every_hour(*, minute: int = 0) -> Due:
    """Each hour at that minute."""
    return _Hourly(minute)


def daily(*, hour: int, minute: int = 0) -> Due:
    """Each day at that time in the zone of the agency."""
    return _Daily(hour, minute)


def enqueue_due(*, now: datetime) -> int:
    """Enqueue the latest slot of every periodic job, unless some worker has done so. Answers how many."""
    made = 0
    for periodic in registered():
        key = f"{periodic.name}@{periodic.due(now):%Y-%m-%dT%H:%M}"
        if Job.objects.filter(unique_key=key).exists():
            continue
        try:
            with transaction.atomic():
                Job.objects.create(
                    id=uuid.uuid4(), task=periodic.task, unique_key=key, run_after=now, created_at=now
                )
        except IntegrityError:
            continue  # another worker was faster
        made += 1
    return made
