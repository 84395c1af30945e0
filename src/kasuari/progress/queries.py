"""Reads of pelaksanaan. The gate is that of the SKP: whoever may see it may see its results and evidence."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kasuari.foundation.access import Actor
from kasuari.foundation.counting import number_of
from kasuari.foundation.functions import counted
from kasuari.foundation.kept import Kept
from kasuari.foundation.presence import EVERYTHING
from kasuari.foundation.worklist import WorkItem
from kasuari.planning import queries as planning
from kasuari.planning.reaching import Keadaan, Standing, standing, standing_in_words
from kasuari.progress.models import BuktiDukung, PenutupanPelaksanaan, Realisasi, RencanaAksi

if TYPE_CHECKING:
    from kasuari.planning.models import Indikator, Periode, PeriodeEvaluasi, RencanaHasilKerja, Skp

_STATES = {Keadaan.MELAMPAUI: "exceeded", Keadaan.TERCAPAI: "reached", Keadaan.MELESET: "missed"}
FILLED = ~Q(teks="") | Q(nilai__isnull=False)
# On an indikator of the running version of the SKP; what an earlier version held is history.
RUNNING = Q(indikator__versi_akhir__isnull=True)
# Days before the window in which home begins to ask for results.
REMINDER = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Filled:
    """How far one SKP is in a period. `bukti` counts evidence that stands, `first_bukti` is when the first of
    it was added."""

    realisasi: int = 0
    bukti: int = 0
    indikator_with_bukti: int = 0
    first_bukti: datetime | None = None


def number_in_words(nilai: Decimal | None) -> str:
    """`1250.5` as people here write it: `1.250,5`; "" where no number is known."""
    if nilai is None:
        return ""
    whole, _point, fraction = f"{nilai.normalize():,f}".partition(".")
    return whole.replace(",", ".") + (f",{fraction}" if fraction else "")


@dataclass(frozen=True, slots=True)
class IndikatorProgress:
    """One indikator in one period, with what earlier periods brought (`earlier`, oldest first)."""

    indikator: planning.IsiIndikator
    realisasi: Realisasi | None
    bukti: tuple[BuktiDukung, ...] = ()
    earlier: tuple[tuple[PeriodeEvaluasi, Realisasi | None], ...] = ()
    period_id: int = 0

    @property
    def filled(self) -> bool:
        return self.realisasi is not None and bool(self.realisasi.teks or self.realisasi.nilai is not None)

    @property
    def has_numbers(self) -> bool:
        """Whether there is a line to draw: at least two known numbers."""
        return sum(value is not None for _label, value in self.values) > 1

    @property
    def shown_nilai(self) -> str:
        """The number as people here write it, "" where none is known."""
        return number_in_words(self.realisasi.nilai) if self.realisasi else ""

    @property
    def standing(self) -> Standing | None:
        """How the number stands beside the target; None where either is unknown."""
        item = self.indikator
        return standing(
            nilai=self.realisasi.nilai if self.realisasi else None,
            minimum=item.target_minimum,
            maksimum=item.target_maksimum,
            arah=item.arah,
        )

    @property
    def standing_words(self) -> str:
        """The same in one sentence; "" where it is None."""
        item, nilai = self.indikator, self.realisasi.nilai if self.realisasi else None
        found = self.standing
        if found is None or nilai is None:
            return ""
        return standing_in_words(
            found,
            nilai=nilai,
            target=item.target,
            satuan=item.satuan,
            arah=item.arah,
            baseline=item.baseline,
        )

    @property
    def past(self) -> list[dict[str, object]]:
        """Earlier periods in words: {label, filled, teks, nilai}; `nilai` "" where no number is known."""
        return [
            {
                "label": planning.label(period),
                "filled": item is not None and bool(item.teks or item.nilai is not None),
                "teks": item.teks if item else "",
                "nilai": number_in_words(item.nilai) if item else "",
            }
            for period, item in self.earlier
            if period.pk != self.period_id
        ]

    @property
    def form_id(self) -> str:
        return f"realisasi-{self.indikator.id}"

    @property
    def file_id(self) -> str:
        return f"berkas-{self.indikator.id}"

    @property
    def version(self) -> int:
        return self.realisasi.version if self.realisasi else 0

    @property
    def values(self) -> list[tuple[str, Decimal | None]]:
        """The numbers over the periods up to this one, None where none is known."""
        return [(planning.label(period), item.nilai if item else None) for period, item in self.earlier]


@dataclass(frozen=True, slots=True)
class RhkProgress:
    """One result with its planned steps and its indikator in a period."""

    rhk: planning.IsiRhk
    rencana_aksi: tuple[RencanaAksi, ...] = ()
    indikator: tuple[IndikatorProgress, ...] = ()


@dataclass(frozen=True, slots=True)
class SkpProgress:
    """An SKP in one period as the page shows it."""

    skp: Skp
    periode_evaluasi: PeriodeEvaluasi
    closed: bool
    rhk: tuple[RhkProgress, ...] = field(default_factory=tuple)

    @property
    def indikator(self) -> list[IndikatorProgress]:
        return [item for rhk in self.rhk for item in rhk.indikator]

    @property
    def total(self) -> int:
        return len(self.indikator)

    @property
    def filled(self) -> int:
        return sum(item.filled for item in self.indikator)

    @property
    def missing(self) -> int:
        return self.total - self.filled

    @property
    def bukti_count(self) -> int:
        return sum(len(item.bukti) for item in self.indikator)


def progress_of(skp: Skp, periode_evaluasi: PeriodeEvaluasi) -> SkpProgress:
    """The SKP (from `planning.skp_for`, with its contents at hand) in a period. Five queries of its own.

    `earlier` of each indikator holds every period of the same kind up to this one; for the annual evaluation
    the periodic ones.
    """
    periods = _periods_up_to(skp, periode_evaluasi)
    standing = (
        BuktiDukung.objects.filter(removed_at__isnull=True).select_related("file").order_by("added_at", "pk")
    )
    rows = (
        Realisasi.objects.filter(indikator__rhk__skp_id=skp.pk)
        .select_related("recorded_by")
        .prefetch_related(Prefetch("bukti_dukung", queryset=standing))
    )
    by_place = {(row.indikator_id, row.periode_evaluasi_id): row for row in rows}
    steps: dict[int, list[RencanaAksi]] = {}
    for step in RencanaAksi.objects.filter(rhk__skp_id=skp.pk, periode_evaluasi=periode_evaluasi).order_by(
        "rhk_id", "urutan"
    ):
        steps.setdefault(step.rhk_id, []).append(step)

    def of(item: planning.IsiIndikator) -> IndikatorProgress:
        now = by_place.get((item.id, periode_evaluasi.pk))
        return IndikatorProgress(
            indikator=item,
            realisasi=now,
            bukti=tuple(now.bukti_dukung.all()) if now else (),
            earlier=tuple((period, by_place.get((item.id, period.pk))) for period in periods),
            period_id=periode_evaluasi.pk,
        )

    return SkpProgress(
        skp=skp,
        periode_evaluasi=periode_evaluasi,
        closed=is_closed(skp, periode_evaluasi),
        rhk=tuple(
            RhkProgress(
                rhk=item,
                rencana_aksi=tuple(steps.get(item.id, ())),
                indikator=tuple(of(indikator) for indikator in item.indikator),
            )
            for item in planning.contents(skp).rhk
        ),
    )


def is_closed(skp: Skp, periode_evaluasi: PeriodeEvaluasi) -> bool:
    """Whether the evaluation of this period is signed, so that its results stand still."""
    return PenutupanPelaksanaan.objects.filter(skp=skp, periode_evaluasi=periode_evaluasi).exists()


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


def bukti_for(actor: Actor, bukti_id: int) -> BuktiDukung:
    """Evidence that stands, for those who may see the SKP. Raises Http404 for everybody else."""
    found = (
        BuktiDukung.objects.select_related(
            "file", "realisasi__periode_evaluasi", "realisasi__indikator__rhk__skp"
        )
        .filter(pk=bukti_id, removed_at__isnull=True)
        .first()
    )
    if found is None:
        raise Http404
    skp_id = found.realisasi.indikator.rhk.skp_id
    if not planning.skp_visible(actor).filter(pk=skp_id).exists():
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Reached:
    """How far an indikator has come, for the pohon kinerja: a word that can be told without colour.

    `state`: exceeded, reached, on_way, missed (beside a target that is right only at its value), behind
    (below the target of the quarter), told (words without a number), unknown (nothing written: missing is
    never zero) or private (not for this reader). `percent` of the target.
    """

    state: str
    percent: int | None = None


def reached_of(
    measures: Iterable[planning.Measure], *, actor: Actor, periode: Periode, on: date
) -> dict[int, Reached]:
    """How far each indikator has come by the last period that began on or before a day. Two queries.

    The indikator of a perjanjian kinerja are the organisation's and told to everybody; those of a person only
    to whoever may see the SKP.
    """
    wanted = list(measures)
    private = {item.skp_id for item in wanted if not item.public}
    allowed = set(planning.skp_visible(actor).filter(pk__in=private).order_by().values_list("pk", flat=True))
    ids = [item.indikator_id for item in wanted if item.public or item.skp_id in allowed]
    last: dict[int, tuple[Decimal | None, int]] = {}
    rows = Realisasi.objects.filter(
        FILLED,
        indikator_id__in=ids,
        periode_evaluasi__periode=periode,
        periode_evaluasi__start_date__lte=on,
    ).order_by("periode_evaluasi__last_date", "periode_evaluasi__start_date")
    for indikator_id, nilai, day in rows.values_list("indikator_id", "nilai", "periode_evaluasi__last_date"):
        last[indikator_id] = (nilai, (day.month + 2) // 3)
    return {
        item.indikator_id: _reached(item, last.get(item.indikator_id))
        if item.public or item.skp_id in allowed
        else Reached("private")
        for item in wanted
    }


def _reached(item: planning.Measure, last: tuple[Decimal | None, int] | None) -> Reached:
    if last is None:
        return Reached("unknown")
    nilai, quarter = last
    if nilai is None:
        return Reached("told")
    found = standing(nilai=nilai, minimum=item.minimum, maksimum=item.maksimum, arah=item.arah)
    if found is None:
        return Reached("told")
    if found.keadaan is not Keadaan.BELUM:
        return Reached(_STATES[found.keadaan], found.percent)
    step = item.quarters[quarter - 1] if item.quarters else None
    if step is not None and (nilai > step if item.arah == "turun" else nilai < step):
        return Reached("behind", found.percent)
    return Reached("on_way", found.percent)


def action_for(actor: Actor, skp_id: int, rencana_aksi_id: int) -> RencanaAksi:
    """A step of an SKP within reach. Raises Http404."""
    found = (
        RencanaAksi.objects.select_related("rhk__skp", "periode_evaluasi")
        .filter(pk=rencana_aksi_id, rhk__skp_id=skp_id)
        .first()
    )
    if found is None or not planning.skp_visible(actor).filter(pk=skp_id).exists():
        raise Http404
    return found


def rhk_in(skp: Skp, rhk_id: int) -> RencanaHasilKerja:
    """A result of this SKP (from `planning.skp_for`), never of another. Raises Http404. No query."""
    for rhk in skp.rencana_hasil_kerja.all():
        if rhk.pk == rhk_id:
            rhk.skp = skp
            return rhk
    raise Http404


def indikator_in(skp: Skp, indikator_id: int) -> Indikator:
    """An indikator of this SKP (from `planning.skp_for`), never of another. Raises Http404. No query."""
    for rhk in skp.rencana_hasil_kerja.all():
        for item in rhk.indikator.all():
            if item.pk == indikator_id:
                rhk.skp = skp
                item.rhk = rhk
                return item
    raise Http404


def period_of(skp: Skp, periode_evaluasi_id: int) -> PeriodeEvaluasi:
    """An evaluation period of the year of this SKP, whose periods are then at hand. Raises Http404. One
    query."""
    prefetch_related_objects([skp.periode], "evaluasi")
    for item in skp.periode.evaluasi.all():
        if item.pk == periode_evaluasi_id:
            item.periode = skp.periode
            return item
    raise Http404


def current_period(skp: Skp, on: date) -> PeriodeEvaluasi | None:
    """The periodic evaluation period that `on` falls in; before the year the first, after it the last."""
    periods = [
        item
        for item in planning.periode_evaluasi(skp.periode)
        if item.jenis != "tahunan" and item.start_date <= skp.last_date and skp.start_date <= item.last_date
    ]
    begun = [item for item in periods if item.start_date <= on]
    return begun[-1] if begun else next(iter(periods), None)


def periods_of(skp: Skp) -> list[PeriodeEvaluasi]:
    """The evaluation periods that this SKP covers, in order of time, the annual one last."""
    return [
        item
        for item in planning.periode_evaluasi(skp.periode)
        if item.start_date <= skp.last_date and skp.start_date <= item.last_date
    ]


def running_skp(pegawai_id: int, on: date) -> list[Skp]:
    """One person's set SKP that cover a day, newest first. One query."""
    found = planning.skp_of(pegawai_id).filter(state="ditetapkan", start_date__lte=on, last_date__gte=on)
    return list(found)


