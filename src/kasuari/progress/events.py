"""What can happen while the work is done. All of it is told on the timeline of the SKP."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Event

ABOUT = "planning.skp"


@dataclass(frozen=True, kw_only=True)
class RencanaAksiPlanned(
    Event,
    kind="progress.rencana_aksi_planned",
    about=ABOUT,
    sentence=_("{by} menambahkan rencana aksi “{teks}”."),
):
    rencana_aksi_id: int
    rhk_id: int
    periode_evaluasi_id: int
    teks: str


@dataclass(frozen=True, kw_only=True)
class RencanaAksiChanged(
    Event,
    kind="progress.rencana_aksi_changed",
    about=ABOUT,
    sentence=_("{by} mengubah rencana aksi menjadi “{teks}”."),
):
    rencana_aksi_id: int
    teks_before: str
    teks: str


@dataclass(frozen=True, kw_only=True)
class RencanaAksiRemoved(
    Event,
    kind="progress.rencana_aksi_removed",
    about=ABOUT,
    sentence=_("{by} menghapus rencana aksi “{teks}”."),
):
    rencana_aksi_id: int
    teks: str


@dataclass(frozen=True, kw_only=True)
class RealisasiRecorded(
    Event,
    kind="progress.realisasi_recorded",
    about=ABOUT,
    sentence=_("{by} mencatat realisasi “{indikator}”."),
):
    """`nilai` None says that no number is known, never that it is zero."""

    realisasi_id: int
    indikator_id: int
    periode_evaluasi_id: int
    indikator: str
    teks: str
    nilai: Decimal | None
    sumber_data: str
    version: int


@dataclass(frozen=True, kw_only=True)
class BuktiAdded(
    Event,
    kind="progress.bukti_added",
    about=ABOUT,
    sentence=_("{by} menambahkan bukti dukung “{nama}”."),
):
    """`sha256` names the file, `url` the link; the other one is empty."""

    bukti_id: int
    indikator_id: int
    periode_evaluasi_id: int
    nama: str
    sha256: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class BuktiRemoved(
    Event,
    kind="progress.bukti_removed",
    about=ABOUT,
    sentence=_("{by} menghapus bukti dukung “{nama}”."),
):
    bukti_id: int
    nama: str
