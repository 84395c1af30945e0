"""The timeline sentence of a stored event, as people read it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override

from kasuari.foundation.events import tell_sentence


def _granted(**data: Any) -> str:
    given = {"name": "Sarlota Gebze", "role_name": "Auditor", "start_date": "2026-01-05"} | data
    return tell_sentence("accounts.role_granted", by="Lusia", data=given)


def test_days_are_told_in_words() -> None:
    assert _granted() == "Lusia memberi Sarlota Gebze peran Auditor mulai 5 Januari 2026."
    with override("en"):
        assert _granted().endswith("from 5 January 2026.")


def test_a_moment_is_told_as_its_day_at_the_place_of_the_agency() -> None:
    assert "6 Januari 2026" in _granted(start_date="2026-01-05T15:30:00+00:00")


@pytest.mark.parametrize("own_words", ["2026-13-40", "2026-01-05 sampai selesai", "20260105"])
def test_what_only_looks_like_a_day_stays_as_it_was_written(own_words: str) -> None:
    assert own_words in _granted(start_date=own_words)


def test_the_dot_of_a_degree_ends_the_sentence() -> None:
    told = tell_sentence("planning.skp_set", by="Hendrika", data={"pegawai": "Sarlota Gebze, A.Md.Keb."})
    assert told == "Hendrika menetapkan SKP Sarlota Gebze, A.Md.Keb."


def test_an_ellipsis_of_somebody_keeps_its_dots() -> None:
    assert tell_sentence("planning.skp_set", by="Hendrika", data={"pegawai": "Sarlota.."}).endswith("...")