def may_wait(pk: int, *, on: date) -> dict[str, QuerySet[Any]]:
    """Without a row here no result is due."""
    return {"progress.due": _due_for(pk, on)}


def _due_for(pegawai_id: int, on: date) -> QuerySet[PeriodeEvaluasi]:
    return planning.running_periods(pegawai_id, on).filter(
        window_start_date__lte=on + REMINDER, window_last_date__gte=on
    )


def work_for(actor: Actor, *, on: date, waiting: Container[str] = EVERYTHING) -> list[WorkItem]:
    """Results that the actor has still to write for the running period. One query."""
    if actor.pegawai_id is None or "progress.due" not in waiting:
        return []
    written = Realisasi.objects.filter(
        FILLED, RUNNING, indikator__rhk__skp=OuterRef("skp_id"), periode_evaluasi=OuterRef("pk")
    )
    closed = PenutupanPelaksanaan.objects.filter(skp=OuterRef("skp_id"), periode_evaluasi=OuterRef("pk"))
    rows: Iterable[Any] = _due_for(actor.pegawai_id, on).annotate(
        closed=Exists(closed), total=planning.indikator_total("skp_id"), filled=number_of(written)
    )
    first: dict[int, Any] = {}
    for row in rows:
        first.setdefault(row.skp_id, row)
    return [
        _to_write(period, skp_id=skp_id, missing=period.total - period.filled)
        for skp_id, period in first.items()
        if not period.closed and period.total > period.filled
    ]


