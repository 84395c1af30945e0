"""What happens to a performance year, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Event

PERIODE = "planning.periode"


@dataclass(frozen=True, kw_only=True)
class PeriodeOpened(
    Event, kind="planning.periode_opened", about=PERIODE, sentence=_("{by} membuka periode kinerja {tahun}.")
):
    tahun: int
    jenis_evaluasi: str
    evaluasi: int


@dataclass(frozen=True, kw_only=True)
class PeriodeClosed(
    Event, kind="planning.periode_closed", about=PERIODE, sentence=_("{by} menutup periode kinerja {tahun}.")
):
    tahun: int


@dataclass(frozen=True, kw_only=True)
class SkpManyDrafted(
    Event,
    kind="planning.skp_many_drafted",
    about=PERIODE,
    sentence=_("{by} menyiapkan {count} draf SKP; {skipped} penugasan dilewati."),
):
    count: int
    skipped: int
    penugasan_ids: tuple[int, ...]
