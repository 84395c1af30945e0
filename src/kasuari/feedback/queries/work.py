"""What feedback asks of a person today: umpan balik berkala that is due, requests and 360 tasks that wait."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kasuari.feedback.queries.permintaan import asked_of
from kasuari.feedback.queries.round_work import ROUND_KEYS, round_conditions, round_work
from kasuari.feedback.queries.tempo import due_days, team_of
from kasuari.foundation.access import Actor
from kasuari.foundation.presence import EVERYTHING
from kasuari.foundation.worklist import WorkItem

# How long before the day home begins to ask.
AHEAD = timedelta(days=7)


def may_wait(pk: int, *, on: date) -> dict[str, QuerySet[Any]]:
    """Without a row here nothing of that kind waits, and it need not be read."""
    return {
        "feedback.berkala": team_of(pk, on=on),
        "feedback.requests": asked_of(pk),
        **round_conditions(pk),
    }


def work_for(actor: Actor, *, on: date, waiting: Container[str] = EVERYTHING) -> list[WorkItem]:
    """At most five queries."""
    if actor.pegawai_id is None:
        return []
    items = _due(actor.pegawai_id, on) if "feedback.berkala" in waiting else []
    if "feedback.requests" in waiting:
        items += _asked(actor.pegawai_id)
    if any(key in waiting for key in ROUND_KEYS):
        items += round_work(actor, on=on)
    return items


def _due(penilai_id: int, on: date) -> list[WorkItem]:
    near = [day for day in due_days(penilai_id, on=on) if day <= on + AHEAD]
    if not near:
        return []
    why = ngettext(
        "%(count)d orang menunggu umpan balik berkala dari Anda (Pasal 19).",
        "%(count)d orang menunggu umpan balik berkala dari Anda (Pasal 19).",
        len(near),
    )
    return [
        WorkItem(
            key="feedback.berkala",
            title=_("Beri umpan balik berkala"),
            why=why % {"count": len(near)},
            action=_("Beri umpan balik"),
            url=reverse("feedback:team"),
            due_date=near[0],
            count=len(near),
        )
    ]


def _asked(pegawai_id: int) -> list[WorkItem]:
    found = asked_of(pegawai_id).order_by().aggregate(count=Count("pk"), first=Min("requested_at"))
    if not found["count"]:
        return []
    why = ngettext(
        "%(count)d orang meminta umpan balik Anda, yang pertama pada %(day)s.",
        "%(count)d orang meminta umpan balik Anda, yang pertama pada %(day)s.",
        found["count"],
    )
    day = localtime(found["first"]).strftime("%d-%m-%Y")
    return [
        WorkItem(
            key="feedback.requests",
            title=_("Jawab permintaan umpan balik"),
            why=why % {"count": found["count"], "day": day},
            action=_("Jawab"),
            url=reverse("feedback:choose"),
            count=found["count"],
        )
    ]
