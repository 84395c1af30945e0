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

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi


@dataclass(frozen=True, slots=True)
class SignedPredikat:
    """The predikat of one evaluation that holds, after a decision on an objection too, and the days that it
    covers, both included."""

    evaluasi_id: int
    pegawai_id: int
    start_date: date
    last_date: date
    predikat: str
    tahunan: bool
    penilai_id: int


def signed_predikat(pegawai_ids: Iterable[int]) -> list[SignedPredikat]:
    """Every signed evaluation of people that counts, oldest first; the days are those of its period within
    the SKP. One query."""
    rows = (
        Evaluasi.objects.filter(pegawai_id__in=set(pegawai_ids), state__in=SIGNED)
        .filter(counted(unit="skp__unit", moment="signed_at"))
        .exclude(predikat="")
        .select_related("periode_evaluasi", "skp")
        .only(
            "pegawai_id",
            "penilai_id",
            "predikat_berlaku",
            "periode_evaluasi__jenis",
            "periode_evaluasi__start_date",
            "periode_evaluasi__last_date",
            "skp__start_date",
            "skp__last_date",
        )
        .order_by("periode_evaluasi__start_date", "pk")
    )
    return [
        SignedPredikat(
            evaluasi_id=row.pk,
            pegawai_id=row.pegawai_id,
            start_date=max(row.periode_evaluasi.start_date, row.skp.start_date),
            last_date=min(row.periode_evaluasi.last_date, row.skp.last_date),
            predikat=row.predikat_berlaku,
            tahunan=row.periode_evaluasi.jenis == "tahunan",
            penilai_id=row.penilai_id,
        )
        for row in rows
    ]


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
