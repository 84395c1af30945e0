"""What follows after feedback, step by step as Pasal 20 orders it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kasuari.feedback.access import can_decide
from kasuari.feedback.enums import BentukPembinaan, TindakanLanjut
from kasuari.feedback.events import TindakLanjutDecided
from kasuari.feedback.models import TindakLanjut
from kasuari.feedback.queries.tindak_lanjut import step_of
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem, Refusal
from kasuari.progress.operations import hold
from kasuari.regulation import umpan_balik as law
from kasuari.regulation.edition import edition_on

if TYPE_CHECKING:
    from kasuari.planning.models import RencanaHasilKerja, Skp

LONGEST_NOTE = 2000


@transaction.atomic
def decide(
    *,
    skp: Skp,
    rhk: RencanaHasilKerja,
    maju: bool,
    tindakan: str,
    pembinaan: str = "",
    catatan: str = "",
    by: Actor,
    at: datetime,
) -> TindakLanjut:
    """Record a follow-up on one result.

    The step must be one that the ladder offers now; taking over needs its note. Raises NotAllowed with a
    reason of `can_decide`, Invalid, Refusal where the ladder does not offer it.
    """
    hold(skp)
    can_decide(by, skp).or_raise()
    catatan = catatan.strip()
    _check(tindakan, pembinaan, catatan)
    verdict = step_of(skp, rhk, maju=maju)
    if verdict.value is None:
        raise Refusal("feedback.no_step")
    if verdict.value.tahap is law.Tahap.DIAMBIL_ALIH:
        raise Refusal("feedback.taken_over")
    if law.Tindakan(tindakan) not in verdict.value.tindakan:
        raise Refusal("feedback.not_on_this_step")
    if by.user_id is None:
        raise RuntimeError("what follows is decided by a person")
    decided = TindakLanjut.objects.create(
        skp=skp,
        rhk=rhk,
        rhk_teks=rhk.teks,
        maju=maju,
        tindakan=tindakan,
        pembinaan=pembinaan if tindakan == TindakanLanjut.PEMBINAAN else "",
        catatan=catatan,
        edition=edition_on(at.date()) or "",
        decided_at=at,
        decided_by_id=by.user_id,
    )
    owner = skp.pegawai
    record(
        TindakLanjutDecided(
            by=by,
            at=at,
            object_id=decided.pk,
            pegawai_id=skp.pegawai_id,
            tell=(owner.user_id,) if owner.user_id is not None else (),
            link=reverse("feedback:record", args=[skp.pk]),
            skp_id=skp.pk,
            rhk=rhk.teks[:200],
            edition=decided.edition,
        )
    )
    return decided


def _check(tindakan: str, pembinaan: str, catatan: str) -> None:
    problems = []
    if tindakan not in TindakanLanjut.values:
        problems.append(Problem("feedback.tindakan", "tindakan", _("Pilih tindak lanjutnya.")))
    elif not law.periksa_catatan(tindakan=law.Tindakan(tindakan), catatan=catatan).value:
        message = _("Tulis catatan bahwa pegawai tidak dapat menyelesaikan rencana hasil kerja ini.")
        basis = str(law.CATATAN_PENGAMBILALIHAN)
        problems.append(Problem("tindak_lanjut.tanpa_catatan", "catatan", message, basis))
    if tindakan == TindakanLanjut.PEMBINAAN and pembinaan not in BentukPembinaan.values:
        message = _("Pilih bimbingan kinerja atau konseling kinerja.")
        problems.append(Problem("feedback.pembinaan", "pembinaan", message, str(law.BENTUK_PEMBINAAN)))
    if len(catatan) > LONGEST_NOTE:
        message = _("Ringkas menjadi paling banyak 2.000 huruf.")
        problems.append(Problem("feedback.catatan_panjang", "catatan", message))
    if problems:
        raise Invalid("feedback.invalid", problems=tuple(problems))
