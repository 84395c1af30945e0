"""From the penilai's desk to the owner's hand (Lampiran BAB V A.5-6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from kasuari.evaluation.access import can_acknowledge, can_deliver
from kasuari.evaluation.enums import JalurEvaluasi, StateEvaluasi, Tanggapan
from kasuari.evaluation.events import EvaluasiAcknowledged, EvaluasiDelivered
from kasuari.evaluation.models import Evaluasi
from kasuari.evaluation.operations.issuing import issue_dokumen_evaluasi, issue_penjelasan
from kasuari.evaluation.queries.clocks import objection_deadline, return_deadline
from kasuari.evaluation.queries.gate import calendar_of, evaluasi_rows
from kasuari.evaluation.states import EVALUASI
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.foundation.states import StateRefusal

LONGEST_TEXT = 5000


@transaction.atomic
def deliver_evaluasi(*, evaluasi: Evaluasi, version: int, by: Actor, at: datetime) -> Evaluasi:
    """Hand a signed evaluation to its owner, who is told. The clocks of return and objection start; the
    explanation is issued again with their last days.

    Raises NotAllowed, StateRefusal when it is not signed or was delivered already, Stale.
    """
    can_deliver(by, evaluasi).or_raise()
    state = EVALUASI.next(evaluasi.state, "sampaikan")
    if not Evaluasi.objects.filter(pk=evaluasi.pk, version=version, state=evaluasi.state).update(
        state=state, delivered_at=at, delivered_by_id=by.user_id, version=F("version") + 1
    ):
        raise Stale
    delivered = evaluasi_rows().get(pk=evaluasi.pk)
    calendar = calendar_of(delivered.skp)
    back = return_deadline(delivered, calendar, on=at.date())
    until = objection_deadline(delivered, calendar, on=at.date())
    issue_penjelasan(
        delivered,
        return_date=back.last_date if back else None,
        objection_date=until.last_date if until else None,
        by=by,
        at=at,
    )
    owner = delivered.pegawai.user_id
    record(
        EvaluasiDelivered(
            by=by,
            at=at,
            object_id=delivered.pk,
            pegawai_id=delivered.pegawai_id,
            tell=(owner,) if owner else (),
            link=reverse("evaluation:result", args=[delivered.pk]),
            skp_id=delivered.skp_id,
            periode_evaluasi_id=delivered.periode_evaluasi_id,
            keberatan_last_date=until.last_date if until else None,
        )
    )
    return delivered


@transaction.atomic
def deliver_many(*, evaluasi: Iterable[Evaluasi], by: Actor, at: datetime) -> list[Evaluasi]:
    """Hand over several at once: all or none. Each is its own delivery with its own event."""
    return [deliver_evaluasi(evaluasi=item, version=item.version, by=by, at=at) for item in evaluasi]


def not_replaced(evaluasi: Evaluasi) -> None:
    """A receipt, or its refusal, is of the document that stands. Raises StateRefusal once it is D.1.3."""
    if evaluasi.state == StateEvaluasi.DIUBAH:
        raise StateRefusal("evaluation.receipt_replaced")


@transaction.atomic
def acknowledge_evaluasi(
    *, evaluasi: Evaluasi, tanggapan: str, teks: str, version: int, by: Actor, at: datetime
) -> Evaluasi:
    """The owner signs for receipt, which is not the same as agreeing.

    `tanggapan` is `setuju` or `tidak_setuju`; whoever does not agree says why in `teks`. D.1.1 is issued
    again with the second signature. An objection is an act of its own, until the day that the page names.
    Raises NotAllowed, StateRefusal, with `evaluation.receipt_replaced` once D.1.3 stands in its place,
    Invalid, Stale.
    """
    can_acknowledge(by, evaluasi).or_raise()
    not_replaced(evaluasi)
    state = EVALUASI.next(evaluasi.state, "terima")
    teks = teks.strip()
    problems = []
    if tanggapan not in Tanggapan.values:
        problems.append(Problem("evaluation.tanggapan", "tanggapan", _("Pilih tanggapan Anda.")))
    if tanggapan == Tanggapan.TIDAK_SETUJU and not teks:
        problems.append(
            Problem(
                "evaluation.tanggapan_teks_kosong", "teks", _("Tulis bagian mana yang tidak Anda setujui.")
            )
        )
    if len(teks) > LONGEST_TEXT:
        problems.append(
            Problem("evaluation.teks_panjang", "teks", _("Ringkas menjadi paling banyak 5.000 huruf."))
        )
    if problems:
        raise Invalid("evaluation.invalid", problems=tuple(problems))
    if not Evaluasi.objects.filter(pk=evaluasi.pk, version=version, state=evaluasi.state).update(
        state=state,
        acknowledged_at=at,
        acknowledged_by_id=by.user_id,
        tanggapan=tanggapan,
        tanggapan_teks=teks,
        version=F("version") + 1,
    ):
        raise Stale
    received = evaluasi_rows().get(pk=evaluasi.pk)
    issue_dokumen_evaluasi(received, by=by, at=at)
    signer = received.atasan_penilai if received.jalur == JalurEvaluasi.ATASAN else received.penilai
    told = signer.user_id if signer else None
    record(
        EvaluasiAcknowledged(
            by=by,
            at=at,
            object_id=received.pk,
            pegawai_id=received.pegawai_id,
            tell=(told,) if told else (),
            link=reverse("evaluation:result", args=[received.pk]),
            skp_id=received.skp_id,
            periode_evaluasi_id=received.periode_evaluasi_id,
            tanggapan=tanggapan,
            teks=teks,
        )
    )
    return received
