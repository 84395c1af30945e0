"""What happens in a 360 round, in words.

Sending an answer is not among them: the ledger of audit would tell when somebody answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Event

PUTARAN = "feedback.putaran"
PESERTA = "feedback.peserta_putaran"
INSTRUMEN = "feedback.instrumen_putaran"
BOBOT = "feedback.bobot_putaran"


@dataclass(frozen=True, kw_only=True)
class InstrumenMade(
    Event,
    kind="feedback.instrumen_made",
    about=INSTRUMEN,
    sentence=_("{by} membuat instrumen {nama} versi {versi}."),
):
    nama: str
    versi: int
    butir: int


@dataclass(frozen=True, kw_only=True)
class BobotSet(
    Event,
    kind="feedback.bobot_set",
    about=BOBOT,
    sentence=_("{by} menetapkan bobot putaran 360 yang berlaku sejak {start_date}."),
):
    jenis_jabatan: str
    bobot: dict[str, int]
    dasar: str
    start_date: date


@dataclass(frozen=True, kw_only=True)
class PutaranPlanned(
    Event, kind="feedback.putaran_planned", about=PUTARAN, sentence=_("{by} menyiapkan putaran 360 {nama}.")
):
    nama: str
    start_date: date
    last_date: date
    unit_ids: list[int]
    moderator_id: int
    moderator_pengganti_id: int


@dataclass(frozen=True, kw_only=True)
class PutaranDrawn(
    Event,
    kind="feedback.putaran_drawn",
    about=PUTARAN,
    sentence=_("{by} mengundi pengisi untuk {peserta} peserta putaran {nama}."),
):
    """`benih` is the seed: with the same facts it repeats the draw."""

    nama: str
    benih: int
    peserta: int
    tugas: int


@dataclass(frozen=True, kw_only=True)
class PutaranOpened(
    Event,
    kind="feedback.putaran_opened",
    about=PUTARAN,
    sentence=_("{by} membuka putaran {nama} untuk dijawab sampai {last_date}."),
):
    nama: str
    last_date: date
    tugas: int
    gugur: int


@dataclass(frozen=True, kw_only=True)
class PutaranClosed(
    Event, kind="feedback.putaran_closed", about=PUTARAN, sentence=_("{by} menutup putaran {nama}.")
):
    nama: str


@dataclass(frozen=True, kw_only=True)
class PutaranCounted(
    Event,
    kind="feedback.putaran_counted",
    about=PUTARAN,
    sentence=_("{by} menghitung jawaban putaran {nama} dan memusnahkan kuncinya."),
):
    nama: str
    jawaban: int


@dataclass(frozen=True, kw_only=True)
class PutaranReleased(
    Event,
    kind="feedback.putaran_released",
    about=PUTARAN,
    sentence=_("{by} merilis hasil putaran {nama}."),
):
    nama: str


@dataclass(frozen=True, kw_only=True)
class RatersReminded(
    Event,
    kind="feedback.raters_reminded",
    about=PUTARAN,
    sentence=_("{by} mengingatkan: masih ada tugas 360 yang menunggu sampai {last_date}."),
):
    nama: str
    last_date: date


@dataclass(frozen=True, kw_only=True)
class PengingatPutaranChosen(
    Event,
    kind="feedback.pengingat_putaran_chosen",
    about=PUTARAN,
    sentence=_("{by} memilih hari pengingat otomatis putaran {nama}."),
):
    nama: str
    pengingat: list[int]


@dataclass(frozen=True, kw_only=True)
class RaterNominated(
    Event,
    kind="feedback.rater_nominated",
    about=PESERTA,
    sentence=_("{by} mengusulkan {nama} sebagai pengisi 360."),
):
    nama: str
    nominee_id: int
    kelompok: str


@dataclass(frozen=True, kw_only=True)
class RaterStruck(
    Event,
    kind="feedback.rater_struck",
    about=PESERTA,
    sentence=_("{by} mencoret {nama} dari daftar pengisi 360."),
):
    nama: str
    struck_id: int
    alasan: str
    pengganti: str


@dataclass(frozen=True, kw_only=True)
class NominationApproved(
    Event,
    kind="feedback.nomination_approved",
    about=PESERTA,
    sentence=_("{by} menyetujui daftar pengisi 360."),
):
    tugas: int


@dataclass(frozen=True, kw_only=True)
class TaskDeclined(
    Event,
    kind="feedback.task_declined",
    about=PESERTA,
    sentence=_("{by} tidak bersedia mengisi satu tugas 360."),
):
    alasan: str


@dataclass(frozen=True, kw_only=True)
class CommentModerated(
    Event,
    kind="feedback.comment_moderated",
    about=PUTARAN,
    sentence=_("{by} memoderasi satu jawaban terbuka."),
):
    """Neither the words nor whom they are about: only that it was done, and how."""

    keputusan: str


@dataclass(frozen=True, kw_only=True)
class SlipsMade(
    Event,
    kind="feedback.slips_made",
    about=PUTARAN,
    sentence=_("{by} membuat {jumlah} kartu penerima layanan untuk putaran {nama}."),
):
    """Using a slip is no event, as sending an answer is none."""

    nama: str
    peserta_ids: list[int]
    jumlah: int


@dataclass(frozen=True, kw_only=True)
class SlipsRevoked(
    Event,
    kind="feedback.slips_revoked",
    about=PESERTA,
    sentence=_("{by} mencabut kartu penerima layanan yang belum dipakai."),
):
    """How many were left is not told: it would tell how many had been used by this moment."""
