"""Pelaksanaan over the API: realisasi and evidence, below the SKP that they belong to."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.files import serve
from kasuari.foundation.rest import Given, answers
from kasuari.organisation.queries import instansi_for
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning
from kasuari.progress import operations, queries
from kasuari.progress.models import BuktiDukung

router = Router(tags=["pelaksanaan"])


class BuktiOut(Schema):
    """Evidence: a file with its SHA-256, or a link."""

    id: int
    nama: str
    url: str | None = None
    sha256: str | None = None
    media_type: str | None = None
    size: int | None = Field(None, description="Bytes.")
    added_at: datetime

    @staticmethod
    def of(row: BuktiDukung) -> BuktiOut:
        return BuktiOut(
            id=row.pk,
            nama=row.nama,
            url=row.url or None,
            sha256=row.file.sha256 if row.file else None,
            media_type=row.file.media_type if row.file else None,
            size=row.file.size if row.file else None,
            added_at=row.added_at,
        )


class RealisasiOut(Schema):
    """One indikator in one period. `nilai` and `baseline` null are unknown, never zero; `version` 0: nothing
    written yet. `keadaan` says how `nilai` stands beside the target, whichever way is better (`arah`):
    melampaui, tercapai, belum, meleset, or "" where it cannot be told; `percent` of the target."""

    rhk_id: int
    indikator_id: int
    indikator: str
    target: str
    satuan: str
    arah: str
    baseline: Decimal | None
    teks: str
    nilai: Decimal | None
    keadaan: str
    percent: int | None
    sumber_data: str
    version: int
    bukti: list[BuktiOut]


class ProgressOut(Schema):
    skp_id: int
    periode_evaluasi_id: int
    closed: bool = Field(description="The evaluation is signed; nothing changes any more.")
    filled: int
    total: int
    realisasi: list[RealisasiOut]


class RealisasiIn(Given):
    teks: str = ""
    nilai: Decimal | None = None
    sumber_data: str = ""
    version: int | None = Field(None, description="As read; null or 0 where nothing had been written.")


class LinkIn(Given):
    url: str
    nama: str = ""


class TreeNodeOut(Schema):
    """A node of the pohon kinerja. `key` is a letter and a number: u unit, s sasaran, p indicator of a
    perjanjian kinerja, r result, i indikator. `progress` is "" where nothing is to be measured, unknown where
    nothing was written (never zero), private where it is not for you."""

    key: str
    teks: str
    pegawai: str
    jabatan: str
    target: str
    below: int | None = Field(
        description="How many branches it has; -1 where they are not counted, null where none can be."
    )
    skp_id: int | None
    progress: str
    percent: int | None


@router.get("/tree", response=answers(list[TreeNodeOut]), summary="Nodes of the pohon kinerja")
def tree(request: HttpRequest, node: str = "") -> list[TreeNodeOut]:
    """Of the running year: the units, or what hangs directly below `node`. Structure, names and posts of your
    agency; never a rating. Drafts are seen by those who may read them."""
    actor = cast(ActorRequest, request).actor
    periode = planning.current_periode(instansi_for(actor), clock.today())
    if periode is None or (node and planning.open_keys(node) != [node]):
        raise Http404
    found = planning.branches_of(actor, periode, node) if node else planning.tree_of(actor, periode, ())
    measures = [item for row in found for item in row.measures]
    reached = queries.reached_of(measures, actor=actor, periode=periode, on=clock.today())
    return [_tree_node(row, reached) for row in found if row.kind != "d"]


def _tree_node(row: planning.TreeNode, reached: dict[int, queries.Reached]) -> TreeNodeOut:
    one = reached[row.measures[0].indikator_id] if len(row.measures) == 1 else None
    return TreeNodeOut(
        key=row.key,
        teks=row.teks,
        pegawai=row.who,
        jabatan=row.post,
        target=row.target,
        below=row.below,
        skp_id=row.skp_id,
        progress=one.state if one else "",
        percent=one.percent if one else None,
    )


@router.get(
    "/skp/{skp_id}/periods/{periode_evaluasi_id}/realisasi",
    response=answers(ProgressOut),
    summary="Results and evidence of an SKP in a period",
)
def progress(request: HttpRequest, skp_id: int, periode_evaluasi_id: int) -> ProgressOut:
    return _progress(_actor(request), skp_id, periode_evaluasi_id)


@router.put(
    "/skp/{skp_id}/periods/{periode_evaluasi_id}/realisasi/{indikator_id}",
    response=answers(RealisasiOut),
    summary="Record what was reached on an indikator",
)
def record_realisasi(
    request: HttpRequest, skp_id: int, periode_evaluasi_id: int, indikator_id: int, payload: RealisasiIn
) -> RealisasiOut:
    actor = _actor(request)
    skp = planning.skp_for(actor, skp_id)
    operations.record_realisasi(
        indikator=queries.indikator_in(skp, indikator_id),
        periode_evaluasi=queries.period_of(skp, periode_evaluasi_id),
        teks=payload.teks,
        nilai=payload.nilai,
        sumber_data=payload.sumber_data,
        version=payload.version,
        by=actor,
        at=clock.now(),
    )
    shown = _progress(actor, skp_id, periode_evaluasi_id)
    return next(row for row in shown.realisasi if row.indikator_id == indikator_id)


@router.post(
    "/skp/{skp_id}/periods/{periode_evaluasi_id}/realisasi/{indikator_id}/files",
    response=answers(BuktiOut, status=201),
    summary="Add a file as evidence",
)
def add_file(
    request: HttpRequest,
    skp_id: int,
    periode_evaluasi_id: int,
    indikator_id: int,
    file: File[UploadedFile],
    nama: Form[str] = "",
) -> Status[BuktiOut]:
    actor = _actor(request)
    skp = planning.skp_for(actor, skp_id)
    made = operations.add_bukti_file(
        indikator=queries.indikator_in(skp, indikator_id),
        periode_evaluasi=queries.period_of(skp, periode_evaluasi_id),
        upload=file,
        nama=nama,
        by=actor,
        at=clock.now(),
    )
    return Status(201, BuktiOut.of(made))


@router.post(
    "/skp/{skp_id}/periods/{periode_evaluasi_id}/realisasi/{indikator_id}/links",
    response=answers(BuktiOut, status=201),
    summary="Add a link as evidence",
)
def add_link(
    request: HttpRequest, skp_id: int, periode_evaluasi_id: int, indikator_id: int, payload: LinkIn
) -> Status[BuktiOut]:
    actor = _actor(request)
    skp = planning.skp_for(actor, skp_id)
    made = operations.add_bukti_link(
        indikator=queries.indikator_in(skp, indikator_id),
        periode_evaluasi=queries.period_of(skp, periode_evaluasi_id),
        url=payload.url,
        nama=payload.nama,
        by=actor,
        at=clock.now(),
    )
    return Status(201, BuktiOut.of(made))


@router.get("/evidence/{bukti_id}", response=answers(BuktiOut), summary="One piece of evidence")
def bukti(request: HttpRequest, bukti_id: int) -> BuktiOut:
    return BuktiOut.of(queries.bukti_for(_actor(request), bukti_id))


@router.get("/evidence/{bukti_id}/file", response=answers(None), summary="The file of a piece of evidence")
def bukti_file(request: HttpRequest, bukti_id: int) -> HttpResponse:
    found = queries.bukti_for(_actor(request), bukti_id)
    if found.file is None:
        raise Http404
    return cast(HttpResponse, serve(found.file))


@router.delete(
    "/evidence/{bukti_id}", response=answers(None, status=204), summary="Take evidence off the list"
)
def remove_bukti(request: HttpRequest, bukti_id: int) -> Status[None]:
    actor = _actor(request)
    operations.remove_bukti(bukti=queries.bukti_for(actor, bukti_id), by=actor, at=clock.now())
    return Status(204, None)


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor


def _progress(actor: Actor, skp_id: int, periode_evaluasi_id: int) -> ProgressOut:
    skp = planning.skp_for(actor, skp_id)
    shown = queries.progress_of(skp, queries.period_of(skp, periode_evaluasi_id))
    return ProgressOut(
        skp_id=skp.pk,
        periode_evaluasi_id=shown.periode_evaluasi.pk,
        closed=shown.closed,
        filled=shown.filled,
        total=shown.total,
        realisasi=[
            RealisasiOut(
                rhk_id=item.rhk.id,
                indikator_id=row.indikator.id,
                indikator=row.indikator.teks,
                target=row.indikator.target,
                satuan=row.indikator.satuan,
                arah=row.indikator.arah,
                baseline=row.indikator.baseline,
                keadaan=row.standing.keadaan.value if row.standing else "",
                percent=row.standing.percent if row.standing else None,
                teks=row.realisasi.teks if row.realisasi else "",
                nilai=row.realisasi.nilai if row.realisasi else None,
                sumber_data=row.realisasi.sumber_data if row.realisasi else "",
                version=row.version,
                bukti=[BuktiOut.of(found) for found in row.bukti],
            )
            for item in shown.rhk
            for row in item.indikator
        ],
    )
