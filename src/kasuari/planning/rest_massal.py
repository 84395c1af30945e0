"""The API of plans for many: prepare, look, begin, follow, take back; and setting several SKP at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.reasons import explain
from kasuari.foundation.rest import Given, Pages, answers, paginate
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.models import BarisMassal, RencanaMassal
from kasuari.planning.operations import IsianIndikator, IsianRhk, PilihanMassal
from kasuari.planning.operations.massal import Rancangan, counts_of
from kasuari.planning.rest import IndikatorIn, VersionIn

router = Router(tags=["planning"])
Source = Literal["pk", "salin", "pustaka", "peran"]


class TemplateIn(Given):
    """A result with its indikator, written once for everybody in the group."""

    teks: str
    indikator: list[IndikatorIn] = []


class MassalIn(Given):
    """Whom a plan is for, and what it is written from. What is left out asks nothing."""

    periode_id: int
    unit_id: int | None = None
    jabatan_id: int | None = None
    jenis_jabatan: list[str] = []
    tanpa_skp: bool = Field(False, description="Only people who have no SKP at all.")
    sumber: list[Source] = ["pk", "salin", "pustaka", "peran"]
    paling_banyak: int = Field(4, ge=1, le=12, description="Most library entries for one person.")
    pendekatan: str = "kuantitatif"
    templat: list[TemplateIn] = []
    harapan: str = ""
    lampiran: dict[str, list[str]] = {}


class MassalOut(Schema):
    """A run; `counts` are its rows by state once it has begun."""

    id: int
    periode_id: int
    jenis: str
    state: str
    version: int
    created_at: datetime
    counts: dict[str, int]

    @staticmethod
    def resolve_counts(massal: RencanaMassal) -> dict[str, int]:
        return massal.counts or counts_of(massal)


class PreviewOut(Schema):
    """What would be written for one person, or `alasan`, the code of why not, with its words."""

    pegawai_id: int
    nama: str
    rhk: int
    indikator: int
    peran: int
    sumber: list[str]
    tanpa_penilai: bool
    alasan: str
    message: str

    @staticmethod
    def resolve_rhk(item: Rancangan) -> int:
        return len(item.hasil)

    @staticmethod
    def resolve_message(item: Rancangan) -> str:
        return str(explain(item.alasan).why) if item.alasan else ""


class RowOut(Schema):
    """What came of a run for one person."""

    pegawai_id: int
    skp_id: int | None
    state: str
    code: str = Field(description="Why nothing was written, or why it is kept; else empty.")
    rhk: int
    indikator: int
    sumber: list[str]


class ChosenIn(Given):
    """An SKP in the version that was read."""

    id: int
    version: int


class SetManyIn(Given):
    skp: list[ChosenIn] = Field(min_length=1, max_length=200)


class RefusedOut(Schema):
    id: int
    code: str
    message: str


class SetManyOut(Schema):
    """How many were set, and which were not."""

    done: int
    refused: list[RefusedOut]


@router.get("/bulk-plans", response=answers(list[MassalOut]), summary="Plans for many")
@paginate(Pages)
def runs(request: HttpRequest) -> QuerySet[RencanaMassal]:
    """One's own; for the unit kepegawaian all of the agency. Newest first."""
    return queries.massal_rows(_actor(request))


@router.post("/bulk-plans", response=answers(MassalOut, status=201), summary="Prepare a plan for many")
def prepare(request: HttpRequest, data: MassalIn) -> Status[RencanaMassal]:
    """Nothing is written yet: look at the preview, then begin it."""
    actor = _actor(request)
    periode = queries.periode_for(data.periode_id)
    access.can_plan_many(actor, periode).or_raise()
    given = data.dict(exclude={"periode_id", "templat", "lampiran", "jenis_jabatan", "sumber"})
    pilihan = PilihanMassal(
        **given,
        jenis_jabatan=tuple(data.jenis_jabatan),
        sumber=tuple(data.sumber),
        templat=tuple(
            IsianRhk(teks=row.teks, indikator=tuple(IsianIndikator(**item.dict()) for item in row.indikator))
            for row in data.templat
        ),
        lampiran={key: tuple(lines) for key, lines in data.lampiran.items()},
    )
    massal = operations.prepare_massal(periode=periode, pilihan=pilihan, by=actor, at=clock.now())
    return Status(201, queries.massal_for(actor, massal.pk))


@router.get("/bulk-plans/{massal_id}", response=answers(MassalOut), summary="One plan for many")
def one(request: HttpRequest, massal_id: int) -> RencanaMassal:
    """Ask again to follow the worker."""
    return queries.massal_for(_actor(request), massal_id)


@router.get(
    "/bulk-plans/{massal_id}/preview", response=answers(list[PreviewOut]), summary="What would be written"
)
@paginate(Pages)
def preview(request: HttpRequest, massal_id: int) -> list[Rancangan]:
    """Person by person, against what stands now. Empty for a change of words."""
    actor = _actor(request)
    massal = queries.massal_for(actor, massal_id)
    if massal.jenis != "isi":
        return []
    pilihan = PilihanMassal.restored(massal.pilihan)
    return operations.rancangan_of(periode=massal.periode, pilihan=pilihan, by=actor, at=clock.now())


@router.get("/bulk-plans/{massal_id}/rows", response=answers(list[RowOut]), summary="What came of it")
@paginate(Pages)
def rows(request: HttpRequest, massal_id: int, state: str = "") -> QuerySet[BarisMassal]:
    """Person by person, once it has begun."""
    return queries.baris_massal(queries.massal_for(_actor(request), massal_id), state=state)


@router.post("/bulk-plans/{massal_id}/begin", response=answers(MassalOut), summary="Begin a plan for many")
def begin(request: HttpRequest, massal_id: int, data: VersionIn) -> RencanaMassal:
    """The worker writes it; follow it with GET."""
    actor = _actor(request)
    massal = queries.massal_for(actor, massal_id)
    operations.begin_massal(massal=massal, version=data.version, by=actor, at=clock.now())
    return queries.massal_for(actor, massal_id)


@router.post("/bulk-plans/{massal_id}/undo", response=answers(MassalOut), summary="Take a plan for many back")
def undo(request: HttpRequest, massal_id: int, data: VersionIn) -> RencanaMassal:
    """Only what nobody has touched since."""
    actor = _actor(request)
    massal = queries.massal_for(actor, massal_id)
    operations.undo_massal(massal=massal, version=data.version, by=actor, at=clock.now())
    return queries.massal_for(actor, massal_id)


@router.post("/set-skp", response=answers(SetManyOut), summary="Set several SKP at once")
def set_many(request: HttpRequest, data: SetManyIn) -> dict[str, Any]:
    """Each on its own, in the version that was read; one that is refused does not stop the others."""
    actor = _actor(request)
    chosen = [(queries.skp_for(actor, item.id), item.version) for item in data.skp]
    outcome = operations.set_many(chosen=chosen, by=actor, at=clock.now())
    return {
        "done": outcome.done,
        "refused": [
            {"id": skp.pk, "code": code, "message": str(reason)} for skp, code, reason in outcome.refused
        ],
    }


def _actor(request: HttpRequest) -> Actor:
    return cast("ActorRequest", request).actor
