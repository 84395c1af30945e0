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
