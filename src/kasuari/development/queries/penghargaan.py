"""The wall of appreciation and the piagam that were issued."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404

from kasuari.development.access.penghargaan import appreciation_visible_to, can_certify
from kasuari.development.enums.penghargaan import PIAGAM, StateApresiasi
from kasuari.development.models import Apresiasi
from kasuari.documents.queries import document_of_kind, documents_about
from kasuari.foundation.access import Actor
from kasuari.organisation import queries as organisation

if TYPE_CHECKING:
    from kasuari.documents.models import Document


def wall(actor: Actor) -> list[Apresiasi]:
    """What is on the wall of the agency, newest first. One query."""
    rows = Apresiasi.objects.filter(appreciation_visible_to(actor), state=StateApresiasi.TAMPIL)
    return list(rows.select_related("pegawai", "pemberi").order_by("-given_at", "-pk")[:60])


def own_appreciation(actor: Actor) -> list[Apresiasi]:
    """What I received or gave, newest first. One query."""
    if actor.pegawai_id is None:
        return []
    rows = Apresiasi.objects.filter(appreciation_visible_to(actor)).exclude(state=StateApresiasi.DITARIK)
    mine = rows.filter(pegawai_id=actor.pegawai_id) | rows.filter(pemberi_id=actor.pegawai_id)
    return list(mine.select_related("pegawai", "pemberi").order_by("-given_at", "-pk")[:60])


def appreciation_for(actor: Actor, apresiasi_id: int) -> Apresiasi:
    """One within reach. Raises Http404."""
    found = (
        Apresiasi.objects.filter(appreciation_visible_to(actor), pk=apresiasi_id)
        .select_related("pegawai", "pemberi")
        .first()
    )
    if found is None:
        raise Http404
    return found


def certificates_of(pegawai_id: int) -> list[Document]:
    """The piagam of a person, newest first. One query."""
    return list(documents_about(pegawai_id, kinds=[PIAGAM]))


def certificate_for(actor: Actor, dokumen_id: int) -> Document:
    """A piagam of one's own, or of an appreciation on the wall. Raises Http404."""
    found = document_of_kind(dokumen_id, PIAGAM)
    if found is None:
        raise Http404
    if found.pegawai_id != actor.pegawai_id or actor.pegawai_id is None:
        appreciation_for(actor, found.object_id)
    return found


def certifiable(actor: Actor, pegawai_ids: Iterable[int], *, on: date) -> set[int]:
    """Of these people those for whom the actor may issue a piagam. No query for nobody."""
    ids = set(pegawai_ids)
    if not ids:
        return set()
    people = organisation.identity_many(ids, on, with_pangkat=False)
    found = organisation.superiors_for_people(pegawai_ids=ids, on=on)
    return {
        key
        for key, item in people.items()
        if can_certify(actor, pegawai_id=key, penilai_id=found[key].penilai_id, path=item.unit_path)
    }
