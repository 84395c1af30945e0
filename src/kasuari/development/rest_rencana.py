"""The plan of a person, its actions, and what was learned, over the API: the same acts as on the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Literal, cast

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from kasuari.development import operations
from kasuari.development.enums.rencana import BentukBelajar, CaraBelajar, SatuanBelajar
from kasuari.development.operations import Action, Learned
from kasuari.development.queries.rencana import (
    DevelopmentRecord,
    action_for,
    development_record,
    learning_for,
    plan_for,
)
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.rest import Given, answers
from kasuari.organisation.web.middleware import ActorRequest

router = Router(tags=["pengembangan"])
STEPS: dict[str, Callable[..., None]] = {
    "ajukan": operations.propose_plan,
    "sepakati": operations.agree_plan,
    "kembalikan": operations.return_plan,
    "tarik": operations.withdraw_plan,
    "ubah": operations.reopen_plan,
    "tutup": operations.close_plan,
}
ALONE = ("ajukan", "tarik")  # these need nobody else's side


class ActionOut(Schema):
    id: int
    kompetensi_id: int | None
    nama_kompetensi: str
    cara: str
    teks: str
    ukuran: str
    start_date: date
    last_date: date
    jp_rencana: Decimal | None
    state: str
    kemajuan: str
    version: int


class PlanOut(Schema):
    id: int
    tahun: int
    state: str
    tujuan: str
    alasan: str
    version: int


class HoursOut(Schema):
    """The JP of the year. `kurang` null: nothing is asked, or it cannot be said."""

    sah: Decimal
    menunggu: Decimal
    belum_diketahui: int = Field(description="Activities whose JP nobody can say yet; they are not nought.")
    kurang: Decimal | None


class DevelopmentOut(Schema):
    """The year of one person; `rencana` null: not begun."""

    pegawai_id: int
    rencana: PlanOut | None
    kegiatan: list[ActionOut]
    jp: HoursOut


class LearnedOut(Schema):
    id: int
    bentuk: str
    teks: str
    penyelenggara: str
    start_date: date
    last_date: date
    jp: Decimal | None
    jp_code: str
    state: str
    alasan: str
    kegiatan_id: int | None
    pendaftaran_id: int | None


class PlanIn(Given):
    version: int = Field(0, description="0: there is none yet.")
    tujuan: str


class ActionIn(Given):
    version: int = Field(description="Of the plan.")
    cara: CaraBelajar
    teks: str
    ukuran: str = Field(description="What shows that it helped.")
    start_date: date
    last_date: date
    kompetensi_id: int | None = None
    jp_rencana: Decimal | None = None


class PlanStepIn(Given):
    langkah: Literal["ajukan", "sepakati", "kembalikan", "tarik", "ubah", "tutup"]
    version: int
    alasan: str = Field("", description="Why it goes back, with `kembalikan`.")


class ProgressIn(Given):
    langkah: Literal["mulai", "selesaikan", "batalkan"]
    version: int
    kemajuan: str = ""


class LearnedIn(Given):
    """Without a file: evidence is added on the page."""

    bentuk: BentukBelajar
    teks: str
    start_date: date
    last_date: date
    penyelenggara: str = ""
    jp_tertulis: Decimal | None = None
    jumlah: Decimal | None = None
    satuan: SatuanBelajar | None = None
    kegiatan_id: int | None = None


class CheckIn(Given):
    terima: bool
    alasan: str = ""


@router.get(
    "/people/{pegawai_id}/development", response=answers(DevelopmentOut), summary="Plan and JP of a year"
)
def development(request: HttpRequest, pegawai_id: int, tahun: int | None = None) -> dict[str, Any]:
    return _out(_record(request, pegawai_id, tahun))


@router.put(
    "/people/{pegawai_id}/development/plan",
    response=answers(DevelopmentOut),
    summary="Write the goals of this year's plan, which begins with them",
)
def write(request: HttpRequest, pegawai_id: int, payload: PlanIn) -> dict[str, Any]:
    operations.write_plan(
        held=_record(request, pegawai_id),
        tahun=clock.today().year,
        tujuan=payload.tujuan,
        version=payload.version,
        by=_actor(request),
        at=clock.now(),
    )
    return _out(_record(request, pegawai_id))


@router.post(
    "/development-plans/{rencana_id}/actions",
    response=answers(DevelopmentOut, status=201),
    summary="Add an action to a draft",
)
def add(request: HttpRequest, rencana_id: int, payload: ActionIn) -> Status[dict[str, Any]]:
    found, held = plan_for(_actor(request), rencana_id, on=clock.today())
    given = payload.dict()
    version = given.pop("version")
    action = Action(**given | {"cara": payload.cara.value})
    operations.add_action(
        plan=found, held=held, action=action, version=version, by=_actor(request), at=clock.now()
    )
    return Status(201, _out(_record(request, found.pegawai_id, found.tahun)))


@router.post(
    "/development-plans/{rencana_id}/steps",
    response=answers(DevelopmentOut),
    summary="Propose a plan, agree, send back, take back, open again or close",
)
def step(request: HttpRequest, rencana_id: int, payload: PlanStepIn) -> dict[str, Any]:
    found, held = plan_for(_actor(request), rencana_id, on=clock.today())
    given: dict[str, Any] = {
        "plan": found,
        "version": payload.version,
        "by": _actor(request),
        "at": clock.now(),
    }
    if payload.langkah not in ALONE:
        given["held"] = held
    if payload.langkah == "kembalikan":
        given["alasan"] = payload.alasan
    STEPS[payload.langkah](**given)
    return _out(_record(request, found.pegawai_id, found.tahun))


@router.post(
    "/development-actions/{kegiatan_id}/progress",
    response=answers(DevelopmentOut),
    summary="Note how far an action of an agreed plan has come",
)
def progress(request: HttpRequest, kegiatan_id: int, payload: ProgressIn) -> dict[str, Any]:
    found, held = action_for(_actor(request), kegiatan_id, on=clock.today())
    operations.move_action(
        kegiatan=found,
        held=held,
        act=payload.langkah,
        kemajuan=payload.kemajuan,
        version=payload.version,
        by=_actor(request),
        at=clock.now(),
    )
    return _out(_record(request, found.rencana.pegawai_id, found.rencana.tahun))


@router.get(
    "/people/{pegawai_id}/learning", response=answers(list[LearnedOut]), summary="What was learned in a year"
)
def learned(request: HttpRequest, pegawai_id: int, tahun: int | None = None) -> list[Any]:
    return list(_record(request, pegawai_id, tahun).jp.rows)


@router.post(
    "/people/{pegawai_id}/learning",
    response=answers(LearnedOut, status=201),
    summary="Note something that was learned; it counts once somebody else has checked it",
)
def learn(request: HttpRequest, pegawai_id: int, payload: LearnedIn) -> Status[Any]:
    given = payload.dict() | {
        "bentuk": payload.bentuk.value,
        "satuan": payload.satuan.value if payload.satuan else "",
    }
    made = operations.note_learning(
        held=_record(request, pegawai_id),
        learned=Learned(**given),
        upload=None,
        by=_actor(request),
        at=clock.now(),
    )
    return Status(201, made)


@router.post(
    "/learning/{belajar_id}/check", response=answers(LearnedOut), summary="Accept it, or say why not"
)
def check(request: HttpRequest, belajar_id: int, payload: CheckIn) -> Any:
    found, held = learning_for(_actor(request), belajar_id, on=clock.today())
    operations.check_learning(
        belajar=found,
        held=held,
        accept=payload.terima,
        alasan=payload.alasan,
        by=_actor(request),
        at=clock.now(),
    )
    found.refresh_from_db()
    return found


def _out(held: DevelopmentRecord) -> dict[str, Any]:
    return {
        "pegawai_id": held.pegawai.pk,
        "rencana": held.rencana,
        "kegiatan": list(held.kegiatan),
        "jp": {
            "sah": held.jp.sah,
            "menunggu": held.jp.menunggu,
            "belum_diketahui": held.jp.unknown,
            "kurang": held.jp.kurang,
        },
    }


def _record(request: HttpRequest, pegawai_id: int, tahun: int | None = None) -> DevelopmentRecord:
    return development_record(_actor(request), pegawai_id, on=clock.today(), tahun=tahun)


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
