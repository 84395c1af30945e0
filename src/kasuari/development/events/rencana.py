"""What can happen in the development talk, to a plan and to what was learned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.development.enums.rencana import BentukBelajar, SatuanBelajar, StateBelajar, StateKegiatan
from kasuari.foundation.events import Code, Event

RENCANA = "development.rencana"
BELAJAR = "development.belajar"
KONVERSI = "development.konversi_jp"


@dataclass(frozen=True, kw_only=True)
class FindingDiscussed(
    Event,
    kind="development.finding_discussed",
    about=RENCANA,
    sentence=_("{by} menyampaikan pandangan atas {kompetensi}."),
):
    hasil_id: int
    kompetensi: str
    sikap: str


@dataclass(frozen=True, kw_only=True)
class PlanWritten(
    Event,
    kind="development.plan_written",
    about=RENCANA,
    sentence=_("{by} menulis tujuan rencana pengembangan {tahun}."),
):
    tahun: int


@dataclass(frozen=True, kw_only=True)
class ActionAdded(
    Event,
    kind="development.action_added",
    about=RENCANA,
    sentence=_("{by} menambah kegiatan: {teks}."),
):
    kegiatan_id: int
    teks: str


@dataclass(frozen=True, kw_only=True)
class ActionRemoved(
    Event,
    kind="development.action_removed",
    about=RENCANA,
    sentence=_("{by} menghapus kegiatan: {teks}."),
):
    kegiatan_id: int
    teks: str


@dataclass(frozen=True, kw_only=True)
class PlanProposed(
    Event,
    kind="development.plan_proposed",
    about=RENCANA,
    sentence=_("{by} mengajukan rencana pengembangan {tahun}."),
):
    tahun: int


@dataclass(frozen=True, kw_only=True)
class PlanAgreed(
    Event,
    kind="development.plan_agreed",
    about=RENCANA,
    sentence=_("{by} menyetujui rencana pengembangan {tahun}."),
):
    tahun: int


@dataclass(frozen=True, kw_only=True)
class PlanReturned(
    Event,
    kind="development.plan_returned",
    about=RENCANA,
    sentence=_("{by} mengembalikan rencana pengembangan {tahun}: {alasan}"),
):
    tahun: int
    alasan: str


@dataclass(frozen=True, kw_only=True)
class PlanWithdrawn(
    Event,
    kind="development.plan_withdrawn",
    about=RENCANA,
    sentence=_("{by} menarik kembali rencana pengembangan {tahun}."),
):
    tahun: int


@dataclass(frozen=True, kw_only=True)
class PlanReopened(
    Event,
    kind="development.plan_reopened",
    about=RENCANA,
    sentence=_("{by} membuka rencana pengembangan {tahun} untuk diubah."),
):
    tahun: int


@dataclass(frozen=True, kw_only=True)
class PlanClosed(
    Event,
    kind="development.plan_closed",
    about=RENCANA,
    sentence=_("{by} menutup rencana pengembangan {tahun}."),
):
    tahun: int


@dataclass(frozen=True, kw_only=True)
class ActionMoved(
    Event,
    kind="development.action_moved",
    about=RENCANA,
    sentence=_("{by} mencatat kemajuan “{teks}”: {keadaan}."),
    codes={"keadaan": Code(StateKegiatan)},
):
    kegiatan_id: int
    teks: str
    keadaan: str
    kemajuan: str


@dataclass(frozen=True, kw_only=True)
class LearningNoted(
    Event,
    kind="development.learning_noted",
    about=BELAJAR,
    sentence=_("{by} mencatat kegiatan belajar {teks} ({jp} JP)."),
):
    teks: str
    jp: str


@dataclass(frozen=True, kw_only=True)
class LearningChecked(
    Event,
    kind="development.learning_checked",
    about=BELAJAR,
    sentence=_("{by} memeriksa kegiatan belajar {teks}: {keadaan}."),
    codes={"keadaan": Code(StateBelajar)},
):
    teks: str
    keadaan: str
    alasan: str


@dataclass(frozen=True, kw_only=True)
class ConversionSet(
    Event,
    kind="development.conversion_set",
    about=KONVERSI,
    sentence=_("{by} menetapkan {jp} JP per {satuan} untuk {bentuk}, berlaku {berlaku} ({dasar})."),
    codes={"bentuk": Code(BentukBelajar), "satuan": Code(SatuanBelajar)},
):
    bentuk: str
    satuan: str
    jp: str
    dasar: str
    berlaku: date
    dihitung_ulang: int
