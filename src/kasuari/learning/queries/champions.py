"""Who helps whom, and which questions wait for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kasuari.accounts.enums import Role
from kasuari.accounts.queries import holders_of
from kasuari.foundation.access import Actor
from kasuari.foundation.presence import EVERYTHING
from kasuari.foundation.trees import ancestors
from kasuari.foundation.worklist import WorkItem
from kasuari.learning.enums import StatePendamping, StatePertanyaan
from kasuari.learning.models import Pendamping, Pertanyaan
from kasuari.organisation.queries import in_force, instansi_for, penugasan_rows


def active_champions(on: date) -> QuerySet[Pendamping]:
    """Those whose task it is on a day."""
    return Pendamping.objects.filter(in_force(on), state=StatePendamping.BERTUGAS)


def champions_for(pegawai_id: int | None, *, on: date) -> list[Pendamping]:
    """Whom a person asks first: the pendamping of their unit, then of those above. Two queries."""
    posts = penugasan_rows().filter(in_force(on), pegawai_id=pegawai_id or 0)
    lines = {
        path for own in posts.order_by("pk").values_list("unit__path", flat=True) for path in ancestors(own)
    }
    if not lines:
        return []
    rows = active_champions(on).filter(unit__path__in=lines).exclude(pegawai_id=pegawai_id or 0)
    return list(rows.select_related("pegawai", "unit").order_by("-unit__depth", "pegawai__nama", "pk"))


def champions_within(paths: Iterable[str], *, on: date) -> dict[str, list[Pendamping]]:
    """The pendamping of each of these units, of one below it, or of one above it. One query."""
    wanted = set(paths)
    found: dict[str, list[Pendamping]] = defaultdict(list)
    if not wanted:
        return found
    rows = (
        active_champions(on).select_related("pegawai", "unit").order_by("-unit__depth", "pegawai__nama", "pk")
    )
    for row in rows:
        for path in wanted:
            if row.unit.path.startswith(path) or path.startswith(row.unit.path):
                found[path].append(row)
    return found


def every_champion(actor: Actor, *, on: date) -> QuerySet[Pendamping]:
    """The pendamping of the actor's agency, running, to come and proposed, as the tree is read."""
    rows = Pendamping.objects.filter(
        unit__instansi=instansi_for(actor),
        state__in=(StatePendamping.DIUSULKAN, StatePendamping.BERTUGAS),
    )
    return rows.exclude(end_date__lte=on).select_related("pegawai", "unit").order_by("unit__path", "pk")


def champion_for(actor: Actor, pendamping_id: int) -> Pendamping:
    """One of the actor's agency. Raises Http404."""
    rows = Pendamping.objects.filter(pk=pendamping_id, unit__instansi=instansi_for(actor))
    found = rows.select_related("pegawai", "unit").first()
    if found is None:
        raise Http404
    return found


def champion_accounts(actor: Actor, *, on: date) -> tuple[int, ...]:
    """The accounts that are told of a question: the nearest pendamping, the unit kepegawaian where the unit
    has none."""
    near = [row.pegawai.user_id for row in champions_for(actor.pegawai_id, on=on)]
    found = tuple(user for user in near if user is not None)
    return found or tuple(holders_of(Role.KEPEGAWAIAN, on=on))


def questions_to_answer(pegawai_id: int, *, on: date) -> QuerySet[Pertanyaan]:
    """The questions that wait from people whom somebody helps."""
    helped = active_champions(on).filter(pegawai_id=pegawai_id)
    posts = penugasan_rows().filter(in_force(on), pegawai_id=OuterRef(OuterRef("pegawai_id")))
    theirs = helped.filter(Exists(posts.filter(unit__path__startswith=OuterRef("unit__path"))))
    waiting = Pertanyaan.objects.filter(Exists(theirs), state=StatePertanyaan.MENUNGGU)
    return waiting.exclude(pegawai_id=pegawai_id).order_by("asked_at", "pk")


def helps_asker(actor: Actor, pertanyaan: Pertanyaan, *, on: date) -> bool:
    """Whether the actor is pendamping of whoever asked. Two queries."""
    return any(row.pegawai_id == actor.pegawai_id for row in champions_for(pertanyaan.pegawai_id, on=on))


def may_wait(pk: int, *, on: date) -> dict[str, QuerySet[Any]]:
    """Without a row here nothing of that kind waits, and it need not be read."""
    return {
        "learning.questions": questions_to_answer(pk, on=on),
        "learning.asked": Pertanyaan.objects.filter(state=StatePertanyaan.MENUNGGU),
    }


def work_for(actor: Actor, *, on: date, waiting: Container[str] = EVERYTHING) -> list[WorkItem]:
    """The questions that the actor answers: all for the unit kepegawaian, else those of the people whom the
    actor helps. One query, none where nothing waits."""
    if actor.pegawai_id is None:
        return []
    if actor.has(Role.KEPEGAWAIAN):
        return _asked(actor) if "learning.asked" in waiting else []
    if "learning.questions" not in waiting:
        return []
    count = questions_to_answer(actor.pegawai_id, on=on).count()
    if not count:
        return []
    return [
        WorkItem(
            key="learning.questions",
            title=ngettext(
                "%(n)s pertanyaan dari unit yang Anda dampingi",
                "%(n)s pertanyaan dari unit yang Anda dampingi",
                count,
            )
            % {"n": count},
            why=_("Anda yang ditanya lebih dahulu. Bila tidak tahu, unit kepegawaian juga membacanya."),
            action=_("Jawab"),
            url=reverse("learning:questions"),
            count=count,
        )
    ]


def _asked(actor: Actor) -> list[WorkItem]:
    rows = Pertanyaan.objects.filter(instansi__pegawai__user=actor.user_id, state=StatePertanyaan.MENUNGGU)
    count = rows.exclude(pegawai__user=actor.user_id).count()
    if not count:
        return []
    title = ngettext("%(n)s pertanyaan menunggu jawaban", "%(n)s pertanyaan menunggu jawaban", count)
    return [
        WorkItem(
            key="learning.questions",
            title=title % {"n": count},
            why=_("Pendamping unit ditanya lebih dahulu; Anda dapat menjawab semuanya."),
            action=_("Jawab"),
            url=reverse("learning:questions"),
            count=count,
        )
    ]
