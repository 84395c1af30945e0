"""What can happen to a wave, its gate, a draw, a parallel run, an evaluation, and a shortcoming."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Code, Event
from kasuari.foundation.functions import Fungsi
from kasuari.rollout.enums import Hal, JenisGelombang, Putusan, SiapaBenar, Sinyal, StateKekurangan

GELOMBANG = "rollout.gelombang"
UNDIAN = "rollout.undian"
UJI = "rollout.uji"
KEKURANGAN = "rollout.kekurangan"
BANTUAN = "rollout.bantuan"
PENGUMUMAN = "rollout.pengumuman"


@dataclass(frozen=True, kw_only=True)
class WaveMade(
    Event,
    kind="rollout.wave_made",
    about=GELOMBANG,
    sentence=_("{by} membuat gelombang {nama} ({jenis})."),
    codes={"jenis": Code(JenisGelombang)},
):
    nama: str
    jenis: str


@dataclass(frozen=True, kw_only=True)
class WaveChanged(
    Event,
    kind="rollout.wave_changed",
    about=GELOMBANG,
    sentence=_("{by} mengubah gelombang {nama}: {apa}."),
    codes={"apa": Code(JenisGelombang)},
):
    nama: str
    apa: str


@dataclass(frozen=True, kw_only=True)
class UnitJoined(
    Event, kind="rollout.unit_joined", about=GELOMBANG, sentence=_("{by} memasukkan {unit} ke {gelombang}.")
):
    unit_id: int
    unit: str
    gelombang: str


@dataclass(frozen=True, kw_only=True)
class UnitLeft(
    Event, kind="rollout.unit_left", about=GELOMBANG, sentence=_("{by} mengeluarkan {unit} dari {gelombang}.")
):
    unit_id: int
    unit: str
    gelombang: str


@dataclass(frozen=True, kw_only=True)
class SignalNoted(
    Event,
    kind="rollout.signal_noted",
    about=GELOMBANG,
    sentence=_("{by} mencatat sinyal di {unit}: {sinyal}."),
    codes={"sinyal": Code(Sinyal)},
):
    unit: str
    sinyal: str


@dataclass(frozen=True, kw_only=True)
class SwitchedOn(
    Event,
    kind="rollout.switched_on",
    about=GELOMBANG,
    sentence=_("{by} menyalakan {fungsi} bagi {gelombang}, sejak {tanggal}."),
    codes={"fungsi": Code(Fungsi)},
):
    fungsi: str
    gelombang: str
    tanggal: date


@dataclass(frozen=True, kw_only=True)
class SwitchedOff(
    Event,
    kind="rollout.switched_off",
    about=GELOMBANG,
    sentence=_(
        "{by} mematikan {fungsi} bagi {gelombang}, sejak {tanggal}: {alasan} "
        "Yang sudah ditulis tetap tersimpan dan dapat dibaca."
    ),
    codes={"fungsi": Code(Fungsi)},
):
    fungsi: str
    gelombang: str
    tanggal: date
    alasan: str


@dataclass(frozen=True, kw_only=True)
class PracticeBegun(
    Event,
    kind="rollout.practice_begun",
    about=GELOMBANG,
    sentence=_(
        "{by} memulai masa pengenalan {gelombang}: semuanya dapat dipakai dan tidak ada yang dihitung."
    ),
):
    gelombang: str


@dataclass(frozen=True, kw_only=True)
class PracticeEnded(
    Event,
    kind="rollout.practice_ended",
    about=GELOMBANG,
    sentence=_("{by} mengakhiri masa pengenalan {gelombang}. Mulai sekarang semuanya sungguhan."),
):
    gelombang: str


@dataclass(frozen=True, kw_only=True)
class ThresholdSet(
    Event,
    kind="rollout.threshold_set",
    about=GELOMBANG,
    sentence=_("{by} menetapkan syarat gerbang {gelombang}, {syarat}: {ambang}. {alasan}"),
):
    gelombang: str
    syarat: str
    ambang: str
    alasan: str


@dataclass(frozen=True, kw_only=True)
class GateProposed(
    Event,
    kind="rollout.gate_proposed",
    about=GELOMBANG,
    sentence=_("{by} mengusulkan keputusan {putusan} untuk {gelombang}. {alasan}"),
    codes={"putusan": Code(Putusan, small=True)},
):
    putusan: str
    gelombang: str
    alasan: str


@dataclass(frozen=True, kw_only=True)
class GateSigned(
    Event,
    kind="rollout.gate_signed",
    about=GELOMBANG,
    sentence=_("{by} menandatangani keputusan {putusan} untuk {gelombang}."),
    codes={"putusan": Code(Putusan, small=True)},
):
    putusan: str
    gelombang: str


@dataclass(frozen=True, kw_only=True)
class WaveStarted(
    Event, kind="rollout.wave_started", about=GELOMBANG, sentence=_("{by} memulai {gelombang}.")
):
    gelombang: str


@dataclass(frozen=True, kw_only=True)
class WaveEnded(
    Event, kind="rollout.wave_ended", about=GELOMBANG, sentence=_("{by} menyelesaikan {gelombang}.")
):
    gelombang: str


@dataclass(frozen=True, kw_only=True)
class ParallelRead(
    Event,
    kind="rollout.parallel_read",
    about=GELOMBANG,
    sentence=_("{by} membandingkan {berkas} dengan Kasuari: {baris} baris, {beda} berbeda."),
):
    berkas: str
    baris: int
    beda: int


@dataclass(frozen=True, kw_only=True)
class DifferenceDecided(
    Event,
    kind="rollout.difference_decided",
    about=GELOMBANG,
    sentence=_("{by} memutuskan perbedaan {hal}: {putusan}. {catatan}"),
    codes={"hal": Code(Hal, small=True), "putusan": Code(SiapaBenar, small=True)},
):
    baris_id: int
    hal: str
    putusan: str
    catatan: str


@dataclass(frozen=True, kw_only=True)
class UnitsDrawn(
    Event,
    kind="rollout.units_drawn",
    about=UNDIAN,
    sentence=_("{by} mengundi {jumlah} dari {calon} unit dengan benih {benih}."),
):
    jumlah: int
    calon: int
    benih: str


@dataclass(frozen=True, kw_only=True)
class TrialLocked(
    Event,
    kind="rollout.trial_locked",
    about=UJI,
    sentence=_("{by} menetapkan rencana evaluasi {nama}. Ukuran utama: {utama}."),
):
    nama: str
    utama: str


@dataclass(frozen=True, kw_only=True)
class ObservationsTaken(
    Event,
    kind="rollout.observations_taken",
    about=UJI,
    sentence=_("{by} mengambil {jumlah} amatan ({sumber})."),
):
    jumlah: int
    sumber: str


@dataclass(frozen=True, kw_only=True)
class TrialEstimated(
    Event, kind="rollout.trial_estimated", about=UJI, sentence=_("{by} menghitung hasil {nama}.")
):
    nama: str


@dataclass(frozen=True, kw_only=True)
class ShortcomingReported(
    Event,
    kind="rollout.shortcoming_reported",
    about=KEKURANGAN,
    sentence=_("{by} melaporkan kekurangan dari {unit}: {judul}."),
):
    judul: str
    unit: str
    tingkat: str


@dataclass(frozen=True, kw_only=True)
class ShortcomingDecided(
    Event,
    kind="rollout.shortcoming_decided",
    about=KEKURANGAN,
    sentence=_("{by} memutuskan “{judul}”: {putusan}. {alasan}"),
    codes={"putusan": Code(StateKekurangan, small=True)},
):
    judul: str
    putusan: str
    alasan: str


@dataclass(frozen=True, kw_only=True)
class ShortcomingRepaired(
    Event,
    kind="rollout.shortcoming_repaired",
    about=KEKURANGAN,
    sentence=_("{by} mencatat “{judul}” diperbaiki dalam versi {rilis}. Silakan dicoba."),
):
    judul: str
    rilis: str


@dataclass(frozen=True, kw_only=True)
class ShortcomingVerified(
    Event,
    kind="rollout.shortcoming_verified",
    about=KEKURANGAN,
    sentence=_("{by} memastikan “{judul}” sudah beres."),
):
    judul: str


@dataclass(frozen=True, kw_only=True)
class ShortcomingReopened(
    Event,
    kind="rollout.shortcoming_reopened",
    about=KEKURANGAN,
    sentence=_("{by}: “{judul}” belum beres. {alasan}"),
):
    judul: str
    alasan: str


@dataclass(frozen=True, kw_only=True)
class HelpOffered(
    Event,
    kind="rollout.help_offered",
    about=BANTUAN,
    sentence=_("{by} menawarkan bantuan kepada {unit}: {teks}"),
):
    unit: str
    tanda: str
    teks: str


@dataclass(frozen=True, kw_only=True)
class Announced(
    Event,
    kind="rollout.announced",
    about=PENGUMUMAN,
    sentence=_("{by} mengumumkan “{judul}” kepada {sasaran}."),
):
    judul: str
    sasaran: str


@dataclass(frozen=True, kw_only=True)
class AnnouncementRead(
    Event,
    kind="rollout.announcement_read",
    about=PENGUMUMAN,
    sentence=_("{by} menyatakan sudah membaca “{judul}”."),
):
    judul: str


@dataclass(frozen=True, kw_only=True)
class AnnouncementWithdrawn(
    Event,
    kind="rollout.announcement_withdrawn",
    about=PENGUMUMAN,
    sentence=_("{by} menarik pengumuman “{judul}”: {alasan}"),
):
    judul: str
    alasan: str
