"""People and units in the API: the same queries, access and refusals as on the pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema, Status

from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.rest import Given, Pages, answers, paginate
from kasuari.organisation import operations, queries
from kasuari.organisation.access import visible_to
from kasuari.organisation.models import KoreksiPenilai, Pegawai, UnitKerja
from kasuari.organisation.queries import directory
from kasuari.organisation.queries.identities import Identity, jabatan_words
from kasuari.organisation.words import why_penilai

router = Router(tags=["organisation"])


class UnitOut(Schema):
    """A unit as it stands now. `kode` is the id of the national registry."""

    id: int
    kode: str
    nama: str
    nama_jabatan: str
    jenis: str = Field(
        description="0 instansi, 1 perangkat daerah, 2 struktural, 3 UPTD, 4 sekolah, 5 puskesmas, 6 RS"
    )
    eselon: str
    induk_id: int | None
    depth: int


class PersonInPost(Schema):
    """Somebody in an appointment; without the NIP."""

    pegawai_id: int
    nama: str
    jabatan: str
    unit: str


class UnitDetail(UnitOut):
    leader: PersonInPost | None = Field(description="Who leads the unit today.")
    children: list[UnitOut]


class PegawaiOut(Schema):
    """A person in the directory. The NIP is masked unless the caller may read it."""

    id: int
    nama: str
    nip: str
    jabatan: str
    unit: str
    unit_id: int | None


class PenugasanOut(Schema):
    id: int
    jabatan: str
    jenis: str
    unit_id: int
    unit: str
    memimpin: bool
    start_date: date
    end_date: date | None = Field(description="The first day that no longer counts.")


class PegawaiDetail(Schema):
    """A person with appointments. Personal data are null unless the caller may read them."""

    id: int
    nama: str
    nip: str
    status: str
    pangkat: str | None
    golongan: str | None
    tanggal_lahir: date | None
    email: str | None
    telepon: str | None
    penugasan: list[PenugasanOut]


class PenilaiOut(Schema):
    """Who rates a person on a day, and why. `penilai` is null where nobody can be named."""

    on: date
    penilai: PersonInPost | None
    atasan: PersonInPost | None
    code: str
    why: str
    basis: list[str]
    missing: list[str]


class KoreksiIn(Given):
    penilai_usulan_id: int
    alasan: str = Field(max_length=1000)
    berlaku_date: date


class KoreksiOut(Schema):
    id: int
    pegawai_id: int
    penilai_semula_id: int | None
    penilai_usulan_id: int | None
    berlaku_date: date
    alasan: str
    state: str


@router.get("/units", response=answers(list[UnitOut]), summary="Units, parents first")
@paginate(Pages)
def units(request: HttpRequest, q: str = "", induk_id: int | None = None) -> Any:
    rows = UnitKerja.objects.filter(visible_to(_actor(request)), end_date__isnull=True)
    if q:
        rows = rows.filter(nama__icontains=q[:100])
    if induk_id is not None:
        rows = rows.filter(induk_id=induk_id)
    return rows.order_by("path")


@router.get("/units/{int:unit_id}", response=answers(UnitDetail), summary="One unit with its leader today")
def unit(request: HttpRequest, unit_id: int) -> Any:
    found = queries.unit_for(_actor(request), unit_id)
    children = UnitKerja.objects.filter(induk=found, end_date__isnull=True).order_by("path")
    return {
        **UnitOut.from_orm(found).dict(),
        "leader": _in_post(queries.leader_of(found.pk, clock.today())),
        "children": list(children),
    }


@router.get("/people", response=answers(list[PegawaiOut]), summary="People by name, NIP or unit")
@paginate(Pages)
def people(request: HttpRequest, q: str = "", unit_id: int | None = None) -> Any:
    actor = _actor(request)
    if unit_id is not None:
        found = queries.unit_for(actor, unit_id)
        ids = queries.people_in(found, on=clock.today(), below=True).values_list("pegawai_id", flat=True)
        rows = queries.colleagues(actor).filter(pk__in=ids.order_by())
        if q:
            rows = rows.filter(pk__in=queries.search(actor, q).pegawai_ids)
        return _Lines(actor, rows.values_list("pk", flat=True))
    if q:
        return _Lines(actor, queries.search(actor, q).pegawai_ids)
    return _Lines(actor, queries.colleagues(actor).values_list("pk", flat=True))


@router.get("/people/{int:pegawai_id}", response=answers(PegawaiDetail), summary="One person")
def pegawai(request: HttpRequest, pegawai_id: int) -> Any:
    actor = _actor(request)
    found = queries.person_record(actor, queries.pegawai_for(actor, pegawai_id), on=clock.today())
    private = bool(found.personal)
    return {
        "id": found.pegawai.pk,
        "nama": found.identity.nama,
        "nip": found.nip,
        "status": found.pegawai.status,
        "pangkat": found.identity.pangkat if private else None,
        "golongan": found.identity.golongan if private else None,
        "tanggal_lahir": found.pegawai.tanggal_lahir if private else None,
        "email": found.pegawai.email if private else None,
        "telepon": found.pegawai.telepon if private else None,
        "penugasan": [
            {
                "id": post.pk,
                "jabatan": jabatan_words(post),
                "jenis": post.jenis,
                "unit_id": post.unit_id,
                "unit": post.unit.nama,
                "memimpin": post.memimpin,
                "start_date": post.start_date,
                "end_date": post.end_date,
            }
            for post in found.appointments
        ],
    }


@router.get(
    "/people/{int:pegawai_id}/penilai", response=answers(PenilaiOut), summary="Who rates a person on a day"
)
def penilai(request: HttpRequest, pegawai_id: int, on: date | None = None) -> Any:
    day = on or clock.today()
    found = queries.penilai_of(pegawai_id=queries.pegawai_for(_actor(request), pegawai_id).pk, on=day)
    return {
        "on": day,
        "penilai": _in_post(found.penilai),
        "atasan": _in_post(found.atasan),
        "code": found.code,
        "why": why_penilai(found.code, found.missing),
        "basis": [str(item) for item in found.basis],
        "missing": list(found.missing),
    }


@router.post(
    "/people/{int:pegawai_id}/penilai-corrections",
    response=answers(KoreksiOut, status=201),
    summary="Say that the penilai is wrong",
)
def report_penilai(request: HttpRequest, pegawai_id: int, given: KoreksiIn) -> Status[KoreksiPenilai]:
    actor = _actor(request)
    found: Pegawai = queries.pegawai_for(actor, pegawai_id)
    koreksi = operations.report_penilai(pegawai=found, **given.dict(), by=actor, at=clock.now())
    return Status(201, koreksi)


class _Lines(list[int]):
    """Ids of people that become lines only for the page that is asked for."""

    def __init__(self, actor: Actor, ids: Any) -> None:
        super().__init__(ids)
        self.actor = actor

    def __getitem__(self, place: Any) -> Any:
        lines = directory.lines_of(self.actor, super().__getitem__(place), on=clock.today())
        return [
            {
                "id": line.pegawai_id,
                "nama": line.nama,
                "nip": line.nip,
                "jabatan": line.jabatan,
                "unit": line.unit,
                "unit_id": line.unit_id,
            }
            for line in lines
        ]


def _actor(request: HttpRequest) -> Actor:
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise Http404
    return actor


def _in_post(found: Identity | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"pegawai_id": found.pegawai_id, "nama": found.nama, "jabatan": found.jabatan, "unit": found.unit}
