"""What can happen to potensi."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.development.enums.tindak_lanjut import NilaiPotensi
from kasuari.foundation.events import Code, Event

POTENSI = "development.potensi"
IMPOR_POTENSI = "development.impor_potensi"


@dataclass(frozen=True, kw_only=True)
class PotentialNoted(
    Event,
    kind="development.potential_noted",
    about=POTENSI,
    sentence=_("{by} mencatat potensi {nama} per {tanggal}: {nilai} ({dasar})."),
    codes={"nilai": Code(NilaiPotensi)},
):
    nama: str
    tanggal: date
    nilai: str
    dasar: str


@dataclass(frozen=True, kw_only=True)
class PotentialCancelled(
    Event,
    kind="development.potential_cancelled",
    about=POTENSI,
    sentence=_("{by} membatalkan catatan potensi {nama}: {alasan}"),
):
    nama: str
    alasan: str


@dataclass(frozen=True, kw_only=True)
class PotentialFileRead(
    Event,
    kind="development.potential_file_read",
    about=IMPOR_POTENSI,
    sentence=_("{by} membaca berkas potensi {file_name}: {rows} baris, {refused} ditolak."),
):
    file_name: str
    rows: int
    refused: int


@dataclass(frozen=True, kw_only=True)
class PotentialFileApplied(
    Event,
    kind="development.potential_file_applied",
    about=IMPOR_POTENSI,
    sentence=_("{by} menerapkan {file_name}: {new} baru, {changed} berubah."),
):
    file_name: str
    new: int
    changed: int


@dataclass(frozen=True, kw_only=True)
class PotentialFileCancelled(
    Event,
    kind="development.potential_file_cancelled",
    about=IMPOR_POTENSI,
    sentence=_("{by} membatalkan impor potensi {file_name}."),
):
    file_name: str
