"""Private notes: one's own, and nobody else's."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from kasuari.feedback.models import CatatanPribadi
from kasuari.foundation.access import Actor
from kasuari.foundation.rows import the_one
from kasuari.planning import queries as planning


def notes_about(actor: Actor, pegawai_id: int) -> QuerySet[CatatanPribadi]:
    """What the actor wrote about somebody, newest first. Not even the product itself reads more."""
    rows = CatatanPribadi.objects.filter(penulis_id=actor.user_id, pegawai_id=pegawai_id)
    return (rows if actor.user_id is not None else rows.none()).order_by("-written_at", "-pk")


def catatan_for(actor: Actor, pegawai_id: int, catatan_id: int) -> CatatanPribadi:
    """One of them. Raises Http404."""
    found = the_one(notes_about(actor, pegawai_id).filter(pk=catatan_id))
    if found is None:
        raise Http404
    return found


def penilai_ids_of(pegawai_id: int, *, on: date) -> set[int]:
    """Who rates a person on a day, by their running SKP. One query."""
    running = planning.skp_of(pegawai_id).filter(
        state="ditetapkan", start_date__lte=on, last_date__gte=on, penilai__isnull=False
    )
    return set(running.order_by().values_list("penilai_id", flat=True))
