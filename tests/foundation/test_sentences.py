"""The timeline sentence of a stored event, as people read it."""

from __future__ import annotations

import ast
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

import kasuari
from kasuari.foundation.events import REGISTRY, tell_sentence

SOURCE = Path(kasuari.__file__).parent
EVENTS = {event.__name__ for event in REGISTRY.values()}


def _granted(**data: Any) -> str:
    given = {"name": "Sarlota Gebze", "role": "auditor", "start_date": "2026-01-05"} | data
    return tell_sentence("accounts.role_granted", by="Lusia", data=given)


def test_days_are_told_in_words() -> None:
    assert _granted() == "Lusia memberi Sarlota Gebze peran Auditor mulai 5 Januari 2026."
    with override("en"):
        assert _granted().endswith("from 5 January 2026.")


def test_a_code_is_told_in_the_language_of_the_reader() -> None:
    assert "peran Pejabat yang berwenang mulai" in _granted(role="pyb")
    data = {"penilai": "Paulus", "pegawai": "Yohana", "bentuk": "sukarela"}
    told = partial(tell_sentence, "planning.consent_requested", by="Hendrika", data=data)
    assert told().endswith("(pengajuan sukarela).")
    with override("en"):
        assert told().endswith("(voluntary application).")


@pytest.mark.parametrize(
    ("metode", "said"), [("langsung", "langsung"), ("", "belum dipilih"), ("lama", "lama")]
)
def test_no_code_is_told_as_such_and_an_unknown_one_as_it_is(metode: str, said: str) -> None:
    data = {"kolom": "Cakupan K4", "metode": metode}
    assert tell_sentence("planning.cascading_chosen", by="Hendrika", data=data).endswith(f": {said}.")


def test_an_event_keeps_codes_and_no_words_of_whoever_acted() -> None:
    """A label is in the language of the page on which somebody acts: kept, everybody would read it so."""
    kept = [
        f"{path.name}: {word.arg}"
        for path in sorted(SOURCE.glob("*/operations/**/*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record"
        for event in node.args
        if isinstance(event, ast.Call)
        for word in event.keywords
        if _is_a_label(word.value)
    ]
    assert kept == []


def _is_a_label(value: ast.expr) -> bool:
    """`Putusan(x).label` or `row.get_state_display()` anywhere in it."""
    read = [node for node in ast.walk(value) if isinstance(node, ast.Attribute)]
    made = [node.value.func for node in read if node.attr == "label" and isinstance(node.value, ast.Call)]
    return any(isinstance(func, ast.Name) and func.id[0].isupper() for func in made) or any(
        re.fullmatch(r"get_\w+_display", node.attr) for node in read
    )


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
