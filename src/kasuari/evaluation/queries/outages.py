"""Reads of the outages that were recorded."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from kasuari.evaluation.access import can_keep_calendar
from kasuari.evaluation.models import Gangguan
from kasuari.foundation.access import Actor
from kasuari.foundation.rows import the_one


def gangguan_of(instansi_id: int) -> QuerySet[Gangguan]:
    """Every outage of an agency with its units, the newest first. Two queries."""
    return (
        Gangguan.objects.filter(instansi_id=instansi_id)
        .select_related("declared_by")
        .prefetch_related("units__unit")
        .order_by("-start_at", "-pk")
    )


def gangguan_for(actor: Actor, gangguan_id: int) -> Gangguan:
    """One outage, for whoever keeps the calendar. Raises NotAllowed, Http404."""
    can_keep_calendar(actor).or_raise()
    found = the_one(Gangguan.objects.filter(pk=gangguan_id))
    if found is None:
        raise Http404
    return found
