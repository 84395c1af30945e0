"""Reads of the performance year and its evaluation periods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404

from kasuari.foundation.trees import within
from kasuari.planning.enums import JenisPeriode, StatePeriode, StateSkp
from kasuari.planning.models import Periode, PeriodeEvaluasi, Skp
from kasuari.planning.people import units_at
from kasuari.regulation import periode as law


@dataclass(frozen=True, slots=True)
class EvaluasiPlan:
    """One evaluation period as it will be opened; all days are inclusive."""

    jenis: str
    nomor: int
    label: str
    start_date: date
    last_date: date
    window_start_date: date
    window_last_date: date


@dataclass(frozen=True, slots=True)
class Completion:
    """How far planning is: SKP by state. `total` counts SKP, not people."""

    draf: int = 0
    diajukan: int = 0
    dikembalikan: int = 0
    ditetapkan: int = 0

    @property
    def total(self) -> int:
        return self.draf + self.diajukan + self.dikembalikan + self.ditetapkan

    @property
    def percent_set(self) -> int | None:
        """Whole percent of SKP that are set; None where there is no SKP at all."""
        return self.ditetapkan * 100 // self.total if self.total else None


@dataclass(frozen=True, slots=True)
class UnitCompletion:
    """Completion of the SKP whose people work in or below one unit."""

    unit_id: int
    nama: str
    counts: Completion


def periodes(instansi_id: int | None = None) -> QuerySet[Periode]:
    """All years, newest first."""
    found = Periode.objects.select_related("instansi", "opened_by").order_by("-tahun", "pk")
    return found.filter(instansi_id=instansi_id) if instansi_id is not None else found


def periode_for(periode_id: int) -> Periode:
    """One year, for everybody who is signed in. Raises Http404."""
    found = Periode.objects.select_related("instansi").filter(pk=periode_id).first()
    if found is None:
        raise Http404
    return found


def current_periode(instansi: Any, on: date) -> Periode | None:
    """The year of `instansi` (object or id) that `on` falls in and that was opened; None where there is
    none."""
    instansi_id = getattr(instansi, "pk", instansi)
    return (
        Periode.objects.select_related("instansi")
        .filter(instansi_id=instansi_id, start_date__lte=on, last_date__gte=on)
        .exclude(state=StatePeriode.DISIAPKAN)
        .first()
    )


def periode_evaluasi(periode: Periode) -> list[PeriodeEvaluasi]:
    """The evaluation periods of a year in order of time, the annual one last."""
    return sorted(periode.evaluasi.all(), key=lambda item: (item.last_date, item.jenis == "tahunan"))


def periode_evaluasi_for(periode_evaluasi_id: int) -> PeriodeEvaluasi:
    """One evaluation period with its year. Raises Http404."""
    found = PeriodeEvaluasi.objects.select_related("periode__instansi").filter(pk=periode_evaluasi_id).first()
    if found is None:
        raise Http404
    return found


def windows_since(on: date, *, reach: timedelta) -> QuerySet[PeriodeEvaluasi]:
    """The evaluation periods whose window has begun and ended no longer ago than `reach`, with the state of
    the year and the working week of the agency."""
    return (
        PeriodeEvaluasi.objects.filter(window_start_date__lte=on, window_last_date__gte=on - reach)
        .select_related("periode__instansi")
        .only(
            *("jenis", "nomor", "start_date", "last_date", "window_start_date", "window_last_date"),
            *("periode__state", "periode__instansi__hari_kerja_per_minggu"),
        )
        .order_by("pk")
    )


def running_periods(pegawai_id: int, on: date) -> QuerySet[PeriodeEvaluasi]:
    """The periodic evaluation periods that have begun in the open years of one person's set SKP, one row for
    each such SKP that covers the day: its id is `skp_id`."""
    return (
        PeriodeEvaluasi.objects.filter(
            start_date__lte=on,
            periode__state=StatePeriode.DIBUKA,
            periode__skp__pegawai_id=pegawai_id,
            periode__skp__state=StateSkp.DITETAPKAN,
            periode__skp__start_date__lte=on,
            periode__skp__last_date__gte=on,
        )
        .exclude(jenis=JenisPeriode.TAHUNAN)
        .annotate(skp_id=F("periode__skp"))
        .order_by("pk")
    )


@dataclass(frozen=True, slots=True)
class IndikatorInPeriod:
    """How many indikator a set SKP has in a period that it covers the end of."""

    skp_id: int
    path: str
    period_id: int
    last_date: date
    number: int


def indikator_in_periods(*, start_date: date, end_date: date) -> list[IndikatorInPeriod]:
    """Every set SKP with indikator in every period, the annual ones aside, that ends in this half-open time.
    One query."""
    rows = Skp.objects.filter(
        set_at__isnull=False,
        periode__evaluasi__last_date__gte=start_date,
        periode__evaluasi__last_date__lt=end_date,
        periode__evaluasi__jenis__in=(JenisPeriode.BULANAN, JenisPeriode.TRIWULANAN),
        start_date__lte=F("periode__evaluasi__last_date"),
        last_date__gte=F("periode__evaluasi__last_date"),
    )
    period = ("periode__evaluasi__pk", "periode__evaluasi__last_date")
    running = Q(rencana_hasil_kerja__indikator__versi_akhir__isnull=True)
    counts = rows.values("pk", "unit__path", *period).annotate(
        number=Count("rencana_hasil_kerja__indikator", filter=running)
    )
    return [
        IndikatorInPeriod(row["pk"], row["unit__path"], row[period[0]], row[period[1]], row["number"])
        for row in counts.order_by("pk", period[1], period[0])
        if row["number"]
    ]


def label(evaluasi: PeriodeEvaluasi) -> str:
    """As printed: "Triwulan II", "Maret", "Tahun 2026"."""
    verdict = law.rentang(
        tahun=evaluasi.last_date.year, jenis=law.JenisPeriode(evaluasi.jenis), nomor=evaluasi.nomor
    )
    return verdict.value.label if verdict.value else f"{evaluasi.jenis} {evaluasi.nomor}"


def years_to_plan(on: date) -> list[Periode]:
    """The open years that a day falls in, with their agency. One query."""
    rows = Periode.objects.filter(state=StatePeriode.DIBUKA, start_date__lte=on, last_date__gte=on)
    return list(rows.select_related("instansi").order_by("pk"))


def planned_windows(*, tahun: int, jenis_evaluasi: str, on: date) -> list[EvaluasiPlan]:
    """The evaluation periods that opening `tahun` creates: twelve months or four quarters, and the year.

    Empty where the rules of `on` give none (a year outside the calendar, or before the edition).
    Source: Pasal 24 ayat (2); Lampiran BAB IV A.8.b and A.14.
    """
    kind = law.JenisPeriode(jenis_evaluasi)
    count = 12 // law.BULAN_PER_PERIODE[kind]
    plan = [(kind, nomor) for nomor in range(1, count + 1)] + [(law.JenisPeriode.TAHUNAN, 1)]
    found = []
    for jenis, nomor in plan:
        period = law.rentang(tahun=tahun, jenis=jenis, nomor=nomor).value
        window = law.jendela_evaluasi(periode=period, on=on).value if period else None
        if period is None or window is None:
            return []
        found.append(
            EvaluasiPlan(
                jenis=jenis.value,
                nomor=nomor,
                label=period.label,
                start_date=period.start_date,
                last_date=period.end_date,
                window_start_date=window.start_date,
                window_last_date=window.end_date,
            )
        )
    return found


def completion(periode: Periode, path: str = "") -> Completion:
    """SKP of a year by state, for the unit at `path` and below ("": everybody). One query."""
    counts = Skp.objects.filter(within("unit__path", path), periode=periode).aggregate(
        **{state: Count("pk", filter=Q(state=state)) for state in StateSkp.values}
    )
    return Completion(**counts)


def completion_by_unit(periode: Periode, *, depth: int = 1, path: str = "") -> list[UnitCompletion]:
    """The counts of every unit at `depth` of the tree (1: perangkat daerah), people below included. Two
    queries."""
    units = units_at(periode.instansi_id, depth=depth, path=path)
    rows = (
        Skp.objects.filter(within("unit__path", path), periode=periode)
        .values("unit__path", "state")
        .annotate(count=Count("pk"))
        .order_by("unit__path", "state")
    )
    by_path: dict[str, dict[str, int]] = {}
    length = {len(unit.path) for unit in units}
    for row in rows:
        for size in length:
            counts = by_path.setdefault(row["unit__path"][:size], {})
            counts[row["state"]] = counts.get(row["state"], 0) + row["count"]
    return [UnitCompletion(unit.pk, unit.nama, Completion(**by_path.get(unit.path, {}))) for unit in units]
