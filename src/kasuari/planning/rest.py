"""The API of planning: years, and SKP from draft to set, with the operations of the pages."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema, Status

from kasuari.accounts.enums import Role
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.rest import Given, Pages, answers, paginate
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import operations, queries
from kasuari.planning.enums import StateSkp
from kasuari.planning.models import IndikatorPk, Periode, Skp
from kasuari.planning.operations import IsianIndikator, IsianRhk
from kasuari.planning.people import instansi_of, penugasan_with_people
from kasuari.planning.queries import IsiIndikator, IsiRhk

router = Router(tags=["planning"])

Jenis = Literal["utama", "tambahan"]
Sumber = Literal["pk", "mph", "direktif", "inisiatif", "plt", "lainnya"]
TargetJenis = Literal["teks", "angka", "rentang", "tanggal"]
Arah = Literal["naik", "turun", "tetap"]


class EvaluasiOut(Schema):
    """One evaluation period; all days are inclusive."""

    id: int
    jenis: str
    nomor: int
    label: str
    start_date: date
    last_date: date
    window_start_date: date
    window_last_date: date


class PeriodeOut(Schema):
    """A performance year."""

    id: int
    tahun: int
    state: str
    jenis_evaluasi: str
    start_date: date
    last_date: date
    evaluasi: list[EvaluasiOut]

    @staticmethod
    def resolve_evaluasi(periode: Periode) -> list[dict[str, Any]]:
        names = ("id", "jenis", "nomor", "start_date", "last_date", "window_start_date", "window_last_date")
        return [
            {"label": queries.label(row), **{name: getattr(row, name) for name in names}}
            for row in queries.periode_evaluasi(periode)
        ]


class PersonOut(Schema):
    """A person by id and name."""

    id: int
    nama: str


class SkpOut(Schema):
    """An SKP without its contents. `version` goes with every write."""

    id: int
    tahun: int
    state: str
    version: int
    format: str
    pendekatan: str
    pegawai: PersonOut
    penilai: PersonOut | None
    penugasan_id: int
    jabatan: str
    unit: str
    start_date: date
    last_date: date
    submitted_at: datetime | None
    set_at: datetime | None
    edition: str

    @staticmethod
    def resolve_tahun(skp: Skp) -> int:
        return skp.periode.tahun

    @staticmethod
    def resolve_pegawai(skp: Skp) -> dict[str, Any]:
        return {"id": skp.pegawai_id, "nama": skp.pegawai.nama_lengkap}

    @staticmethod
    def resolve_penilai(skp: Skp) -> dict[str, Any] | None:
        return {"id": skp.penilai.pk, "nama": skp.penilai.nama_lengkap} if skp.penilai else None

    @staticmethod
    def resolve_jabatan(skp: Skp) -> str:
        return skp.penugasan.jabatan.nama

    @staticmethod
    def resolve_unit(skp: Skp) -> str:
        return skp.unit.nama


class IndikatorIn(Given):
    """An indikator. A number target has `target_minimum`, `target_maksimum` or the same in both; a range
    has both."""

    teks: str
    aspek: Literal["", "kuantitas", "kualitas", "waktu", "biaya"] = ""
    perspektif: Literal["", "penerima_layanan", "proses_bisnis", "penguatan_internal", "anggaran"] = ""
    target_jenis: TargetJenis = "teks"
    target_teks: str = ""
    target_minimum: Decimal | None = None
    target_maksimum: Decimal | None = None
    target_date: date | None = None
    satuan: str = ""
    arah: Arah = Field("naik", description="Higher is better, lower is better, or right at the target.")
    baseline: Decimal | None = Field(None, description="Where the year began; null is unknown, never zero.")


class IndikatorOut(IndikatorIn):
    id: int
    target: str = Field(description="The target in words, as documents print it.")
    periksa: bool = Field(description="It was copied with its target and nobody has looked at it since.")


class RhkIn(Given):
    """A rencana hasil kerja. `intervensi_id` is a result of the penilai's own SKP of the same year."""

    teks: str
    jenis: Jenis = "utama"
    sumber: Sumber = "lainnya"
    penugasan_dari: str = ""
    intervensi_id: int | None = None
    intervensi_teks: str = ""
    indikator: list[IndikatorIn] = []


