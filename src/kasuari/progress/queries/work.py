"""What pelaksanaan asks of a person today."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kasuari.foundation.access import Actor
from kasuari.foundation.counting import number_of
from kasuari.foundation.presence import EVERYTHING
from kasuari.foundation.worklist import WorkItem
from kasuari.planning import queries as planning
from kasuari.progress.models import PenutupanPelaksanaan, Realisasi
from kasuari.progress.queries.filled import FILLED, RUNNING

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi

# Days before the window in which home begins to ask for results.
REMINDER = timedelta(days=14)


def may_wait(pk: int, *, on: date) -> dict[str, QuerySet[Any]]:
    """Without a row here no result is due."""
    return {"progress.due": _due_for(pk, on)}


def _due_for(pegawai_id: int, on: date) -> QuerySet[PeriodeEvaluasi]:
    return planning.running_periods(pegawai_id, on).filter(
        window_start_date__lte=on + REMINDER, window_last_date__gte=on
    )


def work_for(actor: Actor, *, on: date, waiting: Container[str] = EVERYTHING) -> list[WorkItem]:
    """Results that the actor has still to write for the running period. One query."""
    if actor.pegawai_id is None or "progress.due" not in waiting:
        return []
    written = Realisasi.objects.filter(
        FILLED, RUNNING, indikator__rhk__skp=OuterRef("skp_id"), periode_evaluasi=OuterRef("pk")
    )
    closed = PenutupanPelaksanaan.objects.filter(skp=OuterRef("skp_id"), periode_evaluasi=OuterRef("pk"))
    rows: Iterable[Any] = _due_for(actor.pegawai_id, on).annotate(
        closed=Exists(closed), total=planning.indikator_total("skp_id"), filled=number_of(written)
    )
    first: dict[int, Any] = {}
    for row in rows:
        first.setdefault(row.skp_id, row)
    return [
        _to_write(period, skp_id=skp_id, missing=period.total - period.filled)
        for skp_id, period in first.items()
        if not period.closed and period.total > period.filled
    ]


def _to_write(period: PeriodeEvaluasi, *, skp_id: int, missing: int) -> WorkItem:
    return WorkItem(
        key=f"progress.{skp_id}.{period.pk}",
        title=_("Isi realisasi %(period)s") % {"period": planning.label(period)},
        why=ngettext("%(count)d indikator belum diisi.", "%(count)d indikator belum diisi.", missing)
        % {"count": missing},
        action=_("Isi realisasi"),
        url=reverse("progress:period", args=[skp_id, period.pk]),
        due_date=period.last_date,
        count=missing,
    )
