"""What happens in evaluation, in words. Ratings stand in the data, never in the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Event

EVALUASI = "evaluation.evaluasi"


@dataclass(frozen=True, kw_only=True)
class CapaianSet(
    Event,
    kind="evaluation.capaian_set",
    about="evaluation.capaian_organisasi",
    sentence=_("{by} menetapkan capaian kinerja {unit}."),
):
    """`level_before` is "" when none had been set."""

    unit: str
    unit_id: int
    periode_evaluasi_id: int
    level: str
    level_before: str
    dasar: str


@dataclass(frozen=True, kw_only=True)
class EvaluasiRated(
    Event, kind="evaluation.rated", about=EVALUASI, sentence=_("{by} menyimpan penilaian sementara.")
):
    skp_id: int
    periode_evaluasi_id: int
    rating_hasil_kerja: str
    alasan_hasil_kerja: str
    rating_perilaku_kerja: str
    alasan_perilaku_kerja: str
    rekomendasi: str
    version: int


@dataclass(frozen=True, kw_only=True)
class EvaluasiSigned(
    Event, kind="evaluation.signed", about=EVALUASI, sentence=_("{by} menandatangani evaluasi kinerja.")
):
    """`late` says that it was signed after the window of the evaluation had ended."""

    skp_id: int
    periode_evaluasi_id: int
    rating_hasil_kerja: str
    rating_perilaku_kerja: str
    predikat: str
    predikat_code: str
    edition: str
    capaian_level: str
    late: bool


@dataclass(frozen=True, kw_only=True)
class EvaluasiDelivered(
    Event,
    kind="evaluation.delivered",
    about=EVALUASI,
    sentence=_("{by} menyampaikan hasil evaluasi kinerja kepada pegawai."),
):
    """`keberatan_last_date` is the last day for an objection, None while the calendar does not reach it."""

    skp_id: int
    periode_evaluasi_id: int
    keberatan_last_date: date | None


@dataclass(frozen=True, kw_only=True)
class EvaluasiAcknowledged(
    Event,
    kind="evaluation.acknowledged",
    about=EVALUASI,
    sentence=_("{by} menandatangani tanda terima hasil evaluasi kinerja."),
):
    skp_id: int
    periode_evaluasi_id: int
    tanggapan: str
    teks: str