def _to_write(period: PeriodeEvaluasi, *, skp_id: int, missing: int) -> WorkItem:
    return WorkItem(
        key=f"progress.{skp_id}.{period.pk}",
        title=_("Isi realisasi %(period)s") % {"period": planning.label(period)},
        why=ngettext("%(count)d indikator belum diisi.", "%(count)d indikator belum diisi.", missing)
        % {"count": missing},
        action=_("Isi realisasi"),
        url=reverse("progress:period", args=[skp_id, period.pk]),
        due_date=period.last_date,
        count=missing,
    )


def _periods_up_to(skp: Skp, periode_evaluasi: PeriodeEvaluasi) -> list[PeriodeEvaluasi]:
    periods = planning.periode_evaluasi(skp.periode)
    if periode_evaluasi.jenis == "tahunan":
        return [item for item in periods if item.jenis != "tahunan"]
    return [
        item
        for item in periods
        if item.jenis == periode_evaluasi.jenis and item.nomor <= periode_evaluasi.nomor
    ]


@dataclass(frozen=True, slots=True)
class PkReached:
    """What was reached on an indikator of a perjanjian kinerja in a period: the number, None where unknown;
    how many steps were planned for it, and on how many of them something was written."""

    nilai: Decimal | None = None
    aksi: int = 0
    bergerak: int = 0


