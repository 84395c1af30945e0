from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from kasuari.documents.spreadsheet import write_csv, write_rows

DANGEROUS = ["=1+1", "+62812", "-5 hari", "@SUM(A1)", "\t=1", "\r=1", " =1", "=cmd|' /C calc'!A0", "＝1+1"]


def read_back(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content)).active


@pytest.mark.parametrize("text", DANGEROUS)
def test_dangerous_text_stays_text_in_a_workbook(text: str) -> None:
    cell = read_back(write_rows(["Nama"], [[text]]))["A2"]
    assert cell.data_type == "s"
    assert cell.value.replace("_x000D_", "\r") == text
    assert cell.quotePrefix


@pytest.mark.parametrize("text", DANGEROUS)
def test_dangerous_text_stands_behind_an_apostrophe_in_csv(text: str) -> None:
    content = write_csv(["Nama"], [[text]]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline="")))
    assert rows == [["Nama"], ["'" + text]]


def test_harmless_text_is_left_alone() -> None:
    cell = read_back(write_rows(["Nama"], [["D'Arcy <b>"]]))["A2"]
    assert (cell.value, cell.quotePrefix) == ("D'Arcy <b>", False)
    assert write_csv(["Nama"], [["Yosefina"]]) == b"\xef\xbb\xbfNama\r\nYosefina\r\n"


def test_values_keep_their_kind() -> None:
    moment = datetime(2026, 6, 24, 9, 30, tzinfo=UTC)
    row = [-5, Decimal("1.25"), date(2026, 6, 24), moment, None, True, 198804122010012003]
    sheet = read_back(write_rows(list("ABCDEFG"), [row]))
    values = [cell.value for cell in sheet[2]]
    assert values[:2] == [-5, 1.25]
    assert values[2].date() == date(2026, 6, 24)
    assert values[3] == moment.replace(tzinfo=None)
    assert values[4:] == [None, True, "198804122010012003"]
    assert write_csv(["n"], [[-5]]).endswith(b"-5\r\n")


def test_the_heading_row_is_frozen_and_filtered() -> None:
    sheet = read_back(write_rows(["Nama", "NIP"], [["a", "b"], ["c", "d"]]))
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"


def test_a_row_longer_than_the_headings_is_refused() -> None:
    with pytest.raises(ValueError, match="row 1 has 2 cells"):
        write_rows(["Nama"], [["a", "b"]])
