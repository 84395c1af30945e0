"""How much is written: counts for teams, pilots and the history of a version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min, Q, QuerySet

from kasuari.foundation.functions import counted
from kasuari.foundation.kept import Kept
from kasuari.planning import queries as planning
from kasuari.progress.models import Realisasi

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi, Skp

FILLED = ~Q(teks="") | Q(nilai__isnull=False)
# On an indikator of the running version of the SKP; what an earlier version held is history.
RUNNING = Q(indikator__versi_akhir__isnull=True)


@dataclass(frozen=True, slots=True)
class Filled:
    """How far one SKP is in a period. `bukti` counts evidence that stands, `first_bukti` is when the first of
    it was added."""

    realisasi: int = 0
    bukti: int = 0
    indikator_with_bukti: int = 0
    first_bukti: datetime | None = None


def filled_counts(skp_ids: Iterable[int], periode_evaluasi: PeriodeEvaluasi) -> dict[int, Filled]:
    """How far each SKP is in a period. One query; an SKP without any row is not in the answer."""
    rows = Realisasi.objects.filter(
        indikator__rhk__skp_id__in=list(skp_ids), periode_evaluasi=periode_evaluasi
    )
    return {skp_id: Filled(*counts) for skp_id, *counts in _filled(rows)}


def filled_of_team(penilai_id: int, periode_evaluasi: PeriodeEvaluasi) -> dict[int, Filled]:
    """As `filled_counts`, for every SKP of a penilai. One query."""
    rows = _FILLED_OF_TEAM.rows(penilai_id=penilai_id, periode_evaluasi_id=periode_evaluasi.pk)
    return {skp_id: Filled(*counts) for skp_id, *counts in rows}


def _filled(rows: QuerySet[Realisasi]) -> QuerySet[Any, Any]:
    """The SKP and its numbers, one row for each SKP of `rows`."""
    kept = Q(bukti_dukung__removed_at__isnull=True)
    return (
        rows.filter(RUNNING)
        .values("indikator__rhk__skp_id")
        .order_by("indikator__rhk__skp_id")
        .annotate(
            realisasi=Count("pk", filter=FILLED, distinct=True),
            bukti=Count("bukti_dukung", filter=kept, distinct=True),
            shown=Count("pk", filter=Q(bukti_dukung__pk__isnull=False) & kept, distinct=True),
            first=Min("bukti_dukung__added_at", filter=kept),
        )
        .values_list("indikator__rhk__skp_id", "realisasi", "bukti", "shown", "first")
    )


_FILLED_OF_TEAM = Kept(
    lambda penilai_id, periode_evaluasi_id: _filled(
        Realisasi.objects.filter(
            indikator__rhk__skp__penilai_id=penilai_id, periode_evaluasi_id=periode_evaluasi_id
        )
    )
)


def filled_shares(*, start_date: date, end_date: date) -> Iterator[tuple[str, date, int, int]]:
    """(path of the unit, last day of the period, indikator with a result, indikator) of each set SKP in every
    period, the annual ones aside, that ends in this half-open time. Results of a unit that was practising do
    not count. Two queries."""
    rows = Realisasi.objects.filter(
        FILLED,
        RUNNING,
        counted(unit="indikator__rhk__skp__unit", moment="recorded_at"),
        periode_evaluasi__last_date__gte=start_date,
        periode_evaluasi__last_date__lt=end_date,
    )
    grouped = rows.values("indikator__rhk__skp_id", "periode_evaluasi_id").annotate(number=Count("pk"))
    filled = {
        (row["indikator__rhk__skp_id"], row["periode_evaluasi_id"]): row["number"]
        for row in grouped.order_by("indikator__rhk__skp_id", "periode_evaluasi_id")
    }
    for item in planning.indikator_in_periods(start_date=start_date, end_date=end_date):
        yield item.path, item.last_date, filled.get((item.skp_id, item.period_id), 0), item.number


def written_by(pegawai_id: int, *, since: datetime) -> tuple[int, int]:
    """How many results stand on the SKP of a person that were written since then, and with how much evidence.
    One query."""
    standing = Q(bukti_dukung__pk__isnull=False, bukti_dukung__removed_at__isnull=True)
    found = Realisasi.objects.filter(
        FILLED, RUNNING, indikator__rhk__skp__pegawai_id=pegawai_id, recorded_at__gte=since
    ).aggregate(
        results=Count("pk", distinct=True), evidence=Count("bukti_dukung", filter=standing, distinct=True)
    )
    return found["results"], found["evidence"]


def ended_results(skp: Skp) -> list[Realisasi]:
    """What was reached on indikator that a later version of the SKP took out, by period. Missing there is as
    little zero as elsewhere: only what was written is listed. One query, none where the SKP never changed."""
    if skp.nomor_versi == 1:
        return []
    rows = Realisasi.objects.filter(
        FILLED, indikator__rhk__skp_id=skp.pk, indikator__versi_akhir__isnull=False
    )
    return list(
        rows.select_related("indikator", "periode_evaluasi").order_by(
            "periode_evaluasi__last_date", "indikator_id"
        )
    )
