"""The two ratings, as a draft that the penilai may change until it is signed (Lampiran BAB IV B.3)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kasuari.evaluation.access import can_rate
from kasuari.evaluation.enums import JalurEvaluasi, RatingKinerja, StateEvaluasi
from kasuari.evaluation.events import EvaluasiRated
from kasuari.evaluation.models import Evaluasi
from kasuari.evaluation.queries.clocks import FairCalendar, path_of
from kasuari.evaluation.queries.closing import period_open
from kasuari.evaluation.queries.gate import calendar_of, rating_last_date
from kasuari.evaluation.queries.route import Route, route_of
from kasuari.evaluation.states import EVALUASI
from kasuari.foundation.access import Actor, Answer
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.foundation.states import StateRefusal

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi, Skp

LONGEST_TEXT = 5000
RATED = (
    "rating_hasil_kerja",
    "alasan_hasil_kerja",
    "rating_perilaku_kerja",
    "alasan_perilaku_kerja",
    "rekomendasi",
)


@transaction.atomic
def rate(
    *,
    skp: Skp,
    periode_evaluasi: PeriodeEvaluasi,
    rating_hasil_kerja: str,
    alasan_hasil_kerja: str,
    rating_perilaku_kerja: str,
    alasan_perilaku_kerja: str,
    rekomendasi: str,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Evaluasi:
    """Write down the ratings and their reasons as a draft; "" is a rating not given yet.

    `version` is that of the evaluation as the writer saw it, None or 0 where there was none. Writing what
    already stands there changes nothing and records nothing. Raises NotAllowed with a reason of `can_rate`,
    StateRefusal `evaluation.signed`, Invalid, or Stale when it was changed in between.
    """
    found = Evaluasi.objects.filter(skp=skp, periode_evaluasi=periode_evaluasi).first()
    calendar = calendar_of(skp)
    route = route_of(skp, periode_evaluasi, calendar=calendar, on=at.date())
    rating_allowed(by, skp, periode_evaluasi, at, route=route, calendar=calendar, found=found).or_raise()
    period_open(periode_evaluasi, on=at.date()).or_raise()
    wanted = {
        "rating_hasil_kerja": rating_hasil_kerja,
        "alasan_hasil_kerja": alasan_hasil_kerja.strip(),
        "rating_perilaku_kerja": rating_perilaku_kerja,
        "alasan_perilaku_kerja": alasan_perilaku_kerja.strip(),
        "rekomendasi": rekomendasi.strip(),
    }
    _check(wanted)
    seen = version or 0
    columns = {
        **wanted,
        **jalur_of(by, route),
        "penilai_id": skp.penilai_id,
        "atasan_penilai_id": skp.atasan_penilai_id,
        "rated_at": at,
        "rated_by_id": by.user_id,
    }
    if found is None:
        if seen:
            raise Stale
        try:
            with transaction.atomic():
                found = Evaluasi.objects.create(
                    skp=skp,
                    periode_evaluasi=periode_evaluasi,
                    pegawai_id=skp.pegawai_id,
                    version=1,
                    **columns,
                )
        except IntegrityError:
            raise Stale from None
    else:
        if not EVALUASI.allows(found.state, "nilai"):
            raise StateRefusal("evaluation.signed")
        if found.version != seen:
            raise Stale
        same = {**wanted, **jalur_of(by, route)}
        if all(getattr(found, name) == value for name, value in same.items()):
            return found
        if not Evaluasi.objects.filter(pk=found.pk, version=seen, state=StateEvaluasi.DINILAI).update(
            version=F("version") + 1, **columns
        ):
            raise Stale
        found.refresh_from_db()
    record(
        EvaluasiRated(
            by=by,
            at=at,
            object_id=found.pk,
            pegawai_id=found.pegawai_id,
            skp_id=skp.pk,
            periode_evaluasi_id=periode_evaluasi.pk,
            version=found.version,
            rating_hasil_kerja=found.rating_hasil_kerja,
            alasan_hasil_kerja=found.alasan_hasil_kerja,
            rating_perilaku_kerja=found.rating_perilaku_kerja,
            alasan_perilaku_kerja=found.alasan_perilaku_kerja,
            rekomendasi=found.rekomendasi,
        )
    )
    return found


def jalur_of(by: Actor, route: Route) -> dict[str, str]:
    """The columns that say who evaluates: the atasan in the penilai's place, and why, or the penilai."""
    if route.is_open and by.pegawai_id == route.atasan_id:
        return {"jalur": JalurEvaluasi.ATASAN.value, "jalur_code": route.code}
    return {"jalur": JalurEvaluasi.PENILAI.value, "jalur_code": ""}


def rating_allowed(
    by: Actor,
    skp: Skp,
    periode_evaluasi: PeriodeEvaluasi,
    at: datetime,
    *,
    route: Route,
    calendar: FairCalendar,
    found: Evaluasi | None,
) -> Answer:
    """`can_rate` with the last day of the penilai's time. No query of its own."""
    last_date = rating_last_date(periode_evaluasi, calendar, path=path_of(skp.unit_penilai))
    return can_rate(
        by,
        skp,
        periode_evaluasi,
        on=at.date(),
        last_date=last_date,
        route=route,
        jalur=found.jalur if found else "",
    )


def _check(wanted: dict[str, str]) -> None:
    problems = [
        Problem("evaluation.rating", name, _("Pilih salah satu dari ketiga rating."))
        for name in ("rating_hasil_kerja", "rating_perilaku_kerja")
        if wanted[name] and wanted[name] not in RatingKinerja.values
    ]
    problems += [
        Problem("evaluation.teks_panjang", name, _("Ringkas menjadi paling banyak 5.000 huruf."))
        for name in ("alasan_hasil_kerja", "alasan_perilaku_kerja", "rekomendasi")
        if len(wanted[name]) > LONGEST_TEXT
    ]
    if problems:
        raise Invalid("evaluation.invalid", problems=tuple(problems))
