"""The predikat that hold: what follows from an evaluation is computed from these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kasuari.evaluation.models import Evaluasi
from kasuari.evaluation.states import SIGNED
from kasuari.foundation.functions import counted


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
