"""Competencies over the API: the dictionary, the standard of a post, how people stand, format B.1.9."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from kasuari.development import operations, queries
from kasuari.development.access.kompetensi import can_keep_dictionary
from kasuari.development.models import EvaluasiKompetensi
from kasuari.development.operations import Assessed
from kasuari.development.queries.rencana import evaluation_for, findings_of, hasil_for, reach
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.rest import Given, answers
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest

router = Router(tags=["kompetensi"])


class CompetencyOut(Schema):
    """A competency in the words of today; `level` are its five levels in order."""

    id: int
    kode: str
    jenis: str
    nama: str
    arti: str
    level: list[str]


class StandardOut(Schema):
    kompetensi_id: int
    level: int = Field(description="The level of the dictionary that the post asks for, 1 to 5.")


class ViewOut(Schema):
    pihak: str
    sikap: str
    catatan: str


class FindingOut(Schema):
    """How a person stands in one competency. `kesenjangan` null: unknown, not weak."""

    kompetensi_id: int
    nama: str
    jenis: str
    standar: int | None
    nilai: int | None = Field(description="The value of B.1.9; 3 says as the standard asks. No level.")
    kesenjangan: int | None = Field(description="How many steps are missing.")
    hasil_id: int | None
    tanggal: date | None
    alasan: str
    pandangan: list[ViewOut]
    dikonfirmasi: bool


class ResultOut(Schema):
    id: int
    kompetensi_id: int
    nama: str
    standar: int | None
    nilai: int | None
    alasan: str


class SheetOut(Schema):
    """One sheet of format B.1.9."""

    id: int
    pegawai_id: int
    evaluator_id: int
    tanggal: date
    state: str
    rekomendasi: str
    version: int
    hasil: list[ResultOut]


class LevelIn(Given):
    kompetensi_id: int
    level: int | None = Field(None, description="Null: no longer asked.")


class StandardsIn(Given):
    start_date: date
    levels: list[LevelIn]


class AssessedIn(Given):
    kompetensi_id: int
    nilai: int | None = None
    alasan: str = ""


class SheetIn(Given):
    version: int
    hasil: list[AssessedIn]
    rekomendasi: str = ""


class SheetVersionIn(Given):
    version: int


class ViewIn(Given):
    sikap: str = Field(description="`benar` or `koreksi`; a correction says what is wrong.")
    catatan: str = ""


@router.get("/competencies", response=answers(list[CompetencyOut]), summary="The dictionary of competencies")
def competencies(request: HttpRequest) -> list[dict[str, Any]]:
    instansi = organisation.instansi_for(_actor(request))
    return [
        {"id": item.kompetensi_id}
        | {name: getattr(item, name) for name in ("kode", "jenis", "nama", "arti")}
        | {"level": list(item.level)}
        for item in queries.dictionary(instansi.pk, on=clock.today())
    ]


@router.get(
    "/posts/{jabatan_id}/competencies", response=answers(list[StandardOut]), summary="The standard of a post"
)
def standard(request: HttpRequest, jabatan_id: int) -> list[dict[str, Any]]:
    jabatan = organisation.post_for(_actor(request), jabatan_id)
    can_keep_dictionary(_actor(request)).or_raise()
    return _standard(jabatan.pk)


@router.put(
    "/posts/{jabatan_id}/competencies",
    response=answers(list[StandardOut]),
    summary="Set the standard of a post from a day on",
)
def set_standard(request: HttpRequest, jabatan_id: int, payload: StandardsIn) -> list[dict[str, Any]]:
    actor = _actor(request)
    operations.set_standards(
        jabatan=organisation.post_for(actor, jabatan_id),
        levels={item.kompetensi_id: item.level for item in payload.levels},
        start_date=payload.start_date,
        by=actor,
        at=clock.now(),
    )
    return _standard(jabatan_id)


@router.get(
    "/people/{pegawai_id}/competencies",
    response=answers(list[FindingOut]),
    summary="How a person stands, with the evidence and what the two say of it",
)
def findings(request: HttpRequest, pegawai_id: int) -> list[dict[str, Any]]:
    reach(_actor(request), pegawai_id, on=clock.today())
    return [
        {
            "kompetensi_id": item.gap.kompetensi_id,
            "nama": item.gap.nama,
            "jenis": item.gap.jenis,
            "standar": item.gap.required,
            "nilai": item.gap.assessed,
            "kesenjangan": item.gap.size,
            "hasil_id": item.gap.evidence.hasil_id if item.gap.evidence else None,
            "tanggal": item.gap.evidence.tanggal if item.gap.evidence else None,
            "alasan": item.gap.evidence.alasan if item.gap.evidence else "",
            "pandangan": list(item.views),
            "dikonfirmasi": item.is_confirmed,
        }
        for item in findings_of(queries.gaps_of(pegawai_id, on=clock.today()))
    ]


@router.post(
    "/people/{pegawai_id}/competency-sheets",
    response=answers(SheetOut, status=201),
    summary="Begin the sheet of B.1.9, or take the open one up",
)
def begin(request: HttpRequest, pegawai_id: int) -> Status[dict[str, Any]]:
    actor = _actor(request)
    pegawai = reach(actor, pegawai_id, on=clock.today()).pegawai
    return Status(201, _sheet(operations.begin_evaluation(pegawai=pegawai, by=actor, at=clock.now())))


@router.get("/competency-sheets/{lembar_id}", response=answers(SheetOut), summary="One sheet of B.1.9")
def sheet(request: HttpRequest, lembar_id: int) -> dict[str, Any]:
    return _sheet(evaluation_for(_actor(request), lembar_id, on=clock.today()))


@router.put("/competency-sheets/{lembar_id}", response=answers(SheetOut), summary="Write a draft of B.1.9")
def write(request: HttpRequest, lembar_id: int, payload: SheetIn) -> dict[str, Any]:
    found = evaluation_for(_actor(request), lembar_id, on=clock.today())
    operations.save_evaluation(
        evaluasi=found,
        results={item.kompetensi_id: Assessed(item.nilai, item.alasan) for item in payload.hasil},
        rekomendasi=payload.rekomendasi,
        version=payload.version,
        by=_actor(request),
        at=clock.now(),
    )
    found.refresh_from_db()
    return _sheet(found)


@router.post("/competency-sheets/{lembar_id}/sign", response=answers(SheetOut), summary="Sign B.1.9")
def sign(request: HttpRequest, lembar_id: int, payload: SheetVersionIn) -> dict[str, Any]:
    found = evaluation_for(_actor(request), lembar_id, on=clock.today())
    operations.sign_evaluation(evaluasi=found, version=payload.version, by=_actor(request), at=clock.now())
    found.refresh_from_db()
    return _sheet(found)


@router.post(
    "/competency-results/{hasil_id}/views",
    response=answers(list[ViewOut]),
    summary="Confirm a finding, or say what is wrong with it",
)
def say(request: HttpRequest, hasil_id: int, payload: ViewIn) -> list[Any]:
    actor = _actor(request)
    found, penilai_id = hasil_for(actor, hasil_id, on=clock.today())
    operations.say_of_finding(
        hasil=found,
        penilai_id=penilai_id,
        sikap=payload.sikap,
        catatan=payload.catatan,
        by=actor,
        at=clock.now(),
    )
    return list(found.pandangan.order_by("pk"))


def _standard(jabatan_id: int) -> list[dict[str, Any]]:
    asked = queries.standards_of([jabatan_id], on=clock.today()).get(jabatan_id, {})
    return [{"kompetensi_id": key, "level": level} for key, level in sorted(asked.items())]


def _sheet(found: EvaluasiKompetensi) -> dict[str, Any]:
    names = ("pegawai_id", "evaluator_id", "tanggal", "state", "rekomendasi", "version")
    return {"id": found.pk, "hasil": list(found.hasil.order_by("pk"))} | {
        name: getattr(found, name) for name in names
    }


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
