"""360 rounds over the API: running them, one's own tasks and nominations, one's own profiles.

Answers are not sent here: a program that answers would have to keep them somewhere first.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema, Status

from kasuari.feedback import operations, queries
from kasuari.feedback.access.putaran import can_decide_nomination, can_run_putaran
from kasuari.feedback.models import PesertaPutaran, Putaran, TugasPutaran
from kasuari.feedback.tasks.putaran import count_in_background, draw_in_background
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.rest import Given, Pages, answers, paginate
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest

router = Router(tags=["putaran 360"])


class RoundOut(Schema):
    """A round as whoever runs it sees it."""

    id: int
    nama: str
    state: str
    start_date: date
    last_date: date
    instrumen: str
    ambang_rentang: int
    ambang_angka: int
    pengingat: list[int] = Field(description="Days before the end on which raters are reminded.")
    opened_at: datetime | None
    counted_at: datetime | None
    released_at: datetime | None
    version: int

    @staticmethod
    def resolve_instrumen(row: Any) -> str:
        return str(row["instrumen"] if isinstance(row, dict) else row.instrumen)


class RoundDetailOut(RoundOut):
    """With how far it is. Whom tasks are about, and who has answered, is not told."""

    peserta: int
    disetujui: int
    tugas: dict[str, int] = Field(description="How many tasks are in each state.")
    pengisi_tersisa: int
    kartu: int = Field(description="Slips made for service recipients, and how many of them were used.")
    kartu_dipakai: int


class RoundVersionIn(Given):
    version: int


class TaskOut(Schema):
    """One of one's own tasks."""

    id: int
    putaran_id: int
    pegawai_id: int
    nama: str
    kelompok: str
    state: str
    last_date: date

    @staticmethod
    def resolve_putaran_id(row: TugasPutaran) -> int:
        return row.peserta.putaran_id

    @staticmethod
    def resolve_pegawai_id(row: TugasPutaran) -> int:
        return row.peserta.pegawai_id

    @staticmethod
    def resolve_nama(row: TugasPutaran) -> str:
        return row.peserta.pegawai.nama_lengkap

    @staticmethod
    def resolve_last_date(row: TugasPutaran) -> date:
        return row.peserta.putaran.last_date


class RoundIn(Given):
    """A round to prepare. Without an instrument it asks the 21 lines of BerAKHLAK. Thresholds may be raised,
    never lowered."""

    nama: str
    start_date: date
    last_date: date
    unit_ids: list[int]
    instrumen_id: int | None = None
    moderator_id: int
    moderator_pengganti_id: int
    rekan_per_orang: int = 6
    beban_maksimum: int = 10
    ambang_rentang: int = 3
    ambang_angka: int = 5
    pengingat: list[int] = Field([7, 3, 1], description="Days before the end on which raters are reminded.")


class ReminderDaysIn(RoundVersionIn):
    """Days before the end on which raters are reminded by themselves; none switches it off."""

    pengingat: list[int]


class TaskDeclineIn(Given):
    alasan: str


class ProfileOut(Schema):
    """A released profile: exactly what is stored, which is exactly what may be shown."""

    id: int
    putaran_id: int
    pegawai_id: int
    hasil: dict[str, Any]

    @staticmethod
    def resolve_hasil(row: PesertaPutaran) -> dict[str, Any]:
        return cast(dict[str, Any], row.hasil.isi)


class ReminderOut(Schema):
    diingatkan: int


@router.get("/rounds", response=answers(list[RoundOut]), summary="360 rounds that one runs or oversees")
@paginate(Pages)
def rounds(request: HttpRequest) -> QuerySet[Putaran]:
    return queries.putaran_visible(_actor(request))


@router.post("/rounds", response=answers(RoundDetailOut, status=201), summary="Prepare a round")
def plan(request: HttpRequest, body: RoundIn) -> Status[dict[str, Any]]:
    actor = _actor(request)
    can_run_putaran(actor).or_raise()
    instansi = organisation.instansi_for(actor)
    data = body.dict()
    wanted = data.pop("instrumen_id")
    known = {item.pk: item for item in queries.instruments(instansi.pk)}
    if wanted is not None and wanted not in known:
        raise Http404
    made = operations.plan_putaran(
        instansi=instansi, instrumen=known.get(wanted), **data, by=actor, at=clock.now()
    )
    return Status(201, _detail(made))


@router.get("/rounds/{putaran_id}", response=answers(RoundDetailOut), summary="How far a round is")
def one(request: HttpRequest, putaran_id: int) -> dict[str, Any]:
    return _detail(queries.putaran_for(_actor(request), putaran_id))


