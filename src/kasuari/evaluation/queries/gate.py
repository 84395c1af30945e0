"""The one gate to an evaluation, one person's results, and the deadlines of an evaluation."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from kasuari.evaluation.access import visible_to
from kasuari.evaluation.models import Evaluasi
from kasuari.evaluation.states import DELIVERED
from kasuari.foundation.access import Actor
from kasuari.foundation.calendar import Deadline, deadline, working_calendar
from kasuari.foundation.rows import the_one
from kasuari.regulation.periode import KalenderKerja, Langkah

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


def calendar_of(skp: Skp) -> KalenderKerja:
    """The working days of the agency. One query."""
    return working_calendar(days_per_week=skp.periode.instansi.hari_kerja_per_minggu)


def rating_last_date(periode_evaluasi: PeriodeEvaluasi, calendar: KalenderKerja) -> date | None:
    """The last day on which the penilai's evaluation is taken: 14 working days after the window.

    Until then the atasan of the penilai has to have signed in the penilai's place (Lampiran BAB V A.8, p.
    115).
    """
    found = deadline(
        step=Langkah.TANDA_TANGAN_ATASAN,
        start=periode_evaluasi.window_last_date,
        calendar=calendar,
        on=periode_evaluasi.window_last_date,
    )
    return found.last_date if found else None


def delivery_deadline(evaluasi: Evaluasi, calendar: KalenderKerja, *, on: date) -> Deadline | None:
    """Until when the signed evaluation must reach its owner (Lampiran BAB V A.5)."""
    return _step(Langkah.PENYAMPAIAN, evaluasi.signed_at, calendar, on)


def return_deadline(evaluasi: Evaluasi, calendar: KalenderKerja, *, on: date) -> Deadline | None:
    """Until when the owner signs for receipt (Lampiran BAB V A.6)."""
    return _step(Langkah.PENGEMBALIAN, evaluasi.delivered_at, calendar, on)


def objection_deadline(evaluasi: Evaluasi, calendar: KalenderKerja, *, on: date) -> Deadline | None:
    """Until when the owner may object to the atasan of the penilai (Lampiran BAB V B.2).

    An electronic document is received on the day on which it is delivered.
    """
    return _step(Langkah.KEBERATAN, evaluasi.delivered_at, calendar, on)


def _step(step: Langkah, start: datetime | None, calendar: KalenderKerja, on: date) -> Deadline | None:
    if start is None:
        return None
    return deadline(step=step, start=timezone.localtime(start).date(), calendar=calendar, on=on)
