"""Sessions of bimbingan over the API (formats B.1.6 and B.1.7).

What is confidential stays on the pages: the person's word about a session (B.1.8), and everything of
konseling, which has no operation here.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from kasuari.development import operations
from kasuari.development.enums.bimbingan import BentukMentoring, JenisBimbingan
from kasuari.development.queries.bimbingan import my_sessions, session_for
from kasuari.development.queries.rencana import reach
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.rest import Given, answers
from kasuari.organisation.web.middleware import ActorRequest

router = Router(tags=["bimbingan"])


class SessionLine(Schema):
    id: int
    pegawai_id: int
    pembimbing_id: int
    jenis: str
    bentuk: str
    nama_kompetensi: str
    tanggal: date
    tempat: str
    state: str
    version: int
    reported_at: datetime | None


class SessionOut(SessionLine):
    """With the rows of its parts, as both have written them."""

    isi: dict[str, list[list[str]]]
    pegawai_signed_at: datetime | None
    pembimbing_signed_at: datetime | None


class SessionIn(Given):
    jenis: JenisBimbingan
    tanggal: date
    tempat: str
    pembimbing_id: int = Field(description="Who guides: oneself, or somebody of the agency.")
    bentuk: BentukMentoring | None = None
    kompetensi_id: int | None = None


class PartsIn(Given):
    version: int
    isi: dict[str, list[list[str]]] = Field(description="One's own parts; another's are left alone.")


class SignIn(Given):
    version: int


@router.get("/guidance-sessions", response=answers(list[SessionLine]), summary="The sessions that I may read")
def sessions(request: HttpRequest) -> list[Any]:
    return my_sessions(_actor(request))


@router.post(
    "/people/{pegawai_id}/guidance-sessions",
    response=answers(SessionOut, status=201),
    summary="Open a session, or take the same open one up",
)
def begin(request: HttpRequest, pegawai_id: int, payload: SessionIn) -> Status[Any]:
    actor = _actor(request)
    made = operations.begin_session(
        pegawai=reach(actor, pegawai_id, on=clock.today()).pegawai,
        pembimbing_id=payload.pembimbing_id,
        jenis=payload.jenis.value,
        bentuk=payload.bentuk.value if payload.bentuk else "",
        kompetensi_id=payload.kompetensi_id,
        tanggal=payload.tanggal,
        tempat=payload.tempat,
        by=actor,
        at=clock.now(),
    )
    return Status(201, made)


@router.get("/guidance-sessions/{sesi_id}", response=answers(SessionOut), summary="One session")
def session(request: HttpRequest, sesi_id: int) -> Any:
    return session_for(_actor(request), sesi_id)


@router.put("/guidance-sessions/{sesi_id}", response=answers(SessionOut), summary="Write one's own parts")
def write(request: HttpRequest, sesi_id: int, payload: PartsIn) -> Any:
    operations.write_session(
        sesi=session_for(_actor(request), sesi_id),
        parts=payload.isi,
        version=payload.version,
        by=_actor(request),
        at=clock.now(),
    )
    return session_for(_actor(request), sesi_id)


@router.post("/guidance-sessions/{sesi_id}/sign", response=answers(SessionOut), summary="Sign one's side")
def sign(request: HttpRequest, sesi_id: int, payload: SignIn) -> Any:
    operations.sign_session(
        sesi=session_for(_actor(request), sesi_id),
        version=payload.version,
        by=_actor(request),
        at=clock.now(),
    )
    return session_for(_actor(request), sesi_id)


@router.post(
    "/guidance-sessions/{sesi_id}/report",
    response=answers(SessionOut),
    summary="Report a signed session to the atasan",
)
def report(request: HttpRequest, sesi_id: int) -> Any:
    found = session_for(_actor(request), sesi_id)
    operations.report_session(sesi=found, by=_actor(request), at=clock.now())
    return session_for(_actor(request), sesi_id)


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
