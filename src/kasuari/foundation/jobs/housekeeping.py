"""What the product throws away by itself: finished jobs, answers kept against repetition, old sessions."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session
from django_tasks import task

from kasuari.foundation import clock
from kasuari.foundation.jobs.schedule import Periodic, daily, register
from kasuari.foundation.models import IdempotencyKey, Job

JOBS_KEPT = timedelta(days=30)
ANSWERS_KEPT = timedelta(days=7)


@task
def tidy() -> dict[str, int]:
    """Remove finished jobs after 30 days, kept answers after 7, and sessions that are over."""
    now = clock.machine_now()
    finished = Job.objects.filter(state__in=[Job.State.DONE, Job.State.FAILED])
    jobs, _ = finished.filter(finished_at__lt=now - JOBS_KEPT).delete()
    answers, _ = IdempotencyKey.objects.filter(created_at__lt=clock.now() - ANSWERS_KEPT).delete()
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    return {"jobs": jobs, "answers": answers, "sessions": sessions}


register(Periodic("foundation.tidy", "kasuari.foundation.jobs.housekeeping.tidy", daily(hour=2, minute=30)))
