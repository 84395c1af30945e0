"""Special cases of one person in one period: an earlier result kept after a move, and a tugas belajar."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kasuari.evaluation import operations, queries
from kasuari.evaluation.access import can_deliver
from kasuari.evaluation.access_khusus import can_agree_carry, can_propose_carry, can_record_study
from kasuari.evaluation.enums import PredikatKinerja
from kasuari.evaluation.web.forms import PenolakanForm, StudiForm
from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning
from kasuari.progress.queries import period_of


@require_GET
def page(request: ActorRequest, skp_id: int, period_id: int) -> HttpResponse:
    """What may be kept after a move, and how a study stands: for the owner and the penilai."""
    return _page(request, *_of(request, skp_id, period_id))


@require_POST
def study(request: ActorRequest, skp_id: int, period_id: int) -> HttpResponse:
    skp, period = _of(request, skp_id, period_id)
    can_record_study(request.actor, skp).or_raise()
    form = StudiForm(request.POST)
    if form.is_valid():
        try:
            operations.record_study(
                skp=skp, periode_evaluasi=period, **form.cleaned_data, by=request.actor, at=clock.now()
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Hasil studi tersimpan."))
            return redirect("evaluation:special", skp_id=skp.pk, period_id=period.pk)
    return _page(request, skp, period, form=form, status=422)


@require_POST
def propose(request: ActorRequest, skp_id: int, period_id: int) -> HttpResponse:
    skp, period = _of(request, skp_id, period_id)
    operations.propose_carry(skp=skp, periode_evaluasi=period, by=request.actor, at=clock.now())
    messages.success(request, _("Usulan tersimpan. Pegawai diminta menyetujuinya."))
    return redirect("evaluation:special", skp_id=skp.pk, period_id=period.pk)


@require_POST
def agree(request: ActorRequest, skp_id: int, period_id: int) -> HttpResponse:
    skp, period = _of(request, skp_id, period_id)
    pakai = queries.carry_for(skp, period)
    version = whole_number(request.POST.get("version", ""))
    operations.agree_carry(pakai=pakai, version=version, by=request.actor, at=clock.now())
    messages.success(request, _("Anda setuju. Penilai memakai hasil itu dan menandatanganinya."))
    return redirect("evaluation:special", skp_id=skp.pk, period_id=period.pk)


@require_POST
def use(request: ActorRequest, skp_id: int, period_id: int) -> HttpResponse:
    skp, period = _of(request, skp_id, period_id)
    operations.use_carried(pakai=queries.carry_for(skp, period), by=request.actor, at=clock.now())
    messages.success(request, _("Rating yang disepakati tersimpan sebagai penilaian sementara."))
    return redirect("evaluation:rate", skp_id=skp.pk, period_id=period.pk)


@require_POST
def refuse(request: ActorRequest, evaluasi_id: int) -> HttpResponse:
    """The signer notes that the owner did not sign for receipt."""
    evaluasi = queries.evaluasi_for(request.actor, evaluasi_id)
    can_deliver(request.actor, evaluasi).or_raise()
    form = PenolakanForm(request.POST)
    if form.is_valid():
        try:
            operations.record_refusal(
                evaluasi=evaluasi, **form.cleaned_data, by=request.actor, at=clock.now()
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Penolakan tercatat. Batas waktunya tetap berjalan."))
            return redirect("evaluation:result", evaluasi_id=evaluasi.pk)
    context = {"evaluasi": evaluasi, "form": form, "label": planning.label(evaluasi.periode_evaluasi)}
    return render(request, "evaluation/refusal_form.html", context, status=422)


def _of(request: ActorRequest, skp_id: int, period_id: int) -> tuple[Any, Any]:
    skp = planning.skp_for(request.actor, skp_id)
    return skp, period_of(skp, period_id)


def _page(
    request: ActorRequest, skp: Any, period: Any, *, form: StudiForm | None = None, status: int = 200
) -> HttpResponse:
    actor = request.actor
    found = queries.study_of(skp, period)
    carried = queries.carry_of(skp, period)
    source = carried.sumber if carried else queries.result_to_carry(skp, period)
    row = found.row if found else None
    initial = (
        {name: getattr(row, name) for name in StudiForm.base_fields if name != "version"}
        | {"version": row.version}
        if row
        else {"version": 0}
    )
    guide = found.guide if found else None
    context = {
        "skp": skp,
        "period": period,
        "label": planning.label(period),
        "study": found,
        "guide": guide,
        "guide_basis": "; ".join(str(item) for item in guide.basis) if guide else "",
        "may_study": can_record_study(actor, skp),
        "form": form or StudiForm(initial=initial),
        "form_open": form is not None or found is None,
        "carried": carried,
        "source": source,
        "source_label": planning.label(source.periode_evaluasi) if source else "",
        "source_predikat": str(PredikatKinerja(source.predikat_berlaku).label) if source else "",
        "may_propose": bool(can_propose_carry(actor, skp)) and carried is None and source is not None,
        "may_agree": carried is not None
        and carried.agreed_at is None
        and bool(can_agree_carry(actor, carried)),
        "may_use": carried is not None
        and carried.agreed_at is not None
        and bool(can_propose_carry(actor, skp)),
        "fields": {"version": carried.version if carried else 0},
        "trail": [
            (skp.pegawai.nama_lengkap, reverse("evaluation:rate", args=[skp.pk, period.pk]))
            if actor.pegawai_id != skp.pegawai_id
            else (_("Hasil saya"), reverse("evaluation:history"))
        ],
    }
    return render(request, "evaluation/special.html", context, status=status)
