"""Texts made to be read from every letter to their end: what reads them takes time by their length alone."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kasuari.feedback.giveaway import findings
from kasuari.organisation.importing import cells
from kasuari.organisation.importing.reading import read_workbook
from kasuari.regulation import mutu
from tests.workbooks import ending_in

MOST_SECONDS = 1.5  # of the processor; each took from five seconds to several minutes


def workbook_with(comment: str) -> bytes:
    """A workbook whose sheet carries a comment."""
    return ending_in(f"</sheetData><!--{comment}-->")


READERS: dict[str, Callable[[], object]] = {
    "addresses in an answer": lambda: findings("@" * 4000),
    "addresses without an end": lambda: findings("a@" * 2000),
    "digits in a target": lambda: mutu.bentuk_target(target="62" * 2000, indikator="9" * 4000),
    "digits in an indikator": lambda: mutu.keterukuran(indikator="62" * 2000, target="62" * 2000),
    "brackets in a golongan": lambda: cells.golongan("(" * 30_000, "golongan"),
    "letters behind a sign": lambda: cells.unsafe("-" + "a" * 30_000, "nama"),
    "cells in a comment": lambda: read_workbook(workbook_with('<c r="A1"><f ' * 20_000), name="a.xlsx"),
    "tags in a comment": lambda: read_workbook(workbook_with("<c " * 60_000), name="a.xlsx"),
}


@pytest.mark.parametrize("name", READERS)
def test_a_long_text_takes_time_by_its_length(name: str) -> None:
    started = time.process_time()
    READERS[name]()
    assert time.process_time() - started < MOST_SECONDS
