"""Moderation of open answers, by an officer who knows neither who wrote nor of whom."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kasuari.feedback.access.putaran import can_moderate
from kasuari.feedback.enums import StateKomentar, StatePutaran
from kasuari.feedback.events.putaran import CommentModerated
from kasuari.feedback.models import KomentarPutaran
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.foundation.states import StateRefusal

register(
    {
        "putaran.moderation": Reason(
            gettext_lazy("Keputusan moderasi belum lengkap."),
            gettext_lazy("Tulis alasan bila menahan, atau teks yang sudah diringkas bila menampilkan."),
        )
    }
)


@transaction.atomic
def moderate_komentar(
    *, komentar: KomentarPutaran, keputusan: str, teks: str, alasan: str, by: Actor, at: datetime
) -> KomentarPutaran:
    """Show an open answer, as it is or shortened so that its author cannot be told, or hold it back with a
    reason. What was left out is not kept.

    Raises NotAllowed, StateRefusal, Invalid, Stale.
    """
    putaran = komentar.peserta.putaran
    can_moderate(by, putaran).or_raise()
    if putaran.state != StatePutaran.DITUTUP:
        raise StateRefusal("state.not_possible")
    shown, words = keputusan == StateKomentar.TAMPIL, alasan.strip()[:300]
    text = teks.strip()[:600]
    if keputusan not in {StateKomentar.TAMPIL, StateKomentar.DITAHAN} or not (text if shown else words):
        raise Invalid(
            "putaran.moderation",
            problems=(
                Problem("putaran.moderation", "teks" if shown else "alasan", _("Lengkapi bagian ini.")),
            ),
        )
    columns = {"teks": text, "alasan": ""} if shown else {"teks": "", "alasan": words}
    if not KomentarPutaran.objects.filter(pk=komentar.pk, state=StateKomentar.MENUNGGU).update(
        state=keputusan, moderated_at=at, moderated_by_id=by.user_id, **columns
    ):
        raise Stale
    komentar.refresh_from_db()
    record(CommentModerated(by=by, at=at, object_id=putaran.pk, keputusan=keputusan))
    return komentar