class RhkOut(RhkIn):
    id: int
    nomor: int
    provisional: bool = Field(description="The leader's result is written as text but not linked yet.")
    indikator: list[IndikatorOut] = []  # type: ignore[assignment]


class LampiranInOut(Given):
    dukungan: list[str] = []
    skema: list[str] = []
    konsekuensi: list[str] = []


class ShortcomingOut(Schema):
    """Something that is lacking; `wajib` stops submitting."""

    code: str
    path: str
    message: str
    basis: str
    wajib: bool


class SkpDetailOut(SkpOut):
    """An SKP with its contents and what it still lacks. `ekspektasi` by value 1-7 (Pasal 10)."""

    hasil_kerja: list[RhkOut]
    ekspektasi: dict[int, list[str]]
    lampiran: LampiranInOut
    kekurangan: list[ShortcomingOut]

    @staticmethod
    def resolve_hasil_kerja(skp: Skp) -> list[dict[str, Any]]:
        return [rhk_as_sent(item) for item in queries.contents(skp).rhk]

    @staticmethod
    def resolve_ekspektasi(skp: Skp) -> dict[int, list[str]]:
        return {item.nilai: list(item.ekspektasi) for item in queries.contents(skp).perilaku}

    @staticmethod
    def resolve_lampiran(skp: Skp) -> dict[str, list[str]]:
        isi = queries.contents(skp)
        return {
            "dukungan": list(isi.dukungan),
            "skema": list(isi.skema),
            "konsekuensi": list(isi.konsekuensi),
        }

    @staticmethod
    def resolve_kekurangan(skp: Skp) -> list[dict[str, Any]]:
        return [
            {
                "code": item.code,
                "path": item.path,
                "message": str(item.message),
                "basis": item.basis,
                "wajib": item.wajib,
            }
            for item in queries.shortcomings(skp, on=skp.start_date).items
        ]


class DraftIn(Given):
    periode_id: int
    penugasan_id: int
    pendekatan: Literal["kualitatif", "kuantitatif"]


class VersionIn(Given):
    version: int = Field(ge=0)


class ContentsIn(VersionIn):
    """The whole contents; what is left out becomes empty."""

    hasil_kerja: list[RhkIn]
    ekspektasi: dict[int, list[str]] = {}
    lampiran: LampiranInOut = LampiranInOut()


class NoteIn(Given):
    path: str = Field("", max_length=80, description="The field as in `kekurangan`, or empty for the whole.")
    teks: str


class ReturnIn(VersionIn):
    notes: list[NoteIn] = Field(min_length=1, max_length=60)


class IndikatorPkOut(Schema):
    """An indicator of a perjanjian kinerja. `anggaran` belongs to the programme under its sasaran and repeats
    with every indicator of it: never add rows up."""

    id: int
    unit_id: int
    unit: str
    tahun: int
    state: str = Field(description="draf (rancangan) or final.")
    kode: str
    no_sasaran: int
    sasaran: str
    nomor: int
    teks: str
    satuan: str
    baseline: Decimal | None
    target: Decimal
    arah: str
    trajektori: str
    target_triwulan: list[Decimal | None] = Field(description="At the end of triwulan I to IV.")
    program: str
    anggaran: Decimal | None
    perspektif: str
    penanggung_jawab: str

    @staticmethod
    def of(row: IndikatorPk) -> IndikatorPkOut:
        perjanjian = row.sasaran.perjanjian
        names = ("kode", "nomor", "teks", "satuan", "baseline", "target", "arah", "trajektori", "perspektif")
        return IndikatorPkOut(
            id=row.pk,
            unit_id=perjanjian.unit_id,
            unit=perjanjian.unit.nama,
            tahun=perjanjian.tahun,
            state=perjanjian.state,
            no_sasaran=row.sasaran.nomor,
            sasaran=row.sasaran.teks,
            target_triwulan=[row.target_tw1, row.target_tw2, row.target_tw3, row.target_tw4],
            program=row.program.nama if row.program else "",
            anggaran=row.program.anggaran if row.program else None,
            penanggung_jawab=row.penanggung_jawab_teks,
            **{name: getattr(row, name) for name in names},
        )


