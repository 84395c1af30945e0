"""What an agency sets: its usual rhythm, its own words; and the rhythm that a penilai agreed on."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from kasuari.feedback.access import can_keep_words, can_set_irama
from kasuari.feedback.enums import IramaBerkala, KelompokKata
from kasuari.feedback.events import IramaSet, KataAdded, KataRemoved
from kasuari.feedback.models import IramaUmpanBalik, KataUmpanBalik
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem
from kasuari.regulation.kalimat.kamus import rata

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi
    from kasuari.planning.models import Skp


@transaction.atomic
def set_irama(
    *, instansi: Instansi, skp: Skp | None = None, irama: str, start_date: date, by: Actor, at: datetime
) -> IramaUmpanBalik:
    """From a day on, how often umpan balik berkala is given: of one SKP as agreed, else the agency's usual.

    Days before keep the rhythm that they had. Raises NotAllowed, Invalid.
    """
    (can_set_irama(by, skp) if skp is not None else can_keep_words(by)).or_raise()
    if irama not in IramaBerkala.values:
        message = _("Pilih irama umpan balik berkala.")
        raise Invalid("feedback.invalid", problems=(Problem("feedback.irama", "irama", message),))
    if by.user_id is None:
        raise RuntimeError("a rhythm is set by a person")
    found = IramaUmpanBalik.objects.filter(instansi=instansi, skp=skp, start_date=start_date).first()
    if found is not None and found.irama == irama:
        return found
    row, _made = IramaUmpanBalik.objects.update_or_create(
        instansi=instansi,
        skp=skp,
        start_date=start_date,
        defaults={"irama": irama, "set_at": at, "set_by_id": by.user_id},
    )
    owner = skp.pegawai if skp is not None else None
    record(
        IramaSet(
            by=by,
            at=at,
            object_id=row.pk,
            pegawai_id=owner.pk if owner else None,
            tell=(owner.user_id,) if owner and owner.user_id is not None else (),
            skp_id=skp.pk if skp else None,
            irama=irama,
            start_date=start_date,
        )
    )
    return row


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
    found = KataUmpanBalik.objects.filter(instansi=instansi, kata=kata).first()
    if found is not None and found.kelompok == kelompok:
        return found
    row, _made = KataUmpanBalik.objects.update_or_create(
        instansi=instansi,
        kata=kata,
        defaults={"kelompok": kelompok, "added_at": at, "added_by_id": by.user_id},
    )
    record(KataAdded(by=by, at=at, object_id=row.pk, kata=kata, kelompok=kelompok))
    return row


@transaction.atomic
def remove_kata(*, kata: KataUmpanBalik, by: Actor, at: datetime) -> None:
    """Take a word off the agency's list; the words of the product stay. Raises NotAllowed."""
    can_keep_words(by).or_raise()
    pk, words = kata.pk, kata.kata
    kata.delete()
    record(KataRemoved(by=by, at=at, object_id=pk, kata=words))
