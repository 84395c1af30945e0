"""The API of files that come in and go out: perjanjian kinerja, and the sheet of SKP rows.

A file is handed in, read and kept as a preview: nothing changes until it is applied, as a whole or not at
all.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, File, Router, Schema, Status
from ninja.files import UploadedFile

from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.rest import Pages, answers, paginate
from kasuari.foundation.web.made import made_file
from kasuari.organisation import queries as organisation
from kasuari.organisation.importing.checked_rows import report_of
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries, skp_file
from kasuari.planning.enums import StateImporPk
from kasuari.planning.models import ImporPk, ImporSkp, Periode
from kasuari.planning.rest import VersionIn
from kasuari.planning.skp_xlsx import sheet_of

router = Router(tags=["planning"])
VERDICTS = ("", "accepted", "warned", "refused")


class ImportOut(Schema):
    """A file that was handed in. `state`: pratinjau, menerapkan (a job is at it), diterapkan or dibatalkan.
    `counts` are its rows: new, changed, unchanged, refused. `problems`: why a job gave it back."""

    id: int
    file_name: str
    state: str
    version: int
    counts: dict[str, int]
    problems: list[dict[str, Any]] = []
    created_at: datetime
    applied_at: datetime | None

    @staticmethod
    def resolve_file_name(impor: ImporPk | ImporSkp) -> str:
        return impor.file.name


class ImportProblemOut(Schema):
    """What stands in the way of a row, or should be looked at."""

    column: str
    code: str
    message: str
    suggestion: str


class ImportRowOut(Schema):
    """A row of the file, as the command line reports it. `action`: new, changed, unchanged or none."""

    sheet: str
    row: int
    verdict: Literal["accepted", "warned", "refused"] = Field(
        description="refused stops the whole file; warned should be looked at."
    )
    action: str
    values: dict[str, str]
    problems: list[ImportProblemOut]


@router.get("/pk-imports", response=answers(list[ImportOut]), summary="Files of perjanjian kinerja")
@paginate(Pages)
def pk_imports(request: HttpRequest) -> QuerySet[ImporPk]:
    """Of your agency, newest first. For the unit kepegawaian."""
    access.can_write_pk(_actor(request)).or_raise()
    return queries.impor_pk_rows(_actor(request))


@router.post(
    "/pk-imports", response=answers(ImportOut, status=201), summary="Hand in a file of perjanjian kinerja"
)
def pk_import_read(request: HttpRequest, file: File[UploadedFile]) -> Status[ImporPk]:
    """CSV or XLSX. Nothing changes yet: read its rows, then apply it."""
    actor = _actor(request)
    access.can_write_pk(actor).or_raise()
    impor = operations.read_pk_import(
        content=file.read(),
        name=file.name or "berkas",
        instansi=organisation.instansi_for(actor),
        by=actor,
        at=clock.now(),
    )
    return Status(201, queries.impor_pk_for(actor, impor.pk))


@router.get("/pk-imports/{impor_id}", response=answers(ImportOut), summary="One file of perjanjian kinerja")
def pk_import(request: HttpRequest, impor_id: int) -> ImporPk:
    """Ask again to follow a job."""
    return _impor_pk(request, impor_id)


@router.get(
    "/pk-imports/{impor_id}/rows",
    response=answers(list[ImportRowOut]),
    summary="What a file of perjanjian kinerja would do",
)
@paginate(Pages)
def pk_import_rows(request: HttpRequest, impor_id: int, verdict: str = "") -> list[dict[str, Any]]:
    """Row by row against what stands now, all or those of one `verdict`. Empty once it was applied or given
    up."""
    impor = _impor_pk(request, impor_id)
    if impor.state != StateImporPk.PRATINJAU:
        return []
    return _narrowed(report_of(operations.preview_of(impor).rows), verdict)


@router.post(
    "/pk-imports/{impor_id}/apply", response=answers(ImportOut), summary="Apply a file of perjanjian kinerja"
)
def pk_import_apply(request: HttpRequest, impor_id: int, data: VersionIn) -> ImporPk:
    """All rows or none. More than 500 rows are handed to a job: follow it with GET."""
    impor = _impor_pk(request, impor_id)
    operations.proceed_pk_import(impor=impor, version=data.version, by=_actor(request), at=clock.now())
    return _impor_pk(request, impor_id)


@router.post(
    "/pk-imports/{impor_id}/repeat", response=answers(ImportOut), summary="Hand a file to another job"
)
def pk_import_repeat(request: HttpRequest, impor_id: int, data: VersionIn) -> ImporPk:
    """Where the job before has ended in the middle."""
    impor = _impor_pk(request, impor_id)
    operations.repeat_pk_import(impor=impor, version=data.version, by=_actor(request), at=clock.now())
    return _impor_pk(request, impor_id)


@router.post("/pk-imports/{impor_id}/cancel", response=answers(ImportOut), summary="Give a file up")
def pk_import_cancel(request: HttpRequest, impor_id: int, data: VersionIn) -> ImporPk:
    """Also while a job applies it; nothing of it is kept but the file."""
    impor = _impor_pk(request, impor_id)
    operations.cancel_pk_import(impor=impor, version=data.version, by=_actor(request), at=clock.now())
    return _impor_pk(request, impor_id)


@router.get("/skp-sheet", response=answers(None), summary="SKP rows of the running year as a spreadsheet")
def skp_sheet(request: HttpRequest, unit_id: int | None = None) -> HttpResponse:
    """XLSX with your own SKP, those you rate, and for the unit kepegawaian those of a unit and below."""
    actor = _actor(request)
    periode = _periode(actor)
    access.can_bring_sheet(actor, periode).or_raise()
    name = f"skp-{periode.tahun}.xlsx"
    return made_file(sheet_of(queries.sheet_skp(actor, periode, unit_id=unit_id)), name)


@router.get("/skp-sheets", response=answers(list[ImportOut]), summary="Sheets of SKP rows brought back")
@paginate(Pages)
def skp_sheets(request: HttpRequest) -> QuerySet[ImporSkp]:
    """Your own, newest first."""
    return queries.impor_skp_rows(_actor(request))


@router.post("/skp-sheets", response=answers(ImportOut, status=201), summary="Bring a sheet of SKP rows back")
def skp_sheet_read(request: HttpRequest, file: File[UploadedFile]) -> Status[ImporSkp]:
    """Of the running year. Nothing changes yet: read its rows, then apply it."""
    actor = _actor(request)
    impor = operations.read_skp_import(
        content=file.read(),
        name=file.name or "skp.xlsx",
        periode=_periode(actor),
        by=actor,
        at=clock.now(),
    )
    return Status(201, queries.impor_skp_for(actor, impor.pk))


@router.get("/skp-sheets/{impor_skp_id}", response=answers(ImportOut), summary="One sheet of SKP rows")
def skp_sheet_one(request: HttpRequest, impor_skp_id: int) -> ImporSkp:
    return queries.impor_skp_for(_actor(request), impor_skp_id)


@router.get(
    "/skp-sheets/{impor_skp_id}/rows",
    response=answers(list[ImportRowOut]),
    summary="What a sheet of SKP rows would do",
)
@paginate(Pages)
def skp_sheet_rows(request: HttpRequest, impor_skp_id: int, verdict: str = "") -> list[dict[str, Any]]:
    """Row by row against what stands now, all or those of one `verdict`. Empty once it was applied or given
    up."""
    actor = _actor(request)
    impor = queries.impor_skp_for(actor, impor_skp_id)
    if impor.state != StateImporPk.PRATINJAU:
        return []
    return _narrowed(skp_file.report_of(operations.preview_of_skp(impor, by=actor).rows), verdict)


@router.post(
    "/skp-sheets/{impor_skp_id}/apply", response=answers(ImportOut), summary="Apply a sheet of SKP rows"
)
def skp_sheet_apply(request: HttpRequest, impor_skp_id: int, data: VersionIn) -> ImporSkp:
    """All rows or none."""
    actor = _actor(request)
    impor = queries.impor_skp_for(actor, impor_skp_id)
    operations.apply_skp_import(impor=impor, version=data.version, by=actor, at=clock.now())
    return queries.impor_skp_for(actor, impor_skp_id)


@router.post(
    "/skp-sheets/{impor_skp_id}/cancel", response=answers(ImportOut), summary="Give a sheet of SKP rows up"
)
def skp_sheet_cancel(request: HttpRequest, impor_skp_id: int, data: VersionIn) -> ImporSkp:
    actor = _actor(request)
    impor = queries.impor_skp_for(actor, impor_skp_id)
    operations.cancel_skp_import(impor=impor, version=data.version, by=actor, at=clock.now())
    return queries.impor_skp_for(actor, impor_skp_id)


def _narrowed(rows: list[dict[str, Any]], verdict: str) -> list[dict[str, Any]]:
    if verdict not in VERDICTS:
        raise Invalid("planning.invalid")
    return [row for row in rows if verdict in {"", row["verdict"]}]


def _impor_pk(request: HttpRequest, impor_id: int) -> ImporPk:
    access.can_write_pk(_actor(request)).or_raise()
    return queries.impor_pk_for(_actor(request), impor_id)


def _periode(actor: Actor) -> Periode:
    found = queries.current_periode(organisation.instansi_for(actor), clock.today())
    if found is None:
        raise Http404
    return found


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
