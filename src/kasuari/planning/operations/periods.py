"""Opening and closing a performance year."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Problem
from kasuari.foundation.rows import write_next
from kasuari.planning.access import can_open_periode
from kasuari.planning.enums import JenisPeriode, StatePeriode
from kasuari.planning.events import PeriodeClosed, PeriodeOpened
from kasuari.planning.models import Periode, PeriodeEvaluasi
from kasuari.planning.queries.periods import planned_windows
from kasuari.planning.states import PERIODE

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi

register(
    {
        "planning.periode_exists": Reason(
            _("Periode kinerja tahun {tahun} sudah ada."),
            _("Buka kembali periode itu dari daftar bila pernah ditutup."),
        ),
        "planning.jenis_evaluasi": Reason(
            _("Evaluasi periodik dilakukan bulanan atau triwulanan."),
            _("Pilih salah satu; instansi memakai satu cara untuk seluruh tahun."),
        ),
        "planning.no_windows": Reason(
            _("Tahun {tahun} berada di luar aturan yang dikenal sistem ini."),
            _("Pilih tahun 2022 atau sesudahnya."),
        ),
    }
)

_CHOICES = {JenisPeriode.BULANAN.value, JenisPeriode.TRIWULANAN.value}


@transaction.atomic
def open_periode(*, instansi: Instansi, tahun: int, jenis_evaluasi: str, by: Actor, at: datetime) -> Periode:
    """Open a year with its evaluation periods: monthly or quarterly (Pasal 24 ayat (2)-(3)) and annual.

    A year that was closed or prepared is opened again with the evaluation periods it has. Raises Invalid
    for a year
    that is open already or outside the rules, NotAllowed for anybody but the unit kepegawaian.
    """
    can_open_periode(by).or_raise()
    if jenis_evaluasi not in _CHOICES:
        raise Invalid("planning.jenis_evaluasi", problems=(_at("jenis_evaluasi", "planning.jenis_evaluasi"),))
    found = Periode.objects.select_for_update().filter(instansi=instansi, tahun=tahun).first()
    if found is not None:
        if found.state == StatePeriode.DIBUKA:
            raise Invalid("planning.periode_exists", tahun=tahun)
        return _reopen(found, by=by, at=at)
    windows = planned_windows(
        tahun=tahun, jenis_evaluasi=jenis_evaluasi, on=date(tahun, 1, 1) if 1 <= tahun <= 9998 else at.date()
    )
    if not windows:
        raise Invalid("planning.no_windows", tahun=tahun)
    try:
        with transaction.atomic():
            periode = Periode.objects.create(
                instansi=instansi,
                tahun=tahun,
                start_date=date(tahun, 1, 1),
                last_date=date(tahun, 12, 31),
                jenis_evaluasi=jenis_evaluasi,
                state=PERIODE.next(StatePeriode.DISIAPKAN, "buka"),
                opened_at=at,
                opened_by_id=by.user_id,
            )
    except IntegrityError as error:
        raise Invalid("planning.periode_exists", tahun=tahun) from error
    PeriodeEvaluasi.objects.bulk_create(
        PeriodeEvaluasi(
            periode=periode,
            jenis=item.jenis,
            nomor=item.nomor,
            start_date=item.start_date,
            last_date=item.last_date,
            window_start_date=item.window_start_date,
            window_last_date=item.window_last_date,
        )
        for item in windows
    )
    record(
        PeriodeOpened(
            by=by,
            at=at,
            object_id=periode.pk,
            tahun=tahun,
            jenis_evaluasi=jenis_evaluasi,
            evaluasi=len(windows),
        )
    )
    return periode


@transaction.atomic
def close_periode(*, periode: Periode, version: int, by: Actor, at: datetime) -> Periode:
    """Close a year: no SKP of it is written, submitted or set any more."""
    can_open_periode(by).or_raise()
    _move(periode, version, "tutup")
    record(PeriodeClosed(by=by, at=at, object_id=periode.pk, tahun=periode.tahun))
    return periode


def _reopen(periode: Periode, *, by: Actor, at: datetime) -> Periode:
    _move(periode, periode.version, "buka", opened_at=at, opened_by_id=by.user_id)
    record(
        PeriodeOpened(
            by=by,
            at=at,
            object_id=periode.pk,
            tahun=periode.tahun,
            jenis_evaluasi=periode.jenis_evaluasi,
            evaluasi=periode.evaluasi.count(),
        )
    )
    return periode


def _move(periode: Periode, version: int, act: str, **columns: object) -> None:
    write_next(periode, version, state=PERIODE.next(periode.state, act), **columns)


def _at(path: str, code: str) -> Problem:
    from kasuari.foundation.reasons import explain

    return Problem(code, path, explain(code).why)
