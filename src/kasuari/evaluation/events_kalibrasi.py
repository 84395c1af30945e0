"""What happens in a kalibrasi and to the hints beside the pola distribusi, in words.

No name and no rating stands in a sentence: the story of a session is read by those who take part.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Event

KALIBRASI = "evaluation.kalibrasi"


@dataclass(frozen=True, kw_only=True)
class BatasPimpinanSet(
    Event,
    kind="evaluation.batas_pimpinan_set",
    about="evaluation.setelan_batas_pimpinan",
    sentence=_("{by} menetapkan batas rating pimpinan unit yang berlaku mulai {start_date}."),
):
    start_date: date
    istimewa: str
    baik: str
    butuh_perbaikan: str
    kurang: str
    sangat_kurang: str
    dasar: str


@dataclass(frozen=True, kw_only=True)
class KuotaSet(
    Event,
    kind="evaluation.kuota_set",
    about="evaluation.setelan_kuota",
    sentence=_("{by} menetapkan angka kuota predikat yang berlaku mulai {start_date}."),
):
    start_date: date
    tampil: bool
    terbanyak: int
    atas: int
    utama: int
    perbaikan: int
    terbaca_dari: int
    dasar: str


@dataclass(frozen=True, kw_only=True)
class KalibrasiOpened(
    Event, kind="evaluation.kalibrasi_opened", about=KALIBRASI, sentence=_("{by} membuka kalibrasi {nama}.")
):
    nama: str
    periode_evaluasi_id: int
    penilai_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class RatingsBrought(
    Event,
    kind="evaluation.kalibrasi_brought",
    about=KALIBRASI,
    sentence=_("{by} membawa {count} penilaian sementara ke kalibrasi."),
):
    count: int
    evaluasi_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class CalibrationProposed(
    Event,
    kind="evaluation.kalibrasi_proposed",
    about=KALIBRASI,
    sentence=_("{by} mengusulkan penyesuaian satu penilaian."),
):
    """`semula` and `usulan`: rating hasil kerja, rating perilaku kerja, predikat."""

    butir_id: int
    evaluasi_id: int
    semula: tuple[str, str, str]
    usulan: tuple[str, str, str]
    alasan: str


@dataclass(frozen=True, kw_only=True)
class CalibrationKept(
    Event,
    kind="evaluation.kalibrasi_kept",
    about=KALIBRASI,
    sentence=_("{by} mencatat bahwa satu penilaian dibahas dan tetap."),
):
    butir_id: int
    evaluasi_id: int
    alasan: str


@dataclass(frozen=True, kw_only=True)
class CalibrationAnswered(
    Event,
    kind="evaluation.kalibrasi_answered",
    about=KALIBRASI,
    sentence=_("{by} menjawab satu usulan penyesuaian."),
):
    butir_id: int
    evaluasi_id: int
    diterima: bool
    jawaban: str


@dataclass(frozen=True, kw_only=True)
class KalibrasiClosed(
    Event, kind="evaluation.kalibrasi_closed", about=KALIBRASI, sentence=_("{by} menutup kalibrasi.")
):
    catatan: str
    butir: int
    diubah: int