def pk_reached(indikator_pk_ids: Iterable[int], periode_evaluasi: PeriodeEvaluasi) -> dict[int, PkReached]:
    """By indikator of the perjanjian kinerja; what nobody took into an SKP is not there. Two queries."""
    wanted = set(indikator_pk_ids)
    numbers: dict[int, Decimal | None] = {}
    written: set[int] = set()
    rows = Realisasi.objects.filter(
        FILLED, indikator__indikator_pk_id__in=wanted, periode_evaluasi=periode_evaluasi
    ).order_by("recorded_at", "pk")
    for pk, rhk_id, nilai in rows.values_list("indikator__indikator_pk_id", "indikator__rhk_id", "nilai"):
        numbers[pk] = nilai if nilai is not None else numbers.get(pk)
        written.add(rhk_id)
    steps: dict[int, list[int]] = {}
    planned = (
        RencanaAksi.objects.filter(
            rhk__indikator__indikator_pk_id__in=wanted, periode_evaluasi=periode_evaluasi
        )
        .order_by("pk")
        .values_list("rhk__indikator__indikator_pk_id", "rhk_id")
    )
    for pk, rhk_id in planned:
        steps.setdefault(pk, []).append(rhk_id)
    return {
        pk: PkReached(
            numbers.get(pk), len(steps.get(pk, ())), sum(rhk in written for rhk in steps.get(pk, ()))
        )
        for pk in {*numbers, *steps}
    }
