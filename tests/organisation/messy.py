"""Spreadsheets as agencies have them, made for the tests."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook

from kasuari.foundation.access import Actor
from tests.cast import TODAY

SYSTEM = Actor.system("uji", on=TODAY)
EFFECTIVE = date(2026, 6, 1)
HEADINGS = (
    "NIP",
    "Nama Lengkap",
    "Jabatan",
    "TMT Jabatan",
    "Unit Kerja",
    "Gol. Ruang",
    "JK",
    "Kedudukan Hukum",
)
RUBEN = "199003032015031905"


def sheet(rows: Sequence[Sequence[Any]], *, name: str = "Data", merged: Sequence[str] = ()) -> bytes:
    """An xlsx with one sheet; cells as given."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = name
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def person(**cells: Any) -> list[Any]:
    """A sound row for `HEADINGS`; any cell may be given by the first word of its heading in small letters."""
    usual: dict[str, Any] = {
        "nip": RUBEN,
        "nama": "Ruben Kaize",
        "jabatan": "Perawat Mahir",
        "tmt": "03-01-2022",
        "unit": "Puskesmas Perbatasan Sota Indah",
        "gol": "III/a",
        "jk": "M",
        "kedudukan": "Aktif",
    }
    return list({**usual, **cells}.values())


def people(*rows: list[Any]) -> bytes:
    return sheet([HEADINGS, *rows])
