"""Moderation of open answers, one round at a time."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kasuari.feedback import operations, queries
from kasuari.feedback.enums import SumberKomentar
from kasuari.feedback.giveaway import findings
from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid
from kasuari.organisation.web.middleware import ActorRequest


@require_GET
def comments(request: ActorRequest, putaran_id: int) -> HttpResponse:
    """Open answers that wait, in no order, without their author and without whom they are about."""
    putaran, waiting = queries.comments_to_moderate(request.actor, putaran_id)
    asked = {item["kode"]: item["teks"] for item in putaran.instrumen.pertanyaan}
    daftar = queries.daftar_of(putaran.instansi_id)
    rows = [
        {
            "komentar": item,
            "pertanyaan": asked.get(item.pertanyaan, ""),
            "hints": [found.advice for found in findings(item.teks, daftar)],
            "named": item.sumber != SumberKomentar.ANONIM,
        }
        for item in waiting
    ]
    return render(request, "feedback/moderasi.html", {"putaran": putaran, "rows": rows})


@require_POST
def decide(request: ActorRequest, komentar: UUID) -> HttpResponse:
    found = queries.comment_for(request.actor, komentar)
    try:
        operations.moderate_komentar(
            komentar=found,
            keputusan=request.POST.get("keputusan", ""),
            teks=request.POST.get("teks", ""),
            alasan=request.POST.get("alasan", ""),
            by=request.actor,
            at=clock.now(),
        )
    except Invalid as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, _("Keputusan tersimpan."))
    return redirect("feedback:moderasi", putaran_id=found.peserta.putaran_id)
