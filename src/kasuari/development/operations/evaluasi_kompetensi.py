"""Format B.1.9: the penilai assesses what was seen, with reasons; what was not seen stays empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kasuari.development.access.kompetensi import can_evaluate
from kasuari.development.events.kompetensi import (
    EvaluasiKompetensiBegun,
    EvaluasiKompetensiSaved,
    EvaluasiKompetensiSigned,
)
from kasuari.development.models import EvaluasiKompetensi, HasilKompetensi
from kasuari.development.queries.kompetensi import dictionary, gaps_of
from kasuari.development.states import EVALUASI_KOMPETENSI
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.organisation import queries as organisation
from kasuari.regulation.kompetensi import MEMADAI, NILAI

if TYPE_CHECKING:
    from kasuari.organisation.models import Pegawai

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Assessed:
    """What was typed for one competency: a value, or None for not assessed, and its reason."""

    nilai: int | None
    alasan: str = ""


@transaction.atomic
def begin_evaluation(*, pegawai: Pegawai, by: Actor, at: datetime) -> EvaluasiKompetensi:
    """The open sheet of this penilai for the person, begun where there is none.

    Raises NotAllowed, or Invalid where the person holds no post.
    """
    penilai_id = organisation.superiors_of(pegawai_id=pegawai.pk, on=at.date()).penilai_id
    can_evaluate(by, pegawai_id=pegawai.pk, penilai_id=penilai_id).or_raise()
    identity = organisation.identity(pegawai, at.date())
    if identity.penugasan_id is None:
        raise Invalid("development.no_post")
    try:
        with transaction.atomic():
            made, is_new = EvaluasiKompetensi.objects.get_or_create(
                pegawai=pegawai,
                evaluator_id=by.pegawai_id or 0,
                state=EVALUASI_KOMPETENSI.initial,
                defaults={
                    "penugasan_id": identity.penugasan_id,
                    "tanggal": at.date(),
                    "created_at": at,
                    "created_by_id": by.user_id or 0,
                    "version": 1,
                },
            )
    except IntegrityError:
        raise Stale from None
    if is_new:
        record(
            EvaluasiKompetensiBegun(
                by=by, at=at, object_id=made.pk, pegawai_id=pegawai.pk, nama=identity.nama
            )
        )
    return made


@transaction.atomic
def save_evaluation(
    *,
    evaluasi: EvaluasiKompetensi,
    results: Mapping[int, Assessed],
    rekomendasi: str,
    version: int,
    by: Actor,
    at: datetime,
) -> None:
    """Write the sheet anew. Every value needs its reason. Raises Invalid with every problem, or Stale."""
    _may(evaluasi, by, at)
    next_state = EVALUASI_KOMPETENSI.next(evaluasi.state, "isi")
    known = {item.kompetensi_id: item.nama for item in dictionary(evaluasi.pegawai.instansi_id, on=at.date())}
    standards = {gap.kompetensi_id: gap.required for gap in gaps_of(evaluasi.pegawai_id, on=at.date())}
    problems = []
    for key, item in results.items():
        if key not in known or (item.nilai is not None and item.nilai not in NILAI):
            problems.append(Problem("development.nilai", f"nilai_{key}", _("Pilih nilai 1 sampai 5.")))
        elif item.nilai is not None and not item.alasan.strip():
            words = _("Tulis apa yang Anda amati sehingga nilainya demikian.")
            problems.append(Problem("development.alasan", f"alasan_{key}", words))
        if len(item.alasan) > LONGEST:
            problems.append(Problem("development.alasan", f"alasan_{key}", _("Paling panjang 2.000 huruf.")))
    if len(rekomendasi) > LONGEST:
        problems.append(Problem("development.words", "rekomendasi", _("Paling panjang 2.000 huruf.")))
    if problems:
        raise Invalid("development.invalid", problems=tuple(problems))
    moved = EvaluasiKompetensi.objects.filter(pk=evaluasi.pk, version=version, state=evaluasi.state).update(
        state=next_state, rekomendasi=rekomendasi.strip(), version=version + 1
    )
    if not moved:
        raise Stale
    HasilKompetensi.objects.filter(evaluasi=evaluasi).delete()
    HasilKompetensi.objects.bulk_create(
        HasilKompetensi(
            evaluasi=evaluasi,
            kompetensi_id=key,
            nama=known[key],
            standar=standards.get(key),
            nilai=item.nilai,
            alasan=item.alasan.strip(),
        )
        for key, item in results.items()
    )
    dinilai = sum(item.nilai is not None for item in results.values())
    record(
        EvaluasiKompetensiSaved(
            by=by, at=at, object_id=evaluasi.pk, pegawai_id=evaluasi.pegawai_id, dinilai=dinilai
        )
    )


@transaction.atomic
def sign_evaluation(*, evaluasi: EvaluasiKompetensi, version: int, by: Actor, at: datetime) -> None:
    """Sign the sheet: from now on it counts and the person reads it. Nothing in it changes any more."""
    _may(evaluasi, by, at)
    next_state = EVALUASI_KOMPETENSI.next(evaluasi.state, "tanda_tangani")
    values = list(
        HasilKompetensi.objects.filter(evaluasi=evaluasi, nilai__isnull=False).values_list("nilai", flat=True)
    )
    if not values:
        raise Invalid("development.nothing_assessed")
    moved = EvaluasiKompetensi.objects.filter(pk=evaluasi.pk, version=version, state=evaluasi.state).update(
        state=next_state,
        tanggal=at.date(),
        signed_at=at,
        signed_by_id=by.user_id,
        version=version + 1,
    )
    if not moved:
        raise Stale
    owner = organisation.identity(evaluasi.pegawai_id, at.date())
    record(
        EvaluasiKompetensiSigned(
            by=by,
            at=at,
            object_id=evaluasi.pk,
            pegawai_id=evaluasi.pegawai_id,
            tell=(owner.user_id,) if owner.user_id else (),
            link=reverse("development:person", args=[evaluasi.pegawai_id]),
            nama=owner.nama,
            dinilai=len(values),
            kurang=sum(value is not None and value < MEMADAI for value in values),
        )
    )


def _may(evaluasi: EvaluasiKompetensi, by: Actor, at: datetime) -> None:
    """The author, while still the penilai."""
    penilai_id = organisation.superiors_of(pegawai_id=evaluasi.pegawai_id, on=at.date()).penilai_id
    held = penilai_id if penilai_id == evaluasi.evaluator_id else None
    can_evaluate(by, pegawai_id=evaluasi.pegawai_id, penilai_id=held).or_raise()
