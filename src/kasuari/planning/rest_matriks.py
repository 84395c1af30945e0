"""The API of the matriks pembagian peran dan hasil: read one, write one cell."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Router, Schema

from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.rest import Given, Pages, answers, paginate
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import operations, queries
from kasuari.planning.models import Matriks
from kasuari.planning.operations import IsianPeran
from kasuari.planning.queries import Grid, Kolom, Sel

router = Router(tags=["planning"])


class MatriksOut(Schema):
    """A matrix without its cells."""

    id: int
    tahun: int
    skp_id: int
    pimpinan: str
    jabatan: str

    @staticmethod
    def resolve_tahun(matriks: Matriks) -> int:
        return matriks.skp.periode.tahun

    @staticmethod
    def resolve_pimpinan(matriks: Matriks) -> str:
        return matriks.skp.pegawai.nama_lengkap

    @staticmethod
    def resolve_jabatan(matriks: Matriks) -> str:
        return matriks.skp.penugasan.jabatan.nama


class PeranIn(Given):
    """One role; `bagian` in `satuan` is its share where the indikator is split."""

    teks: str = Field(min_length=1, max_length=2000)
    bagian: Decimal | None = None
    satuan: str = Field("", max_length=60)


class PeranOut(Schema):
    id: int
    teks: str
    bagian: Decimal | None
    satuan: str
    menunggu: bool = Field(description="It is not in the SKP of its owner in these words.")


class SelOut(Schema):
    """One cell. Without roles and without `tanpa_peran` it is undecided."""

    anggota_id: int
    kolom: str
    version: int
    tanpa_peran: bool
    peran: list[PeranOut]


class KolomOut(Schema):
    """One column: an indikator of the leader or a result of the ketua tim; `keadaan`: the code of its sum."""

    key: str
    teks: str
    target: str
    cascading: str
    lama: bool
    peran_count: int
    keadaan: str
    jumlah: Decimal | None
    selisih: Decimal | None


class AnggotaOut(Schema):
    """One person of the matrix."""

    id: int
    pegawai_id: int
    nama: str
    jabatan: str
    state: str


class MatriksDetailOut(Schema):
    """One page of a matrix with the decided cells of its people."""

    id: int
    tahun: int
    skp_id: int
    pimpinan: str
    jabatan: str
    kolom: list[KolomOut]
    anggota: list[AnggotaOut]
    sel: list[SelOut]
    count: int = Field(description="How many people there are in all.")
    page: int
    pages: int


class SelIn(Given):
    """A cell as it shall stand; `version` as it was read, 0 for an undecided one."""

    version: int = Field(ge=0, le=2_000_000_000)
    peran: list[PeranIn] = Field([], max_length=20)
    tanpa_peran: bool = False


class KeluaranOut(Schema):
    """A key output of a workblock, proposed as a role; `pemikul`: the ids of those who carry it already."""

    id: int
    kolom: str
    teks: str
    judul: str
    transformatif: bool
    pemikul: list[int]


class CarryIn(Given):
    """Whose role a key output becomes."""

    keluaran_id: int = Field(ge=1, le=10**15)
    anggota_id: int = Field(ge=1, le=10**15)


@router.get("/matrices", response=answers(list[MatriksOut]), summary="Matrices that you may read")
@paginate(Pages)
def matrices(request: HttpRequest, tahun: int | None = None) -> QuerySet[Matriks]:
    """Newest year first, then by leader."""
    found = queries.matriks_visible(_actor(request))
    return found.filter(skp__periode__tahun=tahun) if tahun is not None else found


@router.get("/matrices/{matriks_id}", response=answers(MatriksDetailOut), summary="One page of a matrix")
def matrix(request: HttpRequest, matriks_id: int, page: int = 1, q: str = "") -> dict[str, Any]:
    """Sixty people a page; `q` narrows by name."""
    found = queries.matriks_for(_actor(request), matriks_id)
    number = min(max(page, 1), 1_000_000)
    grid = queries.grid_of(found, on=clock.today(), q=q[:80], page=number)
    return _detail(found, grid)


@router.put(
    "/matrices/{matriks_id}/cells/{anggota_id}/{kolom}", response=answers(SelOut), summary="Write one cell"
)
def cell(request: HttpRequest, matriks_id: int, anggota_id: int, kolom: str, data: SelIn) -> dict[str, Any]:
    """409 where somebody else wrote in between: read the matrix again. Send `Idempotency-Key`."""
    sel = operations.write_cell(
        matriks=queries.matriks_for(_actor(request), matriks_id),
        anggota_id=anggota_id,
        kolom=kolom,
        version=data.version,
        peran=() if data.tanpa_peran else tuple(IsianPeran(**item.dict()).tidy() for item in data.peran),
        tanpa_peran=data.tanpa_peran,
        by=_actor(request),
        at=clock.now(),
    )
    return _cell(sel)


@router.get(
    "/matrices/{matriks_id}/outputs",
    response=answers(list[KeluaranOut]),
    summary="Key outputs of workblocks, as proposals",
)
def outputs(request: HttpRequest, matriks_id: int) -> list[dict[str, Any]]:
    """Those of the leader's workblocks that name an indikator, in the order of the workblocks."""
    found = queries.matriks_for(_actor(request), matriks_id)
    names = ("id", "kolom", "teks", "judul", "transformatif")
    return [
        {
            **{name: getattr(item, name) for name in names},
            "pemikul": [anggota for anggota, _name in item.pemikul],
        }
        for item in queries.keluaran_of(found, queries.kolom_of(found))
    ]


