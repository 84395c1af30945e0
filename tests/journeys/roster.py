"""Spreadsheets as agencies have them, cut from the demo's roster.

Title rows stand on top, one NIP has blanks, and one is broken.
"""

from __future__ import annotations

import csv
import io
from importlib.resources import files

from openpyxl import Workbook

SOTA = "Puskesmas Perbatasan Sota Indah"
MIDWIFE = "199410242017042934"
KEPALA_PUSKESMAS = "198403242015012987"
KEPALA_DINAS = "197612172000032962"
SEKDA = "197006151994041937"
CLERK = "198207122011022961"
BROKEN = "199003152012012966"  # Elisabeth Jemayok; the sheet leaves out her last digit
STAFF = (
    MIDWIFE,
    BROKEN,
    "199012132022032971",
    "198004222013122974",
    "199509012023041974",
    "199806022022012901",
    "197306262004122940",
    "199412072021022995",
)
_BRANCHES = (
    "Dinas Kesehatan",
    "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    "Sekretariat Daerah",
)


def _rows(name: str) -> tuple[list[str], list[dict[str, str]]]:
    text = (files("kasuari.site.demo") / "data" / name).read_text(encoding="utf-8-sig")
    reader = csv.DictReader(io.StringIO(text))
    return list(reader.fieldnames or ()), list(reader)


def unit_file(*, whole: bool = False) -> bytes:
    """The units as XLSX: all of them, or those of health, personnel and the secretariat."""
    headings, rows = _rows("unit.csv")
    if not whole:
        by_id = {row["Id"]: row for row in rows}

        def inside(row: dict[str, str]) -> bool:
            while row["DiatasanId"]:
                if row["NamaUnor"] in _BRANCHES and not by_id[row["DiatasanId"]]["DiatasanId"]:
                    return True
                row = by_id[row["DiatasanId"]]
            return False

        rows = [row for row in rows if not row["DiatasanId"] or inside(row)]
    return _sheet("DAFTAR UNIT ORGANISASI", headings, [[row[key] for key in headings] for row in rows])


def pegawai_file(*, whole: bool = False, count: int | None = None) -> bytes:
    """The people as XLSX: everybody, about ninety, or `count` of those units without a fault. One NIP lacks
    its last digit."""
    headings, rows = _rows("pegawai.csv")
    units = {row["Id"] for row in _rows("unit.csv")[1] if row["NamaUnor"] == SOTA}
    if count is not None:
        known = _unit_ids()
        leaders = {row["PemimpinNip"] for row in _rows("unit.csv")[1]} | {CLERK}
        inside = [row for row in rows if row["UNOR ID"] in known]
        inside.sort(key=lambda row: row["NIP BARU"] not in leaders)
        return _nominative(headings, [[row[key] for key in headings] for row in inside[:count]])
    if not whole:
        named = {*STAFF, KEPALA_PUSKESMAS, KEPALA_DINAS, SEKDA, CLERK}
        leaders = {row["PemimpinNip"] for row in _rows("unit.csv")[1]}
        known = _unit_ids()
        rows = [
            row
            for row in rows
            if row["NIP BARU"] in named
            or (
                row["UNOR ID"] in known
                and row["UNOR ID"] not in units
                and (row["NIP BARU"] in leaders or int(row["NO"]) % 8 == 0)
            )
        ]
    lines = []
    for row in rows:
        nip = row["NIP BARU"]
        if nip == BROKEN:
            row = row | {"NIP BARU": nip[:-1]}
        elif nip == MIDWIFE:
            row = row | {"NIP BARU": f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"}
        lines.append([row[key] for key in headings])
    return _nominative(headings, lines)


def _nominative(headings: list[str], lines: list[list[str]]) -> bytes:
    return _sheet("DAFTAR NOMINATIF PEGAWAI ASN", headings, lines)


def _unit_ids() -> set[str]:
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(unit_file())).get_sheet_by_index(0)
    return {str(row[0]) for row in sheet.to_python(skip_empty_area=False)}


def _sheet(title: str, headings: list[str], lines: list[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.append(["PEMERINTAH PROVINSI PAPUA SELATAN"])
    sheet.append([title])
    sheet.append([])
    sheet.append(headings)
    for line in lines:
        sheet.append(line)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
