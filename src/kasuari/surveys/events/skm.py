"""What people of the agency do with a Survei Kepuasan Masyarakat. An answer of a citizen is no event: it has
no person, and a moment beside it would lead to one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Code, Event
from kasuari.surveys.enums import StateTumpukan

ABOUT = "surveys.skm"


@dataclass(frozen=True, kw_only=True)
class SurveyPlanned(
    Event, kind="surveys.skm_planned", about=ABOUT, sentence=_("{by} menyiapkan survei {layanan}.")
):
    layanan: str
    unit_id: int
    start_date: date
    last_date: date
    bobot: str


@dataclass(frozen=True, kw_only=True)
class SurveyOpened(
    Event,
    kind="surveys.skm_opened",
    about=ABOUT,
    sentence=_("{by} membuka survei {layanan} untuk masyarakat."),
):
    layanan: str


@dataclass(frozen=True, kw_only=True)
class SurveyClosed(
    Event,
    kind="surveys.skm_closed",
    about=ABOUT,
    sentence=_("{by} menutup survei {layanan} dengan {responden} jawaban."),
):
    layanan: str
    responden: int
    dibuang: int


@dataclass(frozen=True, kw_only=True)
class BatchDecided(
    Event,
    kind="surveys.skm_batch_decided",
    about=ABOUT,
    sentence=_("{by} memutuskan {jumlah} jawaban yang ditahan: {keputusan}. {alasan}"),
    codes={"keputusan": Code(StateTumpukan)},
):
    tumpukan_id: int
    jumlah: int
    keputusan: str
    alasan: str


@dataclass(frozen=True, kw_only=True)
class SheetEntered(
    Event,
    kind="surveys.skm_sheet_entered",
    about=ABOUT,
    sentence=_("{by} mengetik lembar {nomor}, ketikan ke-{ke}."),
):
    nomor: int
    ke: int


@dataclass(frozen=True, kw_only=True)
class SheetResolved(
    Event,
    kind="surveys.skm_sheet_resolved",
    about=ABOUT,
    sentence=_("{by} mencocokkan lembar {nomor} dengan kertasnya: {berbeda}."),
):
    nomor: int
    berbeda: str


@dataclass(frozen=True, kw_only=True)
class FollowUpPlanned(
    Event,
    kind="surveys.skm_follow_up_planned",
    about=ABOUT,
    sentence=_("{by} merencanakan tindak lanjut sampai {due_date}: {rencana}"),
):
    unsur: str
    rencana: str
    due_date: date


@dataclass(frozen=True, kw_only=True)
class FollowUpDone(
    Event,
    kind="surveys.skm_follow_up_done",
    about=ABOUT,
    sentence=_("{by} menyelesaikan tindak lanjut “{rencana}”: {hasil}"),
):
    rencana: str
    hasil: str


@dataclass(frozen=True, kw_only=True)
class ReportIssued(
    Event, kind="surveys.skm_report_issued", about=ABOUT, sentence=_("{by} menerbitkan laporan survei.")
):
    kode: str
