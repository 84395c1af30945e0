"""What can happen to the dictionary, the standards and the evaluation of competencies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Event

KAMUS = "development.kamus"
EVALUASI = "development.evaluasi_kompetensi"


@dataclass(frozen=True, kw_only=True)
class KamusLoaded(
    Event,
    kind="development.kamus_loaded",
    about=KAMUS,
    sentence=_("{by} memuat {jumlah} kompetensi wajib (PermenPANRB 38/2017)."),
):
    jumlah: int


@dataclass(frozen=True, kw_only=True)
class KompetensiAdded(
    Event,
    kind="development.kompetensi_added",
    about=KAMUS,
    sentence=_("{by} menambah kompetensi teknis {nama}."),
):
    kompetensi_id: int
    kode: str
    nama: str


@dataclass(frozen=True, kw_only=True)
class KompetensiRenamed(
    Event,
    kind="development.kompetensi_renamed",
    about=KAMUS,
    sentence=_("{by} mengubah kompetensi {semula} menjadi {nama}, berlaku {berlaku}."),
):
    kompetensi_id: int
    kode: str
    semula: str
    nama: str
    berlaku: date


@dataclass(frozen=True, kw_only=True)
class KompetensiRetired(
    Event,
    kind="development.kompetensi_retired",
    about=KAMUS,
    sentence=_("{by} menghentikan kompetensi {nama} sejak {berlaku}."),
):
    kompetensi_id: int
    kode: str
    nama: str
    berlaku: date


@dataclass(frozen=True, kw_only=True)
class StandarSet(
    Event,
    kind="development.standar_set",
    about=KAMUS,
    sentence=_("{by} menetapkan standar kompetensi {jabatan}: {jumlah} kompetensi, berlaku {berlaku}."),
):
    jabatan_id: int
    jabatan: str
    jumlah: int
    level: dict[str, int]
    berlaku: date


@dataclass(frozen=True, kw_only=True)
class EvaluasiKompetensiBegun(
    Event,
    kind="development.evaluasi_kompetensi_begun",
    about=EVALUASI,
    sentence=_("{by} mulai mengevaluasi kompetensi {nama}."),
):
    nama: str


@dataclass(frozen=True, kw_only=True)
class EvaluasiKompetensiSaved(
    Event,
    kind="development.evaluasi_kompetensi_saved",
    about=EVALUASI,
    sentence=_("{by} mengisi evaluasi kompetensi: {dinilai} dinilai."),
):
    dinilai: int


@dataclass(frozen=True, kw_only=True)
class EvaluasiKompetensiSigned(
    Event,
    kind="development.evaluasi_kompetensi_signed",
    about=EVALUASI,
    sentence=_(
        "{by} menandatangani evaluasi kompetensi {nama}: {dinilai} dinilai, {kurang} di bawah standar."
    ),
):
    nama: str
    dinilai: int
    kurang: int
