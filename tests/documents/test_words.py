from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from kasuari.documents.words import day_in_words, moment_in_words, span_in_capitals


def test_days_are_written_in_words() -> None:
    assert day_in_words(date(2026, 6, 24)) == "24 Juni 2026"


@pytest.mark.parametrize(("hours", "zone"), [(7, "WIB"), (8, "WITA"), (9, "WIT"), (0, "UTC+0000")])
def test_moments_name_their_zone(hours: int, zone: str) -> None:
    moment = datetime(2026, 6, 4, 9, 5, tzinfo=timezone(timedelta(hours=hours)))
    assert moment_in_words(moment) == f"4 Juni 2026 pukul 09.05 {zone}"


def test_a_span_names_the_first_year_only_where_it_differs() -> None:
    assert span_in_capitals(date(2026, 1, 1), date(2026, 12, 31)) == "1 JANUARI SD 31 DESEMBER TAHUN 2026"
    assert span_in_capitals(date(2025, 8, 1), date(2026, 2, 28)) == "1 AGUSTUS 2025 SD 28 FEBRUARI TAHUN 2026"
