"""What can happen to partners, programmes, enrolments and allocations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.development.enums.mitra import JenisPerjanjian, StatePendaftaran, StateProgram
from kasuari.foundation.events import Code, Event

MITRA = "development.mitra"
PROGRAM = "development.program"
PENDAFTARAN = "development.pendaftaran"
ALOKASI = "development.alokasi"
KATALOG = "development.katalog"


@dataclass(frozen=True, kw_only=True)
class MitraWritten(
    Event, kind="development.mitra_written", about=MITRA, sentence=_("{by} mencatat mitra {nama}.")
):
    nama: str


@dataclass(frozen=True, kw_only=True)
class PerjanjianNoted(
    Event,
    kind="development.perjanjian_noted",
    about=MITRA,
    sentence=_("{by} mencatat {jenis} yang berlaku sampai sebelum {sampai}."),
    codes={"jenis": Code(JenisPerjanjian)},
):
    jenis: str
    sampai: date


@dataclass(frozen=True, kw_only=True)
class AkunMitraOpened(
    Event,
    kind="development.akun_mitra_opened",
    about=MITRA,
    sentence=_("{by} membuka akun {username} untuk mitra ini."),
):
    username: str


@dataclass(frozen=True, kw_only=True)
class ProgramWritten(
    Event, kind="development.program_written", about=PROGRAM, sentence=_("{by} menulis program {judul}.")
):
    judul: str


@dataclass(frozen=True, kw_only=True)
class ProgramMoved(
    Event,
    kind="development.program_moved",
    about=PROGRAM,
    sentence=_("{by}: program ini menjadi “{state}”."),
    codes={"state": Code(StateProgram)},
):
    state: str


@dataclass(frozen=True, kw_only=True)
class KatalogRead(
    Event,
    kind="development.katalog_read",
    about=KATALOG,
    sentence=_("{by} membaca berkas {file_name}: {rows} baris, {refused} ditolak."),
):
    file_name: str
    rows: int
    refused: int


@dataclass(frozen=True, kw_only=True)
class KatalogApplied(
    Event,
    kind="development.katalog_applied",
    about=KATALOG,
    sentence=_("{by} menerapkan {file_name}: {new} baru, {changed} berubah."),
):
    file_name: str
    new: int
    changed: int


@dataclass(frozen=True, kw_only=True)
class KatalogCancelled(
    Event,
    kind="development.katalog_cancelled",
    about=KATALOG,
    sentence=_("{by} membatalkan impor {file_name}."),
):
    file_name: str


@dataclass(frozen=True, kw_only=True)
class EnrolmentProposed(
    Event,
    kind="development.enrolment_proposed",
    about=PENDAFTARAN,
    sentence=_("{by} mengusulkan {nama} untuk {judul}."),
):
    nama: str
    judul: str


@dataclass(frozen=True, kw_only=True)
class EnrolmentMoved(
    Event,
    kind="development.enrolment_moved",
    about=PENDAFTARAN,
    sentence=_("{by}: pendaftaran {nama} pada {judul} menjadi “{state}”."),
    codes={"state": Code(StatePendaftaran)},
):
    nama: str
    judul: str
    state: str
    alasan: str = ""


@dataclass(frozen=True, kw_only=True)
class ResultReported(
    Event,
    kind="development.result_reported",
    about=PENDAFTARAN,
    sentence=_("{by} melaporkan hasil {nama} pada {judul}."),
):
    nama: str
    judul: str
    hasil: str
    jp_hadir: int


@dataclass(frozen=True, kw_only=True)
class CertificateUploaded(
    Event,
    kind="development.certificate_uploaded",
    about=PENDAFTARAN,
    sentence=_("{by} mengunggah sertifikat {nama} untuk {judul}."),
):
    nama: str
    judul: str


@dataclass(frozen=True, kw_only=True)
class ReactionGiven(
    Event,
    kind="development.reaction_given",
    about=PENDAFTARAN,
    sentence=_("{by} memberi kesan tentang {judul}."),
):
    judul: str
    reaksi: int


@dataclass(frozen=True, kw_only=True)
class BehaviourNoted(
    Event,
    kind="development.behaviour_noted",
    about=PENDAFTARAN,
    sentence=_("{by} mencatat perubahan cara kerja setelah {judul}."),
):
    judul: str
    perilaku: int


@dataclass(frozen=True, kw_only=True)
class AllocationAsked(
    Event, kind="development.allocation_asked", about=ALOKASI, sentence=_("{by} meminta alokasi {nama}.")
):
    nama: str


@dataclass(frozen=True, kw_only=True)
class AllocationReady(
    Event,
    kind="development.allocation_ready",
    about=ALOKASI,
    sentence=_("Alokasi {nama} selesai dihitung: {orang} orang mendapat tempat."),
):
    nama: str
    orang: int


@dataclass(frozen=True, kw_only=True)
class AllocationStuck(
    Event,
    kind="development.allocation_stuck",
    about=ALOKASI,
    sentence=_("Alokasi {nama} tidak dapat memenuhi semua batasannya."),
):
    nama: str


@dataclass(frozen=True, kw_only=True)
class AllocationChanged(
    Event,
    kind="development.allocation_changed",
    about=ALOKASI,
    sentence=_("{by} mengubah alokasi dengan tangan; penutupan kesenjangan berubah {beda}: {alasan}"),
):
    beda: str
    alasan: str
    kelompok: str = ""  # who fell below the share that was asked for


@dataclass(frozen=True, kw_only=True)
class AllocationApproved(
    Event,
    kind="development.allocation_approved",
    about=ALOKASI,
    sentence=_("{by} menyetujui alokasi {nama} untuk {orang} orang."),
):
    nama: str
    orang: int


@dataclass(frozen=True, kw_only=True)
class AllocationLeft(
    Event, kind="development.allocation_left", about=ALOKASI, sentence=_("{by} meninggalkan alokasi {nama}.")
):
    nama: str


@dataclass(frozen=True, kw_only=True)
class PlaceNoted(
    Event,
    kind="development.place_noted",
    about="development.keadaan_unit",
    sentence=_("{by} mencatat letak dan koneksi {nama}."),
):
    nama: str


@dataclass(frozen=True, kw_only=True)
class JourneyNoted(
    Event,
    kind="development.journey_noted",
    about="development.perjalanan",
    sentence=_("{by} mencatat perjalanan {asal}–{tujuan}: {hari} hari."),
):
    asal: str
    tujuan: str
    hari: int


@dataclass(frozen=True, kw_only=True)
class NeedsPlanIssued(
    Event,
    kind="development.needs_plan_issued",
    about="development.rencana_pelatihan",
    sentence=_("{by} menerbitkan rencana kebutuhan pelatihan {tahun}."),
):
    tahun: int
    kode: str
