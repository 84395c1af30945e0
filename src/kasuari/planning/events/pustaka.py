"""What happens to the library of results, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Code, Event
from kasuari.planning.enums import StatePustaka
from kasuari.planning.events.skp import SKP

PUSTAKA = "planning.pustaka"


@dataclass(frozen=True, kw_only=True)
class PustakaGrown(
    Event,
    kind="planning.pustaka_grown",
    about=SKP,
    sentence=_("Pustaka mencatat {indikator} indikator SKP ini, {baru} di antaranya calon baru."),
):
    indikator: int
    baru: int


@dataclass(frozen=True, kw_only=True)
class PustakaAdded(
    Event, kind="planning.pustaka_added", about=PUSTAKA, sentence=_("{by} menulis butir pustaka “{teks}”.")
):
    jabatan: str
    teks: str


@dataclass(frozen=True, kw_only=True)
class PustakaChanged(
    Event, kind="planning.pustaka_changed", about=PUSTAKA, sentence=_("{by} mengubah butir pustaka “{teks}”.")
):
    teks: str
    changed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PustakaDecided(
    Event,
    kind="planning.pustaka_decided",
    about=PUSTAKA,
    sentence=_("{by} menandai butir pustaka “{teks}” sebagai {hasil}."),
    codes={"hasil": Code(StatePustaka)},
):
    teks: str
    hasil: str


@dataclass(frozen=True, kw_only=True)
class PustakaMerged(
    Event,
    kind="planning.pustaka_merged",
    about=PUSTAKA,
    sentence=_("{by} menggabungkan butir pustaka “{teks}” ke “{ke}”."),
):
    teks: str
    ke: str
    ke_id: int


@dataclass(frozen=True, kw_only=True)
class PustakaTaken(
    Event,
    kind="planning.pustaka_taken",
    about=SKP,
    sentence=_("{by} mengambil rencana hasil kerja “{teks}” dari pustaka."),
):
    rhk_id: int
    butir_id: int
    teks: str
    indikator: int
