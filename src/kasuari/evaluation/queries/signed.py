"""The predikat that hold: what follows from an evaluation is computed from these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.db.models.functions import Coalesce

from kasuari.evaluation.models import Evaluasi
from kasuari.evaluation.states import SIGNED
from kasuari.foundation.functions import counted
from kasuari.planning import queries as planning

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi


@dataclass(frozen=True, slots=True)
class SignedPredikat:
    """The predikat of one evaluation that holds, after a decision on an objection too, and the days that it
    covers, all included.

    The annual one judges the year (Lampiran BAB IV B.3.b), also of whoever moved: it covers the `spans` of
    every set SKP of it. Any other covers those of its own SKP.
    """

    evaluasi_id: int
    pegawai_id: int
    spans: tuple[tuple[date, date], ...]
    predikat: str
    tahunan: bool
    penilai_id: int

    @property
    def start_date(self) -> date:
        return self.spans[0][0]

    @property
    def last_date(self) -> date:
        return self.spans[-1][1]


def signed_predikat(pegawai_ids: Iterable[int]) -> list[SignedPredikat]:
    """Every signed evaluation of people that counts, oldest first; the days are those of its period within
    the SKP. One query, and one more where somebody has an annual one."""
    rows = list(
        Evaluasi.objects.filter(pegawai_id__in=set(pegawai_ids), state__in=SIGNED)
        .filter(counted(unit="skp__unit", moment="signed_at"))
        .exclude(predikat="")
        .select_related("periode_evaluasi", "skp")
        .only(
            "pegawai_id",
            "penilai_id",
            "predikat_berlaku",
            "periode_evaluasi__jenis",
            "periode_evaluasi__periode_id",
            "periode_evaluasi__start_date",
            "periode_evaluasi__last_date",
            "skp__start_date",
            "skp__last_date",
        )
        .order_by("periode_evaluasi__start_date", "pk")
    )
    year = _spans_of_years([row for row in rows if row.periode_evaluasi.jenis == "tahunan"])
    return [
        SignedPredikat(
            evaluasi_id=row.pk,
            pegawai_id=row.pegawai_id,
            spans=year[row.pegawai_id, row.periode_evaluasi.periode_id]
            if row.periode_evaluasi.jenis == "tahunan"
            else (_within(row.periode_evaluasi, row.skp.start_date, row.skp.last_date),),
            predikat=row.predikat_berlaku,
            tahunan=row.periode_evaluasi.jenis == "tahunan",
            penilai_id=row.penilai_id,
        )
        for row in rows
    ]


def _spans_of_years(annual: list[Evaluasi]) -> dict[tuple[int, int], tuple[tuple[date, date], ...]]:
    """The days of every set SKP of each (person, year) with an annual evaluation. At most one query."""
    if not annual:
        return {}
    periods = {row.periode_evaluasi.periode_id: row.periode_evaluasi for row in annual}
    found: dict[tuple[int, int], list[tuple[date, date]]] = {}
    skps = planning.skp_rows().filter(
        state="ditetapkan", pegawai_id__in={row.pegawai_id for row in annual}, periode_id__in=set(periods)
    )
    for pegawai_id, periode_id, start_date, last_date in skps.order_by("start_date", "pk").values_list(
        "pegawai_id", "periode_id", "start_date", "last_date"
    ):
        span = _within(periods[periode_id], start_date, last_date)
        found.setdefault((pegawai_id, periode_id), []).append(span)
    return {key: tuple(spans) for key, spans in found.items()}


def _within(period: PeriodeEvaluasi, start_date: date, last_date: date) -> tuple[date, date]:
    return max(period.start_date, start_date), min(period.last_date, last_date)


def periods_with_results(period_ids: Iterable[int]) -> set[int]:
    """Which of these periods have a signed evaluation. One query."""
    rows = Evaluasi.objects.filter(state__in=SIGNED, periode_evaluasi_id__in=set(period_ids))
    return set(rows.order_by().values_list("periode_evaluasi_id", flat=True).distinct())


def results_that_hold(periode_evaluasi: PeriodeEvaluasi | None = None) -> QuerySet[Evaluasi]:
    """The signed evaluations that count, of one period or of all, with person, unit and post. One query.

    `hasil_berlaku` and `perilaku_berlaku` are the ratings that hold: after a decision on an objection, its.
    """
    rows = Evaluasi.objects.filter(counted(unit="skp__unit", moment="signed_at"), state__in=SIGNED)
    if periode_evaluasi is not None:
        rows = rows.filter(periode_evaluasi=periode_evaluasi)
    changed = FilteredRelation(
        "keberatan", condition=Q(keberatan__state="diputus", keberatan__keputusan="mengubah")
    )
    return (
        rows.annotate(changed=changed)
        .annotate(
            hasil_berlaku=Coalesce(F("changed__rating_hasil_kerja"), F("rating_hasil_kerja")),
            perilaku_berlaku=Coalesce(F("changed__rating_perilaku_kerja"), F("rating_perilaku_kerja")),
        )
        .select_related("pegawai", "skp__unit", "skp__penugasan__jabatan", "periode_evaluasi__periode")
        .defer("fakta")
        .order_by("skp__unit__path", "pegawai__nama_cari", "pk")
    )
