"""Lessons, questions and pendamping over the API: the same records as on the pages."""

from __future__ import annotations

from datetime import date, datetime
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
from kasuari.learning.models import Pendamping, Pertanyaan
from kasuari.organisation.queries import pegawai_rows, unit_for
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


class ChampionOut(Schema):
    """Somebody who helps a unit and all below it, from `start_date` until before `end_date`."""

    id: int
    unit_id: int
    unit: str
    pegawai_id: int
    nama: str
    state: str
    start_date: date
    end_date: date | None

    @staticmethod
    def resolve_unit(row: Pendamping) -> str:
        return row.unit.nama

    @staticmethod
    def resolve_nama(row: Pendamping) -> str:
        return row.pegawai.nama_lengkap


class ChampionIn(Given):
    unit_id: int
    pegawai_id: int
    start_date: date
    end_date: date | None = None


class ChampionDecisionIn(Given):
    accept: bool


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


@router.get("/champions", response=answers(list[ChampionOut]), summary="Who helps which unit")
@paginate(Pages)
def champions(request: HttpRequest) -> QuerySet[Pendamping]:
    return queries.every_champion(_actor(request), on=clock.today())


@router.get("/champions/mine", response=answers(list[ChampionOut]), summary="Whom I ask first, nearest first")
def my_champions(request: HttpRequest) -> list[Pendamping]:
    return queries.champions_for(_actor(request).pegawai_id, on=clock.today())


@router.post(
    "/champions", response=answers(ChampionOut, status=201), summary="Appoint a pendamping, or propose one"
)
def name_champion(request: HttpRequest, payload: ChampionIn) -> Status[Pendamping]:
    actor = _actor(request)
    made = operations.name_champion(
        unit=unit_for(actor, payload.unit_id),
        pegawai=pegawai_rows().filter(pk=payload.pegawai_id).first(),
        start_date=payload.start_date,
        end_date=payload.end_date,
        by=actor,
        at=clock.now(),
    )
    return Status(201, made)


@router.post(
    "/champions/{pendamping_id}/decide",
    response=answers(ChampionOut),
    summary="Appoint whom a leader proposed, or not",
)
def decide_champion(request: HttpRequest, pendamping_id: int, payload: ChampionDecisionIn) -> Pendamping:
    actor = _actor(request)
    found = queries.champion_for(actor, pendamping_id)
    operations.decide_champion(pendamping=found, accept=payload.accept, by=actor, at=clock.now())
    return queries.champion_for(actor, pendamping_id)


@router.post(
    "/champions/{pendamping_id}/end",
    response=answers(ChampionOut),
    summary="End the task of a pendamping today",
)
def end_champion(request: HttpRequest, pendamping_id: int) -> Pendamping:
    actor = _actor(request)
    operations.end_champion(pendamping=queries.champion_for(actor, pendamping_id), by=actor, at=clock.now())
    return queries.champion_for(actor, pendamping_id)


def _lesson(item: Pelajaran, *, mine: bool, done: bool) -> dict[str, Any]:
    texts = {name: str(getattr(item, name)) for name in ("judul", "manfaat", "tanya")}
    lists = {name: [str(words) for words in getattr(item, name)] for name in ("isi", "pilihan")}
    codes = {"kode": item.kode, "peran": item.peran.value, "langkah": item.langkah.value}
    return {**codes, **texts, **lists, "mine": mine, "done": done}


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
