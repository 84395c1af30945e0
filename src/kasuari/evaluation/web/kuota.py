"""The numbers beside the pola distribusi: all read them, the unit kepegawaian sets the agency's own."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kasuari.evaluation import operations, queries
from kasuari.evaluation.access import can_keep_calendar
from kasuari.evaluation.web.forms import RefusableForm
from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.regulation.kuota import AngkaKuota


class KuotaForm(RefusableForm):
    """The agency's own numbers beside the pola distribusi."""

    use_required_attribute = False

    start_date = forms.DateField(
        label=gettext_lazy("Berlaku mulai"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    tampil = forms.BooleanField(
        label=gettext_lazy("Tampilkan angka ini kepada penilai"),
        required=False,
        help_text=gettext_lazy("Kurva panduan dari peraturan selalu tampil."),
    )
    terbanyak = forms.IntegerField(
        label=gettext_lazy("Kelompok terbesar paling banyak (persen)"),
        help_text=gettext_lazy("Pada capaian Istimewa dan Baik. SE MenPANRB 3/2023: 70."),
    )
    atas = forms.IntegerField(
        label=gettext_lazy("Sangat Baik paling banyak (persen)"),
        help_text=gettext_lazy("Pada capaian Butuh Perbaikan dan Kurang. SE MenPANRB 3/2023: 10."),
    )
    utama = forms.IntegerField(
        label=gettext_lazy("Kelompok utama paling sedikit (persen)"),
        help_text=gettext_lazy("Pada capaian Butuh Perbaikan ke bawah. SE MenPANRB 3/2023: 60."),
    )
    perbaikan = forms.IntegerField(
        label=gettext_lazy("Butuh Perbaikan paling sedikit (persen)"),
        help_text=gettext_lazy("Pada capaian Kurang dan Sangat Kurang. SE MenPANRB 3/2023: 10."),
    )
    terbaca_dari = forms.IntegerField(
        label=gettext_lazy("Persentase dibaca mulai (orang)"),
        help_text=gettext_lazy("Di bawah jumlah ini satu orang sudah terlalu berpengaruh. Bawaan: 10."),
    )
    dasar = forms.CharField(
        label=gettext_lazy("Dasar"),
        max_length=300,
        help_text=gettext_lazy("Misalnya keputusan kepala daerah, dengan nomornya."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


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
