"""The API of planning for many: the library, and what copies, plans and counts for a group."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.rest import Given, Pages, answers, paginate
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.enums import StatePustaka
from kasuari.planning.models import ButirPustaka, Skp
from kasuari.planning.operations import IsianIndikator, IsianRhk
from kasuari.planning.rest import IndikatorIn, SkpDetailOut, VersionIn

router = Router(tags=["planning"])


class IndikatorPustakaOut(Schema):
    """An indikator of the library with the form of its target."""

    id: int
    teks: str
    aspek: str
    perspektif: str
    target_jenis: str
    target_teks: str
    target_minimum: Decimal | None
    target_maksimum: Decimal | None
    satuan: str
    arah: str


class ButirOut(Schema):
    """A library entry. `skp`, `orang` and `unit`: from how many set SKP, people and units it comes."""

    id: int
    jabatan_id: int
    jabatan: str
    teks: str
    state: str
    version: int
    skp: int
    orang: int
    unit: int
    indikator: list[IndikatorPustakaOut]

    @staticmethod
    def resolve_jabatan(butir: ButirPustaka) -> str:
        return butir.jabatan.nama

    @staticmethod
    def resolve_indikator(butir: ButirPustaka) -> list[Any]:
        return sorted(butir.indikator.all(), key=lambda item: item.pk)


class ButirIn(Given):
    """An entry that the unit kepegawaian writes; a date is no target of the library."""

    jabatan_id: int
    teks: str
    indikator: list[IndikatorIn] = []


class DecisionIn(VersionIn):
    act: Literal["setujui", "sembunyikan"]


class MergeIn(VersionIn):
    ke: int = Field(description="The entry of the same jabatan that stays.")


class IndikatorSuggestionOut(Schema):
    id: int
    teks: str
    target: str


class SuggestionOut(Schema):
    """What suits an SKP. `nearness`: 0 own jabatan, 1 another level of it, 2 the same kind of unit."""

    id: int
    teks: str
    jabatan: str
    nearness: int
    skp: int
    taken: bool
    indikator: list[IndikatorSuggestionOut]


class CopySourceOut(Schema):
    """An earlier SKP of the same person; `hasil` is how many results it has."""

    id: int
    tahun: int
    jabatan: str
    state: str
    hasil: int

    @staticmethod
    def resolve_tahun(skp: Skp) -> int:
        return skp.periode.tahun

    @staticmethod
    def resolve_jabatan(skp: Skp) -> str:
        return skp.penugasan.jabatan.nama


class CopyIn(VersionIn):
    source_id: int
    rhk_ids: list[int] | None = Field(
        None, description="Some of its results; without it all, and the lampiran."
    )


@router.get("/library", response=answers(list[ButirOut]), summary="The library of rencana hasil kerja")
@paginate(Pages)
def library(
    request: HttpRequest, jabatan_id: int | None = None, state: str = "", q: str = ""
) -> QuerySet[ButirPustaka]:
    """Most used first. All but the unit kepegawaian see approved entries only."""
    if state and state not in StatePustaka.values:
        raise Invalid("planning.invalid")
    return queries.butir_visible(_actor(request), state=state, jabatan_id=jabatan_id, q=q)


@router.post("/library", response=answers(ButirOut, status=201), summary="Write a library entry")
def library_add(request: HttpRequest, data: ButirIn) -> Status[ButirPustaka]:
    actor = _actor(request)
    access.can_curate(actor).or_raise()
    butir = operations.add_butir(
        instansi_id=organisation.instansi_for(actor).pk,
        jabatan_id=data.jabatan_id,
        rhk=IsianRhk(
            teks=data.teks, indikator=tuple(IsianIndikator(**item.dict()) for item in data.indikator)
        ),
        by=actor,
        at=clock.now(),
    )
    return Status(201, queries.butir_for(actor, butir.pk))


@router.post("/library/{butir_id}/decide", response=answers(ButirOut), summary="Approve or hide an entry")
def library_decide(request: HttpRequest, butir_id: int, data: DecisionIn) -> ButirPustaka:
    actor = _actor(request)
    access.can_curate(actor).or_raise()
    operations.decide_butir(
        butir=queries.butir_for(actor, butir_id), version=data.version, act=data.act, by=actor, at=clock.now()
    )
    return queries.butir_for(actor, butir_id)


@router.post("/library/{butir_id}/merge", response=answers(ButirOut), summary="Merge an entry into another")
def library_merge(request: HttpRequest, butir_id: int, data: MergeIn) -> ButirPustaka:
    actor = _actor(request)
    access.can_curate(actor).or_raise()
    operations.merge_butir(
        butir=queries.butir_for(actor, butir_id),
        version=data.version,
        into=queries.butir_for(actor, data.ke),
        by=actor,
        at=clock.now(),
    )
    return queries.butir_for(actor, data.ke)


@router.get(
    "/skp/{skp_id}/library", response=answers(list[SuggestionOut]), summary="What the library has for an SKP"
)
def library_offer(request: HttpRequest, skp_id: int, q: str = "") -> list[queries.Suggestion]:
    """At most 40, the own jabatan first. For the owner, while the SKP can be written."""
    actor = _actor(request)
    skp = queries.skp_for(actor, skp_id)
    access.can_edit_skp(actor, skp).or_raise()
    return queries.suggestions(skp, q=q)


@router.post(
    "/skp/{skp_id}/library/{butir_id}", response=answers(SkpDetailOut), summary="Take an entry into a draft"
)
def library_take(request: HttpRequest, skp_id: int, butir_id: int, data: VersionIn) -> Skp:
    actor = _actor(request)
    skp = queries.skp_for(actor, skp_id)
    access.can_edit_skp(actor, skp).or_raise()
    operations.take_butir(
        skp=skp,
        version=data.version,
        butir=queries.butir_for(actor, butir_id),
        by=actor,
        at=clock.now(),
    )
    return queries.skp_for(actor, skp_id)


@router.get(
    "/skp/{skp_id}/copy", response=answers(list[CopySourceOut]), summary="Earlier SKP that may be copied"
)
def copy_sources(request: HttpRequest, skp_id: int) -> list[Skp]:
    actor = _actor(request)
    skp = queries.skp_for(actor, skp_id)
    access.can_edit_skp(actor, skp).or_raise()
    return queries.copy_sources(skp)


@router.post("/skp/{skp_id}/copy", response=answers(SkpDetailOut), summary="Copy an earlier SKP into a draft")
def copy_skp(request: HttpRequest, skp_id: int, data: CopyIn) -> Skp:
    """What the draft has already stays. Every copied target is marked `periksa` until it is touched."""
    actor = _actor(request)
    skp = queries.skp_for(actor, skp_id)
    access.can_edit_skp(actor, skp).or_raise()
    operations.copy_skp(
        skp=skp,
        version=data.version,
        source=queries.copy_source(skp, data.source_id),
        rhk_ids=data.rhk_ids,
        by=actor,
        at=clock.now(),
    )
    return queries.skp_for(actor, skp_id)


@router.post(
    "/skp/{skp_id}/targets-seen", response=answers(SkpDetailOut), summary="Say that copied targets were seen"
)
def targets_seen(request: HttpRequest, skp_id: int, data: VersionIn) -> Skp:
    actor = _actor(request)
    operations.mark_targets_seen(
        skp=queries.skp_for(actor, skp_id), version=data.version, by=actor, at=clock.now()
    )
    return queries.skp_for(actor, skp_id)


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
