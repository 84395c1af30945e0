"""One person in one period, side by side: targets, results of this and earlier periods, evidence, capaian."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kasuari.evaluation.access import can_rate
from kasuari.evaluation.models import Evaluasi
from kasuari.evaluation.queries.capaian import CapaianUsed, capaian_used
from kasuari.evaluation.queries.clocks import FairCalendar, path_of
from kasuari.evaluation.queries.closing import period_open
from kasuari.evaluation.queries.facts import collect_fakta, earlier_results
from kasuari.evaluation.queries.gate import calendar_of, evaluasi_of, rating_last_date
from kasuari.evaluation.queries.route import route_of
from kasuari.feedback import queries as feedback
from kasuari.foundation.access import Actor, Answer
from kasuari.progress import queries as progress

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi, Skp


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What the penilai looks at. `periodic` are the signed results of earlier periods, never averaged."""

    skp: Skp
    periode_evaluasi: PeriodeEvaluasi
    evaluasi: Evaluasi | None
    progress: progress.SkpProgress
    capaian: CapaianUsed
    periodic: tuple[dict[str, Any], ...]
    said: feedback.Rekaman
    takeovers: tuple[dict[str, str], ...] = ()

    @property
    def results(self) -> list[dict[str, Any]]:
        """Each result with what was said about it."""
        return [{"item": item, "ucapan": self.said.of_rhk(item.rhk.id)} for item in self.progress.rhk]


def side_by_side(skp: Skp, periode_evaluasi: PeriodeEvaluasi) -> SideBySide:
    """`skp` (from `planning.skp_for`) in a period. Twelve queries, however many indikator."""
    return SideBySide(
        skp=skp,
        periode_evaluasi=periode_evaluasi,
        evaluasi=evaluasi_of(skp, periode_evaluasi),
        progress=progress.progress_of(skp, periode_evaluasi),
        capaian=capaian_used(skp, periode_evaluasi),
        periodic=tuple(earlier_results(skp, periode_evaluasi)),
        said=feedback.rekaman_of(skp, periode_evaluasi),
        takeovers=tuple({"rhk": row.rhk_teks, "catatan": row.catatan} for row in feedback.takeovers_of(skp)),
    )


def draft_fakta(skp: Skp, periode_evaluasi: PeriodeEvaluasi, *, on: date) -> dict[str, Any]:
    """The facts as they would be frozen if it were signed now: for the preview of the papers."""
    return collect_fakta(skp, periode_evaluasi, capaian=capaian_used(skp, periode_evaluasi), on=on)


def may_rate(
    actor: Actor,
    skp: Skp,
    periode_evaluasi: PeriodeEvaluasi,
    *,
    on: date,
    calendar: FairCalendar | None = None,
    until_signed: bool = False,
) -> Answer:
    """`can_rate` with everything that it asks for. Six queries, four where the calendar is given.

    `until_signed`: the last day of the penilai's time does not matter, as for a look at the draft.
    """
    calendar = calendar or calendar_of(skp)
    found = Evaluasi.objects.filter(skp=skp, periode_evaluasi=periode_evaluasi).only("jalur").first()
    last = rating_last_date(periode_evaluasi, calendar, path=path_of(skp.unit_penilai))
    closed = period_open(periode_evaluasi, on=on)
    if not closed and not until_signed:
        return closed
    return can_rate(
        actor,
        skp,
        periode_evaluasi,
        on=on,
        last_date=None if until_signed else last,
        route=route_of(skp, periode_evaluasi, calendar=calendar, on=on),
        jalur=found.jalur if found else "",
    )
