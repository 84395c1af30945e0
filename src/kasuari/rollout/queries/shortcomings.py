"""The register of shortcomings."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from kasuari.foundation.access import Actor
from kasuari.organisation.queries import instansi_for
from kasuari.rollout.models import Kekurangan
from kasuari.rollout.states import OPEN


def shortcomings_of(actor: Actor, *, only_open: bool = False) -> QuerySet[Kekurangan]:
    """What was reported in the actor's agency, the open ones first, then the newest. Open to everybody: who
    meets the same trouble sees that it is known."""
    found = Kekurangan.objects.filter(instansi=instansi_for(actor)).select_related("unit", "pelapor")
    if only_open:
        found = found.filter(state__in=OPEN)
    return found.order_by("-reported_at", "-pk")


def shortcoming_for(actor: Actor, kekurangan_id: int) -> Kekurangan:
    """One of them. Raises Http404."""
    found = shortcomings_of(actor).filter(pk=kekurangan_id).first()
    if found is None:
        raise Http404
    return found
