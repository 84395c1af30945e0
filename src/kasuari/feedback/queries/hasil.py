"""Reads of what a 360 round has found: open answers under moderation, profiles, results of units."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from kasuari.feedback.access.putaran import can_read_units, profiles_of
from kasuari.feedback.enums import StateKomentar, StatePutaran
from kasuari.feedback.models import HasilUnitPutaran, KomentarPutaran, PesertaPutaran, Putaran
from kasuari.feedback.queries.putaran import putaran_for
from kasuari.foundation.access import Actor


def comments_to_moderate(actor: Actor, putaran_id: int) -> tuple[Putaran, list[KomentarPutaran]]:
    """A closed round that the actor moderates with the open answers that wait; none about the actor.

    What concerns one moderator goes to the other. They come in the order of their random keys. Raises
    Http404.
    """
    putaran = Putaran.objects.select_related("instrumen").filter(pk=putaran_id).first()
    if putaran is None or not is_moderator(actor, putaran):
        raise Http404
    rows = KomentarPutaran.objects.filter(peserta__putaran=putaran, state=StateKomentar.MENUNGGU)
    mine, other = putaran.moderator_id, putaran.moderator_pengganti_id
    if actor.pegawai_id == mine:
        rows = rows.exclude(peserta__pegawai_id=mine)
    else:
        rows = rows.exclude(peserta__pegawai_id=other)
    return putaran, list(rows.order_by("pk")[:50])


def is_moderator(actor: Actor, putaran: Putaran) -> bool:
    return actor.pegawai_id is not None and actor.pegawai_id in {
        putaran.moderator_id,
        putaran.moderator_pengganti_id,
    }


def comment_for(actor: Actor, komentar_id: Any) -> KomentarPutaran:
    """An open answer that the actor moderates and that is not about them. Raises Http404."""
    found = KomentarPutaran.objects.select_related("peserta__putaran").filter(pk=komentar_id).first()
    if (
        found is None
        or not is_moderator(actor, found.peserta.putaran)
        or found.peserta.pegawai_id == actor.pegawai_id
    ):
        raise Http404
    return found


def profiles(actor: Actor) -> list[PesertaPutaran]:
    """Released profiles of oneself and of one's team, newest round first. One query."""
    rows = PesertaPutaran.objects.filter(profiles_of(actor), hasil__isnull=False)
    return list(
        rows.select_related("putaran", "pegawai").order_by(
            "-putaran__start_date", "-putaran_id", "pegawai__nama"
        )
    )


def profile_for(actor: Actor, peserta_id: int) -> PesertaPutaran:
    """A released profile that the actor may read, with its result. Raises Http404."""
    found = (
        PesertaPutaran.objects.filter(profiles_of(actor), pk=peserta_id, hasil__isnull=False)
        .select_related("putaran__instrumen", "pegawai", "penilai", "unit", "hasil")
        .first()
    )
    if found is None:
        raise Http404
    return found


def profile_before(peserta: PesertaPutaran) -> PesertaPutaran | None:
    """The same person's latest earlier released profile with the same lines. One query."""
    rows = PesertaPutaran.objects.filter(
        pegawai_id=peserta.pegawai_id,
        putaran__state=StatePutaran.DIRILIS,
        putaran__start_date__lt=peserta.putaran.start_date,
        putaran__instrumen_id=peserta.putaran.instrumen_id,
        hasil__isnull=False,
    )
    return rows.select_related("hasil", "putaran").order_by("-putaran__start_date", "-pk").first()


def comments_shown(peserta: PesertaPutaran) -> list[KomentarPutaran]:
    """Open answers about somebody that the moderator let through, in the order of their random keys."""
    rows = peserta.komentar.filter(state=StateKomentar.TAMPIL)
    return list(rows.order_by("pertanyaan", "pk"))


def comments_held(peserta: PesertaPutaran) -> int:
    return peserta.komentar.filter(state=StateKomentar.DITAHAN).count()


def unit_results(actor: Actor, putaran_id: int) -> tuple[Putaran, list[HasilUnitPutaran]]:
    """What may be shown of units in a released round, as the tree is read. Raises Http404, NotAllowed."""
    putaran = putaran_for(actor, putaran_id)
    can_read_units(actor).or_raise()
    if putaran.state != StatePutaran.DIRILIS:
        return putaran, []
    return putaran, list(putaran.hasil_unit.select_related("unit").order_by("unit__path"))
