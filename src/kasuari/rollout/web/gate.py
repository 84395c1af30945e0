"""The gate of a wave: what is measured, the decision, its signatures, the start; and the parallel run."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kasuari.foundation import clock
from kasuari.foundation.files import largest_request
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning.queries import current_periode, label, periode_evaluasi, periode_evaluasi_for
from kasuari.rollout import operations, queries
from kasuari.rollout.access import can_arrange, can_read_reports
from kasuari.rollout.enums import SiapaBenar
from kasuari.rollout.models import Gelombang
from kasuari.rollout.readiness import Keadaan, measure, shown
from kasuari.rollout.web.forms import DecisionForm, Taking, ThresholdForm

MOST_ROWS = 200


@require_GET
def gate(request: ActorRequest, gelombang_id: int) -> HttpResponse:
    return _page(request, queries.wave_for(request.actor, gelombang_id))


@require_POST
def threshold(request: ActorRequest, gelombang_id: int) -> HttpResponse:
    found = queries.wave_for(request.actor, gelombang_id)
    can_arrange(request.actor).or_raise()
    form = ThresholdForm(request.POST)
    if form.is_valid():
        try:
            operations.set_threshold(
                gelombang=found,
                version=whole_number(request.POST.get("version", ""), otherwise=-1),
                by=request.actor,
                at=clock.now(),
                **form.cleaned_data,
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Syarat tersimpan."))
            return redirect("rollout:gate", found.pk)
    return _page(request, found, threshold_form=form, status=422)


@require_POST
def propose(request: ActorRequest, gelombang_id: int) -> HttpResponse:
    found = queries.wave_for(request.actor, gelombang_id)
    can_arrange(request.actor).or_raise()
    form = DecisionForm(request.POST)
    if form.is_valid():
        try:
            operations.propose_decision(
                gelombang=found, by=request.actor, at=clock.now(), **form.cleaned_data
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Keputusan diusulkan; yang menandatangani diberi tahu."))
            return redirect("rollout:gate", found.pk)
    return _page(request, found, form=form, status=422)


@require_POST
def sign(request: ActorRequest, gelombang_id: int) -> HttpResponse:
    found = queries.decision_to_sign(queries.wave_for(request.actor, gelombang_id))
    operations.sign_decision(keputusan=found, by=request.actor, at=clock.now())
    messages.success(request, _("Tanda tangan Anda tercatat."))
    return redirect("rollout:gate", gelombang_id)


@require_POST
def start(request: ActorRequest, gelombang_id: int) -> HttpResponse:
    found = queries.wave_for(request.actor, gelombang_id)
    operations.start_wave(
        gelombang=found,
        version=whole_number(request.POST.get("version", ""), otherwise=-1),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Gelombang dimulai; orang di unit itu diberi tahu."))
    return redirect("rollout:wave", found.pk)


@require_GET
def parallel(request: ActorRequest, gelombang_id: int) -> HttpResponse:
    can_read_reports(request.actor).or_raise()
    return _parallel(request, queries.wave_for(request.actor, gelombang_id))


@require_POST
def compare(request: ActorRequest, gelombang_id: int) -> HttpResponse:
    found = queries.wave_for(request.actor, gelombang_id)
    can_arrange(request.actor).or_raise()
    form, upload = Taking(request.POST), request.FILES.get("berkas")
    if upload is None or (upload.size or 0) > largest_request():
        form.full_clean()
        form.add_error(None, _("Pilih berkas XLSX atau CSV."))
        return _parallel(request, found, form=form, status=422)
    try:
        operations.compare_file(
            gelombang=found,
            periode_evaluasi=periode_evaluasi_for(whole_number(request.POST.get("periode", ""))),
            content=upload.read(),
            name=upload.name or "",
            keterangan=request.POST.get("keterangan", ""),
            by=request.actor,
            at=clock.now(),
        )
    except Refusal as refusal:
        if refusal.status != Invalid.status:
            raise
        form.full_clean()
        for problem in refusal.problems:
            form.add_error(None, str(problem.message))
        if not refusal.problems:
            form.add_error(None, str(refusal.reason))
        return _parallel(request, found, form=form, status=422)
    messages.success(request, _("Berkas dibandingkan. Putuskan setiap perbedaannya."))
    return redirect("rollout:parallel", found.pk)


@require_POST
def decide(request: ActorRequest, baris_id: int) -> HttpResponse:
    can_arrange(request.actor).or_raise()
    found = queries.difference_for(request.actor, baris_id)
    operations.decide_difference(
        baris=found,
        putusan=request.POST.get("putusan", ""),
        catatan=request.POST.get("catatan", ""),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Keputusan tersimpan."))
    return redirect("rollout:parallel", found.sejajar.gelombang_id)


def _page(
    request: ActorRequest,
    found: Gelombang,
    *,
    form: DecisionForm | None = None,
    threshold_form: ThresholdForm | None = None,
    status: int = 200,
) -> HttpResponse:
    decision = queries.decision_of(found)
    lines = list(decision.tanda_tangan.all()) if decision is not None else []
    own = next((line for line in lines if line.pegawai_id == request.actor.pegawai_id), None)
    measured = measure(found, on=clock.today())
    context: dict[str, Any] = {
        "wave": found,
        "fields": {"version": found.version},
        "criteria": [
            {
                "label": item.syarat.label,
                "how": item.syarat.how,
                "value": "" if item.value is None else shown(item.value, item.syarat),
                "of": item.of,
                "needed": "" if item.ambang is None else shown(item.ambang, item.syarat),
                "at_most": item.syarat.at_most,
                "state": item.keadaan.value,
                "tanpa": item.tanpa,
            }
            for item in measured
        ],
        "open": not any(item.holds_up for item in measured),
        "unused": all(item.keadaan is Keadaan.TANPA for item in measured),
        "unknown": any(item.keadaan is Keadaan.TIDAK_DIKETAHUI for item in measured),
        "decision": decision,
        "lines": lines,
        "may_sign": own is not None and own.signed_at is None,
        "signed": bool(lines) and all(line.signed_at for line in lines),
        "may": bool(can_arrange(request.actor)) and found.state == "disiapkan",
        "form": form or DecisionForm(),
        "threshold_form": threshold_form or ThresholdForm(),
        "trail": [
            (_("Gelombang"), reverse("rollout:waves")),
            (found.nama, reverse("rollout:wave", args=[found.pk])),
        ],
    }
    return render(request, "rollout/gate.html", context, status=status)


def _parallel(
    request: ActorRequest, found: Gelombang, *, form: Taking | None = None, status: int = 200
) -> HttpResponse:
    compared = list(queries.comparisons_of(request.actor, found))
    periode = current_periode(found.instansi, clock.today())
    context: dict[str, Any] = {
        "wave": found,
        "compared": compared,
        "rows": list(queries.differences_of(compared[0])[:MOST_ROWS]) if compared else [],
        "periods": [(item.pk, label(item)) for item in periode_evaluasi(periode)] if periode else [],
        "choices": SiapaBenar.choices,
        "may": bool(can_arrange(request.actor)),
        "form": form or Taking(),
        "trail": [
            (_("Gelombang"), reverse("rollout:waves")),
            (found.nama, reverse("rollout:wave", args=[found.pk])),
        ],
    }
    return render(request, "rollout/parallel.html", context, status=status)
