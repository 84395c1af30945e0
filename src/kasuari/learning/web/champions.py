"""Who helps which unit: for everybody to read, for leaders to propose, for the clerk to appoint."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.web.numbers import whole_number
from kasuari.learning import operations, queries
from kasuari.learning.access import can_appoint
from kasuari.learning.models import Pendamping
from kasuari.organisation.queries import (
    in_force,
    instansi_for,
    pegawai_rows,
    penugasan_rows,
    unit_for,
    units_led_by,
    units_of,
)
from kasuari.organisation.web.middleware import ActorRequest

MOST_UNITS, MOST_PEOPLE = 40, 300


class ChampionForm(forms.Form):
    """Who, and from when until when."""

    pegawai = forms.ChoiceField(label=gettext_lazy("Siapa"))
    start_date = forms.DateField(
        label=gettext_lazy("Sejak"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    end_date = forms.DateField(
        label=gettext_lazy("Sampai sebelum"),
        required=False,
        help_text=gettext_lazy("Kosongkan bila belum tahu."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


@require_GET
def champions(request: ActorRequest) -> HttpResponse:
    return _page(request)


@require_POST
def name_champion(request: ActorRequest) -> HttpResponse:
    unit = unit_for(request.actor, whole_number(request.POST.get("unit", "")))
    form = _form(unit, request.POST)
    form.is_valid()
    given = form.cleaned_data
    try:
        made = operations.name_champion(
            unit=unit,
            pegawai=pegawai_rows().filter(pk=whole_number(given.get("pegawai", ""))).first(),
            start_date=given.get("start_date"),
            end_date=given.get("end_date"),
            by=request.actor,
            at=clock.now(),
        )
    except Invalid as refusal:
        for problem in refusal.problems:
            if problem.path not in form.errors:
                form.add_error(problem.path, str(problem.message))
        return _page(request, unit_id=unit.pk, form=form, status=422)
    words = (
        _("Pendamping ditetapkan.") if made.state == "bertugas" else _("Usul dikirim ke unit kepegawaian.")
    )
    messages.success(request, words)
    return redirect("learning:champions")


@require_POST
def decide(request: ActorRequest, pendamping_id: int) -> HttpResponse:
    found = queries.champion_for(request.actor, pendamping_id)
    accept = request.POST.get("putusan") == "terima"
    operations.decide_champion(pendamping=found, accept=accept, by=request.actor, at=clock.now())
    messages.success(request, _("Tersimpan; pengusulnya diberi tahu."))
    return redirect("learning:champions")


@require_POST
def end(request: ActorRequest, pendamping_id: int) -> HttpResponse:
    found = queries.champion_for(request.actor, pendamping_id)
    operations.end_champion(pendamping=found, by=request.actor, at=clock.now())
    messages.success(request, _("Tugas pendamping itu berakhir hari ini."))
    return redirect("learning:champions")


def _form(unit: Any, data: Any = None) -> ChampionForm:
    form = ChampionForm(data, initial={"start_date": clock.today()})
    posts = penugasan_rows().filter(in_force(clock.today()), unit__path__startswith=unit.path)
    people = pegawai_rows().filter(pk__in=posts.order_by().values("pegawai_id")).order_by("nama", "pk")
    form.fields["pegawai"].choices = [  # type: ignore[attr-defined]
        ("", _("Pilih orang")),
        *((str(row.pk), row.nama_lengkap) for row in people[:MOST_PEOPLE]),
    ]
    return form


def _page(
    request: ActorRequest, *, unit_id: int = 0, form: ChampionForm | None = None, status: int = 200
) -> HttpResponse:
    actor, today = request.actor, clock.today()
    appoints, q = bool(can_appoint(actor)), request.GET.get("q", "").strip()
    led = units_led_by(actor.pegawai_id, today) if actor.pegawai_id is not None else []
    choices = led
    if appoints:
        choices = list(units_of(instansi_for(actor).pk).filter(nama__icontains=q)[:MOST_UNITS]) if q else []
    unit_id = unit_id or whole_number(request.GET.get("unit", ""))
    chosen = unit_for(actor, unit_id) if unit_id and (appoints or led) else None
    paths = tuple(row.path for row in led)
    context = {
        "own": queries.champions_for(actor.pegawai_id, on=today),
        "rows": [
            _row(row, actor.pegawai_id, paths, appoints) for row in queries.every_champion(actor, on=today)
        ],
        "appoints": appoints,
        "may": appoints or bool(led),
        "units": choices,
        "q": q,
        "chosen": chosen,
        "form": form or (_form(chosen) if chosen is not None else None),
        "today": today,
    }
    return render(request, "learning/champions.html", context, status=status)


def _row(row: Pendamping, me: int | None, led: tuple[str, ...], appoints: bool) -> dict[str, Any]:
    mine = row.pegawai_id == me or any(row.unit.path.startswith(path) for path in led)
    return {"row": row, "may_end": row.state == "bertugas" and (appoints or mine)}
