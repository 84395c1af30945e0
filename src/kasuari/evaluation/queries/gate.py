"""The one gate to an evaluation, and one person's results."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import Http404

from kasuari.evaluation.access import visible_to
from kasuari.evaluation.models import Evaluasi
from kasuari.evaluation.queries.clocks import FairCalendar, FairDeadline, fair_calendar
from kasuari.evaluation.states import DELIVERED
from kasuari.foundation.access import Actor
from kasuari.foundation.rows import the_one
from kasuari.regulation.periode import Langkah

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi, Skp


def evaluasi_rows() -> QuerySet[Evaluasi]:
    """Evaluations with the people and the period that every page shows. One query."""
    return Evaluasi.objects.select_related(
        "skp__periode__instansi",
        "skp__unit",
        "skp__penugasan__jabatan",
        "skp__penilai",
        "skp__unit_penilai",
        "skp__atasan_penilai",
        "skp__pegawai",
        "periode_evaluasi__periode__instansi",
        "pegawai",
        "penilai",
        "atasan_penilai",
    )


def evaluasi_for(actor: Actor, evaluasi_id: int) -> Evaluasi:
    """One evaluation within the actor's reach. Raises Http404."""
    found = the_one(evaluasi_rows().filter(visible_to(actor), pk=evaluasi_id))
    if found is None:
        raise Http404
    return found


def evaluasi_visible(actor: Actor) -> QuerySet[Evaluasi]:
    """Every evaluation that the actor may read, newest period first."""
    return (
        evaluasi_rows()
        .filter(visible_to(actor))
        .order_by("-periode_evaluasi__last_date", "periode_evaluasi__jenis", "pegawai__nama", "pk")
    )


def evaluasi_of(skp: Skp, periode_evaluasi: PeriodeEvaluasi) -> Evaluasi | None:
    """The evaluation of an SKP in a period, None before the penilai began."""
    return the_one(evaluasi_rows().filter(skp=skp, periode_evaluasi=periode_evaluasi))


def history(pegawai_id: int) -> QuerySet[Evaluasi]:
    """The results that were delivered to one person, newest first."""
    return (
        evaluasi_rows()
        .filter(pegawai_id=pegawai_id, state__in=DELIVERED)
        .order_by("-periode_evaluasi__last_date", "periode_evaluasi__jenis", "-pk")
    )


def calendar_of(skp: Skp) -> FairCalendar:
    """The working days of the agency with its outages. Two queries, three where there was an outage."""
    return fair_calendar(skp.periode.instansi)


def rating_last_date(
    periode_evaluasi: PeriodeEvaluasi, calendar: FairCalendar, *, path: str = ""
) -> date | None:
    """The last day on which the penilai's evaluation is taken: 14 working days after the window.

    Until then the atasan of the penilai has to have signed in the penilai's place (Lampiran BAB V A.8, p.
    115). `path` is the unit of the penilai, whose outages move it.
    """
    found = rating_deadline(periode_evaluasi, calendar, path=path)
    return found.last_date if found else None


def rating_deadline(
    periode_evaluasi: PeriodeEvaluasi, calendar: FairCalendar, *, path: str = ""
) -> FairDeadline | None:
    """`rating_last_date` with what moved it."""
    window_end = calendar.window(periode_evaluasi, path).end_date
    return calendar.deadline(Langkah.TANDA_TANGAN_ATASAN, window_end, path=path, who="atasan", on=window_end)
