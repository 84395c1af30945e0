"""Which evaluation period a page shows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from kasuari.evaluation import queries
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi


def chosen_period(request: ActorRequest, on: date) -> PeriodeEvaluasi | None:
    """The period that `?periode=` names, else the one to evaluate on a day; None before a year is opened."""
    if asked := request.GET.get("periode", ""):
        return planning.periode_evaluasi_for(whole_number(asked))
    return _to_evaluate(_of_begun_years(on), on)


def period_with_results(request: ActorRequest, on: date) -> PeriodeEvaluasi | None:
    """As `chosen_period`, for pages that read what was signed: else the last period with a signed result."""
    if asked := request.GET.get("periode", ""):
        return planning.periode_evaluasi_for(whole_number(asked))
    periods = _of_begun_years(on)
    signed = queries.periods_with_results(item.pk for item in periods)
    found = [item for item in periods if item.pk in signed]
    return max(found, key=lambda item: item.last_date) if found else _to_evaluate(periods, on)


def period_to_close(request: ActorRequest, on: date) -> PeriodeEvaluasi | None:
    """As `chosen_period`, for the page of closing: else the first period that is over and still open."""
    if asked := request.GET.get("periode", ""):
        return planning.periode_evaluasi_for(whole_number(asked))
    periods = _of_begun_years(on)
    closed = queries.closed_periods(item.pk for item in periods)
    over = [item for item in periods if item.window_last_date < on and item.pk not in closed]
    return min(over, key=lambda item: item.last_date) if over else _to_evaluate(periods, on)


def _of_begun_years(on: date) -> list[PeriodeEvaluasi]:
    """The periods of the last two years that were opened. Two queries."""
    all_years = planning.periodes().select_related(None).select_related("instansi")
    begun_years = all_years.filter(start_date__lte=on)
    years = [item for item in begun_years.prefetch_related("evaluasi") if item.state != "disiapkan"]
    return [period for year in years[:2] for period in planning.periode_evaluasi(year)]


def _to_evaluate(periods: list[PeriodeEvaluasi], on: date) -> PeriodeEvaluasi | None:
    open_now = [item for item in periods if item.window_start_date <= on <= item.window_last_date]
    if open_now:
        return max(open_now, key=lambda item: item.window_last_date)
    begun = [item for item in periods if item.start_date <= on and item.jenis != "tahunan"]
    return max(begun, key=lambda item: item.last_date) if begun else None


def period_tabs(shown: PeriodeEvaluasi, url: str) -> list[dict[str, Any]]:
    """The periods of the same year as links."""
    return [
        {
            "label": planning.label(item),
            "url": f"{url}?periode={item.pk}",
            "active": item.pk == shown.pk,
            "count": "",
        }
        for item in planning.periode_evaluasi(shown.periode)
    ]
