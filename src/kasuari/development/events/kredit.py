"""What can happen to the angka kredit of a person. All of it is told on the page of that person's credits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Event

ABOUT = "development.kredit"


@dataclass(frozen=True, kw_only=True)
class KreditNoted(
    Event,
    kind="development.kredit_noted",
    about=ABOUT,
    sentence=_("{by} mencatat {nama} sebesar {nilai}, berlaku {tanggal}: {teks}"),
):
    catatan_id: int
    jenis: str
    nama: str
    nilai: str
    tanggal: date
    teks: str


@dataclass(frozen=True, kw_only=True)
class KreditNoteCancelled(
    Event,
    kind="development.kredit_note_cancelled",
    about=ABOUT,
    sentence=_("{by} membatalkan catatan {nama} sebesar {nilai}: {alasan}"),
):
    catatan_id: int
    nama: str
    nilai: str
    alasan: str


@dataclass(frozen=True, kw_only=True)
class KonversiIssued(
    Event,
    kind="development.konversi_issued",
    about=ABOUT,
    sentence=_("{by} menandatangani konversi predikat {rentang} ke angka kredit: {nilai}."),
):
    evaluasi_id: int
    rentang: str
    nilai: str
    kode: str


@dataclass(frozen=True, kw_only=True)
class AkumulasiIssued(
    Event,
    kind="development.akumulasi_issued",
    about=ABOUT,
    sentence=_("{by} menandatangani akumulasi angka kredit: {nilai}."),
):
    nilai: str
    kode: str


@dataclass(frozen=True, kw_only=True)
class KreditAwarded(
    Event,
    kind="development.kredit_awarded",
    about=ABOUT,
    sentence=_("{by} menetapkan angka kredit {nilai} untuk kenaikan {untuk}."),
):
    penetapan_id: int
    untuk: str
    nilai: str
    kode: str