class GapOut(Schema):
    """Something that a leader's plan lacks below. `id` is that of the indikator, the SKP or the result."""

    kind: Literal["indikator_tanpa_pemikul", "pegawai_tanpa_peran", "hasil_kerja_lepas", "jumlah", "harapan"]
    id: int
    teks: str
    detail: str = ""


class CoverageOut(Schema):
    """The coverage of one's own plan in the running year."""

    team: int = Field(description="SKP of the team.")
    carried: int = Field(description="Main indikator that somebody carries.")
    gaps: list[GapOut]
    circles: list[list[int]] = Field(description="Results that stand on each other, by id.")


@router.get("/periods", response=answers(list[PeriodeOut]), summary="Performance years, newest first")
def periods(request: HttpRequest) -> list[Periode]:
    return list(queries.periodes().prefetch_related("evaluasi"))


@router.get("/periods/{periode_id}", response=answers(PeriodeOut), summary="One performance year")
def period(request: HttpRequest, periode_id: int) -> Periode:
    return queries.periode_for(periode_id)


@router.get("/skp", response=answers(list[SkpOut]), summary="SKP that you may read")
@paginate(Pages)
def skp_list(
    request: HttpRequest,
    tahun: int | None = None,
    state: str = "",
    pegawai_id: int | None = None,
    penilai_id: int | None = None,
) -> QuerySet[Skp]:
    """Newest year first, then by name. `state`: draf, diajukan, dikembalikan or ditetapkan."""
    if state and state not in StateSkp.values:
        raise Invalid("planning.invalid")
    columns = {
        "periode__tahun": tahun,
        "state": state or None,
        "pegawai_id": pegawai_id,
        "penilai_id": penilai_id,
    }
    wanted = {name: value for name, value in columns.items() if value is not None}
    return queries.skp_visible(_actor(request)).filter(**wanted)


@router.post("/skp", response=answers(SkpDetailOut, status=201), summary="Begin the SKP of an appointment")
def skp_create(request: HttpRequest, data: DraftIn) -> Status[Skp]:
    """Asked twice, it answers the SKP that stands already."""
    actor = _actor(request)
    found = penugasan_with_people([data.penugasan_id])
    if not found or not (found[0].pegawai_id == actor.pegawai_id or actor.has(Role.KEPEGAWAIAN)):
        raise Http404
    skp = operations.draft_skp(
        periode=queries.periode_for(data.periode_id),
        penugasan=found[0],
        pendekatan=data.pendekatan,
        by=actor,
        at=clock.now(),
    )
    return Status(201, queries.skp_for(actor, skp.pk))


@router.get("/skp/{skp_id}", response=answers(SkpDetailOut), summary="One SKP with its contents")
def skp_detail(request: HttpRequest, skp_id: int) -> Skp:
    return queries.skp_for(_actor(request), skp_id)


@router.put("/skp/{skp_id}", response=answers(SkpDetailOut), summary="Replace the contents of an SKP")
def skp_change(request: HttpRequest, skp_id: int, data: ContentsIn) -> Skp:
    actor = _actor(request)
    operations.fill_skp(
        skp=queries.skp_for(actor, skp_id),
        version=data.version,
        rhk=[_isian(item) for item in data.hasil_kerja],
        ekspektasi=data.ekspektasi,
        lampiran=data.lampiran.dict(),
        by=actor,
        at=clock.now(),
    )
    return queries.skp_for(actor, skp_id)


@router.post("/skp/{skp_id}/submit", response=answers(SkpDetailOut), summary="Hand an SKP to the penilai")
def skp_submit(request: HttpRequest, skp_id: int, data: VersionIn) -> Skp:
    actor = _actor(request)
    operations.submit_skp(skp=queries.skp_for(actor, skp_id), version=data.version, by=actor, at=clock.now())
    return queries.skp_for(actor, skp_id)


