"""Signing: the predikat by the regulation, the facts frozen, the documents issued, all or nothing.

Pasal 24-25; Lampiran BAB IV B.3 and V.A.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from kasuari.evaluation.enums import RatingKinerja, StateEvaluasi
from kasuari.evaluation.events import EvaluasiSigned
from kasuari.evaluation.models import Evaluasi
from kasuari.evaluation.operations.issuing import issue_signed
from kasuari.evaluation.operations.rating import jalur_of, rating_allowed
from kasuari.evaluation.queries.batas_pimpinan import batas_on
from kasuari.evaluation.queries.capaian import CapaianUsed, capaian_of_units, capaian_used
from kasuari.evaluation.queries.closing import period_open
from kasuari.evaluation.queries.facts import collect_fakta
from kasuari.evaluation.queries.gate import calendar_of, evaluasi_rows
from kasuari.evaluation.queries.khusus import study_of
from kasuari.evaluation.queries.predikat import predikat_of
from kasuari.evaluation.queries.route import route_of
from kasuari.evaluation.states import EVALUASI
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.planning import queries as planning
from kasuari.progress import operations as progress
from kasuari.regulation.edition import edition_on
from kasuari.regulation.predikat import CapaianOrganisasi, Rating
from kasuari.regulation.verdict import Verdict

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi, Skp
    from kasuari.regulation.predikat import Predikat


@transaction.atomic
def sign_evaluasi(*, evaluasi: Evaluasi, version: int, by: Actor, at: datetime) -> Evaluasi:
    """Sign an evaluation: from now on nothing of it changes.

    The predikat is the regulation's answer to the two ratings on the last day of the period. Targets,
    results, evidence with hashes, capaian, identities and dates are frozen into `fakta`; C.1.x, D.1.1 and the
    explanation are issued. Raises NotAllowed with a reason of `can_rate`, StateRefusal `evaluation.signed`,
    Stale, and Invalid `evaluation.incomplete` that lists everything that is lacking.
    """
    skp = planning.skp_for(by, evaluasi.skp_id)
    periode_evaluasi = evaluasi.periode_evaluasi
    calendar = calendar_of(skp)
    route = route_of(skp, periode_evaluasi, calendar=calendar, on=at.date())
    rating_allowed(by, skp, periode_evaluasi, at, route=route, calendar=calendar, found=evaluasi).or_raise()
    period_open(periode_evaluasi, on=at.date()).or_raise()
    progress.hold(skp)
    evaluasi = evaluasi_rows().get(pk=evaluasi.pk)
    if not EVALUASI.allows(evaluasi.state, "tanda_tangani"):
        raise StateRefusal("evaluation.signed")
    jalur = jalur_of(by, route)
    if evaluasi.version != version or evaluasi.jalur != jalur["jalur"]:
        raise Stale
    capaian = capaian_used(skp, periode_evaluasi)
    study = study_of(skp, periode_evaluasi)
    verdict = predikat_of(
        evaluasi.rating_hasil_kerja,
        evaluasi.rating_perilaku_kerja,
        on=periode_evaluasi.last_date,
        gagal_studi=study is not None and study.failed,
    )
    edition = edition_on(periode_evaluasi.last_date)
    problems = (
        *lacking(evaluasi, capaian, verdict),
        *beyond_the_unit(evaluasi.rating_hasil_kerja, skp, periode_evaluasi),
    )
    if problems or verdict.value is None or capaian.level is None or edition is None:
        raise Invalid("evaluation.incomplete", problems=problems)
    fakta = collect_fakta(skp, periode_evaluasi, capaian=capaian, on=at.date())
    if study is not None:
        fakta["studi"] = study.as_fact()
    fakta["basis"] = [str(item) for item in verdict.basis]
    if not Evaluasi.objects.filter(pk=evaluasi.pk, version=version, state=StateEvaluasi.DINILAI).update(
        state=EVALUASI.next(evaluasi.state, "tanda_tangani"),
        predikat=verdict.value.value,
        predikat_code=verdict.code,
        predikat_berlaku=verdict.value.value,
        edition=edition,
        **jalur,
        capaian_level=capaian.level,
        capaian_unit_nama=capaian.unit_nama,
        penilai_id=skp.penilai_id,
        atasan_penilai_id=skp.atasan_penilai_id,
        fakta=fakta,
        signed_at=at,
        signed_by_id=by.user_id,
        version=F("version") + 1,
    ):
        raise Stale
    progress.close_pelaksanaan(skp=skp, periode_evaluasi=periode_evaluasi, by=by, at=at)
    signed = evaluasi_rows().get(pk=evaluasi.pk)
    issue_signed(signed, by=by, at=at)
    record(
        EvaluasiSigned(
            by=by,
            at=at,
            object_id=signed.pk,
            pegawai_id=signed.pegawai_id,
            link=reverse("evaluation:result", args=[signed.pk]),
            skp_id=skp.pk,
            periode_evaluasi_id=periode_evaluasi.pk,
            rating_hasil_kerja=signed.rating_hasil_kerja,
            rating_perilaku_kerja=signed.rating_perilaku_kerja,
            predikat=signed.predikat,
            predikat_code=signed.predikat_code,
            edition=signed.edition,
            capaian_level=signed.capaian_level,
            late=fakta["late"],
            jalur=signed.jalur,
        )
    )
    return signed


_ORDER = (Rating.DIBAWAH, Rating.SESUAI, Rating.DIATAS)


def beyond_the_unit(rating: str, skp: Skp, periode_evaluasi: PeriodeEvaluasi) -> tuple[Problem, ...]:
    """Who leads a unit is rated no higher for hasil kerja than the unit's own capaian allows.

    SE 3/2023, or what the agency decided instead. Two queries for a leader; a capaian that is not set bounds
    nothing.
    """
    if not skp.penugasan.memimpin or not rating:
        return ()
    used = capaian_of_units([skp.unit], periode_evaluasi)[skp.unit_id]
    level = CapaianOrganisasi(used.level) if used.level else None
    held = batas_on(periode_evaluasi.periode.instansi_id, periode_evaluasi.last_date)
    bound = held.verdict(level)
    if bound.value is None or _ORDER.index(Rating(rating)) <= _ORDER.index(bound.value):
        return ()
    message = _(
        "Capaian %(unit)s yang dipimpinnya adalah %(level)s, jadi rating hasil kerjanya paling tinggi "
        "%(rating)s."
    ) % {
        "unit": used.unit_nama,
        "level": used.label,
        "rating": RatingKinerja(bound.value.value).label,
    }
    basis = held.setelan.dasar if held.setelan else "; ".join(str(item) for item in bound.basis)
    return (Problem("evaluation.rating_melebihi_capaian", "rating_hasil_kerja", message, basis),)


def lacking(evaluasi: Evaluasi, capaian: CapaianUsed, verdict: Verdict[Predikat]) -> tuple[Problem, ...]:
    """Everything that still keeps the evaluation from being signed."""
    words = {
        "rating_hasil_kerja": _("Beri rating hasil kerja."),
        "alasan_hasil_kerja": _("Tulis alasan rating hasil kerja."),
        "rating_perilaku_kerja": _("Beri rating perilaku kerja."),
        "alasan_perilaku_kerja": _("Tulis alasan rating perilaku kerja."),
    }
    problems = [
        Problem(f"evaluation.{name}_kosong", name, text, "PermenPANRB 6/2022 Lampiran BAB IV B.3")
        for name, text in words.items()
        if not getattr(evaluasi, name)
    ]
    if capaian.level is None:
        unit = capaian.unit_nama or _("unit yang dipimpin pejabat penilai kinerja")
        message = _(
            "Capaian kinerja %(unit)s belum ditetapkan. Mintalah pimpinan satu tingkat di atasnya atau unit "
            "kepegawaian menetapkannya."
        ) % {"unit": unit}
        problems.append(
            Problem(
                "evaluation.capaian_kosong", "capaian", message, "PermenPANRB 6/2022 Lampiran BAB IV B.1.g"
            )
        )
    if verdict.value is None and not problems:
        message = _("Peraturan tidak memberi predikat untuk tanggal ini.")
        problems.append(Problem(verdict.code, "", message, "; ".join(str(item) for item in verdict.basis)))
    return tuple(problems)
