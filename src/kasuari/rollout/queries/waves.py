"""Waves and the units in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet
from django.http import Http404

from kasuari.foundation.access import Actor
from kasuari.organisation.enums import StatusPegawai
from kasuari.organisation.queries import in_force, instansi_for, penugasan_rows
from kasuari.rollout.models import AnggotaGelombang, Gelombang

if TYPE_CHECKING:
    from kasuari.organisation.models import Pegawai


def waves_of(actor: Actor) -> QuerySet[Gelombang]:
    """The waves of the actor's agency in their order, each with `units`, the number of its units."""
    found = Gelombang.objects.filter(instansi=instansi_for(actor))
    return found.annotate(units=Count("anggota")).order_by("urutan", "pk")


def wave_for(actor: Actor, gelombang_id: int) -> Gelombang:
    """One wave of the actor's agency. Raises Http404."""
    found = waves_of(actor).filter(pk=gelombang_id).select_related("instansi").first()
    if found is None:
        raise Http404
    return found


def members_of(gelombang: Gelombang) -> list[AnggotaGelombang]:
    """Its units, as the tree is read. One query."""
    return list(gelombang.anggota.select_related("unit", "unit__induk").order_by("unit__path"))


def member_for(actor: Actor, anggota_id: int) -> AnggotaGelombang:
    """One unit in a wave of the actor's agency. Raises Http404."""
    found = (
        AnggotaGelombang.objects.filter(pk=anggota_id, gelombang__instansi=instansi_for(actor))
        .select_related("unit", "gelombang", "gelombang__instansi")
        .first()
    )
    if found is None:
        raise Http404
    return found


def people_below(paths: Iterable[str], *, on: date) -> dict[str, list[tuple[int, int | None]]]:
    """(pegawai, account) of everybody who works in each of the units or below. One query."""
    wanted = sorted(paths)
    found: dict[str, set[tuple[int, int | None]]] = {path: set() for path in wanted}
    if not wanted:
        return {}
    posts = penugasan_rows().filter(in_force(on), unit__path__gte=wanted[0]).order_by("pk")
    for path, pegawai_id, user_id in posts.values_list("unit__path", "pegawai_id", "pegawai__user_id"):
        for above in wanted:
            if path.startswith(above):
                found[above].add((pegawai_id, user_id))
    return {path: sorted(people, key=lambda pair: pair[0]) for path, people in found.items()}


def subject_to_rating(people: QuerySet[Pegawai]) -> QuerySet[Pegawai]:
    """Those among them who have a penilai by law: not the kepala daerah and others who are no ASN."""
    return people.exclude(status=StatusPegawai.NON_ASN)


def accounts_in(gelombang: Gelombang, *, on: date) -> tuple[int, ...]:
    """The accounts of everybody in the wave, to be told. Two queries."""
    paths = [row.unit.path for row in members_of(gelombang)]
    people = people_below(paths, on=on)
    return tuple(sorted({user for rows in people.values() for _, user in rows if user is not None}))


def paths_of(actor: Actor, *, on: date) -> tuple[str, ...]:
    """Where the actor works. One query."""
    if actor.pegawai_id is None:
        return ()
    rows = penugasan_rows().filter(in_force(on), pegawai_id=actor.pegawai_id)
    return tuple(rows.order_by("pk").values_list("unit__path", flat=True))
