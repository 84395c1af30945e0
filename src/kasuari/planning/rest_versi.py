"""The API of the versions of an SKP, of the line of SKP in a year, and of who moved without a new one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, cast

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema, Status

from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.rest import answers
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.differences import Difference, Part, difference
from kasuari.planning.models import VersiSkp
from kasuari.planning.naskah import NEW, Naskah, NaskahIndikator, NaskahRhk, as_read, from_json
from kasuari.planning.operations import IsianIndikator, IsianManual, IsianRhk
from kasuari.planning.people import instansi_of
from kasuari.planning.rest import IndikatorIn, LampiranInOut, NoteIn, RhkIn, RhkOut, VersionIn, rhk_as_sent
from kasuari.planning.rest_strategi import ManualIn, ManualOut

router = Router(tags=["planning"])

Sebab = Literal[
    "umpan_balik",
    "penugasan_baru",
    "penyesuaian",
    "sumber_daya",
    "pembinaan",
    "perjanjian",
    "tugas_belajar",
    "penilai_berganti",
]


class VersiOut(Schema):
    """A version of an SKP. `berlaku`: it is the one that runs. `version` goes with every write."""

    id: int
    skp_id: int
    nomor: int
    state: str
    berlaku: bool
    sebab: str
    alasan: str
    version: int
    started_at: datetime | None
    submitted_at: datetime | None
    set_at: datetime | None

    @staticmethod
    def resolve_berlaku(versi: VersiSkp) -> bool:
        return versi.state == "ditetapkan" and versi.nomor == versi.skp.nomor_versi


class FieldOut(Schema):
    """One thing that reads otherwise; "" is nothing."""

    label: str
    before: str
    after: str


class IndikatorChangeOut(Schema):
    id: int
    kind: Literal["added", "removed", "changed"]
    teks: str
    fields: list[FieldOut]


class RhkChangeOut(IndikatorChangeOut):
    indikator: list[IndikatorChangeOut]


class LinesOut(Schema):
    """The lines of one value or one list of the lampiran that came or went."""

    label: str
    added: list[str]
    removed: list[str]


class DifferenceOut(Schema):
    """What a version says otherwise than the one it began from."""

    hasil_kerja: list[RhkChangeOut]
    ekspektasi: list[LinesOut]
    lampiran: list[LinesOut]
    moved: bool = Field(description="The order of results changed.")


class VersiDetailOut(VersiOut):
    """A version with its contents. `perubahan` is null for the first one."""

    hasil_kerja: list[RhkOut]
    ekspektasi: dict[int, list[str]]
    lampiran: LampiranInOut
    perubahan: DifferenceOut | None

    @staticmethod
    def resolve_hasil_kerja(versi: VersiSkp) -> list[dict[str, Any]]:
        return [rhk_as_sent(item) for item in as_read(from_json(versi.isi), versi.skp).rhk]

    @staticmethod
    def resolve_ekspektasi(versi: VersiSkp) -> dict[int, list[str]]:
        isi = as_read(from_json(versi.isi), versi.skp)
        return {item.nilai: list(item.ekspektasi) for item in isi.perilaku}

    @staticmethod
    def resolve_lampiran(versi: VersiSkp) -> dict[str, list[str]]:
        return {jenis: list(lines) for jenis, lines in from_json(versi.isi).lampiran.items()}

    @staticmethod
    def resolve_perubahan(versi: VersiSkp) -> dict[str, Any] | None:
        if not versi.dasar:
            return None
        return _difference(difference(from_json(versi.dasar), from_json(versi.isi)))


class StartIn(VersionIn):
    """`version` is that of the SKP."""

    sebab: Sebab
    alasan: str = Field(min_length=1, max_length=2000)


class VersiIndikatorIn(IndikatorIn):
    id: int | None = Field(None, description="Of an indikator that stays; without it a new one is made.")


class VersiRhkIn(RhkIn):
    id: int | None = Field(None, description="Of a result that stays; without it a new one is made.")
    indikator: list[VersiIndikatorIn] = []  # type: ignore[assignment]


class VersiContentsIn(VersionIn):
    """The whole contents of a version; what is left out is taken out of the SKP when it is set."""

    hasil_kerja: list[VersiRhkIn] = Field(max_length=60)
    ekspektasi: dict[int, list[str]] = {}
    lampiran: LampiranInOut = LampiranInOut()


class VersiReturnIn(VersionIn):
    notes: list[NoteIn] = Field(min_length=1, max_length=60)


class VersiInsteadIn(VersionIn):
    """Why the atasan sets the version in the place of the penilai."""

    alasan: str = Field(max_length=2000)


class PenilaiChangeOut(Schema):
    """A set SKP whose penilai of the day is not the one it names; `langkah`: what comes next."""

    skp_id: int
    nama: str
    penilai_skp_id: int | None
    penilai_id: int | None
    versi_id: int | None
    langkah: Literal["mulai_versi", "ajukan_lagi", "tunggu", "cari_penilai"]


class StretchOut(Schema):
    """Some days of a year, both in; `skp_id` null: no SKP on these days."""

    start_date: date
    last_date: date
    skp_id: int | None
    jabatan: str


class MovedOut(Schema):
    """Somebody who moved within the year and has no SKP for the new post."""

    pegawai_id: int
    nama: str
    penugasan_id: int
    jabatan: str
    unit: str
    start_date: date


@router.get(
    "/skp/{skp_id}/versions", response=answers(list[VersiOut]), summary="Versions of an SKP, newest first"
)
def versions(request: HttpRequest, skp_id: int) -> list[VersiSkp]:
    """Empty where the SKP never changed."""
    return queries.versions_of(queries.skp_for(_actor(request), skp_id))


@router.post(
    "/skp/{skp_id}/versions", response=answers(VersiDetailOut, status=201), summary="Begin a new version"
)
def version_start(request: HttpRequest, skp_id: int, data: StartIn) -> Status[VersiSkp]:
    """Of a set SKP, by its owner or penilai. What runs stays as it is until the new version is set."""
    actor = _actor(request)
    versi = operations.start_version(
        skp=queries.skp_for(actor, skp_id),
        version=data.version,
        sebab=data.sebab,
        alasan=data.alasan,
        by=actor,
        at=clock.now(),
    )
    return Status(201, queries.versi_for(actor, skp_id, versi.pk))


@router.get("/skp/{skp_id}/versions/{versi_id}", response=answers(VersiDetailOut), summary="One version")
def version(request: HttpRequest, skp_id: int, versi_id: int) -> VersiSkp:
    return queries.versi_for(_actor(request), skp_id, versi_id)


@router.put("/skp/{skp_id}/versions/{versi_id}", response=answers(VersiDetailOut), summary="Write a version")
def version_write(request: HttpRequest, skp_id: int, versi_id: int, data: VersiContentsIn) -> VersiSkp:
    """Parts that stay are named by their id, so that realisasi, links and manuals stay with them."""
    actor = _actor(request)
    versi = queries.versi_for(actor, skp_id, versi_id)
    operations.write_version(
        versi=versi,
        version=data.version,
        change=lambda naskah: _naskah(naskah, data),
        by=actor,
        at=clock.now(),
    )
    return queries.versi_for(actor, skp_id, versi_id)


@router.get(
    "/skp/{skp_id}/versions/{versi_id}/manuals",
    response=answers(list[ManualOut]),
    summary="The manuals of a version",
)
def version_manuals(request: HttpRequest, skp_id: int, versi_id: int) -> list[ManualOut]:
    """Every indikator of the version in the order of print, also those without a manual."""
    return _manuals(queries.versi_for(_actor(request), skp_id, versi_id))


@router.put(
    "/skp/{skp_id}/versions/{versi_id}/manuals/{indikator_id}",
    response=answers(ManualOut),
    summary="Write a manual in a version",
)
def version_manual(
    request: HttpRequest, skp_id: int, versi_id: int, indikator_id: int, data: ManualIn
) -> ManualOut:
    """`version` is that of the version. It holds once the version is set."""
    actor = _actor(request)
    versi = queries.versi_for(actor, skp_id, versi_id)
    if all(item.indikator_id != indikator_id for item in _manuals(versi)):
        raise Http404
    manual = IsianManual(**data.dict(exclude={"version"}))
    operations.write_version(
        versi=versi,
        version=data.version,
        change=lambda naskah: naskah.with_manual(indikator_id, manual),
        by=actor,
        at=clock.now(),
    )
    return next(item for item in _manuals(versi) if item.indikator_id == indikator_id)


@router.post(
    "/skp/{skp_id}/versions/{versi_id}/return", response=answers(VersiDetailOut), summary="Return a version"
)
def version_return(request: HttpRequest, skp_id: int, versi_id: int, data: VersiReturnIn) -> VersiSkp:
    """With at least one note."""
    actor = _actor(request)
    operations.return_version(
        versi=queries.versi_for(actor, skp_id, versi_id),
        version=data.version,
        notes=[(note.path, note.teks) for note in data.notes],
        by=actor,
        at=clock.now(),
    )
    return queries.versi_for(actor, skp_id, versi_id)


@router.post(
    "/skp/{skp_id}/versions/{versi_id}/set-as-atasan",
    response=answers(VersiDetailOut),
    summary="Set a version as the atasan",
)
def version_set_as_atasan(request: HttpRequest, skp_id: int, versi_id: int, data: VersiInsteadIn) -> VersiSkp:
    """Where the penilai whom it was handed to is the penilai no more and nobody took over."""
    actor = _actor(request)
    operations.set_version_instead(
        versi=queries.versi_for(actor, skp_id, versi_id),
        version=data.version,
        alasan=data.alasan,
        by=actor,
        at=clock.now(),
    )
    return queries.versi_for(actor, skp_id, versi_id)


@router.post(
    "/skp/{skp_id}/versions/{versi_id}/{act}",
    response=answers(VersiDetailOut),
    summary="Move a version: submit, withdraw, set, cancel, resume",
)
def version_move(
    request: HttpRequest,
    skp_id: int,
    versi_id: int,
    act: Literal["submit", "withdraw", "set", "cancel", "resume"],
    data: VersionIn,
) -> VersiSkp:
    """The owner submits and withdraws, the penilai of the day sets, either cancels and resumes."""
    actor = _actor(request)
    moves: dict[str, Any] = {
        "submit": operations.submit_version,
        "withdraw": operations.withdraw_version,
        "set": operations.set_version,
        "cancel": operations.cancel_version,
        "resume": operations.resume_version,
    }
    versi = queries.versi_for(actor, skp_id, versi_id)
    moves[act](versi=versi, version=data.version, by=actor, at=clock.now())
    return queries.versi_for(actor, skp_id, versi_id)


@router.get(
    "/people/{pegawai_id}/skp-line/{tahun}",
    response=answers(list[StretchOut]),
    summary="The year of one person as a line of SKP",
)
def skp_line(request: HttpRequest, pegawai_id: int, tahun: int) -> list[StretchOut]:
    """With the days that no SKP covers."""
    line = queries.year_line(_actor(request), pegawai_id, tahun)
    return [
        StretchOut(
            start_date=item.start_date,
            last_date=item.last_date,
            skp_id=item.skp.pk if item.skp else None,
            jabatan=item.skp.penugasan.jabatan.nama if item.skp else "",
        )
        for item in line.stretches
    ]


@router.get("/moved", response=answers(list[MovedOut]), summary="Who moved without a new SKP")
def moved(request: HttpRequest) -> list[MovedOut]:
    """For the unit kepegawaian and the pengelola kinerja; to others it does not exist."""
    actor = _actor(request)
    instansi = instansi_of(actor.pegawai_id)
    periode = queries.current_periode(instansi, clock.today()) if instansi else None
    if not access.can_see_moved(actor) or periode is None:
        raise Http404
    return [
        MovedOut(
            pegawai_id=row.pegawai_id,
            nama=row.pegawai.nama_lengkap,
            penugasan_id=row.pk,
            jabatan=row.jabatan.nama,
            unit=row.unit.nama,
            start_date=row.start_date,
        )
        for row in queries.moved_within(actor, periode, on=clock.today())
    ]


@router.get(
    "/penilai-changes", response=answers(list[PenilaiChangeOut]), summary="Set SKP whose penilai changed"
)
def penilai_changes(request: HttpRequest) -> list[PenilaiChangeOut]:
    """For the unit kepegawaian and the pengelola kinerja; to others it does not exist."""
    actor = _actor(request)
    instansi = instansi_of(actor.pegawai_id)
    periode = queries.current_periode(instansi, clock.today()) if instansi else None
    if not access.can_see_moved(actor) or periode is None:
        raise Http404
    changed = queries.penilai_changed(actor, periode, on=clock.today())
    return [
        PenilaiChangeOut(
            skp_id=row.skp.pk,
            nama=row.skp.pegawai.nama_lengkap,
            penilai_skp_id=row.skp.penilai_id,
            penilai_id=row.penilai.pk if row.penilai else None,
            versi_id=row.versi.pk if row.versi else None,
            langkah=row.langkah.value,
        )
        for row in queries.after_a_change(periode, changed)
    ]


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor


def _manuals(versi: VersiSkp) -> list[ManualOut]:
    isi = as_read(from_json(versi.isi), versi.skp)
    return [ManualOut.of(item) for rhk in isi.rhk for item in rhk.indikator]


def _naskah(standing: Naskah, data: VersiContentsIn) -> Naskah:
    """The contents as they were sent. Raises Invalid `planning.no_such_part` for an id that the version does
    not hold."""
    number = max(standing.new_id(), NEW + 1)
    rows: list[NaskahRhk] = []
    for item in data.hasil_kerja:
        known = standing.rhk_of(item.id) if item.id is not None else None
        if item.id is not None and known is None:
            raise Invalid("planning.no_such_part")
        below: list[NaskahIndikator] = []
        for row in item.indikator:
            stands = next((one for one in known.indikator if one.id == row.id), None) if known else None
            if row.id is not None and stands is None:
                raise Invalid("planning.no_such_part")
            words = IsianIndikator(**row.dict(exclude={"id"}))
            manual = stands.manual if stands is not None else IsianManual()
            below.append(NaskahIndikator(row.id or number, words, manual))
            number += 1
        result = IsianRhk(**item.dict(exclude={"id", "indikator"}))
        rows.append(
            NaskahRhk(item.id or number, result, tuple(below), known.peran_id if known is not None else None)
        )
        number += 1
    # The ids of results and of indikator are of two tables: each must be named once.
    for ids in ([item.id for item in rows], [row.id for item in rows for row in item.indikator]):
        if len(set(ids)) != len(ids):
            raise Invalid("planning.no_such_part")
    return Naskah(
        rhk=tuple(rows),
        ekspektasi={nilai: tuple(lines) for nilai, lines in data.ekspektasi.items()},
        lampiran={jenis: tuple(lines) for jenis, lines in data.lampiran.dict().items()},
    )


def _difference(found: Difference) -> dict[str, Any]:
    return {
        "hasil_kerja": [
            _part(item) | {"indikator": [_part(row) for row in item.indikator]} for item in found.rhk
        ],
        "ekspektasi": [_lines(item) for item in found.ekspektasi],
        "lampiran": [_lines(item) for item in found.lampiran],
        "moved": found.moved,
    }


def _part(item: Part) -> dict[str, Any]:
    fields = [{"label": str(row.label), "before": row.before, "after": row.after} for row in item.fields]
    return {"id": item.id, "kind": item.kind, "teks": item.teks, "fields": fields}


def _lines(item: Any) -> dict[str, Any]:
    return {"label": str(item.label), "added": list(item.added), "removed": list(item.removed)}
