"""Periods of last year that are over: one to close, one closed, one asked to be opened again."""

from __future__ import annotations

from datetime import date

from kasuari.evaluation import operations
from kasuari.planning.models import Periode, PeriodeEvaluasi
from tests.cast import NOW, Cast

REASON = "Dua orang pindah ke instansi lain sebelum dinilai."
AGAIN = "Rating dua perawat tertukar dan harus diperbaiki."
_QUARTERS = {
    "closed": (2, date(2025, 4, 1), date(2025, 6, 30)),
    "closable": (3, date(2025, 7, 1), date(2025, 9, 30)),
    "proposed": (4, date(2025, 10, 1), date(2025, 12, 31)),
}


def closings_of(cast: Cast) -> dict[str, PeriodeEvaluasi]:
    year, _ = Periode.objects.get_or_create(
        instansi=cast.instansi,
        tahun=2025,
        defaults={
            "start_date": date(2025, 1, 1),
            "last_date": date(2025, 12, 31),
            "jenis_evaluasi": "triwulanan",
            "state": "ditutup",
        },
    )
    found = {
        key: PeriodeEvaluasi.objects.create(
            periode=year,
            jenis="triwulanan",
            nomor=nomor,
            start_date=start,
            last_date=last,
            window_start_date=last,
            window_last_date=last,
        )
        for key, (nomor, start, last) in _QUARTERS.items()
    }
    clerk = cast.actor(cast.lusia)
    for key in ("closed", "proposed"):
        held = operations.close_period(
            periode_evaluasi=found[key], alasan=REASON, version=0, by=clerk, at=NOW
        )
        if key == "proposed":
            operations.propose_reopening(penutupan=held, alasan=AGAIN, hari=3, version=1, by=clerk, at=NOW)
    return found
