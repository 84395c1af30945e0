"""The API around a matrix: opening it, people, tim kerja, consent, cascading; and links between results."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.rest import Given, answers
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import operations, queries
from kasuari.planning.models import AnggotaMatriks, Matriks, TimKerja
from kasuari.planning.rest_matriks import MatriksOut

router = Router(tags=["planning"])
VERSION: Any = Field(ge=0, le=2_000_000_000)
ID: Any = Field(ge=1, le=10**15)


class MemberOut(Schema):
    """Somebody in a row. `penilai_id`: whom the consent is asked of; null where none is needed."""

    id: int
    pegawai_id: int
    state: str
    penilai_id: int | None
    alasan: str
    version: int


class MemberIn(Given):
    pegawai_id: int = ID
    keterangan: str = Field("", max_length=2000)


class TeamVersionIn(Given):
    version: int = VERSION


class TeamOut(Schema):
    """A tim kerja; `terbuka`: everybody may apply."""

    id: int
    nama: str
    ketua_id: int
    start_date: date
    end_date: date | None
    terbuka: bool
    version: int


class TeamIn(Given):
    nama: str = Field(min_length=1, max_length=200)
    ketua_id: int = ID
    start_date: date
    terbuka: bool = False


class ConsentIn(TeamVersionIn):
    """The penilai agrees, or declines with a reason."""

    setuju: bool
    alasan: str = Field("", max_length=2000)


class CascadingIn(Given):
    """How the indikator of a column is broken down; `sebelumnya` as it was read, "" for not decided."""

    metode: str = Field(max_length=14)
    sebelumnya: str = Field("", max_length=14)


class CandidateOut(Schema):
    """A result of the leader that fits, with the words that both share."""

    rhk_id: int
    teks: str
    kata: list[str]


class ProposalOut(Schema):
    """A result whose expectation is provisional, with what fits of the leader's plan, the best first."""

    rhk_id: int
    teks: str
    harapan: str
    usul: list[CandidateOut]


class ResultLinkIn(TeamVersionIn):
    intervensi_id: int = ID
    intervensi_indikator_id: int | None = Field(None, ge=1, le=10**15)


class LinkedOut(Schema):
    rhk_id: int
    intervensi_id: int | None
    intervensi_teks: str


@router.post("/skp/{skp_id}/matrix", response=answers(MatriksOut, status=201), summary="Open the matrix")
def open_matrix(request: HttpRequest, skp_id: int) -> Status[Matriks]:
    """The one of the SKP of a leader or ketua tim; the one that is there already where it was opened."""
    actor = _actor(request)
    found = operations.open_matriks(skp=queries.skp_for(actor, skp_id), by=actor, at=clock.now())
    return Status(201, queries.matriks_for(actor, found.pk))


@router.post(
    "/matrices/{matriks_id}/members", response=answers(MemberOut, status=201), summary="Add somebody"
)
def member_add(request: HttpRequest, matriks_id: int, data: MemberIn) -> Status[AnggotaMatriks]:
    """Of another unit only with the consent of their own penilai, who is asked by this."""
    actor = _actor(request)
    found = queries.matriks_for(actor, matriks_id)
    row = operations.add_member(
        matriks=found, pegawai_id=data.pegawai_id, keterangan=data.keterangan, by=actor, at=clock.now()
    )
    return Status(201, row)


@router.post(
    "/matrices/{matriks_id}/members/{anggota_id}/end",
    response=answers(MemberOut),
    summary="End that somebody takes part",
)
def member_end(request: HttpRequest, matriks_id: int, anggota_id: int, data: TeamVersionIn) -> AnggotaMatriks:
    """Roles below which nothing was written leave the SKP."""
    actor = _actor(request)
    row = queries.member_of(queries.matriks_for(actor, matriks_id), anggota_id)
    return operations.end_member(anggota=row, version=data.version, by=actor, at=clock.now())


