"""What happens in learning."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class LessonDone(
    Event,
    kind="learning.lesson_done",
    about="learning.pelajaran",
    sentence=_("{by} menyelesaikan pelajaran “{judul}”."),
):
    kode: str
    judul: str


@dataclass(frozen=True, kw_only=True)
class QuestionAsked(
    Event,
    kind="learning.question_asked",
    about="learning.pertanyaan",
    sentence=_("{by} bertanya: {teks}"),
):
    langkah: str
    teks: str


@dataclass(frozen=True, kw_only=True)
class QuestionAnswered(
    Event,
    kind="learning.question_answered",
    about="learning.pertanyaan",
    sentence=_("{by} menjawab pertanyaan Anda: {teks}"),
):
    teks: str
    jawaban: str


@dataclass(frozen=True, kw_only=True)
class ChampionProposed(
    Event,
    kind="learning.champion_proposed",
    about="learning.pendamping",
    sentence=_("{by} mengusulkan {nama} sebagai pendamping {unit}."),
):
    nama: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class ChampionAppointed(
    Event,
    kind="learning.champion_appointed",
    about="learning.pendamping",
    sentence=_("{by} menetapkan {nama} sebagai pendamping {unit}."),
):
    nama: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class ChampionRefused(
    Event,
    kind="learning.champion_refused",
    about="learning.pendamping",
    sentence=_("{by} tidak menetapkan {nama} sebagai pendamping {unit}."),
):
    nama: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class ChampionEnded(
    Event,
    kind="learning.champion_ended",
    about="learning.pendamping",
    sentence=_("{by} mengakhiri tugas {nama} sebagai pendamping {unit}."),
):
    nama: str
    unit: str