@router.post("/rounds/{putaran_id}/draw", response=answers(RoundDetailOut), summary="Draw the raters")
def draw(request: HttpRequest, putaran_id: int, body: RoundVersionIn) -> dict[str, Any]:
    """In the background: the state becomes `nominasi` when it is done."""
    actor = _actor(request)
    putaran = queries.putaran_for(actor, putaran_id)
    can_run_putaran(actor).or_raise()
    queries.may(putaran, "undi", version=body.version)
    job = draw_in_background.enqueue(putaran.pk, putaran.version, actor.name)
    operations.note_job(putaran=putaran, job_id=str(job.id))
    putaran.refresh_from_db()
    return _detail(putaran)


@router.post("/rounds/{putaran_id}/open", response=answers(RoundDetailOut), summary="Take answers")
def open_round(request: HttpRequest, putaran_id: int, body: RoundVersionIn) -> dict[str, Any]:
    putaran = queries.putaran_for(_actor(request), putaran_id)
    return _detail(
        operations.open_putaran(putaran=putaran, version=body.version, by=_actor(request), at=clock.now())
    )


@router.post("/rounds/{putaran_id}/remind", response=answers(ReminderOut), summary="Remind the raters")
def remind(request: HttpRequest, putaran_id: int) -> dict[str, int]:
    putaran = queries.putaran_for(_actor(request), putaran_id)
    return {"diingatkan": operations.remind_raters(putaran=putaran, by=_actor(request), at=clock.now())}


@router.put(
    "/rounds/{putaran_id}/reminders",
    response=answers(RoundDetailOut),
    summary="Choose when a round reminds by itself",
)
def reminders(request: HttpRequest, putaran_id: int, body: ReminderDaysIn) -> dict[str, Any]:
    putaran = queries.putaran_for(_actor(request), putaran_id)
    return _detail(
        operations.choose_pengingat(
            putaran=putaran,
            version=body.version,
            pengingat=body.pengingat,
            by=_actor(request),
            at=clock.now(),
        )
    )


@router.post("/rounds/{putaran_id}/close", response=answers(RoundDetailOut), summary="Close and count")
def close(request: HttpRequest, putaran_id: int, body: RoundVersionIn) -> dict[str, Any]:
    """The count follows in the background; `counted_at` says when it is done."""
    putaran = queries.putaran_for(_actor(request), putaran_id)
    closed = operations.close_putaran(
        putaran=putaran, version=body.version, by=_actor(request), at=clock.now()
    )
    job = count_in_background.enqueue(closed.pk)
    operations.note_job(putaran=closed, job_id=str(job.id))
    closed.refresh_from_db()
    return _detail(closed)


@router.post("/rounds/{putaran_id}/release", response=answers(RoundDetailOut), summary="Release the results")
def release(request: HttpRequest, putaran_id: int, body: RoundVersionIn) -> dict[str, Any]:
    putaran = queries.putaran_for(_actor(request), putaran_id)
    return _detail(
        operations.release_putaran(putaran=putaran, version=body.version, by=_actor(request), at=clock.now())
    )


@router.get("/round-tasks", response=answers(list[TaskOut]), summary="One's own tasks in open rounds")
@paginate(Pages)
def tasks(request: HttpRequest) -> list[TugasPutaran]:
    return queries.my_tasks(_actor(request).pegawai_id)


@router.post("/round-tasks/{tugas_id}/decline", response=answers(TaskOut), summary="Decline a task")
def decline(request: HttpRequest, tugas_id: int, body: TaskDeclineIn) -> TugasPutaran:
    tugas = queries.task_for(_actor(request), tugas_id)
    return operations.decline_tugas(tugas=tugas, alasan=body.alasan, by=_actor(request), at=clock.now())


@router.post(
    "/round-nominations/{peserta_id}/approve",
    response=answers(RoundVersionIn),
    summary="Agree to the raters of somebody whom one rates",
)
def approve(request: HttpRequest, peserta_id: int, body: RoundVersionIn) -> dict[str, int]:
    peserta = queries.peserta_for(_actor(request), peserta_id)
    can_decide_nomination(_actor(request), peserta).or_raise()
    done = operations.approve_nomination(
        peserta=peserta, version=body.version, by=_actor(request), at=clock.now()
    )
    return {"version": done.version}


@router.get(
    "/round-profiles/{peserta_id}",
    response=answers(ProfileOut),
    summary="A released profile: one's own, or that of somebody whom one rates",
)
def profile(request: HttpRequest, peserta_id: int) -> PesertaPutaran:
    return queries.profile_for(_actor(request), peserta_id)


def _detail(putaran: Putaran) -> dict[str, Any]:
    ledger = queries.ledger_of(putaran)
    names = [name for name in RoundOut.model_fields if name != "instrumen"]
    return {
        **{name: getattr(putaran, name) for name in names},
        "instrumen": str(putaran.instrumen),
        "peserta": ledger.peserta,
        "disetujui": ledger.disetujui,
        "tugas": ledger.tugas,
        "pengisi_tersisa": ledger.pengisi_tersisa,
        "kartu": ledger.kartu,
        "kartu_dipakai": ledger.kartu_dipakai,
    }


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
