"""Reads of the plans for many."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.http import Http404

from kasuari.foundation.access import Actor
from kasuari.organisation.queries import actor_for
from kasuari.planning.access import massal_visible_to
from kasuari.planning.models import BarisMassal, RencanaMassal
from kasuari.planning.people import pegawai_named


def massal_rows(actor: Actor) -> QuerySet[RencanaMassal]:
    """The runs that the actor may read, newest first."""
    rows = RencanaMassal.objects.filter(massal_visible_to(actor))
    return rows.select_related("periode__instansi", "created_by", "asal").order_by("-pk")


def massal_for(actor: Actor, massal_id: int) -> RencanaMassal:
    """One of them. Raises Http404."""
    found = massal_rows(actor).filter(pk=massal_id).first()
    if found is None:
        raise Http404
    return found


def baris_massal(massal: RencanaMassal, *, state: str = "", code: str = "") -> QuerySet[BarisMassal]:
    """What came of a run, person by person."""
    rows = massal.baris.select_related("pegawai", "penugasan__jabatan", "penugasan__unit", "skp")
    if state:
        rows = rows.filter(state=state)
    if code:
        rows = rows.filter(code=code)
    return rows.order_by("urutan")


def reasons_of(massal: RencanaMassal) -> list[tuple[str, int]]:
    """Why people were passed over or kept, the most frequent first. One query."""
    rows: Any = massal.baris.exclude(code="").order_by().values_list("code").annotate(Count("pk"))
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def massal_actor(massal_id: int, *, on: date) -> Actor:
    """Whoever began a run or is taking it back, with the rights of a day."""
    massal = RencanaMassal.objects.select_related("created_by", "applied_by", "undone_by").get(pk=massal_id)
    user = massal.undone_by or massal.applied_by or massal.created_by
    return actor_for(user, on=on)


def people_by_id(instansi_id: int, ids: Iterable[int]) -> dict[int, str]:
    """The names of these people, by id. One query."""
    return {pk: row.nama_lengkap for pk, row in pegawai_named(instansi_id, ids).items()}
