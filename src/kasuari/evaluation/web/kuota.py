"""The numbers beside the pola distribusi: all read them, the unit kepegawaian sets the agency's own."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kasuari.evaluation import operations, queries
from kasuari.evaluation.access import can_keep_calendar
from kasuari.evaluation.web.forms import KuotaForm
from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.regulation.kuota import AngkaKuota


@require_http_methods(["GET", "POST"])
def kuota(request: ActorRequest) -> HttpResponse:
    """What holds today, what held before, and a form for the clerk. A POST sets new numbers."""
    instansi, on = organisation.instansi_for(request.actor), clock.today()
    may = bool(can_keep_calendar(request.actor))
    held = queries.kuota_on(instansi.pk, on)
    angka = held.angka or AngkaKuota()
    history = queries.kuota_history(instansi.pk)
    form = KuotaForm(
        initial={
            **asdict(angka),
            "start_date": on,
            "tampil": held.tampil,
            "dasar": held.setelan.dasar if held.setelan else "",
            "version": next((item.version for item in history if item.start_date == on), 0),
        }
    )
    if request.method == "POST":
        can_keep_calendar(request.actor).or_raise()
        form = KuotaForm(request.POST)
        if form.is_valid():
            given: dict[str, Any] = dict(form.cleaned_data)
            numbers = AngkaKuota(**{name: given.pop(name) for name in asdict(angka)})
            version = given.pop("version") or 0
            try:
                operations.set_kuota(
                    instansi_id=instansi.pk,
                    angka=numbers,
                    version=version,
                    **given,
                    by=request.actor,
                    at=clock.now(),
                )
            except Invalid as refusal:
                form.take(refusal)
            else:
                messages.success(request, _("Angka kuota tersimpan."))
                return redirect("evaluation:kuota")
    context = {"held": held, "angka": angka, "history": history, "form": form, "may": may}
    return render(request, "evaluation/kuota.html", context, status=422 if form.errors else 200)