@router.post(
    "/matrices/{matriks_id}/outputs", response=answers(SelOut), summary="Make a key output somebody's role"
)
def carry(request: HttpRequest, matriks_id: int, data: CarryIn) -> dict[str, Any]:
    """What the cell says already stays; the same output twice is one role."""
    sel = operations.carry_output(
        matriks=queries.matriks_for(_actor(request), matriks_id),
        butir_id=data.keluaran_id,
        anggota_id=data.anggota_id,
        by=_actor(request),
        at=clock.now(),
    )
    return _cell(sel)


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor


def _detail(found: Matriks, grid: Grid) -> dict[str, Any]:
    return {
        "id": found.pk,
        "skp_id": found.skp_id,
        "tahun": found.skp.periode.tahun,
        "pimpinan": found.skp.pegawai.nama_lengkap,
        "jabatan": found.skp.penugasan.jabatan.nama,
        "kolom": [_column(item, grid) for item in grid.kolom],
        "anggota": [
            {
                "id": row.anggota_id,
                "pegawai_id": row.pegawai_id,
                "nama": row.nama,
                "jabatan": row.jabatan,
                "state": row.state,
            }
            for row in grid.baris
        ],
        "sel": [_cell(sel) for _place, sel in sorted(grid.sel.items()) if sel.decided],
        "count": grid.count,
        "page": grid.page,
        "pages": grid.pages,
    }


def _column(item: Kolom, grid: Grid) -> dict[str, Any]:
    state = grid.keadaan[item.key]
    return {
        "key": item.key,
        "teks": item.teks,
        "target": item.target,
        "cascading": item.cascading,
        "lama": item.lama,
        "peran_count": state.peran,
        "keadaan": state.code,
        "jumlah": state.jumlah,
        "selisih": state.selisih,
    }


def _cell(sel: Sel) -> dict[str, Any]:
    names = ("id", "teks", "bagian", "satuan", "menunggu")
    return {
        "anggota_id": sel.anggota_id,
        "kolom": sel.kolom,
        "version": sel.version,
        "tanpa_peran": sel.tanpa_peran,
        "peran": [{name: getattr(item, name) for name in names} for item in sel.peran],
    }