@router.post("/skp/{skp_id}/withdraw", response=answers(SkpDetailOut), summary="Take a submitted SKP back")
def skp_withdraw(request: HttpRequest, skp_id: int, data: VersionIn) -> Skp:
    actor = _actor(request)
    operations.withdraw_skp(
        skp=queries.skp_for(actor, skp_id), version=data.version, by=actor, at=clock.now()
    )
    return queries.skp_for(actor, skp_id)


@router.post("/skp/{skp_id}/return", response=answers(SkpDetailOut), summary="Return an SKP with notes")
def skp_return(request: HttpRequest, skp_id: int, data: ReturnIn) -> Skp:
    actor = _actor(request)
    operations.return_skp(
        skp=queries.skp_for(actor, skp_id),
        version=data.version,
        notes=[(note.path, note.teks) for note in data.notes],
        by=actor,
        at=clock.now(),
    )
    return queries.skp_for(actor, skp_id)


@router.post("/skp/{skp_id}/set", response=answers(SkpDetailOut), summary="Set an SKP")
def skp_set(request: HttpRequest, skp_id: int, data: VersionIn) -> Skp:
    actor = _actor(request)
    operations.set_skp(skp=queries.skp_for(actor, skp_id), version=data.version, by=actor, at=clock.now())
    return queries.skp_for(actor, skp_id)


@router.get("/pk", response=answers(list[IndikatorPkOut]), summary="Indicators of perjanjian kinerja")
@paginate(Pages)
def pk_items(
    request: HttpRequest, tahun: int | None = None, unit_id: int | None = None
) -> list[IndikatorPkOut]:
    """Of your agency, newest year first, in the order of the papers."""
    rows = queries.indikator_pk_rows(_actor(request), tahun=tahun, unit_id=unit_id)
    return [IndikatorPkOut.of(row) for row in rows]


@router.get("/pk/{indikator_pk_id}", response=answers(IndikatorPkOut), summary="One indicator")
def pk_item(request: HttpRequest, indikator_pk_id: int) -> IndikatorPkOut:
    return IndikatorPkOut.of(queries.indikator_pk_for(_actor(request), indikator_pk_id))


@router.get("/coverage", response=answers(CoverageOut), summary="What your plan lacks below")
def coverage(request: HttpRequest) -> CoverageOut:
    """Of the running year; not found for an account without a personnel record or a year."""
    actor = _actor(request)
    instansi = instansi_of(actor.pegawai_id)
    periode = queries.current_periode(instansi, clock.today()) if instansi else None
    if periode is None or actor.pegawai_id is None:
        raise Http404
    found = queries.coverage_of(actor.pegawai_id, periode)
    return CoverageOut(
        team=found.team,
        carried=found.carried,
        gaps=[
            *(GapOut(kind="indikator_tanpa_pemikul", id=row.pk, teks=row.teks) for row in found.uncarried),
            *(
                GapOut(kind="pegawai_tanpa_peran", id=row.pk, teks=row.pegawai.nama_lengkap)
                for row in found.without_role
            ),
            *(GapOut(kind="hasil_kerja_lepas", id=row.pk, teks=row.teks) for row in found.orphans),
            *(
                GapOut(kind="jumlah", id=row.indikator.pk, teks=row.indikator.teks, detail=row.words)
                for row in found.sums
            ),
            *(
                GapOut(kind="harapan", id=row.rhk_ids[0], teks=row.teks, detail=", ".join(row.people))
                for row in found.harapan
            ),
        ],
        circles=[[row.pk for row in ring] for ring in found.circles],
    )


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor


def _isian(item: RhkIn) -> IsianRhk:
    own = item.dict(exclude={"indikator"})
    return IsianRhk(**own, indikator=tuple(IsianIndikator(**row.dict()) for row in item.indikator))


def rhk_as_sent(item: IsiRhk) -> dict[str, Any]:
    """One result as the API sends it."""
    names = ("id", "nomor", "teks", "jenis", "sumber", "penugasan_dari", "intervensi_id", "intervensi_teks")
    return {
        **{name: getattr(item, name) for name in (*names, "provisional")},
        "indikator": [_indikator_out(row) for row in item.indikator],
    }


def _indikator_out(row: IsiIndikator) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("id", "target", "periksa", *IndikatorIn.model_fields)}
