"""What still keeps an evaluation period from being closed, person by person; and whether it is closed.

What happened in a unit that was practising (its familiarisation) does not count: it neither keeps a period
open nor enters its figures and its fingerprint. How many people that leaves out is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Value
from django.http import Http404
from django.utils import timezone

from kasuari.evaluation.access_penutupan import still_open
from kasuari.evaluation.enums import JalurEvaluasi, StateEvaluasi, StatePenutupan
from kasuari.evaluation.models import Evaluasi, Keberatan, Penutupan
from kasuari.evaluation.queries.clocks import FairCalendar
from kasuari.evaluation.queries.gate import evaluasi_rows
from kasuari.evaluation.queries.route import unsigned
from kasuari.evaluation.states import DELIVERED, OPEN_KEBERATAN, SIGNED
from kasuari.foundation.access import Answer
from kasuari.foundation.functions import counted
from kasuari.foundation.rows import the_one
from kasuari.organisation import queries as organisation
from kasuari.planning import queries as planning
from kasuari.regulation.kewenangan import WAJIB_SKP
from kasuari.regulation.periode import Langkah

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi, Skp

# Calendar days in which 14 working days and every outage certainly lie.
_LONGEST_OBJECTION = timedelta(days=90)


class Hal(StrEnum):
    """What may still be open in a period, in the order of the page."""

    JENDELA = "jendela"
    BELUM_DISAMPAIKAN = "belum_disampaikan"
    KEBERATAN = "keberatan"
    MASA_KEBERATAN = "masa_keberatan"
    BELUM_DITANDATANGANI = "belum_ditandatangani"
    SKP_BELUM_DITETAPKAN = "skp_belum_ditetapkan"
    BELUM_DITERIMA = "belum_diterima"


# A right of somebody still runs: no reason closes a period over it.
WAJIB = (Hal.JENDELA, Hal.BELUM_DISAMPAIKAN, Hal.KEBERATAN, Hal.MASA_KEBERATAN)


@dataclass(frozen=True, slots=True)
class Checklist:
    """How many of each thing are open, of how many evaluations; `practising` SKP are in units where nothing
    counts yet."""

    total: int
    signed: int
    counts: dict[Hal, int] = field(default_factory=dict)
    practising: int = 0

    @property
    def blocking(self) -> list[Hal]:
        return [hal for hal in WAJIB if self.counts[hal]]

    @property
    def excused(self) -> int:
        """How many things only a reason lets pass."""
        return sum(count for hal, count in self.counts.items() if hal not in WAJIB)


def closing_of(periode_evaluasi: PeriodeEvaluasi) -> Penutupan | None:
    """The closing of a period, None where it was never closed. One query."""
    return (
        Penutupan.objects.select_related("closed_by", "proposed_by", "approved_by")
        .filter(periode_evaluasi=periode_evaluasi)
        .first()
    )


def closing_for(periode_evaluasi_id: int) -> Penutupan:
    """The closing of a period with its year. Raises Http404 where it was never closed."""
    rows = Penutupan.objects.select_related("periode_evaluasi__periode__instansi")
    found = the_one(rows.filter(periode_evaluasi_id=periode_evaluasi_id))
    if found is None:
        raise Http404
    return found


def period_open(periode_evaluasi: PeriodeEvaluasi, *, on: date) -> Answer:
    """Whether the period may still be changed on a day. One query."""
    return still_open(Penutupan.objects.filter(periode_evaluasi=periode_evaluasi).first(), on=on)


def closed_periods(period_ids: Iterable[int]) -> set[int]:
    """Which of these periods are closed and not opened again. One query."""
    rows = Penutupan.objects.filter(periode_evaluasi_id__in=set(period_ids)).exclude(
        state=StatePenutupan.DIBUKA
    )
    return set(rows.order_by().values_list("periode_evaluasi_id", flat=True))


def checklist(periode_evaluasi: PeriodeEvaluasi, *, calendar: FairCalendar, on: date) -> Checklist:
    """Eight queries, however many people."""
    states = Counter(_counting(periode_evaluasi).order_by().values_list("state", flat=True))
    signed = sum(states[state] for state in SIGNED)
    unset = skp_unset(periode_evaluasi).order_by().count()
    left = skp_unsigned(periode_evaluasi).order_by().count()
    counts = {
        Hal.JENDELA: int(on <= periode_evaluasi.window_last_date),
        Hal.BELUM_DISAMPAIKAN: states[StateEvaluasi.DITANDATANGANI],
        Hal.KEBERATAN: evaluasi_objected(periode_evaluasi).order_by().count(),
        Hal.MASA_KEBERATAN: len(may_object(periode_evaluasi, calendar=calendar, on=on)),
        Hal.BELUM_DITANDATANGANI: left,
        Hal.SKP_BELUM_DITETAPKAN: unset,
        Hal.BELUM_DITERIMA: not_received(periode_evaluasi).order_by().count(),
    }
    return Checklist(
        total=signed + left + unset,
        signed=signed,
        counts=counts,
        practising=skp_practising(periode_evaluasi).order_by().count(),
    )


def open_rows(
    hal: Hal, periode_evaluasi: PeriodeEvaluasi, *, calendar: FairCalendar, on: date
) -> QuerySet[Skp] | QuerySet[Evaluasi] | Sequence[int]:
    """Whom one thing of the checklist concerns: SKP, evaluations, or ids of evaluations."""
    rows = _counting(periode_evaluasi, evaluasi_rows()).order_by("pegawai__nama", "pk")
    match hal:
        case Hal.BELUM_DITANDATANGANI:
            return skp_unsigned(periode_evaluasi)
        case Hal.SKP_BELUM_DITETAPKAN:
            return skp_unset(periode_evaluasi)
        case Hal.BELUM_DISAMPAIKAN:
            return rows.filter(state=StateEvaluasi.DITANDATANGANI)
        case Hal.BELUM_DITERIMA:
            return not_received(periode_evaluasi)
        case Hal.KEBERATAN:
            return evaluasi_objected(periode_evaluasi)
        case Hal.MASA_KEBERATAN:
            return may_object(periode_evaluasi, calendar=calendar, on=on)
        case Hal.JENDELA:
            return ()


def skp_unsigned(periode_evaluasi: PeriodeEvaluasi) -> QuerySet[Skp]:
    """Set SKP of the period that nobody has signed for, without those whose owner went on to a later SKP:
    who moved is evaluated there (Lampiran BAB IV A.13)."""
    later = planning.evaluable(periode_evaluasi).filter(
        pegawai=OuterRef("pegawai"), start_date__gt=OuterRef("last_date")
    )
    return (
        unsigned(periode_evaluasi)
        .alias(_end=end_of_window(periode_evaluasi))
        .filter(_skp_counts())
        .exclude(Q(last_date__lt=periode_evaluasi.last_date), Exists(later.order_by()))
        .exclude(Exists(exempt(periode_evaluasi)))
    )


def skp_practising(periode_evaluasi: PeriodeEvaluasi) -> QuerySet[Skp]:
    """Set SKP of units that were practising when the window ended: nobody waits for their evaluation."""
    return (
        planning.evaluable(periode_evaluasi)
        .alias(_end=end_of_window(periode_evaluasi))
        .exclude(_skp_counts())
    )


def end_of_window(periode_evaluasi: PeriodeEvaluasi) -> Value:
    """The last moment of the window, for a query."""
    last = timezone.make_aware(datetime.combine(periode_evaluasi.window_last_date, time.max))
    return Value(last, output_field=DateTimeField())


def _skp_counts() -> Q:
    """An SKP counts by its unit at the end of the window (`_end`)."""
    return counted(unit="unit", moment="_end")


def _counting(
    periode_evaluasi: PeriodeEvaluasi, rows: QuerySet[Evaluasi] | None = None
) -> QuerySet[Evaluasi]:
    """The evaluations of a period without what was signed in practice."""
    found = Evaluasi.objects.all() if rows is None else rows
    return found.filter(counted(unit="skp__unit", moment="signed_at"), periode_evaluasi=periode_evaluasi)


def exempt(periode_evaluasi: PeriodeEvaluasi) -> QuerySet[Any]:
    """The standings that free from an SKP for the whole period: CLTN, MPP, suspension (Lampiran BAB II C.8);
    of the owner of an outer SKP."""
    free = [kind.value for kind, (needed, _basis) in WAJIB_SKP.items() if not needed]
    return organisation.kedudukan_rows().filter(
        Q(end_date__isnull=True) | Q(end_date__gt=periode_evaluasi.last_date),
        pegawai=OuterRef("pegawai"),
        kedudukan__in=free,
        start_date__lte=periode_evaluasi.start_date,
    )


def skp_unset(periode_evaluasi: PeriodeEvaluasi) -> QuerySet[Skp]:
    """SKP of the period that were never set, so that nothing can be evaluated."""
    return (
        planning.skp_rows()
        .filter(
            start_date__lte=periode_evaluasi.last_date,
            last_date__gte=periode_evaluasi.start_date,
            periode_id=periode_evaluasi.periode_id,
        )
        .alias(_end=end_of_window(periode_evaluasi))
        .filter(_skp_counts())
        .exclude(state="ditetapkan")
        .exclude(Exists(exempt(periode_evaluasi)))
        .order_by("pegawai__nama", "pk")
    )


def not_received(periode_evaluasi: PeriodeEvaluasi) -> QuerySet[Evaluasi]:
    """Delivered, neither signed for receipt nor noted as refused before a witness; or changed by a decision
    and D.1.3 not signed for."""
    return (
        _counting(periode_evaluasi, evaluasi_rows())
        .filter(Q(state=StateEvaluasi.DISAMPAIKAN, penolakan__isnull=True) | Q(state=StateEvaluasi.DIUBAH))
        .order_by("pegawai__nama", "pk")
    )


def evaluasi_objected(periode_evaluasi: PeriodeEvaluasi) -> QuerySet[Evaluasi]:
    """Evaluations with an objection that nobody has decided."""
    filed = Keberatan.objects.filter(evaluasi=OuterRef("pk"), state__in=OPEN_KEBERATAN)
    return _counting(periode_evaluasi, evaluasi_rows()).filter(Exists(filed)).order_by("pegawai__nama", "pk")


def may_object(periode_evaluasi: PeriodeEvaluasi, *, calendar: FairCalendar, on: date) -> list[int]:
    """Ids of the evaluations against which an objection may still be filed. One query.

    Who was evaluated by the atasan, or by somebody above whom nobody stands, has none (Lampiran BAB IV
    A.11-12).
    """
    rows = (
        _counting(periode_evaluasi)
        .filter(
            state__in=DELIVERED,
            jalur=JalurEvaluasi.PENILAI,
            atasan_penilai__isnull=False,
            keberatan__isnull=True,
            delivered_at__date__gte=on - _LONGEST_OBJECTION,
        )
        .order_by("pegawai__nama", "pk")
        .values_list("pk", "delivered_at", "skp__unit__path")
    )
    last: dict[tuple[date, int], date | None] = {}
    found = []
    for pk, delivered_at, path in rows:
        day = timezone.localtime(delivered_at).date()
        key = (day, hash(calendar.hitting(path)))
        if key not in last:
            until = calendar.deadline(Langkah.KEBERATAN, day, path=path, who="pegawai", on=on)
            last[key] = until.last_date if until else None
        if (until_day := last[key]) is None or on <= until_day:
            found.append(pk)
    return found


def figures(
    periode_evaluasi: PeriodeEvaluasi, *, as_of: datetime | None = None
) -> tuple[dict[str, int], str]:
    """How many have each predikat, and the fingerprint of every rating and predikat of a period.

    With `as_of` as they stood then: a right runs on after the closing, and a decision on an objection that
    was made later is left out. One query, read as it comes, and one more with `as_of`.
    """
    counts: Counter[str] = Counter()
    later = set()
    if as_of is not None:
        changed = Keberatan.objects.filter(
            evaluasi__periode_evaluasi=periode_evaluasi, decided_at__gt=as_of, keputusan="mengubah"
        )
        later = set(changed.order_by().values_list("evaluasi_id", flat=True))
    digest = sha256()
    rows = (
        _counting(periode_evaluasi)
        .filter(state__in=SIGNED)
        .order_by("pk")
        .values_list(
            *("pk", "rating_hasil_kerja", "rating_perilaku_kerja", "predikat", "predikat_berlaku", "edition")
        )
    )
    for pk, hasil, perilaku, predikat, holds, edition in rows.iterator(chunk_size=2000):
        held = predikat if pk in later else holds
        counts[held] += 1
        digest.update("|".join(map(str, (pk, hasil, perilaku, predikat, held, edition))).encode())
        digest.update(b"\n")
    return dict(counts), digest.hexdigest()
