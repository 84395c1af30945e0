"""What happens when many are planned for at once, and when rows go out as a sheet and come back."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Event
from kasuari.planning.events.periode import PERIODE
from kasuari.planning.events.skp import SKP

MASSAL = "planning.massal"


@dataclass(frozen=True, kw_only=True)
class MassalPrepared(
    Event,
    kind="planning.massal_prepared",
    about=MASSAL,
    sentence=_("{by} menyiapkan rencana massal {tahun}."),
):
    tahun: int
    jenis: str


@dataclass(frozen=True, kw_only=True)
class MassalBegun(
    Event,
    kind="planning.massal_begun",
    about=MASSAL,
    sentence=_("{by} menerapkan rencana massal untuk {count} pegawai; {skipped} dilewati."),
):
    count: int
    skipped: int


@dataclass(frozen=True, kw_only=True)
class MassalContinued(
    Event,
    kind="planning.massal_continued",
    about=MASSAL,
    sentence=_("{by} melanjutkan rencana massal; {count} pegawai masih menunggu."),
):
    count: int


@dataclass(frozen=True, kw_only=True)
class MassalApplied(
    Event,
    kind="planning.massal_applied",
    about=MASSAL,
    sentence=_("Rencana massal selesai: {written} SKP ditulis, {skipped} dilewati."),
):
    written: int
    skipped: int


@dataclass(frozen=True, kw_only=True)
class MassalCancelled(
    Event, kind="planning.massal_cancelled", about=MASSAL, sentence=_("{by} membatalkan rencana massal.")
):
    pass


@dataclass(frozen=True, kw_only=True)
class MassalUndoBegun(
    Event,
    kind="planning.massal_undo_begun",
    about=MASSAL,
    sentence=_("{by} mengurungkan rencana massal; {count} SKP yang belum disentuh dikembalikan."),
):
    count: int


@dataclass(frozen=True, kw_only=True)
class MassalUndone(
    Event,
    kind="planning.massal_undone",
    about=MASSAL,
    sentence=_("Rencana massal diurungkan: {undone} SKP dikembalikan, {kept} dipertahankan."),
):
    undone: int
    kept: int


@dataclass(frozen=True, kw_only=True)
class SkpPlanned(
    Event,
    kind="planning.skp_planned",
    about=SKP,
    sentence=_(
        "{by} menyiapkan SKP {tahun} ini lewat rencana massal: {rhk} rencana hasil kerja dan {indikator} "
        "indikator. Periksa isinya, lalu ajukan."
    ),
):
    tahun: int
    massal_id: int
    made: bool
    rhk: int
    indikator: int
    sumber: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SkpReworded(
    Event,
    kind="planning.skp_reworded",
    about=SKP,
    sentence=_("{by} mengubah “{before}” menjadi “{after}” lewat rencana massal."),
):
    massal_id: int
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class SkpPlanUndone(
    Event,
    kind="planning.skp_plan_undone",
    about=SKP,
    sentence=_("{by} mengurungkan isi rencana massal pada SKP ini."),
):
    massal_id: int
    removed: bool


@dataclass(frozen=True, kw_only=True)
class SkpFileApplied(
    Event,
    kind="planning.skp_file_applied",
    about=PERIODE,
    sentence=_(
        "{by} menerapkan lembar kerja SKP {file_name}: {new} baru, {changed} berubah, {unchanged} tetap."
    ),
):
    file_name: str
    new: int
    changed: int
    unchanged: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class SkpSheetWritten(
    Event,
    kind="planning.skp_sheet_written",
    about=SKP,
    sentence=_("{by} menulis {count} baris SKP ini dari lembar kerja."),
):
    count: int
    changes: tuple[dict[str, object], ...]


@dataclass(frozen=True, kw_only=True)
class SkpFileRead(
    Event,
    kind="planning.skp_file_read",
    about=PERIODE,
    sentence=_("{by} membaca lembar kerja SKP {file_name}: {rows} baris, {refused} ditolak."),
):
    file_name: str
    rows: int
    refused: int


@dataclass(frozen=True, kw_only=True)
class SkpFileCancelled(
    Event,
    kind="planning.skp_file_cancelled",
    about=PERIODE,
    sentence=_("{by} membatalkan lembar kerja SKP {file_name}."),
):
    file_name: str
