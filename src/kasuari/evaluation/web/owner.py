"""The owner's pages: my results, one result explained, the receipt. Others in reach read the same page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kasuari.documents.queries import documents_of
from kasuari.evaluation import operations, queries
from kasuari.evaluation.access import can_acknowledge, can_deliver
from kasuari.evaluation.enums import RatingKinerja, StateEvaluasi
from kasuari.evaluation.models import Evaluasi
from kasuari.evaluation.operations.issuing import OBJECT_TYPE
from kasuari.evaluation.states import EVALUASI, SIGNED
from kasuari.evaluation.web.forms import AcknowledgeForm, PenolakanForm
from kasuari.foundation import clock
from kasuari.foundation.access import Answer
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.timeline import story
from kasuari.organisation.access import can_report_penilai
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning


@require_GET
def history(request: ActorRequest) -> HttpResponse:
    """The results that were delivered to me."""
    mine = list(queries.history(request.actor.pegawai_id)) if request.actor.pegawai_id else []
    results = [{"row": row, "label": planning.label(row.periode_evaluasi)} for row in mine]
    return render(request, "evaluation/history.html", {"results": results})


@require_GET
def result(request: ActorRequest, evaluasi_id: int) -> HttpResponse:
    return _page(request, queries.evaluasi_for(request.actor, evaluasi_id))


@require_POST
def acknowledge(request: ActorRequest, evaluasi_id: int) -> HttpResponse:
    """The owner signs for receipt."""
    evaluasi = queries.evaluasi_for(request.actor, evaluasi_id)
    form = AcknowledgeForm(request.POST)
    can_acknowledge(request.actor, evaluasi).or_raise()
    if form.is_valid():
        try:
            operations.acknowledge_evaluasi(
                evaluasi=evaluasi,
                tanggapan=form.cleaned_data["tanggapan"],
                teks=form.cleaned_data["teks"],
                version=form.cleaned_data["version"] or 0,
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Tanda terima tersimpan."))
            return redirect("evaluation:result", evaluasi_id=evaluasi.pk)
    return _page(request, evaluasi, form=form, status=422)


def _no_objection(request: ActorRequest, evaluasi: Evaluasi) -> Answer | None:
    """Why the owner cannot object, None where they can or somebody else is looking."""
    if request.actor.pegawai_id != evaluasi.pegawai_id or evaluasi.delivered_at is None:
        return None
    found = queries.objection(request.actor, evaluasi, on=clock.today()).answer
    return None if found else found


def _page(
    request: ActorRequest, evaluasi: Evaluasi, *, form: AcknowledgeForm | None = None, status: int = 200
) -> HttpResponse:
    if evaluasi.state not in SIGNED:
        return redirect("evaluation:rate", skp_id=evaluasi.skp_id, period_id=evaluasi.periode_evaluasi_id)
    shown = queries.explanation(evaluasi, on=clock.today())
    deliver = can_deliver(request.actor, evaluasi)
    may_acknowledge = can_acknowledge(request.actor, evaluasi) and EVALUASI.allows(evaluasi.state, "terima")
    context: dict[str, Any] = {
        "evaluasi": evaluasi,
        "shown": shown,
        "fakta": shown.fakta,
        "label": planning.label(evaluasi.periode_evaluasi),
        "is_owner": request.actor.pegawai_id == evaluasi.pegawai_id,
        "can_report": can_report_penilai(request.actor, evaluasi.pegawai),
        "is_annual": evaluasi.periode_evaluasi.jenis == "tahunan",
        "kuadran": [
            {
                "label": str(RatingKinerja(row[0].hasil_kerja.value).label),
                "cells": [
                    {"predikat": cell.predikat.value, "people": (), "count": 0, "here": cell.here}
                    for cell in row
                ],
            }
            for row in shown.kuadran
        ],
        "kuadran_columns": [str(RatingKinerja(item).label) for item in ("dibawah", "sesuai", "diatas")],
        "documents": list(documents_of(OBJECT_TYPE, evaluasi.pk)),
        "decision": shown.decision,
        "filed": shown.open_keberatan,
        "no_objection": _no_objection(request, evaluasi),
        "may_deliver": bool(deliver) and evaluasi.state == StateEvaluasi.DITANDATANGANI,
        "may_acknowledge": bool(may_acknowledge),
        "refusal": queries.refusal_of(evaluasi) if evaluasi.delivered_at else None,
        "may_note_refusal": bool(deliver) and EVALUASI.allows(evaluasi.state, "catat_penolakan"),
        "refusal_form": PenolakanForm(initial={"version": evaluasi.version}, auto_id="tolak_%s"),
        "form": form or AcknowledgeForm(initial={"version": evaluasi.version}),
        "story": story(OBJECT_TYPE, evaluasi.pk, limit=50),
        "team_url": f"{reverse('evaluation:team')}?periode={evaluasi.periode_evaluasi_id}",
    }
    return render(request, "evaluation/result.html", context, status=status)
