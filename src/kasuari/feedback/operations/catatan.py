"""A superior's private notes: written and erased by their author alone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from kasuari.feedback.access import can_note
from kasuari.feedback.events import CatatanPribadiErased, CatatanPribadiWritten
from kasuari.feedback.models import CatatanPribadi
from kasuari.feedback.queries.catatan import penilai_ids_of
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem

if TYPE_CHECKING:
    from kasuari.organisation.models import Pegawai

LONGEST_NOTE = 4000


@transaction.atomic
def write_catatan(*, pegawai: Pegawai, teks: str, by: Actor, at: datetime) -> CatatanPribadi:
    """Keep a note about somebody whom one rates; the same words once more are there already.

    The event holds that a note was written: no word of it, and not whom it is about. Raises NotAllowed,
    Invalid.
    """
    can_note(by, penilai_ids_of(pegawai.pk, on=at.date())).or_raise()
    teks = teks.strip()
    if not teks or len(teks) > LONGEST_NOTE:
        message = _("Tulis catatannya, paling banyak 4.000 huruf.")
        raise Invalid("feedback.invalid", problems=(Problem("feedback.catatan", "teks", message),))
    if by.user_id is None:
        raise RuntimeError("a private note is written by a person")
    if same := CatatanPribadi.objects.filter(penulis_id=by.user_id, pegawai=pegawai, teks=teks).first():
        return same
    note = CatatanPribadi.objects.create(
        penulis_id=by.user_id, pegawai=pegawai, teks=teks, written_at=at, version=1
    )
    record(CatatanPribadiWritten(by=by, at=at, object_id=note.pk))
    return note


@transaction.atomic
def erase_catatan(*, catatan: CatatanPribadi, by: Actor, at: datetime) -> None:
    """Erase one's own note for good. Raises Http404 for anybody else's."""
    if by.user_id is None or catatan.penulis_id != by.user_id:
        raise Http404
    pk = catatan.pk
    catatan.delete()
    record(CatatanPribadiErased(by=by, at=at, object_id=pk))
