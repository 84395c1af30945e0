"""Working days over the seeded holidays (figures: SKB 3 Menteri, Monday to Friday)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kasuari.foundation.calendar import deadline, working_calendar
from kasuari.foundation.models import HariLibur
from kasuari.regulation.periode import Langkah


@pytest.mark.django_db
@pytest.mark.parametrize(("year", "working_days"), [(2024, 238), (2025, 237), (2026, 240), (2027, 242)])
def test_working_days_of_a_year_without_cuti_bersama(year: int, working_days: int) -> None:
    calendar = working_calendar()
    days = (date(year, 1, 1) + timedelta(days=step) for step in range(366))
    assert sum(calendar.hari_kerja(day) for day in days if day.year == year) == working_days


@pytest.mark.django_db
def test_a_regional_day_counts_once_the_agency_switches_it_on() -> None:
    day = date(2026, 2, 5)
    assert working_calendar().hari_kerja(day)
    HariLibur.objects.filter(date=day).update(berlaku=True)
    assert not working_calendar().hari_kerja(day)


@pytest.mark.django_db
def test_deadline_counts_the_working_days_that_remain() -> None:
    found = deadline(
        step=Langkah.PENYAMPAIAN, start=date(2026, 6, 24), calendar=working_calendar(), on=date(2026, 6, 24)
    )
    assert found is not None
    assert found.last_date == date(2026, 7, 14)
    assert found.working_days_left == 14


@pytest.mark.django_db
def test_deadline_beyond_the_known_calendar_is_unknown() -> None:
    assert (
        deadline(
            step=Langkah.PENYAMPAIAN,
            start=date(2027, 12, 30),
            calendar=working_calendar(),
            on=date(2027, 12, 30),
        )
        is None
    )
