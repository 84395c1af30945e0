"""What happens to a set SKP: a new version, the atasan who sets it instead, and its end, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Code, Event
from kasuari.planning.enums import SebabPerubahan
from kasuari.planning.events.skp import SKP


@dataclass(frozen=True, kw_only=True)
class SkpSetInstead(
    Event,
    kind="planning.skp_set_instead",
    about=SKP,
    sentence=_("{by}, atasan pejabat penilai kinerja, menetapkan SKP {pegawai} karena: {alasan}"),
):
    """By the atasan of the penilai, after the end of January (Lampiran BAB II C.5)."""

    pegawai: str
    penilai: str
    penilai_id: int
    alasan: str
    edition: str


@dataclass(frozen=True, kw_only=True)
class VersiStarted(
    Event,
    kind="planning.versi_started",
    about=SKP,
    sentence=_("{by} mulai menyusun versi {nomor} SKP ({sebab}): {alasan}"),
    codes={"sebab": Code(SebabPerubahan)},
):
    versi_id: int
    nomor: int
    sebab: str
    alasan: str


@dataclass(frozen=True, kw_only=True)
class VersiWritten(
    Event,
    kind="planning.versi_written",
    about=SKP,
    sentence=_(
        "{by} menulis versi {nomor} SKP: {added} ditambahkan, {removed} dikeluarkan, {changed} diubah."
    ),
):
    versi_id: int
    nomor: int
    added: int
    removed: int
    changed: int


@dataclass(frozen=True, kw_only=True)
class VersiSubmitted(
    Event,
    kind="planning.versi_submitted",
    about=SKP,
    sentence=_("{by} mengajukan versi {nomor} SKP kepada {penilai}."),
):
    versi_id: int
    nomor: int
    penilai: str


@dataclass(frozen=True, kw_only=True)
class VersiWithdrawn(
    Event,
    kind="planning.versi_withdrawn",
    about=SKP,
    sentence=_("{by} menarik kembali versi {nomor} SKP."),
):
    versi_id: int
    nomor: int


@dataclass(frozen=True, kw_only=True)
class VersiReturned(
    Event,
    kind="planning.versi_returned",
    about=SKP,
    sentence=_("{by} mengembalikan versi {nomor} SKP dengan {count} catatan."),
):
    versi_id: int
    nomor: int
    count: int


@dataclass(frozen=True, kw_only=True)
class VersiEstablished(
    Event,
    kind="planning.versi_set",
    about=SKP,
    sentence=_("{by} menetapkan versi {nomor} SKP {pegawai}."),
):
    versi_id: int
    nomor: int
    pegawai: str
    edition: str
    added: int
    removed: int
    changed: int
    loosened: int


@dataclass(frozen=True, kw_only=True)
class VersiSetInstead(
    Event,
    kind="planning.versi_set_instead",
    about=SKP,
    sentence=_("{by} menetapkan versi {nomor} SKP {pegawai} sebagai atasan, menggantikan {penilai}."),
):
    versi_id: int
    nomor: int
    pegawai: str
    penilai: str
    penilai_id: int
    alasan: str
    edition: str
    added: int
    removed: int
    changed: int
    loosened: int


@dataclass(frozen=True, kw_only=True)
class VersiCancelled(
    Event,
    kind="planning.versi_cancelled",
    about=SKP,
    sentence=_("{by} membatalkan versi {nomor} SKP yang sedang disusun."),
):
    versi_id: int
    nomor: int


@dataclass(frozen=True, kw_only=True)
class VersiResumed(
    Event,
    kind="planning.versi_resumed",
    about=SKP,
    sentence=_("{by} melanjutkan versi {nomor} SKP yang sempat dibatalkan."),
):
    versi_id: int
    nomor: int


@dataclass(frozen=True, kw_only=True)
class SkpEnded(
    Event,
    kind="planning.skp_ended",
    about=SKP,
    sentence=_("SKP {jabatan} berakhir pada {last_date} karena penugasannya berakhir."),
):
    jabatan: str
    last_date: date
    before: date
