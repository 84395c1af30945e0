"""Lessons and questions over the API: the same records as on the pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router, Schema, Status

from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.rest import Given, Pages, answers, paginate
from kasuari.learning import operations, queries
from kasuari.learning.enums import Langkah
from kasuari.learning.lessons import PELAJARAN, Pelajaran
from kasuari.learning.models import Pertanyaan
from kasuari.organisation.web.middleware import ActorRequest

router = Router(tags=["learning"])


class LessonOut(Schema):
    """A lesson with its check; which answer is right is told by trying. `mine`: for a role of the caller."""

    kode: str
    peran: str
    langkah: str
    judul: str
    manfaat: str
    isi: list[str]
    tanya: str
    pilihan: list[str]
    mine: bool
    done: bool


class LessonAnswerIn(Given):
    pilihan: int


class QuestionOut(Schema):
    """A question of the agency that was answered, or one's own that waits."""

    id: int
    langkah: str
    teks: str
    jawaban: str
    asked_at: datetime
    answered_at: datetime | None


class QuestionIn(Given):
    langkah: Langkah
    teks: str


@router.get("/lessons", response=answers(list[LessonOut]), summary="Every lesson, and which I have done")
def lessons(request: HttpRequest) -> list[dict[str, Any]]:
    actor = _actor(request)
    roles, done = queries.roles_of(actor), queries.done_by(actor.pegawai_id)
    return [_lesson(item, mine=item.peran in roles, done=item.kode in done) for item in PELAJARAN]


@router.post("/lessons/{kode}/answer", response=answers(LessonOut), summary="Answer the check of a lesson")
def answer_lesson(request: HttpRequest, kode: str, payload: LessonAnswerIn) -> dict[str, Any]:
    actor, item = _actor(request), queries.lesson_for(kode)
    operations.finish_lesson(pelajaran=item, pilihan=payload.pilihan, by=actor, at=clock.now())
    return _lesson(item, mine=item.peran in queries.roles_of(actor), done=True)


@router.get("/questions", response=answers(list[QuestionOut]), summary="Questions and their answers")
@paginate(Pages)
def questions(request: HttpRequest, cari: str = "") -> QuerySet[Pertanyaan]:
    return queries.questions_for(_actor(request), cari=cari[:100])


@router.post("/questions", response=answers(QuestionOut, status=201), summary="Ask a question")
def ask(request: HttpRequest, payload: QuestionIn) -> Status[Pertanyaan]:
    made = operations.ask_question(
        langkah=payload.langkah, teks=payload.teks, by=_actor(request), at=clock.now()
    )
    return Status(201, made)


def _lesson(item: Pelajaran, *, mine: bool, done: bool) -> dict[str, Any]:
    texts = {name: str(getattr(item, name)) for name in ("judul", "manfaat", "tanya")}
    lists = {name: [str(words) for words in getattr(item, name)] for name in ("isi", "pilihan")}
    codes = {"kode": item.kode, "peran": item.peran.value, "langkah": item.langkah.value}
    return {**codes, **texts, **lists, "mine": mine, "done": done}


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
