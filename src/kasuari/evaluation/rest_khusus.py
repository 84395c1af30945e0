"""Special cases over the API: a study, a result kept after a move, a refusal to sign."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema

from kasuari.evaluation import operations, queries
from kasuari.evaluation.enums import AkreditasiStudi, JenjangStudi, KelulusanStudi
from kasuari.evaluation.models import PakaiHasil, PenolakanTandaTangan
from kasuari.evaluation.rest import EvaluationDetailOut, EvaluationVersionIn, detail_of
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.rest import Given, answers
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning
from kasuari.progress.queries import period_of

router = Router(tags=["keadaan khusus"])

_PERIOD = "/skp/{skp_id}/periods/{periode_evaluasi_id}"


class StudyIn(Given):
    institusi: str
    jenjang: JenjangStudi
    luar_negeri: bool = False
    universitas: AkreditasiStudi | None = Field(None, description="Accreditation; none for a study abroad.")
    prodi: AkreditasiStudi | None = None
    ipk: Decimal | None = Field(None, description="Null: not known yet.")
    kelulusan: KelulusanStudi
    version: int = Field(0, description="As read; 0 where there was none.")


class StudyOut(Schema):
    """How a tugas belajar stands, and what the guide of Lampiran BAB II B says of its IPK."""

    institusi: str
    jenjang: str
    luar_negeri: bool
    universitas: str
    prodi: str
    ipk: str | None
    kelulusan: str
    panduan: str | None = Field(description="The predikat of the guide; null where it cannot be read.")
    panduan_code: str
    basis: list[str]
    version: int


class CarryOut(Schema):
    """An earlier result that is to hold after a move. `agreed_at` null: the owner has not agreed."""

    sumber_id: int
    sumber_periode: str
    proposed_at: datetime
    agreed_at: datetime | None
    version: int

    @staticmethod
    def resolve_sumber_periode(row: PakaiHasil) -> str:
        return planning.label(row.sumber.periode_evaluasi)


class RefusalIn(Given):
    saksi_nama: str
    saksi_jabatan: str
    keterangan: str
    version: int


class RefusalOut(Schema):
    """That the owner did not sign for receipt, before a witness. Every clock runs on."""

    evaluasi_id: int
    saksi_nama: str
    saksi_jabatan: str
    keterangan: str
    recorded_at: datetime


@router.get(f"{_PERIOD}/study", response=answers(StudyOut), summary="How a tugas belajar stands")
def study(request: HttpRequest, skp_id: int, periode_evaluasi_id: int) -> dict[str, Any]:
    return _study(*_of(request, skp_id, periode_evaluasi_id))


@router.put(f"{_PERIOD}/study", response=answers(StudyOut), summary="Write down how a study stands")
def record_study(
    request: HttpRequest, skp_id: int, periode_evaluasi_id: int, payload: StudyIn
) -> dict[str, Any]:
    skp, period = _of(request, skp_id, periode_evaluasi_id)
    operations.record_study(
        skp=skp,
        periode_evaluasi=period,
        institusi=payload.institusi,
        jenjang=payload.jenjang.value,
        luar_negeri=payload.luar_negeri,
        universitas=payload.universitas.value if payload.universitas else "",
        prodi=payload.prodi.value if payload.prodi else "",
        ipk=payload.ipk,
        kelulusan=payload.kelulusan.value,
        version=payload.version,
        by=_actor(request),
        at=clock.now(),
    )
    return _study(skp, period)


@router.get(f"{_PERIOD}/carried", response=answers(CarryOut), summary="The earlier result that is kept")
def carried(request: HttpRequest, skp_id: int, periode_evaluasi_id: int) -> PakaiHasil:
    return queries.carry_for(*_of(request, skp_id, periode_evaluasi_id))


@router.post(
    f"{_PERIOD}/carried", response=answers(CarryOut), summary="Propose to keep the result before a move"
)
def propose_carry(request: HttpRequest, skp_id: int, periode_evaluasi_id: int) -> PakaiHasil:
    skp, period = _of(request, skp_id, periode_evaluasi_id)
    operations.propose_carry(skp=skp, periode_evaluasi=period, by=_actor(request), at=clock.now())
    return queries.carry_for(skp, period)


@router.post(f"{_PERIOD}/carried/agree", response=answers(CarryOut), summary="Agree, as its owner")
def agree_carry(
    request: HttpRequest, skp_id: int, periode_evaluasi_id: int, payload: EvaluationVersionIn
) -> PakaiHasil:
    skp, period = _of(request, skp_id, periode_evaluasi_id)
    operations.agree_carry(
        pakai=queries.carry_for(skp, period), version=payload.version, by=_actor(request), at=clock.now()
    )
    return queries.carry_for(skp, period)


@router.post(
    f"{_PERIOD}/carried/use",
    response=answers(EvaluationDetailOut),
    summary="Take the agreed ratings over as a draft",
)
def use_carried(request: HttpRequest, skp_id: int, periode_evaluasi_id: int) -> EvaluationDetailOut:
    skp, period = _of(request, skp_id, periode_evaluasi_id)
    actor = _actor(request)
    made = operations.use_carried(pakai=queries.carry_for(skp, period), by=actor, at=clock.now())
    return detail_of(queries.evaluasi_for(actor, made.pk))


@router.get("/evaluations/{evaluasi_id}/refusal", response=answers(RefusalOut), summary="The refusal to sign")
def refusal(request: HttpRequest, evaluasi_id: int) -> PenolakanTandaTangan:
    found = queries.refusal_of(queries.evaluasi_for(_actor(request), evaluasi_id))
    if found is None:
        raise Http404
    return found


@router.post(
    "/evaluations/{evaluasi_id}/refusal",
    response=answers(RefusalOut),
    summary="Note that the owner did not sign, with a witness",
)
def record_refusal(request: HttpRequest, evaluasi_id: int, payload: RefusalIn) -> PenolakanTandaTangan:
    actor = _actor(request)
    return operations.record_refusal(
        evaluasi=queries.evaluasi_for(actor, evaluasi_id),
        saksi_nama=payload.saksi_nama,
        saksi_jabatan=payload.saksi_jabatan,
        keterangan=payload.keterangan,
        version=payload.version,
        by=actor,
        at=clock.now(),
    )


def _study(skp: Any, period: Any) -> dict[str, Any]:
    found = queries.study_of(skp, period)
    if found is None:
        raise Http404
    row, guide = found.row, found.guide
    return {
        "institusi": row.institusi,
        "jenjang": row.jenjang,
        "luar_negeri": row.luar_negeri,
        "universitas": row.universitas,
        "prodi": row.prodi,
        "ipk": None if row.ipk is None else str(row.ipk),
        "kelulusan": row.kelulusan,
        "panduan": guide.value.value if guide.value else None,
        "panduan_code": guide.code,
        "basis": [str(item) for item in guide.basis],
        "version": row.version,
    }


def _of(request: HttpRequest, skp_id: int, periode_evaluasi_id: int) -> tuple[Any, Any]:
    skp = planning.skp_for(_actor(request), skp_id)
    return skp, period_of(skp, periode_evaluasi_id)


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor
