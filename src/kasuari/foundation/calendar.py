"""The agency's working-day calendar, built from the holidays that are in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kasuari.foundation.models import HariLibur
from kasuari.regulation.periode import (
    KalenderKerja,
    Langkah,
    batas_waktu,
    hari_kerja_antara,
    hari_kerja_terakhir,
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a step, how many working days remain (negative when it has passed), and the article."""

    last_date: date
    working_days_left: int
    basis: str


def working_calendar(*, days_per_week: int = 5) -> KalenderKerja:
    """All holidays in force, national, cuti bersama and regional. One query.

    The calendar ends with the last year for which holidays are recorded: a deadline beyond it is unknown
    until that year's decree is entered.
    """
    held = list(HariLibur.objects.filter(berlaku=True).order_by("date").values_list("date", flat=True))
    if not held:
        return KalenderKerja(hari_per_minggu=days_per_week)
    return KalenderKerja(
        holidays=frozenset(held),
        hari_per_minggu=days_per_week,
        start_date=date(held[0].year, 1, 1),
        end_date=date(held[-1].year + 1, 1, 1),
    )


def deadline(*, step: Langkah, start: date | None, calendar: KalenderKerja, on: date) -> Deadline | None:
    """When `step` must be done, counted from `start` under the rules of `start`; None while it is unknown."""
    verdict = batas_waktu(langkah=step, mulai=start, kalender=calendar, on=start or on)
    if verdict.value is None:
        return None
    return Deadline(
        last_date=verdict.value,
        working_days_left=hari_kerja_antara(mulai=on, sampai=verdict.value, kalender=calendar),
        basis="; ".join(str(item) for item in verdict.basis),
    )


def until_words(last_date: date, *, on: date, calendar: KalenderKerja) -> str:
    """A deadline as people say it: "sampai Kamis, 12 Februari, 6 hari kerja lagi".

    A limit on a day off is said as the last working day before it, as long as that day has not passed.
    """
    working = hari_kerja_terakhir(sampai=last_date, kalender=calendar)
    last_date = working if on <= working else last_date
    day = date_format(last_date, "l, j F" if last_date.year == on.year else "l, j F Y")
    left = hari_kerja_antara(mulai=on, sampai=last_date, kalender=calendar)
    if last_date < on:
        return _("lewat sejak %(day)s") % {"day": day}
    if last_date == on:
        return _("hari ini, %(day)s") % {"day": day}
    return ngettext(
        "sampai %(day)s, %(left)d hari kerja lagi", "sampai %(day)s, %(left)d hari kerja lagi", left
    ) % {"day": day, "left": left}


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off as pages show it."""

    id: int
    date: date
    nama: str
    jenis: str
    label: str
    dasar: str
    berlaku: bool

    @property
    def is_regional(self) -> bool:
        return self.jenis == HariLibur.Jenis.LIBUR_DAERAH


def holidays(year: int) -> list[Holiday]:
    """Every day off that is recorded for a year, withdrawn ones too, in order. One query."""
    return [_holiday(row) for row in HariLibur.objects.filter(date__year=year).order_by("date", "nama")]


def holiday(holiday_id: int) -> Holiday | None:
    """One day off. One query."""
    row = HariLibur.objects.filter(pk=holiday_id).first()
    return _holiday(row) if row else None


def keep_regional_holiday(*, day: date, nama: str, dasar: str) -> tuple[Holiday, bool]:
    """Write a regional holiday down and put it in force; False where it was there already. The caller has
    asked access and records the event."""
    row, made = HariLibur.objects.get_or_create(
        date=day, nama=nama, defaults={"jenis": HariLibur.Jenis.LIBUR_DAERAH, "dasar": dasar}
    )
    if not made and not row.berlaku:
        made = bool(HariLibur.objects.filter(pk=row.pk, berlaku=False).update(berlaku=True, dasar=dasar))
        row.refresh_from_db()
    return _holiday(row), made


def withdraw_holiday(holiday_id: int) -> bool:
    """Put a day off out of force; False where it was not. The caller has asked access."""
    return bool(HariLibur.objects.filter(pk=holiday_id, berlaku=True).update(berlaku=False))


def _holiday(row: HariLibur) -> Holiday:
    return Holiday(
        row.pk, row.date, row.nama, row.jenis, str(row.get_jenis_display()), row.dasar, row.berlaku
    )
