"""What an agency sets: its usual rhythm, its own words; and the rhythm that pegawai and penilai agree on."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kasuari.feedback.access import can_answer_irama, can_keep_words, can_propose_irama
from kasuari.feedback.enums import IramaBerkala, KelompokKata, StateIrama
from kasuari.feedback.events import (
    IramaAgreed,
    IramaDeclined,
    IramaProposed,
    IramaSet,
    KataAdded,
    KataRemoved,
)
from kasuari.feedback.models import IramaUmpanBalik, KataUmpanBalik
from kasuari.feedback.states import IRAMA
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem
from kasuari.foundation.states import StateRefusal
from kasuari.progress.operations import hold
from kasuari.regulation.kalimat.kamus import rata

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi
    from kasuari.planning.models import Skp


@transaction.atomic
def set_irama(
    *, instansi: Instansi, irama: str, start_date: date, by: Actor, at: datetime
) -> IramaUmpanBalik:
    """From a day on, how often umpan balik berkala is usual in the agency.

    Days before keep the rhythm that they had. Raises NotAllowed, Invalid.
    """
    can_keep_words(by).or_raise()
    _check_irama(irama)
    if by.user_id is None:
        raise RuntimeError("a rhythm is set by a person")
    found = IramaUmpanBalik.objects.filter(instansi=instansi, skp=None, start_date=start_date).first()
    if found is not None and found.irama == irama:
        return found
    row, _made = IramaUmpanBalik.objects.update_or_create(
        instansi=instansi,
        skp=None,
        start_date=start_date,
        defaults={"irama": irama, "set_at": at, "set_by_id": by.user_id},
    )
    record(IramaSet(by=by, at=at, object_id=row.pk, irama=irama, start_date=start_date))
    return row


@transaction.atomic
def propose_irama(*, skp: Skp, irama: str, start_date: date, by: Actor, at: datetime) -> IramaUmpanBalik:
    """Propose how often umpan balik berkala is given on one SKP; it holds once the other has agreed.

    The pegawai and the penilai may both propose (Pasal 19 ayat (2)). A new proposal takes the place of one
    that waits; the same one by the other is their yes. Raises NotAllowed, Invalid.
    """
    hold(skp)
    can_propose_irama(by, skp, on=at.date()).or_raise()
    _check_irama(irama)
    if by.user_id is None:
        raise RuntimeError("a rhythm is proposed by a person")
    waiting = IramaUmpanBalik.objects.filter(skp=skp, state=StateIrama.DIUSULKAN).first()
    if waiting is not None and waiting.irama == irama:
        return waiting if waiting.set_by_id == by.user_id else agree_irama(irama=waiting, by=by, at=at)
    if waiting is not None:
        IramaUmpanBalik.objects.filter(pk=waiting.pk).update(state=IRAMA.next(waiting.state, "ganti"))
    row = IramaUmpanBalik.objects.create(
        instansi=skp.periode.instansi,
        skp=skp,
        irama=irama,
        start_date=max(start_date, at.date()),
        set_at=at,
        set_by_id=by.user_id,
        state=StateIrama.DIUSULKAN,
    )
    record(
        IramaProposed(
            by=by,
            at=at,
            object_id=row.pk,
            pegawai_id=skp.pegawai_id,
            tell=_the_other(skp, by),
            link=reverse("feedback:record", args=[skp.pk]),
            skp_id=skp.pk,
            irama=irama,
            start_date=row.start_date,
        )
    )
    return row


@transaction.atomic
def agree_irama(*, irama: IramaUmpanBalik, by: Actor, at: datetime) -> IramaUmpanBalik:
    """Say yes to a rhythm that the other proposed: it holds from its day, and never from before today.

    Raises NotAllowed with a reason of `can_answer_irama`, StateRefusal when it waits no longer.
    """
    can_answer_irama(by, irama, on=at.date()).or_raise()
    state = IRAMA.next(irama.state, "setujui")
    start_date = max(irama.start_date, at.date())
    skp = _skp_of(irama)
    IramaUmpanBalik.objects.filter(skp=skp, start_date=start_date, state=StateIrama.DISEPAKATI).update(
        state=IRAMA.next(StateIrama.DISEPAKATI, "ganti")
    )
    _answer(irama, "setujui", state=state, start_date=start_date, agreed_at=at, agreed_by_id=by.user_id)
    record(
        IramaAgreed(
            by=by,
            at=at,
            object_id=irama.pk,
            pegawai_id=skp.pegawai_id,
            tell=_the_other(skp, by),
            link=reverse("feedback:record", args=[skp.pk]),
            skp_id=skp.pk,
            irama=irama.irama,
            start_date=start_date,
        )
    )
    return irama


@transaction.atomic
def decline_irama(*, irama: IramaUmpanBalik, by: Actor, at: datetime) -> IramaUmpanBalik:
    """Say no to a rhythm that the other proposed; what held before goes on.

    Raises NotAllowed, StateRefusal.
    """
    can_answer_irama(by, irama, on=at.date()).or_raise()
    _answer(irama, "tolak", state=IRAMA.next(irama.state, "tolak"))
    skp = _skp_of(irama)
    record(
        IramaDeclined(
            by=by,
            at=at,
            object_id=irama.pk,
            pegawai_id=skp.pegawai_id,
            tell=_the_other(skp, by),
            link=reverse("feedback:record", args=[skp.pk]),
            skp_id=skp.pk,
            irama=irama.irama,
        )
    )
    return irama


def _answer(irama: IramaUmpanBalik, act: str, **columns: object) -> None:
    """Answer a proposal that still waits. Raises StateRefusal."""
    waiting = IramaUmpanBalik.objects.filter(pk=irama.pk, state__in=IRAMA.sources(act))
    if not waiting.update(**columns):
        raise StateRefusal("state.not_possible")
    irama.refresh_from_db()


def _skp_of(irama: IramaUmpanBalik) -> Skp:
    if irama.skp is None:
        raise RuntimeError("what is usual in an agency is not agreed")
    return irama.skp


def _the_other(skp: Skp, by: Actor) -> tuple[int, ...]:
    """Who of the two is to be told."""
    people = (skp.pegawai, skp.penilai)
    return tuple(
        person.user_id
        for person in people
        if person is not None and person.user_id not in {None, by.user_id} and person.user_id is not None
    )


def _check_irama(irama: str) -> None:
    if irama not in IramaBerkala.values:
        message = _("Pilih irama umpan balik berkala.")
        raise Invalid("feedback.invalid", problems=(Problem("feedback.irama", "irama", message),))


@transaction.atomic
def add_kata(*, instansi: Instansi, kata: str, kelompok: str, by: Actor, at: datetime) -> KataUmpanBalik:
    """Add a word to the agency's list, or move it to another group. Raises NotAllowed, Invalid."""
    can_keep_words(by).or_raise()
    kata = rata(kata).strip(" .,;:!?")
    problems = []
    if not kata or len(kata) > 60:
        problems.append(Problem("feedback.kata", "kata", _("Tulis satu kata atau ungkapan pendek.")))
    if kelompok not in KelompokKata.values:
        problems.append(Problem("feedback.kelompok", "kelompok", _("Pilih kelompok kata.")))
    if problems:
        raise Invalid("feedback.invalid", problems=tuple(problems))
    if by.user_id is None:
        raise RuntimeError("a word is added by a person")
    found = KataUmpanBalik.objects.filter(instansi=instansi, kata=kata, removed_at__isnull=True).first()
    if found is not None and found.kelompok == kelompok:
        return found
    if found is not None:
        remove_kata(kata=found, by=by, at=at)
    row = KataUmpanBalik.objects.create(
        instansi=instansi, kata=kata, kelompok=kelompok, added_at=at, added_by_id=by.user_id
    )
    record(KataAdded(by=by, at=at, object_id=row.pk, kata=kata, kelompok=kelompok))
    return row


@transaction.atomic
def remove_kata(*, kata: KataUmpanBalik, by: Actor, at: datetime) -> None:
    """Take a word off the agency's list from now on; that it stood there stays. Raises NotAllowed."""
    can_keep_words(by).or_raise()
    standing = KataUmpanBalik.objects.filter(pk=kata.pk, removed_at__isnull=True)
    if standing.update(removed_at=at, removed_by_id=by.user_id):
        record(KataRemoved(by=by, at=at, object_id=kata.pk, kata=kata.kata))
