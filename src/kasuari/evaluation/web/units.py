"""The page on which the capaian kinerja of units is set."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from kasuari.evaluation import operations, queries
from kasuari.evaluation.web.forms import CapaianForm
from kasuari.evaluation.web.periods import chosen_period, period_tabs
from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning
from kasuari.surveys.queries import Evidence, evidence_of
from kasuari.surveys.words import number

PER_PAGE = 25
MOST_SURVEYS = 6  # of the services of a unit, the latest


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


@require_POST
def set_many(request: ActorRequest, period_id: int) -> HttpResponse:
    """One level for the chosen units that have none yet."""
    period = planning.periode_evaluasi_for(period_id)
    chosen = {whole_number(text) for text in request.POST.getlist("unit")}
    form = CapaianForm(request.POST, auto_id="sekaligus_%s")
    led = queries.units_led(request.actor, on=clock.today())
    units = list(queries.units_to_set(request.actor, period, led=led).filter(pk__in=chosen))
    if not units:
        form.add_error(None, _("Belum ada unit yang dipilih. Centang unitnya, lalu tetapkan lagi."))
    if form.is_valid():
        try:
            done = operations.set_capaian_of_many(
                units=units,
                periode_evaluasi=period,
                level=form.cleaned_data["level"],
                dasar=form.cleaned_data["dasar"],
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(
                request,
                ngettext("Capaian %(count)d unit tersimpan.", "Capaian %(count)d unit tersimpan.", len(done))
                % {"count": len(done)},
            )
            return redirect(f"{reverse('evaluation:capaian')}?periode={period.pk}")
    return _page(request, period, many=form, status=422)


def _page(
    request: ActorRequest,
    period: Any,
    *,
    refused: dict[int, CapaianForm] | None = None,
    many: CapaianForm | None = None,
    status: int = 200,
) -> HttpResponse:
    chosen = {name: request.GET.get(name, "").strip() for name in ("q", "belum")}
    context: dict[str, Any] = {"period": None, "rows": [], "missing": 0, "page": None, "reset": ""}
    if period is not None:
        led, refused = queries.units_led(request.actor, on=clock.today()), refused or {}
        units = queries.units_to_set(
            request.actor, period, led=led, q=chosen["q"], missing=bool(chosen["belum"])
        )
        page = Paginator(units, PER_PAGE).get_page(request.GET.get("halaman"))
        shown = list(page.object_list)
        # Whoever was refused sees their words again, wherever in the list the unit stands.
        shown += [unit for unit in units.filter(pk__in=refused) if unit not in shown] if refused else []
        proposed = queries.proposals_of(shown, period)
        ikm = evidence_of(
            [unit.path for unit in shown], start_date=period.start_date, last_date=period.last_date
        )
        rows = [
            _row(
                item,
                refused.get(item.unit.pk),
                proposed.get(item.unit.pk),
                ikm=ikm.get(item.unit.path, []),
            )
            for item in queries.with_capaian(shown, period)
        ]
        address = f"{reverse('evaluation:capaian')}?periode={period.pk}"
        narrowed = {name: value for name, value in chosen.items() if value}
        without = sum(row["capaian"] is None for row in rows)
        context |= {
            "period": period,
            "label": planning.label(period),
            "tabs": period_tabs(period, reverse("evaluation:capaian")),
            "rows": rows,
            "page": page,
            "page_url": f"{address}&{urlencode(narrowed)}" if narrowed else address,
            "missing": queries.units_without_capaian(request.actor, period, led=led),
            "reset": address if narrowed else "",
            "many": many or (CapaianForm(auto_id="sekaligus_%s") if without > 1 else None),
        }
    return render(request, "evaluation/capaian.html", context | {"chosen": chosen}, status=status)


def _row(
    item: queries.UnitCapaian,
    refused: CapaianForm | None,
    proposal: queries.Proposal | None,
    *,
    ikm: list[Evidence],
) -> dict[str, Any]:
    held = item.capaian
    form = refused or CapaianForm(
        auto_id=f"u{item.unit.pk}_%s",
        initial={
            "level": held.level if held else "",
            "dasar": held.dasar if held else "",
            "version": item.version,
        },
    )
    shown = {"unit": item.unit, "capaian": held, "form": form, "proposal": proposal}
    heard = [{"row": row, "ikm": number(row.ikm)} for row in ikm[-MOST_SURVEYS:]]
    more = max(len(ikm) - MOST_SURVEYS, 0)
    return shown | {"open": refused is not None, "heard": heard, "unheard": more}
