"""The page on which the capaian kinerja of units is set."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kasuari.evaluation import operations, queries
from kasuari.evaluation.web.forms import CapaianForm
from kasuari.evaluation.web.periods import chosen_period, period_tabs
from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning


@require_GET
def capaian(request: ActorRequest) -> HttpResponse:
    """The units whose capaian I set in a period."""
    return _page(request, chosen_period(request, clock.today()))


@require_POST
def set_level(request: ActorRequest, period_id: int, unit_id: int) -> HttpResponse:
    period = planning.periode_evaluasi_for(period_id)
    row = queries.unit_to_set(request.actor, period, unit_id)
    queries.setting_capaian(request.actor, row.unit, on=clock.today()).or_raise()
    form = CapaianForm(request.POST, auto_id=f"u{unit_id}_%s")
    if form.is_valid():
        try:
            operations.set_capaian(
                unit=row.unit,
                periode_evaluasi=period,
                **form.cleaned_data,
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Capaian %(unit)s tersimpan.") % {"unit": row.unit.nama})
            return redirect(f"{reverse('evaluation:capaian')}?periode={period.pk}#unit-{unit_id}")
    return _page(request, period, refused={unit_id: form}, status=422)


def _page(
    request: ActorRequest, period: Any, *, refused: dict[int, CapaianForm] | None = None, status: int = 200
) -> HttpResponse:
    rows: list[dict[str, Any]] = []
    if period is not None:
        for row in queries.units_to_set(request.actor, period, on=clock.today()):
            held = row.capaian
            form = (refused or {}).get(row.unit.pk) or CapaianForm(
                auto_id=f"u{row.unit.pk}_%s",
                initial={
                    "level": held.level if held else "",
                    "dasar": held.dasar if held else "",
                    "version": row.version,
                },
            )
            rows.append(
                {"unit": row.unit, "capaian": held, "form": form, "open": row.unit.pk in (refused or {})}
            )
    context = {
        "period": period,
        "label": planning.label(period) if period else "",
        "tabs": period_tabs(period, reverse("evaluation:capaian")) if period else [],
        "rows": rows,
        "missing": sum(row["capaian"] is None for row in rows),
    }
    return render(request, "evaluation/capaian.html", context, status=status)
