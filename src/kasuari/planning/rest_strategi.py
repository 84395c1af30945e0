"""The API of the manual indikator, the workblock and the templates of the lampiran."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal, cast

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema, Status

from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.rest import Given, answers
from kasuari.organisation.queries import instansi_for
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.models import TemplatLampiran, Workblock
from kasuari.planning.operations import IsianManual, IsianWorkblock
from kasuari.planning.operations.workblock import TEXTS
from kasuari.planning.queries import IsiIndikator, TemplatKelompok

router = Router(tags=["planning"])

Kualitas = Literal[
    "", "outcome", "outcome_antara", "output_kendali_rendah", "output_kendali_sedang", "output_kendali_tinggi"
]
Kelompok = Literal[
    "semua", "jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas", "pelaksana", "jf"
]


class ManualFields(Given):
    """The parts of format A.1.3 that are not in the SKP already."""

    dipahami: bool | None = Field(
        None, description="Whether all pegawai understand the indikator; null is not said."
    )
    tujuan: str = ""
    definisi: str = ""
    formula: str = ""
    satuan: str = ""
    kualitas: Kualitas = ""
    sumber_data: str = ""
    periode_pelaporan: Literal["", "bulanan", "triwulanan", "semesteran", "tahunan"] = ""


class ManualIn(ManualFields):
    """A manual as it shall stand; `version` is that of the SKP. All parts empty removes it."""

    version: int = Field(ge=0)


class ManualOut(ManualFields):
    """The manual of one indikator. `diminta`: wajib, disusun (asked of JPT and pimpinan unit kerja mandiri)
    or tidak_diminta; `kurang` names the parts that are still empty."""

    indikator_id: int
    indikator: str
    target: str
    arah: str
    baseline: Decimal | None
    diminta: str
    lengkap: bool
    kurang: list[str]

    @staticmethod
    def of(item: IsiIndikator) -> ManualOut:
        held = item.manual
        return ManualOut(
            indikator_id=item.id,
            indikator=item.teks,
            target=item.target,
            arah=item.arah,
            baseline=item.baseline,
            diminta=held.asked,
            lengkap=held.complete,
            kurang=list(held.missing),
            **{name: getattr(held, name) for name in ManualFields.model_fields},
        )


class WorkblockFields(Given):
    """The fields of format A.1.4; each list line by line."""

    judul: str
    indikator_id: int | None = None
    intervensi_teks: str = ""
    pemilik: str = ""
    pihak_terlibat: str = ""
    waktu: str = ""
    penerima_manfaat: str = ""
    tujuan: str = ""
    anggaran: str = Field("", description="In words; empty is unknown, never zero.")
    strategi_rutin: list[str] = []
    strategi_transformatif: list[str] = []
    keluaran_rutin: list[str] = []
    keluaran_transformatif: list[str] = []

    def isian(self) -> IsianWorkblock:
        given: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in self.dict(exclude={"version"}).items()
        }
        return IsianWorkblock(**given)


class WorkblockChangeIn(WorkblockFields):
    version: int = Field(ge=0)


class WorkblockOut(WorkblockFields):
    """A workblock; `version` goes with every write of it."""

    id: int
    skp_id: int
    version: int

    @staticmethod
    def of(row: Workblock) -> WorkblockOut:
        given: dict[str, Any] = {name: getattr(row, name) for name in TEXTS} | queries.lines_of(row)
        return WorkblockOut(
            id=row.pk, skp_id=row.skp_id, version=row.version, indikator_id=row.indikator_id, **given
        )


class LinesInOut(Given):
    """The three lists of a lampiran SKP."""

    dukungan: list[str] = []
    skema: list[str] = []
    konsekuensi: list[str] = []


class TemplatIn(LinesInOut):
    """A template from `start_date` on, today at the earliest; without lines there is none from then on."""

    start_date: date
    version: int = Field(ge=0, description="As read with the kind of post.")


class TemplatOut(LinesInOut):
    id: int
    start_date: date

    @staticmethod
    def of(row: TemplatLampiran) -> TemplatOut:
        return TemplatOut(id=row.pk, start_date=row.start_date, **queries.standing_lines(row))


class TemplatKelompokOut(Schema):
    """A kind of post: the template that stands today, and those that wait for their day."""

    kelompok: str
    version: int
    berlaku: TemplatOut | None
    berikutnya: list[TemplatOut]

    @staticmethod
    def of(found: TemplatKelompok) -> TemplatKelompokOut:
        return TemplatKelompokOut(
            kelompok=found.kelompok,
            version=found.version,
            berlaku=TemplatOut.of(found.standing) if found.standing else None,
            berikutnya=[TemplatOut.of(row) for row in found.coming],
        )


class InsertIn(Given):
    version: int = Field(ge=0)
    templat_id: int


class ChangedOut(Schema):
    """How many lines came in or went out, and the version of the SKP from now on."""

    count: int
    version: int


class ManualVersionIn(Given):
    version: int = Field(ge=0)


@router.get(
    "/skp/{skp_id}/manuals",
    response=answers(list[ManualOut]),
    summary="The manuals of the indikator of an SKP",
)
def manuals(request: HttpRequest, skp_id: int) -> list[ManualOut]:
    """Every indikator in the order of print, also those without a manual."""
    isi = queries.contents(queries.skp_for(_actor(request), skp_id))
    return [ManualOut.of(item) for rhk in isi.rhk for item in rhk.indikator]


@router.put(
    "/skp/{skp_id}/manuals/{indikator_id}",
    response=answers(ManualOut),
    summary="Write the manual of an indikator",
)
def manual_write(request: HttpRequest, skp_id: int, indikator_id: int, data: ManualIn) -> ManualOut:
    actor = _actor(request)
    skp = queries.skp_for(actor, skp_id)
    _item(queries.contents(skp), indikator_id)
    operations.write_manual(
        skp=skp,
        version=data.version,
        indikator_id=indikator_id,
        manual=IsianManual(**data.dict(exclude={"version"})),
        by=actor,
        at=clock.now(),
    )
    return ManualOut.of(_item(queries.contents(queries.skp_for(actor, skp_id)), indikator_id))


@router.get("/skp/{skp_id}/workblocks", response=answers(list[WorkblockOut]), summary="Workblocks of an SKP")
def workblocks(request: HttpRequest, skp_id: int) -> list[WorkblockOut]:
    skp = queries.skp_for(_actor(request), skp_id)
    return [WorkblockOut.of(row) for row in queries.workblocks_of(skp)]


@router.post(
    "/skp/{skp_id}/workblocks",
    response=answers(WorkblockOut, status=201),
    summary="Add a workblock to an SKP",
)
def workblock_add(request: HttpRequest, skp_id: int, data: WorkblockFields) -> Status[WorkblockOut]:
    actor = _actor(request)
    row = operations.add_workblock(
        skp=queries.skp_for(actor, skp_id), workblock=data.isian(), by=actor, at=clock.now()
    )
    return Status(201, WorkblockOut.of(row))


@router.get("/workblocks/{workblock_id}", response=answers(WorkblockOut), summary="One workblock")
def workblock(request: HttpRequest, workblock_id: int) -> WorkblockOut:
    return WorkblockOut.of(queries.workblock_for(_actor(request), workblock_id))


@router.put("/workblocks/{workblock_id}", response=answers(WorkblockOut), summary="Change a workblock")
def workblock_change(request: HttpRequest, workblock_id: int, data: WorkblockChangeIn) -> WorkblockOut:
    actor = _actor(request)
    operations.change_workblock(
        row=queries.workblock_for(actor, workblock_id),
        version=data.version,
        workblock=data.isian(),
        by=actor,
        at=clock.now(),
    )
    return WorkblockOut.of(queries.workblock_for(actor, workblock_id))


@router.post(
    "/workblocks/{workblock_id}/remove", response=answers(None, status=204), summary="Remove a workblock"
)
def workblock_remove(request: HttpRequest, workblock_id: int, data: ManualVersionIn) -> Status[None]:
    actor = _actor(request)
    operations.remove_workblock(
        row=queries.workblock_for(actor, workblock_id), version=data.version, by=actor, at=clock.now()
    )
    return Status(204, None)


@router.get(
    "/lampiran-templates", response=answers(list[TemplatKelompokOut]), summary="Templates of the lampiran SKP"
)
def templates(request: HttpRequest) -> list[TemplatKelompokOut]:
    """By kind of post, for the unit kepegawaian."""
    actor = _actor(request)
    access.can_write_templat(actor).or_raise()
    found = queries.templates_of(instansi_for(actor).pk, on=clock.today())
    return [TemplatKelompokOut.of(row) for row in found]


@router.put(
    "/lampiran-templates/{kelompok}",
    response=answers(TemplatKelompokOut),
    summary="Write the template of a kind of post",
)
def templat_write(request: HttpRequest, kelompok: Kelompok, data: TemplatIn) -> TemplatKelompokOut:
    """What began on an earlier day is never rewritten: a change has its own day."""
    actor = _actor(request)
    access.can_write_templat(actor).or_raise()
    instansi = instansi_for(actor)
    operations.write_templat(
        instansi=instansi,
        kelompok=kelompok,
        start_date=data.start_date,
        lines=data.dict(include={"dukungan", "skema", "konsekuensi"}),
        version=data.version,
        by=actor,
        at=clock.now(),
    )
    found = queries.templates_of_kelompok(instansi.pk, kelompok, on=clock.today())
    if found is None:
        raise Http404
    return TemplatKelompokOut.of(found)


@router.get(
    "/skp/{skp_id}/lampiran-templates",
    response=answers(list[TemplatOut]),
    summary="Templates that an SKP is offered",
)
def templates_offered(request: HttpRequest, skp_id: int) -> list[TemplatOut]:
    """That of its kind of post first, then the general one."""
    skp = queries.skp_for(_actor(request), skp_id)
    return [TemplatOut.of(row) for row in queries.offered_to(skp, on=clock.today())]


@router.post(
    "/skp/{skp_id}/lampiran-templates",
    response=answers(ChangedOut),
    summary="Put a template into the lampiran of a draft",
)
def templat_insert(request: HttpRequest, skp_id: int, data: InsertIn) -> ChangedOut:
    actor = _actor(request)
    skp = queries.skp_for(actor, skp_id)
    count = operations.insert_templat(
        skp=skp, version=data.version, templat_id=data.templat_id, by=actor, at=clock.now()
    )
    return ChangedOut(count=count, version=skp.version)


@router.post(
    "/skp/{skp_id}/lampiran-templates/undo",
    response=answers(ChangedOut),
    summary="Take out what the last template brought",
)
def templat_take_out(request: HttpRequest, skp_id: int, data: ManualVersionIn) -> ChangedOut:
    """Only lines that nobody has changed since."""
    actor = _actor(request)
    skp = queries.skp_for(actor, skp_id)
    count = operations.take_out_templat(skp=skp, version=data.version, by=actor, at=clock.now())
    return ChangedOut(count=count, version=skp.version)


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor


def _item(isi: Any, indikator_id: int) -> IsiIndikator:
    for rhk in isi.rhk:
        for item in rhk.indikator:
            if item.id == indikator_id:
                found: IsiIndikator = item
                return found
    raise Http404
