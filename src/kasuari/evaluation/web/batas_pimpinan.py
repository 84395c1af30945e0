"""How far the capaian bounds the rating of who leads: all read it, kepegawaian or the PyB set it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kasuari.evaluation import operations, queries
from kasuari.evaluation.access import can_set_batas
from kasuari.evaluation.enums import LevelCapaian, RatingKinerja
from kasuari.evaluation.web.forms import RefusableForm
from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest


class BatasPimpinanForm(RefusableForm):
    """The agency's own bound for each capaian."""

    use_required_attribute = False

    start_date = forms.DateField(
        label=gettext_lazy("Berlaku mulai"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Dipakai untuk periode yang berakhir pada hari itu atau sesudahnya."),
    )
    istimewa = forms.ChoiceField(label=LevelCapaian.ISTIMEWA.label, choices=RatingKinerja.choices)
    baik = forms.ChoiceField(label=LevelCapaian.BAIK.label, choices=RatingKinerja.choices)
    butuh_perbaikan = forms.ChoiceField(
        label=LevelCapaian.BUTUH_PERBAIKAN.label, choices=RatingKinerja.choices
    )
    kurang = forms.ChoiceField(label=LevelCapaian.KURANG.label, choices=RatingKinerja.choices)
    sangat_kurang = forms.ChoiceField(label=LevelCapaian.SANGAT_KURANG.label, choices=RatingKinerja.choices)
    dasar = forms.CharField(
        label=gettext_lazy("Dasar"),
        max_length=300,
        help_text=gettext_lazy("Misalnya keputusan kepala daerah, dengan nomornya."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


@require_http_methods(["GET", "POST"])
def batas(request: ActorRequest) -> HttpResponse:
    """What holds today, what held before, and a form for whoever may set it. A POST sets a new bound."""
    instansi, on = organisation.instansi_for(request.actor), clock.today()
    held = queries.batas_on(instansi.pk, on)
    history = queries.batas_history(instansi.pk)
    levels = {level.value: rating.value if rating else "diatas" for level, rating in held.rows}
    form = BatasPimpinanForm(
        initial={
            **levels,
            "start_date": on,
            "dasar": held.setelan.dasar if held.setelan else "",
            "version": next((item.version for item in history if item.start_date == on), 0),
        }
    )
    if request.method == "POST":
        can_set_batas(request.actor).or_raise()
        form = BatasPimpinanForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            try:
                operations.set_batas_pimpinan(
                    instansi_id=instansi.pk,
                    start_date=given["start_date"],
                    tabel={name: given[name] for name in levels},
                    dasar=given["dasar"],
                    version=given["version"] or 0,
                    by=request.actor,
                    at=clock.now(),
                )
            except Invalid as refusal:
                form.take(refusal)
            else:
                messages.success(request, _("Batas rating pimpinan tersimpan."))
                return redirect("evaluation:batas_pimpinan")
    rows = [
        (LevelCapaian(level.value).label, RatingKinerja(rating.value).label if rating else "")
        for level, rating in held.rows
    ]
    past = [(item, [RatingKinerja(getattr(item, name)).label for name in levels]) for item in history]
    context = {
        "held": held,
        "rows": rows,
        "history": past,
        "form": form,
        "may": bool(can_set_batas(request.actor)),
        "fields": [form[name] for name in levels],
    }
    return render(request, "evaluation/batas_pimpinan.html", context, status=422 if form.errors else 200)
