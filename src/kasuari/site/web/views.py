"""Home and health."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from kasuari.accounts.queries import recent_notices
from kasuari.development import queries as development
from kasuari.evaluation import queries as evaluation
from kasuari.feedback import queries as feedback
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.calendar import until_words, working_calendar
from kasuari.foundation.presence import Presence
from kasuari.foundation.worklist import Asks, WorkItem, in_order
from kasuari.learning import queries as learning
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning
from kasuari.progress import queries as progress
from kasuari.rollout import queries as rollout
from kasuari.surveys import queries as surveys

WAITING = Presence(
    planning.may_wait,
    progress.may_wait,
    feedback.may_wait,
    evaluation.may_wait,
    development.may_wait,
    surveys.may_wait,
    learning.may_wait,
    rollout.may_wait,
)
WORK_SOURCES: tuple[Asks, ...] = (
    organisation.work_for,
    planning.work_for,
    progress.work_for,
    feedback.work_for,
    evaluation.work_for,
    development.work_for,
    surveys.work_for,
    learning.work_for,
    rollout.work_for,
)
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Task:
    """A work item as the home page shows it."""

    item: WorkItem
    due: str
    urgency: str


def home(request: HttpRequest) -> HttpResponse:
    """What is mine to do now, in order of its deadline; then what happened lately."""
    actor = cast(ActorRequest, request).actor
    waiting = waiting_for(actor, on=actor.on)
    return render(
        request,
        "site/home.html",
        {
            "tasks": tasks_for(actor, on=actor.on, waiting=waiting),
            "growth": development.home_progress(actor, on=actor.on, waiting=waiting),
            "notices": recent_notices(user_id=actor.user_id, limit=5) if actor.user_id else [],
        },
    )


def waiting_for(actor: Actor, *, on: date) -> frozenset[str]:
    """The kinds of which something may wait for `actor`. One query."""
    return WAITING.of(actor.pegawai_id, on=on) if actor.pegawai_id is not None else frozenset()


def tasks_for(actor: Actor, *, on: date, waiting: frozenset[str]) -> list[Task]:
    """Every module's work items for `actor`, by deadline, with the deadline in words."""
    items = in_order([item for ask in WORK_SOURCES for item in ask(actor, on=on, waiting=waiting)])
    if not items:
        return []
    calendar = working_calendar()
    return [
        Task(
            item=item,
            due=until_words(item.due_date, on=on, calendar=calendar) if item.due_date else "",
            urgency=_urgency(item.due_date, on),
        )
        for item in items
    ]


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """Alive, and the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "at": clock.now().isoformat()})


def _urgency(due_date: date | None, on: date) -> str:
    if due_date is None or due_date > on + SOON:
        return "calm"
    return "late" if due_date < on else "soon"
