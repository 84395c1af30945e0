"""What can happen in bimbingan and konseling kinerja.

An event of konseling says that a step was taken and nothing more: no name, no word of the case, and it is
kept with no person, so that no timeline, no export and no ledger page tells of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Event

BIMBINGAN = "development.bimbingan"
KONSELING = "development.konseling"


@dataclass(frozen=True, kw_only=True)
class SessionBegun(
    Event, kind="development.session_begun", about=BIMBINGAN, sentence=_("{by} membuka sesi {jenis}.")
):
    jenis: str


@dataclass(frozen=True, kw_only=True)
class SessionWritten(
    Event, kind="development.session_written", about=BIMBINGAN, sentence=_("{by} mengisi lembar bimbingan.")
):
    pihak: str


@dataclass(frozen=True, kw_only=True)
class SessionSigned(
    Event,
    kind="development.session_signed",
    about=BIMBINGAN,
    sentence=_("{by} menandatangani lembar bimbingan."),
):
    selesai: bool


@dataclass(frozen=True, kw_only=True)
class SessionReported(
    Event,
    kind="development.session_reported",
    about=BIMBINGAN,
    sentence=_("{by} melaporkan hasil bimbingan kepada atasan."),
):
    pass


@dataclass(frozen=True, kw_only=True)
class SessionAnswered(
    Event,
    kind="development.session_answered",
    about=BIMBINGAN,
    sentence=_("{by} menyerahkan umpan balik atas bimbingan kepada atasan pimpinan."),
):
    pass


@dataclass(frozen=True, kw_only=True)
class CounsellingStep(
    Event,
    kind="development.counselling_step",
    about=KONSELING,
    sentence=_("{by} melakukan langkah konseling kinerja; isinya terbatas bagi yang berhak."),
):
    langkah: str
