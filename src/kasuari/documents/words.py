"""Indonesian words for days, moments and periods as they stand on paper.

Printed formats are Indonesian whatever the language of the reader's screen, so these words are not
translated.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_ZONES = {timedelta(hours=7): "WIB", timedelta(hours=8): "WITA", timedelta(hours=9): "WIT"}


def day_in_words(day: date) -> str:
    """`24 Juni 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment_in_words(moment: datetime) -> str:
    """`24 Juni 2026 pukul 10.15 WIT`; outside the Indonesian zones the offset is printed instead of the name.

    Raises ValueError for a moment without a zone.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("a printed moment needs a time zone")
    zone = _ZONES.get(offset) or moment.strftime("UTC%z")
    return f"{day_in_words(moment)} pukul {moment:%H.%M} {zone}"


def span_in_capitals(start: date, end: date) -> str:
    """`1 JANUARI SD 31 DESEMBER TAHUN 2026`, the wording of the period line of every format (p. 32).

    Both days belong to the span. The first day carries its own year where the span crosses a new year.
    """
    first = f"{start.day} {MONTHS[start.month - 1]}"
    if start.year != end.year:
        first += f" {start.year}"
    return f"{first} SD {end.day} {MONTHS[end.month - 1]} TAHUN {end.year}".upper()
