"""A deadline in words: a limit on a day off is said as the last working day before it."""

from __future__ import annotations

from datetime import date

import pytest

from kasuari.foundation.calendar import until_words
from kasuari.regulation.periode import KalenderKerja

CALENDAR = KalenderKerja(holidays=frozenset({date(2027, 1, 1)}))


@pytest.mark.parametrize(
    ("on", "words"),
    [
        # 31 January 2027 is a Sunday
        (date(2027, 1, 21), "sampai Jumat, 29 Januari, 6 hari kerja lagi"),
        (date(2027, 1, 29), "hari ini, Jumat, 29 Januari"),
        (date(2027, 1, 30), "sampai Minggu, 31 Januari, 0 hari kerja lagi"),
        (date(2027, 2, 1), "lewat sejak Minggu, 31 Januari"),
    ],
)
def test_a_limit_on_a_sunday_is_said_in_working_terms(on: date, words: str) -> None:
    assert until_words(date(2027, 1, 31), on=on, calendar=CALENDAR) == words
