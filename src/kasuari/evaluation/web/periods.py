"""Which evaluation period a page shows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi


def chosen_period(request: ActorRequest, on: date) -> PeriodeEvaluasi | None:
    """The period that `?periode=` names, else the one to evaluate on a day; None before a year is opened."""
    if asked := request.GET.get("periode", ""):
        return planning.periode_evaluasi_for(whole_number(asked))
    all_years = planning.periodes().select_related(None).select_related("instansi")
    begun_years = all_years.filter(start_date__lte=on)
    years = [item for item in begun_years.prefetch_related("evaluasi") if item.state != "disiapkan"]
    if not years:
        return None
    periods = [period for year in years[:2] for period in planning.periode_evaluasi(year)]
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
