"""Requests and one-time links."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404

from kasuari.feedback.enums import StatePermintaan
from kasuari.feedback.models import PermintaanUmpanBalik, TautanUmpanBalik
from kasuari.feedback.tokens import hash_of
from kasuari.foundation.access import Actor
from kasuari.foundation.rows import the_one

_PEOPLE = ("skp__pegawai", "skp__periode", "pemberi")


def asked_of(pegawai_id: int) -> QuerySet[PermintaanUmpanBalik]:
    """Requests that wait for one person's answer, oldest first. One query."""
    rows = PermintaanUmpanBalik.objects.filter(pemberi_id=pegawai_id, state=StatePermintaan.MENUNGGU)
    return rows.select_related(*_PEOPLE).order_by("requested_at", "pk")


def asked_by(pegawai_id: int) -> QuerySet[PermintaanUmpanBalik]:
    """What one person has asked for, newest first. One query."""
    rows = PermintaanUmpanBalik.objects.filter(skp__pegawai_id=pegawai_id)
    return rows.select_related(*_PEOPLE).order_by("-requested_at", "-pk")


def permintaan_for(actor: Actor, permintaan_id: int) -> PermintaanUmpanBalik:
    """A request of the actor's or to the actor. Raises Http404."""
    me = actor.pegawai_id
    mine = Q(pemberi_id=me) | Q(skp__pegawai_id=me) if me is not None else Q(pk__in=[])
    found = the_one(PermintaanUmpanBalik.objects.select_related(*_PEOPLE).filter(mine, pk=permintaan_id))
    if found is None:
        raise Http404
    return found


def links_of(actor: Actor) -> QuerySet[TautanUmpanBalik]:
    """Links that the actor made, or that are about the actor, newest first. One query."""
    mine = Q(created_by_id=actor.user_id)
    if actor.pegawai_id is not None:
        mine |= Q(skp__pegawai_id=actor.pegawai_id)
    return (
        TautanUmpanBalik.objects.filter(mine)
        .select_related("skp__pegawai", "created_by")
        .order_by("-created_at", "-pk")
    )


def tautan_for(actor: Actor, tautan_id: int) -> TautanUmpanBalik:
    """One of those links. Raises Http404."""
    found = the_one(links_of(actor).filter(pk=tautan_id))
    if found is None:
        raise Http404
    return found


def link_by_token(token: str) -> TautanUmpanBalik | None:
    """The link that a secret opens, whatever its state; None for a secret that nothing has."""
    rows = TautanUmpanBalik.objects.select_related("skp__pegawai", "skp__penilai", "skp__unit", "created_by")
    return the_one(rows.filter(token_hash=hash_of(token)))
