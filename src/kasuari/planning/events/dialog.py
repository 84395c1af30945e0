"""What happens in dialog kinerja and around the completing of the plans, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Event
from kasuari.planning.events.periode import PERIODE

DIALOG = "planning.dialog"


@dataclass(frozen=True, kw_only=True)
class DialogBegun(
    Event, kind="planning.dialog_begun", about=DIALOG, sentence=_("{by} mulai mencatat dialog kinerja.")
):
    skp_id: int


@dataclass(frozen=True, kw_only=True)
class DialogWritten(
    Event,
    kind="planning.dialog_written",
    about=DIALOG,
    sentence=_("{by} menulis {topik} topik dan {kesepakatan} kesepakatan pada draf dialog kinerja."),
):
    """Counts alone: a draft is its writer's own, and the ledger repeats no word of it."""

    topik: int
    kesepakatan: int


@dataclass(frozen=True, kw_only=True)
class DialogDiscarded(
    Event, kind="planning.dialog_discarded", about=DIALOG, sentence=_("{by} membuang draf dialog kinerja.")
):
    skp_id: int


@dataclass(frozen=True, kw_only=True)
class DialogShared(
    Event,
    kind="planning.dialog_shared",
    about=DIALOG,
    sentence=_("{by} membagikan catatan dialog kinerja {tanggal} untuk diketahui."),
):
    tanggal: date
    kesepakatan: int


@dataclass(frozen=True, kw_only=True)
class DialogWithdrawn(
    Event,
    kind="planning.dialog_withdrawn",
    about=DIALOG,
    sentence=_("{by} menarik kembali catatan dialog kinerja {tanggal} untuk diperbaiki."),
):
    tanggal: date


@dataclass(frozen=True, kw_only=True)
class DialogAcknowledged(
    Event,
    kind="planning.dialog_acknowledged",
    about=DIALOG,
    sentence=_("{by} mengetahui catatan dialog kinerja {tanggal}."),
):
    tanggal: date
    with_remark: bool


@dataclass(frozen=True, kw_only=True)
class DialogRemarked(
    Event,
    kind="planning.dialog_remarked",
    about=DIALOG,
    sentence=_("{by} menambah tanggapan pada dialog kinerja {tanggal}."),
):
    tanggal: date


@dataclass(frozen=True, kw_only=True)
class KesepakatanDone(
    Event,
    kind="planning.kesepakatan_done",
    about=DIALOG,
    sentence=_("{by} menandai kesepakatan selesai: “{teks}”."),
):
    kesepakatan_id: int
    teks: str


@dataclass(frozen=True, kw_only=True)
class KesepakatanReopened(
    Event,
    kind="planning.kesepakatan_reopened",
    about=DIALOG,
    sentence=_("{by} membuka lagi kesepakatan: “{teks}”."),
):
    kesepakatan_id: int
    teks: str


@dataclass(frozen=True, kw_only=True)
class PlanningReminded(
    Event,
    kind="planning.reminded",
    about=PERIODE,
    sentence=_("{by} mengingatkan Anda: SKP {tahun} belum selesai. Batasnya {batas}."),
):
    """To those whose plan is not complete."""

    tahun: int
    batas: date
    count: int


@dataclass(frozen=True, kw_only=True)
class PenilaiReminded(
    Event,
    kind="planning.penilai_reminded",
    about=PERIODE,
    sentence=_("{by} mengingatkan: ada SKP {tahun} yang menunggu Anda tetapkan. Batasnya {batas}."),
):
    """To penilai to whom plans were submitted."""

    tahun: int
    batas: date
    count: int


@dataclass(frozen=True, kw_only=True)
class PlanningEscalated(
    Event,
    kind="planning.escalated",
    about=PERIODE,
    sentence=_(
        "Batas penetapan SKP {tahun} ({batas}) sudah lewat, dan masih ada yang belum ditetapkan di tim Anda. "
        "Lihat siapa saja, dan apa yang dapat Anda lakukan."
    ),
):
    """To those who stand above: who leads people without a plan, and the atasan of a penilai who waits."""

    tahun: int
    batas: date
    count: int


@dataclass(frozen=True, kw_only=True)
class JadwalChosen(
    Event,
    kind="planning.jadwal_pengingat_chosen",
    about=PERIODE,
    sentence=_("{by} mengatur jadwal pengingat perencanaan mulai {mulai}."),
):
    mulai: date
    hari_sebelum: tuple[int, ...]
    hari_sesudah: tuple[int, ...]
    jeda_hari: int
