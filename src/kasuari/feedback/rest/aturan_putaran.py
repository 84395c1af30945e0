"""What stands around 360 rounds, over the API: instruments, weights, nominations, open answers, units."""

from __future__ import annotations

from datetime import date
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from kasuari.feedback import operations, queries
from kasuari.feedback.access.putaran import can_decide_nomination, can_nominate, can_run_putaran
from kasuari.feedback.enums import Kelompok, StateTugas, SumberKomentar, SumberTugas
from kasuari.feedback.models import BobotPutaran, InstrumenPutaran, PesertaPutaran, TugasPutaran
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.rest import Given, answers
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest

router = Router(tags=["putaran 360"])


class LineIn(Given):
    nilai: str = Field(description="The value that the line belongs to; any word that groups lines.")
    teks: str


class InstrumentIn(Given):
    """A new version of the instrument of this name; a version never changes."""

    nama: str
    skala: list[str] = Field(description="The words of the steps, the lowest first.")
    butir: list[LineIn]
    pertanyaan: list[str] = []


class InstrumentOut(Schema):
    id: int
    nama: str
    versi: int
    skala: list[str]
    butir: list[dict[str, str]]
    pertanyaan: list[dict[str, str]]


class Weights(Schema):
    """In percent; together 100."""

    atasan: int = 0
    rekan: int = 0
    bawahan: int = 0
    penerima_layanan: int = 0
    diri: int = 0


class WeightsIn(Given):
    jenis_jabatan: str = Field("", description="Empty for every type of jabatan.")
    bobot: Weights
    dasar: str
    start_date: date


class WeightsOut(Weights):
    id: int
    jenis_jabatan: str
    dasar: str
    start_date: date


class RaterOut(Schema):
    tugas_id: int
    pegawai_id: int
    nama: str
    kelompok: str
    sumber: str


class NominationOut(Schema):
    """A list of raters. Of one's own list only those are told whom one proposed oneself."""

    peserta_id: int
    putaran_id: int
    pegawai_id: int
    nama: str
    state: str
    version: int
    pengisi: list[RaterOut]

    @staticmethod
    def of(peserta: PesertaPutaran, *, own: bool) -> NominationOut:
        return NominationOut(
            peserta_id=peserta.pk,
            putaran_id=peserta.putaran_id,
            pegawai_id=peserta.pegawai_id,
            nama=peserta.pegawai.nama_lengkap,
            state=peserta.state,
            version=peserta.version,
            pengisi=[
                _rater(tugas)
                for tugas in peserta.tugas.all()
                if tugas.state != StateTugas.GUGUR
                and tugas.kelompok != Kelompok.DIRI
                and (not own or tugas.sumber == SumberTugas.USULAN)
            ],
        )


class NominateIn(Given):
    pegawai_id: int
    kelompok: str = Field(description="rekan or penerima_layanan.")


class StrikeIn(Given):
    alasan: str


class StruckOut(Schema):
    """`pengganti`: the peer who was drawn instead, null where there is none."""

    pengganti: RaterOut | None


class CommentOut(Schema):
    """An open answer that waits: without who wrote it and about whom."""

    id: UUID
    pertanyaan: str
    teks: str
    bernama: bool = Field(description="From the atasan or the person: its source is known anyway.")


class CommentDecisionIn(Given):
    keputusan: str = Field(description="tampil or ditahan.")
    teks: str
    alasan: str = ""


class DecidedOut(Schema):
    state: str


class RoundUnitOut(Schema):
    """`nilai`: by value the mean as it may be shown; `ujung` 1 means "or more", -1 "or less"."""

    unit_id: int
    unit: str
    orang: int
    jawaban: int
    nilai: dict[str, dict[str, Any]]


@router.get("/round-instruments", response=answers(list[InstrumentOut]), summary="Instruments of 360 rounds")
def instruments(request: HttpRequest) -> list[InstrumenPutaran]:
    """The newest version of each."""
    can_run_putaran(_actor(request)).or_raise()
    return queries.instruments(organisation.instansi_for(_actor(request)).pk)


@router.post(
    "/round-instruments", response=answers(InstrumentOut, status=201), summary="Compose an instrument"
)
def compose(request: HttpRequest, body: InstrumentIn) -> Status[InstrumenPutaran]:
    made = operations.make_instrumen(
        instansi=organisation.instansi_for(_actor(request)),
        nama=body.nama,
        skala=body.skala,
        butir=[operations.Butir(line.nilai, line.teks) for line in body.butir],
        pertanyaan=body.pertanyaan,
        by=_actor(request),
        at=clock.now(),
    )
    return Status(201, made)