@router.post("/consents/{anggota_id}", response=answers(MemberOut), summary="Agree or decline as the penilai")
def consent(request: HttpRequest, anggota_id: int, data: ConsentIn) -> AnggotaMatriks:
    """For somebody of one's own whom another leader asked for."""
    actor = _actor(request)
    return operations.decide_member(
        anggota=queries.consent_for(actor, anggota_id),
        version=data.version,
        agree=data.setuju,
        alasan=data.alasan,
        by=actor,
        at=clock.now(),
    )


@router.get("/matrices/{matriks_id}/teams", response=answers(list[TeamOut]), summary="Its tim kerja")
def teams(request: HttpRequest, matriks_id: int) -> list[TimKerja]:
    """Running ones first."""
    return queries.tim_of(queries.matriks_for(_actor(request), matriks_id))


@router.post(
    "/matrices/{matriks_id}/teams", response=answers(TeamOut, status=201), summary="Form a tim kerja"
)
def team_form(request: HttpRequest, matriks_id: int, data: TeamIn) -> Status[TimKerja]:
    """The ketua then opens a matrix of the tim."""
    actor = _actor(request)
    found = queries.matriks_for(actor, matriks_id)
    return Status(201, operations.form_team(matriks=found, **data.dict(), by=actor, at=clock.now()))


@router.put(
    "/matrices/{matriks_id}/columns/{kolom}/cascading",
    response=answers(None, status=204),
    summary="Choose how an indikator is broken down",
)
def cascading(request: HttpRequest, matriks_id: int, kolom: str, data: CascadingIn) -> Status[None]:
    """Lampiran BAB II A.4; "" takes the choice back. 409 where somebody chose otherwise in between."""
    actor = _actor(request)
    found = queries.matriks_for(actor, matriks_id)
    chosen = next((item for item in queries.kolom_of(found) if item.key == kolom), None)
    if chosen is None or chosen.indikator_id is None:
        raise Invalid("planning.no_cascading")
    operations.choose_cascading(
        matriks=found,
        indikator_id=chosen.indikator_id,
        metode=data.metode,
        before=data.sebelumnya,
        by=actor,
        at=clock.now(),
    )
    return Status(204, None)


@router.get("/skp/{skp_id}/links", response=answers(list[ProposalOut]), summary="Links that are proposed")
def links(request: HttpRequest, skp_id: int) -> list[dict[str, Any]]:
    """For each provisional result what fits of the leader's plan. Nothing is linked by itself."""
    return [
        {
            "rhk_id": item.rhk_id,
            "teks": item.teks,
            "harapan": item.harapan,
            "usul": [
                {"rhk_id": one.result.rhk_id, "teks": one.result.teks, "kata": list(one.match.shared)}
                for one in item.candidates
            ],
        }
        for item in queries.proposals_for(queries.skp_for(_actor(request), skp_id))
    ]


@router.put("/skp/{skp_id}/links/{rhk_id}", response=answers(LinkedOut), summary="Link a result")
def link(request: HttpRequest, skp_id: int, rhk_id: int, data: ResultLinkIn) -> dict[str, Any]:
    """To a result of the penilai's own SKP of the year; a circle is refused."""
    actor = _actor(request)
    row = operations.link_rhk(
        skp=queries.skp_for(actor, skp_id), rhk_id=rhk_id, **data.dict(), by=actor, at=clock.now()
    )
    return _linked(row)


@router.post("/skp/{skp_id}/links/{rhk_id}/remove", response=answers(LinkedOut), summary="Take a link off")
def unlink(request: HttpRequest, skp_id: int, rhk_id: int, data: TeamVersionIn) -> dict[str, Any]:
    """What was expected before stands again, provisionally."""
    actor = _actor(request)
    row = operations.unlink_rhk(
        skp=queries.skp_for(actor, skp_id), rhk_id=rhk_id, version=data.version, by=actor, at=clock.now()
    )
    return _linked(row)


def _linked(row: Any) -> dict[str, Any]:
    return {"rhk_id": row.pk, "intervensi_id": row.intervensi_id, "intervensi_teks": row.intervensi_teks}


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
