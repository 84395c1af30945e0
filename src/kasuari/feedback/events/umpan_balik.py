"""What can happen with attributed feedback.

The ledger says that somebody gave feedback to whom and about which part; the words, and whether they praise,
stay in the table and with those who may read them. Of a private note it holds that one was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Event

ABOUT = "feedback.umpan_balik"


@dataclass(frozen=True, kw_only=True)
class UmpanBalikGiven(
    Event,
    kind="feedback.umpan_balik_given",
    about=ABOUT,
    sentence=_("{by} memberi umpan balik tentang “{tentang}”."),
):
    """`tautan_id` where it came by a one-time link; the name is then as it was typed there."""

    skp_id: int
    tentang: str
    peran: str
    bentuk: str
    permintaan_id: int | None = None
    tautan_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class UmpanBalikCorrected(
    Event,
    kind="feedback.umpan_balik_corrected",
    about=ABOUT,
    sentence=_("{by} meralat umpan baliknya tentang “{tentang}”."),
):
    tentang: str
    version: int


@dataclass(frozen=True, kw_only=True)
class UmpanBalikWithdrawn(
    Event,
    kind="feedback.umpan_balik_withdrawn",
    about=ABOUT,
    sentence=_("{by} menarik umpan baliknya tentang “{tentang}”."),
):
    tentang: str


@dataclass(frozen=True, kw_only=True)
class BuktiUmpanBalikAdded(
    Event,
    kind="feedback.bukti_added",
    about=ABOUT,
    sentence=_("{by} menambahkan bukti dukung pada umpan baliknya."),
):
    bukti_id: int
    sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class UmpanBalikRequested(
    Event,
    kind="feedback.requested",
    about="feedback.permintaan",
    sentence=_("{by} meminta umpan balik Anda tentang “{tentang}”."),
):
    pemberi_id: int
    tentang: str


@dataclass(frozen=True, kw_only=True)
class PermintaanDeclined(
    Event,
    kind="feedback.request_declined",
    about="feedback.permintaan",
    sentence=_("{by} belum dapat memberi umpan balik tentang “{tentang}”."),
):
    tentang: str


@dataclass(frozen=True, kw_only=True)
class PermintaanCancelled(
    Event,
    kind="feedback.request_cancelled",
    about="feedback.permintaan",
    sentence=_("{by} membatalkan permintaan umpan balik tentang “{tentang}”."),
):
    tentang: str


@dataclass(frozen=True, kw_only=True)
class TautanCreated(
    Event,
    kind="feedback.link_created",
    about="feedback.tautan",
    sentence=_("{by} membuat tautan umpan balik untuk {ditujukan}."),
):
    ditujukan: str
    tentang: str


@dataclass(frozen=True, kw_only=True)
class TautanRevoked(
    Event,
    kind="feedback.link_revoked",
    about="feedback.tautan",
    sentence=_("{by} mencabut tautan umpan balik untuk {ditujukan}."),
):
    ditujukan: str


@dataclass(frozen=True, kw_only=True)
class TindakLanjutDecided(
    Event,
    kind="feedback.tindak_lanjut_decided",
    about="feedback.tindak_lanjut",
    sentence=_("{by} menetapkan tindak lanjut umpan balik atas “{rhk}”."),
):
    """Which act it was stays between the pegawai and those who rate: it may be konseling."""

    skp_id: int
    rhk: str
    edition: str


@dataclass(frozen=True, kw_only=True)
class IramaSet(
    Event,
    kind="feedback.irama_set",
    about="feedback.irama",
    sentence=_("{by} menetapkan irama umpan balik berkala yang lazim mulai {start_date}."),
):
    irama: str
    start_date: date


@dataclass(frozen=True, kw_only=True)
class IramaProposed(
    Event,
    kind="feedback.irama_proposed",
    about="feedback.irama",
    sentence=_("{by} mengusulkan irama umpan balik berkala mulai {start_date}."),
):
    skp_id: int
    irama: str
    start_date: date


@dataclass(frozen=True, kw_only=True)
class IramaAgreed(
    Event,
    kind="feedback.irama_agreed",
    about="feedback.irama",
    sentence=_("{by} menyetujui irama umpan balik berkala mulai {start_date}."),
):
    skp_id: int
    irama: str
    start_date: date


@dataclass(frozen=True, kw_only=True)
class IramaDeclined(
    Event,
    kind="feedback.irama_declined",
    about="feedback.irama",
    sentence=_("{by} tidak menyetujui usul irama umpan balik berkala."),
):
    skp_id: int
    irama: str


@dataclass(frozen=True, kw_only=True)
class CatatanPribadiWritten(
    Event,
    kind="feedback.private_note_written",
    about="feedback.catatan_pribadi",
    sentence=_("{by} menulis catatan pribadi."),
):
    """Neither the words nor whom they are about."""


@dataclass(frozen=True, kw_only=True)
class CatatanPribadiErased(
    Event,
    kind="feedback.private_note_erased",
    about="feedback.catatan_pribadi",
    sentence=_("{by} menghapus catatan pribadinya."),
):
    pass


@dataclass(frozen=True, kw_only=True)
class KataAdded(
    Event,
    kind="feedback.word_added",
    about="feedback.kata",
    sentence=_("{by} menambahkan kata “{kata}” pada daftar kata umpan balik."),
):
    kata: str
    kelompok: str


@dataclass(frozen=True, kw_only=True)
class KataRemoved(
    Event,
    kind="feedback.word_removed",
    about="feedback.kata",
    sentence=_("{by} menghapus kata “{kata}” dari daftar kata umpan balik."),
):
    kata: str