@router.get("/round-weights", response=answers(list[WeightsOut]), summary="Weights by type of jabatan")
def weights(request: HttpRequest) -> list[BobotPutaran]:
    can_run_putaran(_actor(request)).or_raise()
    return queries.weights(organisation.instansi_for(_actor(request)).pk)


@router.post("/round-weights", response=answers(WeightsOut, status=201), summary="Set weights from a day on")
def weigh(request: HttpRequest, body: WeightsIn) -> Status[BobotPutaran]:
    made = operations.set_bobot(
        instansi=organisation.instansi_for(_actor(request)),
        jenis_jabatan=body.jenis_jabatan,
        bobot=body.bobot.dict(),
        dasar=body.dasar,
        start_date=body.start_date,
        by=_actor(request),
        at=clock.now(),
    )
    return Status(201, made)


@router.get(
    "/round-nominations",
    response=answers(list[NominationOut]),
    summary="Lists of raters: one's own, one's team",
)
def nominations(request: HttpRequest) -> list[NominationOut]:
    actor = _actor(request)
    return [
        *(NominationOut.of(row, own=True) for row in queries.own_nominations(actor)),
        *(NominationOut.of(row, own=False) for row in queries.nominations_of_team(actor)),
    ]


@router.post(
    "/round-nominations/{peserta_id}/raters",
    response=answers(RaterOut, status=201),
    summary="Propose a rater about oneself",
)
def nominate(request: HttpRequest, peserta_id: int, body: NominateIn) -> Status[RaterOut]:
    peserta = queries.peserta_for(_actor(request), peserta_id)
    can_nominate(_actor(request), peserta).or_raise()
    made = operations.nominate(
        peserta=peserta,
        pegawai_id=body.pegawai_id,
        kelompok=body.kelompok,
        by=_actor(request),
        at=clock.now(),
    )
    return Status(201, _rater(made))


@router.post(
    "/round-tasks/{tugas_id}/strike", response=answers(StruckOut), summary="Strike a rater of one's team"
)
def strike(request: HttpRequest, tugas_id: int, body: StrikeIn) -> StruckOut:
    tugas = queries.proposed_for(_actor(request), tugas_id)
    can_decide_nomination(_actor(request), tugas.peserta).or_raise()
    drawn = operations.strike_rater(tugas=tugas, alasan=body.alasan, by=_actor(request), at=clock.now())
    return StruckOut(pengganti=_rater(drawn) if drawn is not None else None)


@router.get(
    "/rounds/{putaran_id}/comments",
    response=answers(list[CommentOut]),
    summary="Open answers that wait for their moderator",
)
def comments(request: HttpRequest, putaran_id: int) -> list[CommentOut]:
    """In no order, without their author and without whom they are about."""
    _putaran, waiting = queries.comments_to_moderate(_actor(request), putaran_id)
    return [
        CommentOut(
            id=row.pk, pertanyaan=row.pertanyaan, teks=row.teks, bernama=row.sumber != SumberKomentar.ANONIM
        )
        for row in waiting
    ]


@router.post(
    "/round-comments/{komentar}/decide", response=answers(DecidedOut), summary="Show or hold an open answer"
)
def decide(request: HttpRequest, komentar: UUID, body: CommentDecisionIn) -> DecidedOut:
    found = queries.comment_for(_actor(request), komentar)
    done = operations.moderate_komentar(
        komentar=found,
        keputusan=body.keputusan,
        teks=body.teks,
        alasan=body.alasan,
        by=_actor(request),
        at=clock.now(),
    )
    return DecidedOut(state=done.state)


@router.get(
    "/rounds/{putaran_id}/units", response=answers(list[RoundUnitOut]), summary="Results by unit and value"
)
def units(request: HttpRequest, putaran_id: int) -> list[RoundUnitOut]:
    """As far as the thresholds let it show; nothing before the release."""
    _putaran, found = queries.unit_results(_actor(request), putaran_id)
    return [
        RoundUnitOut(
            unit_id=row.unit_id,
            unit=row.unit.nama,
            orang=row.isi["orang"],
            jawaban=row.isi["n"],
            nilai=row.isi["nilai"],
        )
        for row in found
    ]


def _rater(tugas: TugasPutaran) -> RaterOut:
    return RaterOut(
        tugas_id=tugas.pk,
        pegawai_id=tugas.pengisi_id,
        nama=tugas.pengisi.nama_lengkap,
        kelompok=tugas.kelompok,
        sumber=tugas.sumber,
    )


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
