"""The calendar of the agency: regional holidays and outages, kept by the unit kepegawaian.

Every clock is computed anew from the calendar, so a holiday or an outage that is recorded afterwards moves
the clocks that it concerns, those that had run out included.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kasuari.evaluation.access import can_keep_calendar, person_of
from kasuari.evaluation.events import HolidayAdded, HolidayWithdrawn, OutageDeclared, OutageWithdrawn
from kasuari.evaluation.models import Gangguan, GangguanUnit
from kasuari.foundation import calendar
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.organisation import queries as organisation

LONGEST_OUTAGE = timedelta(days=60)

register(
    {
        "evaluation.holiday_passed": Reason(
            gettext_lazy("Hari libur yang sudah lewat tidak dibatalkan lagi."),
            gettext_lazy("Batas waktu yang dihitung dengannya tidak boleh menjadi lebih pendek."),
        ),
        "evaluation.holiday_national": Reason(
            gettext_lazy("Hari libur nasional dan cuti bersama tidak dibatalkan di sini."),
            gettext_lazy("Hari itu mengikuti keputusan bersama menteri."),
        ),
        "evaluation.outage_withdrawn": Reason(
            gettext_lazy("Catatan gangguan ini sudah dibatalkan."), gettext_lazy("Catat gangguan yang baru.")
        ),
    }
)


@transaction.atomic
def declare_outage(
    *,
    instansi_id: int,
    wilayah: str,
    alasan: str,
    unit_ids: Iterable[int],
    start_at: datetime,
    end_at: datetime,
    by: Actor,
    at: datetime,
) -> Gangguan:
    """Record that the system did not work in some units; it moves the clocks of whoever works there.

    Both moments may lie in the past, none in the future. Raises NotAllowed, Invalid with every breach.
    """
    can_keep_calendar(by).or_raise()
    wilayah, alasan = wilayah.strip(), alasan.strip()
    units = list(organisation.units_of(instansi_id).filter(pk__in=set(unit_ids)))
    found = [
        Problem(f"evaluation.{path}", path, words)
        for path, words, wrong in (
            ("wilayah", _("Sebut wilayah atau unit yang terganggu."), not 0 < len(wilayah) <= 200),
            ("alasan", _("Tulis apa yang terganggu, paling banyak 300 huruf."), not 0 < len(alasan) <= 300),
            ("units", _("Pilih unit yang terganggu."), not units),
            ("end_at", _("Gangguan berakhir sesudah mulai."), end_at <= start_at),
            ("end_at", _("Catat gangguan setelah berakhir, bukan sebelumnya."), end_at > at),
            ("end_at", _("Gangguan paling lama 60 hari."), end_at - start_at > LONGEST_OUTAGE),
        )
        if wrong
    ]
    if found:
        raise Invalid("evaluation.invalid", problems=tuple(found))
    same = Gangguan.objects.filter(
        instansi_id=instansi_id, wilayah=wilayah, start_at=start_at, end_at=end_at, withdrawn_at__isnull=True
    ).first()
    if same is not None:
        return same
    made = Gangguan.objects.create(
        instansi_id=instansi_id,
        wilayah=wilayah,
        alasan=alasan,
        start_at=start_at,
        end_at=end_at,
        declared_at=at,
        declared_by_id=person_of(by),
        version=1,
    )
    GangguanUnit.objects.bulk_create(GangguanUnit(gangguan=made, unit=unit) for unit in units)
    record(
        OutageDeclared(
            by=by,
            at=at,
            object_id=made.pk,
            wilayah=wilayah,
            alasan=alasan,
            start_at=start_at,
            end_at=end_at,
            unit_ids=tuple(unit.pk for unit in units),
        )
    )
    return made


@transaction.atomic
def withdraw_outage(*, gangguan: Gangguan, version: int, by: Actor, at: datetime) -> None:
    """Take a record back that was a mistake: it moves no clock any more."""
    can_keep_calendar(by).or_raise()
    if gangguan.withdrawn_at is not None:
        raise StateRefusal("evaluation.outage_withdrawn")
    if not Gangguan.objects.filter(pk=gangguan.pk, version=version, withdrawn_at__isnull=True).update(
        withdrawn_at=at, withdrawn_by_id=by.user_id, version=F("version") + 1
    ):
        raise Stale
    record(OutageWithdrawn(by=by, at=at, object_id=gangguan.pk, wilayah=gangguan.wilayah))


@transaction.atomic
def add_holiday(*, day: date, nama: str, dasar: str, by: Actor, at: datetime) -> calendar.Holiday:
    """Record a regional holiday with the document that declares it; the same one twice is there already."""
    can_keep_calendar(by).or_raise()
    nama, dasar = nama.strip(), dasar.strip()
    found = [
        Problem(f"evaluation.{path}", path, words)
        for path, words, wrong in (
            ("nama", _("Tulis nama hari liburnya."), not 0 < len(nama) <= 200),
            ("dasar", _("Sebut keputusan yang menetapkannya."), not 0 < len(dasar) <= 300),
            ("day", _("Pilih hari dalam tiga tahun sekitar tahun ini."), abs(day.year - at.year) > 1),
        )
        if wrong
    ]
    if found:
        raise Invalid("evaluation.invalid", problems=tuple(found))
    held, made = calendar.keep_regional_holiday(day=day, nama=nama, dasar=dasar)
    if made:
        record(HolidayAdded(by=by, at=at, object_id=held.id, nama=nama, day=day, dasar=dasar))
    return held


@transaction.atomic
def cancel_holiday(*, holiday: calendar.Holiday, by: Actor, at: datetime) -> None:
    """Take a regional holiday out of force while it is still to come."""
    can_keep_calendar(by).or_raise()
    if not holiday.is_regional:
        raise StateRefusal("evaluation.holiday_national")
    if holiday.date <= at.date():
        raise StateRefusal("evaluation.holiday_passed")
    if calendar.withdraw_holiday(holiday.id):
        record(HolidayWithdrawn(by=by, at=at, object_id=holiday.id, nama=holiday.nama, day=holiday.date))
