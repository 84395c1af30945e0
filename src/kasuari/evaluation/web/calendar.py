"""The calendar of the agency: holidays and outages, kept by the unit kepegawaian and open to all to read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kasuari.evaluation import operations, queries
from kasuari.evaluation.access import can_keep_calendar
from kasuari.evaluation.web.forms import HolidayForm, OutageForm
from kasuari.foundation import clock
from kasuari.foundation.calendar import holiday, holidays
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest

MOST_UNITS = 40


@require_GET
def calendar(request: ActorRequest) -> HttpResponse:
    """Every day off of a year, and every outage."""
    return _page(request)


@require_POST
def add_holiday(request: ActorRequest) -> HttpResponse:
    can_keep_calendar(request.actor).or_raise()
    form = HolidayForm(request.POST, auto_id="libur_%s")
    if form.is_valid():
        try:
            held = operations.add_holiday(**form.cleaned_data, by=request.actor, at=clock.now())
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Hari libur tersimpan. Semua batas waktu sudah dihitung ulang."))
            return redirect(f"{_address()}?tahun={held.date.year}")
    return _page(request, holiday_form=form, status=422)


@require_POST
def cancel_holiday(request: ActorRequest, holiday_id: int) -> HttpResponse:
    can_keep_calendar(request.actor).or_raise()
    found = holiday(holiday_id)
    if found is None:
        raise Http404
    operations.cancel_holiday(holiday=found, by=request.actor, at=clock.now())
    messages.success(request, _("Hari libur dibatalkan. Semua batas waktu sudah dihitung ulang."))
    return redirect(f"{_address()}?tahun={found.date.year}")


@require_POST
def declare_outage(request: ActorRequest) -> HttpResponse:
    can_keep_calendar(request.actor).or_raise()
    form = OutageForm(request.POST, auto_id="gangguan_%s")
    chosen = {whole_number(text) for text in request.POST.getlist("unit")}
    if form.is_valid():
        try:
            operations.declare_outage(
                instansi_id=organisation.instansi_for(request.actor).pk,
                unit_ids=chosen,
                **form.cleaned_data,
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Gangguan tercatat. Batas waktu mereka yang terkena sudah bergeser."))
            return redirect(_address())
    return _page(request, outage_form=form, chosen=chosen, status=422)


@require_POST
def withdraw_outage(request: ActorRequest, gangguan_id: int) -> HttpResponse:
    operations.withdraw_outage(
        gangguan=queries.gangguan_for(request.actor, gangguan_id),
        version=whole_number(request.POST.get("version", "")),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Catatan gangguan dibatalkan. Batas waktu dihitung seperti semula."))
    return redirect(_address())


def _address() -> str:
    return reverse("evaluation:calendar")


def _page(
    request: ActorRequest,
    *,
    holiday_form: HolidayForm | None = None,
    outage_form: OutageForm | None = None,
    chosen: set[int] | None = None,
    status: int = 200,
) -> HttpResponse:
    today = clock.today()
    year = whole_number(request.GET.get("tahun", "")) or today.year
    q = (request.POST.get("q") or request.GET.get("q", "")).strip()[:100]
    chosen = chosen or set()
    instansi_id = organisation.instansi_for(request.actor).pk
    may = can_keep_calendar(request.actor)
    units: list[Any] = []
    if may and (q or chosen):
        found = organisation.units_of(instansi_id)
        named = list(found.filter(nama__icontains=q)[:MOST_UNITS]) if q else []
        units = named + [unit for unit in found.filter(pk__in=chosen) if unit not in named]
    context = {
        "year": year,
        "years": [
            {"label": str(item), "url": f"{_address()}?tahun={item}", "active": item == year, "count": ""}
            for item in (today.year - 1, today.year, today.year + 1)
        ],
        "holidays": [
            {
                "row": row,
                "may_cancel": bool(may) and row.berlaku and row.jenis == "libur_daerah" and row.date > today,
            }
            for row in holidays(year)
        ],
        "outages": list(queries.gangguan_of(instansi_id)),
        "may": bool(may),
        "q": q,
        "units": [{"unit": unit, "chosen": unit.pk in chosen} for unit in units],
        "holiday_form": holiday_form or HolidayForm(auto_id="libur_%s"),
        "outage_form": outage_form or OutageForm(auto_id="gangguan_%s"),
        "open_outage": outage_form is not None or bool(q),
        "open_holiday": holiday_form is not None,
    }
    return render(request, "evaluation/calendar.html", context, status=status)
