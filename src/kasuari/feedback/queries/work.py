"""What feedback asks of a person today: umpan balik berkala that is due, requests and 360 tasks that wait."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kasuari.feedback.queries.permintaan import asked_of
from kasuari.feedback.queries.putaran import round_work
from kasuari.feedback.queries.tempo import due_of
from kasuari.foundation.access import Actor
from kasuari.foundation.worklist import WorkItem

# How long before the day home begins to ask.
AHEAD = timedelta(days=7)


def work_for(actor: Actor, *, on: date) -> list[WorkItem]:
    """At most five queries; three for somebody who rates nobody."""
    if actor.pegawai_id is None:
        return []
    return [*_due(actor.pegawai_id, on), *_asked(actor.pegawai_id), *round_work(actor, on=on)]


def _due(penilai_id: int, on: date) -> list[WorkItem]:
    days = [item.due_date for item in due_of(penilai_id, on=on) if item.due_date]
    near = [day for day in days if day <= on + AHEAD]
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
            due_date=min(near),
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
