"""What those who run the pulse do. Answering is told nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Event

ABOUT_DENYUT = "surveys.denyut"


@dataclass(frozen=True, kw_only=True)
class PulsePlanned(
    Event, kind="surveys.pulse_planned", about=ABOUT_DENYUT, sentence=_("{by} menyiapkan denyut {nama}.")
):
    nama: str
    start_date: date
    last_date: date


@dataclass(frozen=True, kw_only=True)
class PulseOpened(
    Event,
    kind="surveys.pulse_opened",
    about=ABOUT_DENYUT,
    sentence=_("{by} membuka denyut {nama} bagi {orang} orang."),
):
    nama: str
    orang: int


@dataclass(frozen=True, kw_only=True)
class PulseClosed(
    Event,
    kind="surveys.pulse_closed",
    about=ABOUT_DENYUT,
    sentence=_("{by} menutup denyut {nama} dengan {jawaban} jawaban; kuncinya dimusnahkan."),
):
    nama: str
    jawaban: int
