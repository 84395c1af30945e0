"""Every kind of row and cell of a messy spreadsheet, and files that are none."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest

from kasuari.foundation.refusals import Refusal
from kasuari.organisation.enums import ImportKind
from kasuari.organisation.importing import cells
from kasuari.organisation.importing.preview import Preview, opened, preview
from kasuari.organisation.importing.reading import read_workbook
from kasuari.organisation.importing.rows import SheetRow
from tests.cast import Cast
from tests.organisation.messy import EFFECTIVE, HEADINGS, RUBEN, people, person, sheet
from tests.workbooks import ending_in


def read(cast: Cast, content: bytes, *, kind: str = ImportKind.PEGAWAI, name: str = "daftar.xlsx") -> Preview:
    found = opened(content, name=name, kind=kind)
    return preview(found, kind=kind, instansi=cast.instansi, effective_date=EFFECTIVE)


def only(found: Preview) -> SheetRow:
    (row,) = [row for row in found.rows if not row.skipped]
    return row


def codes(row: SheetRow) -> set[tuple[str, str]]:
    return {(finding.column, finding.code) for finding in row.findings}


@pytest.mark.parametrize(
    ("written", "stored", "verdict"),
    [
        ("31-12-2025", "2025-12-31", ""),
        ("2025-12-31", "2025-12-31", ""),
        (date(2025, 12, 31), "2025-12-31", ""),
        (datetime(2025, 12, 31, 8, 30), "2025-12-31", ""),
        ("31/12/25", "2025-12-31", "cell.tidied"),
        ("1/2/2025", "2025-02-01", "cell.tidied"),
        ("1 Januari 2026", "2026-01-01", "cell.tidied"),
        ("17 Agt 2024", "2024-08-17", "cell.tidied"),
        ("Senin, 5 Januari 2026", "2026-01-05", "cell.tidied"),
        ("2025-12-31 00:00:00", "2025-12-31", ""),
        ("20251231", "2025-12-31", "cell.tidied"),
        (46022.0, "2025-12-31", "cell.tidied"),
        ("46022", "2025-12-31", "cell.tidied"),
        ("12/31/2025", "2025-12-31", "cell.month_first"),
        ("31-02-2025", "", "cell.date"),
        ("kemarin", "", "cell.date"),
        ("01-01-1066", "", "cell.date_range"),
        ("", "", ""),
    ],
)
def test_a_date_is_read_in_many_forms(written: Any, stored: str, verdict: str) -> None:
    value, found = cells.day(written, "tmt_jabatan")
    assert value == stored
    assert [item.code for item in found] == ([verdict] if verdict else [])


@pytest.mark.parametrize(
    ("written", "stored", "code"),
    [
        (RUBEN, RUBEN, ""),
        ("19900303 201503 1 905", RUBEN, "cell.tidied"),
        ("'199003032015031905", RUBEN, "cell.tidied"),
        ("19900303.201503.1.905", RUBEN, "cell.tidied"),
        ('="199003032015031905"', RUBEN, "cell.tidied"),
        (1.99003032015031e17, "", "nip.angka_hilang"),
        ("1.99003E+17", "", "nip.angka_hilang"),
        ("19900303201503190", "", "nip.panjang"),
        ("131234567", "", "nip.nip_lama"),
        ("198913322012012901", "", "nip.tanggal_lahir"),
        ("belum ada", "", "nip.bukan_angka"),
    ],
)
def test_a_nip_is_put_in_order_or_refused_with_its_reason(written: Any, stored: str, code: str) -> None:
    value, found = cells.nip(written, "nip")
    assert value == stored
    assert [item.code for item in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("III/b", "III/b"),
        ("IIIb", "III/b"),
        ("3/B", "III/b"),
        ("Penata Muda Tk. I (III/b)", "III/b"),
        ("Penata, III.c", "III/c"),
        ("Gol. IX", "IX"),
    ],
)
def test_a_golongan_is_read_in_many_spellings(written: str, stored: str) -> None:
    assert cells.golongan(written, "golongan")[0] == stored


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("YOHANA BASIK-BASIK", "Yohana Basik-Basik"),
        ("HENDRIKA D'ARCY", "Hendrika D'Arcy"),
        ("siti binti ahmad", "Siti binti Ahmad"),
        ("Rosa Ulukyanan", "Rosa Ulukyanan"),
    ],
)
def test_names_in_capitals_become_names(written: str, stored: str) -> None:
    assert cells.person_name(written, "nama")[0] == stored


def test_phone_numbers_and_addresses_are_tidied() -> None:
    assert cells.phone(89000000001.0, "telepon")[0] == "089000000001"
    assert cells.phone("0812-3456 789", "telepon")[0] == "08123456789"
    assert cells.email(" Ruben@Example.GO.ID ", "email")[0] == "ruben@example.go.id"
    assert [item.code for item in cells.email("bukan surel", "email")[1]] == ["cell.not_understood"]


def test_a_sound_row_is_accepted(cast: Cast) -> None:
    row = only(read(cast, people(person())))
    assert (row.verdict, row.action, row.row) == ("accepted", "new", 2)
    assert row.values["unit_kode"] == "pusk1"
    assert (row.values["jenis_jabatan"], row.values["jenjang"]) == ("jf", "mahir")
    assert row.values["tanggal_lahir"] == "1990-03-03"


def test_title_rows_blank_rows_numbers_and_totals_are_skipped_with_a_word(cast: Cast) -> None:
    content = sheet(
        [
            ["DAFTAR PEGAWAI DINAS KESEHATAN"],
            ["Keadaan 1 Juni 2026"],
            [],
            HEADINGS,
            [1, 2, 3, 4, 5, 6, 7, 8],
            person(),
            [],
            HEADINGS,
            ["PUSKESMAS WASUR PERMAI"],
            ["Jumlah", None, None, 12],
        ]
    )
    found = read(cast, content)
    assert [(row.row, row.verdict, row.findings[0].code if row.findings else "") for row in found.rows] == [
        (5, "skipped", "row.note"),
        (6, "accepted", ""),
        (7, "skipped", "row.blank"),
        (8, "skipped", "row.repeated_header"),
        (9, "skipped", "row.note"),
        (10, "skipped", "row.note"),
    ]


def test_headings_may_stand_in_other_words_order_and_over_two_lines(cast: Cast) -> None:
    content = sheet(
        [
            ["No", "Unit Organisasi", "Jabatan", None, "Pegawai", None],
            [None, None, "Nama", "TMT", "NIP", "Nama"],
            [1, "BKPSDM", "Analis SDM", "1 Maret 2024", RUBEN, "Ruben Kaize"],
        ]
    )
    row = only(read(cast, content))
    assert row.values["nip"] == RUBEN
    assert (row.values["jabatan"], row.values["tmt_jabatan"]) == ("Analis SDM", "2024-03-01")
    assert row.values["unit_kode"] == "bkpsdm"


def test_a_value_merged_over_rows_holds_for_each_of_them(cast: Cast) -> None:
    second = "199104042016031906"
    rows = [HEADINGS, person(), person(nip=second, nama="Elsina Mahuze", unit=None)]
    found = read(cast, sheet(rows, merged=["E2:E3"]))
    assert [row.values["unit_kode"] for row in found.rows] == ["pusk1", "pusk1"]


def test_sheets_without_a_table_are_left_out_and_all_others_read(cast: Cast) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "BACA DULU"  # type: ignore[union-attr]
    book.active.append(["Data sintetis"])  # type: ignore[union-attr]
    for name, nip in (("Dinkes", RUBEN), ("BKPSDM", "199104042016031906")):
        page = book.create_sheet(name)
        page.append(HEADINGS)
        page.append(person(nip=nip))
    target = io.BytesIO()
    book.save(target)
    found = read(cast, target.getvalue())
    assert [(row.sheet, row.row) for row in found.rows] == [("Dinkes", 2), ("BKPSDM", 2)]


@pytest.mark.parametrize(
    ("cells_given", "expected", "verdict"),
    [
        ({"nip": "19900303 201503 1 905"}, ("nip", "cell.tidied"), "normalised"),
        ({"nip": 199003032015031905}, ("nip", "nip.angka_hilang"), "refused"),
        ({"nip": None}, ("nip", "cell.required"), "refused"),
        ({"nama": None}, ("nama", "cell.required"), "refused"),
        ({"nama": "RUBEN KAIZE"}, ("nama", "cell.tidied"), "normalised"),
        ({"nama": "Drs. Ruben Kaize, S.Kep."}, ("nama", "cell.tidied"), "normalised"),
        ({"nama": "D'Arcy <b>"}, ("nama", "cell.unusual"), "warned"),
        ({"jk": "F"}, ("jenis_kelamin", "row.sex_differs"), "warned"),
        ({"jk": "?"}, ("jenis_kelamin", "cell.not_understood"), "warned"),
        ({"kedudukan": "Hilang"}, ("kedudukan", "cell.choice"), "refused"),
        ({"unit": "Puskesmas Perbatasan Sotta Indah"}, ("unit_nama", "file.unit_unknown"), "refused"),
        ({"unit": None}, ("unit_nama", "cell.required"), "refused"),
        ({"tmt": "31-31-2020"}, ("tmt_jabatan", "cell.date"), "refused"),
        ({"tmt": "01-01-1985"}, ("tmt_jabatan", "row.dates_reversed"), "refused"),
        ({"gol": "III/z"}, ("golongan", "cell.choice"), "refused"),
        ({"jabatan": "@SUM(A1)"}, ("jabatan", "cell.formula_text"), "refused"),
        ({"jabatan": "#REF!"}, ("jabatan", "cell.error"), "refused"),
    ],
)
def test_each_fault_has_its_column_code_and_verdict(
    cast: Cast, cells_given: dict[str, Any], expected: tuple[str, str], verdict: str
) -> None:
    row = only(read(cast, people(person(**cells_given))))
    assert expected in codes(row)
    assert row.verdict == verdict


def test_an_unknown_unit_is_met_with_the_nearest_name(cast: Cast) -> None:
    row = only(read(cast, people(person(unit="Puskesmas Perbatasan Sotta Indah"))))
    assert row.findings[0].suggestion == "Puskesmas Perbatasan Sota Indah"


def test_titles_inside_a_name_go_to_their_own_fields(cast: Cast) -> None:
    row = only(read(cast, people(person(nama="Dr. Ns. Ruben Kaize, S.Kep., M.Kes."))))
    assert (row.values["gelar_depan"], row.values["nama"], row.values["gelar_belakang"]) == (
        "Dr. Ns.",
        "Ruben Kaize",
        "S.Kep., M.Kes.",
    )


def test_the_same_nip_twice_is_refused_and_the_same_row_twice_is_skipped(cast: Cast) -> None:
    found = read(cast, people(person(), person(), person(nama="Orang Lain")))
    assert [row.verdict for row in found.rows] == ["accepted", "skipped", "refused"]
    assert ("nip", "file.duplicate") in codes(found.rows[2])
    assert found.rows[2].findings[-1].params["row"] == "2"


def test_two_definitive_leaders_of_a_unit_are_refused(cast: Cast) -> None:
    content = sheet(
        [
            ["NIP", "Nama", "Jabatan", "Eselon", "Unit Kerja"],
            [RUBEN, "Ruben Kaize", "Kepala BKPSDM", "II.a", "BKPSDM"],
            ["199104042016031906", "Elsina Mahuze", "Kepala BKPSDM", "II.a", "BKPSDM"],
        ]
    )
    found = read(cast, content)
    assert [row.verdict for row in found.rows] == ["accepted", "refused"]
    assert ("jabatan", "file.second_leader") in codes(found.rows[1])


def test_a_formula_gives_its_kept_result_and_without_one_is_refused(cast: Cast) -> None:
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        page = book.add_worksheet("Data")
        page.write_row(0, 0, HEADINGS)
        page.write_row(1, 0, person(nama=""))
        page.write_formula(1, 1, '="Ruben "&"Kaize"', None, "Ruben Kaize")
    row = only(read(cast, target.getvalue()))
    assert row.values["nama"] == "Ruben Kaize"
    assert codes(row) == {("nama", "cell.formula")}
    unsaved = people(person(nama='="Ruben "&"Kaize"'))  # openpyxl keeps no result
    row = only(read(cast, unsaved))
    assert row.verdict == "refused"
    assert ("nama", "cell.formula_empty") in codes(row)


def test_a_csv_is_read_whatever_its_encoding_and_delimiter(cast: Cast) -> None:
    lines = "NIP;Nama;Jabatan;Unit Kerja\n" + f"{RUBEN};José Kaize;Perawat Mahir;BKPSDM\n"
    for content in (
        lines.encode("utf-8-sig"),
        lines.encode("cp1252"),
        lines.encode("utf-16"),
        lines.replace(";", "\t").encode(),
        b"sep=;\n" + lines.encode(),
    ):
        row = only(read(cast, content, name="daftar.csv"))
        assert (row.values["nip"], row.values["nama"]) == (RUBEN, "José Kaize")


def test_units_name_their_parent_and_circles_are_refused(cast: Cast) -> None:
    content = sheet(
        [
            ["Id", "DiatasanId", "NamaUnor", "NamaJabatan", "JenisUnorId"],
            ["a", "prov", "Dinas A", "Kepala Dinas A", "1"],
            ["b", "c", "Bidang B", "", "2"],
            ["c", "b", "Bidang C", "", "2"],
            ["d", "tidak-ada", "Bidang D", "", "2"],
            ["e", "", "Pemerintah Lain", "", "0"],
        ]
    )
    found = read(cast, content, kind=ImportKind.UNIT)
    assert [sorted(code for _, code in codes(row)) for row in found.rows] == [
        [],
        ["file.circle"],
        ["file.circle"],
        ["file.parent_unknown"],
        ["file.second_root"],
    ]


def _zip(**entries: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import.empty"),
        (b"   \n", "import.empty"),
        (b"%PDF-1.7 not a sheet", "import.not_spreadsheet"),
        (b"<html><table><tr><td>NIP</td></tr></table>", "import.not_spreadsheet"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(400), "import.not_spreadsheet"),
        (b"PK\x03\x04 broken", "import.not_spreadsheet"),
        (_zip(**{"word/document.xml": b"<w/>"}), "import.not_spreadsheet"),
        (_zip(**{"xl/workbook.xml": b"<broken"}), "import.not_spreadsheet"),
        (_zip(**{"xl/workbook.xml": bytes(170 * 1024 * 1024)}), "import.bomb"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "import.password"),
        (b"\xd0\xcf\x11\xe0 broken", "import.not_spreadsheet"),
        (b"x" * (20 * 1024 * 1024 + 1), "import.too_large"),
        (b"a,b\n" * 50_001, "import.too_many_rows"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_with_its_reason(content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_workbook(content, name="berkas.xlsx")
    assert refused.value.code == code
    assert str(refused.value.reason.why)


def cell_at(place: str, *, more: str = "") -> bytes:
    """A workbook of a few kilobytes whose last cell is at `place`."""
    return ending_in(f'<row><c r="{place}"><v>1</v></c></row></sheetData>{more}')


def test_a_zip_that_is_damaged_or_of_a_time_to_come_is_no_workbook() -> None:
    whole = cell_at("A2")
    later = whole.replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\x7f")
    place = whole.index(b"xl/workbook.xml") + 40
    for content in (later, whole[:place] + bytes(64) + whole[place + 64 :]):
        with pytest.raises(Refusal) as refused:
            read_workbook(content, name="daftar.xlsx")
        assert refused.value.code == "import.not_spreadsheet"


MERGED = "<mergeCells>" + '<mergeCell ref="A1:GR20000"/>' * 20 + "</mergeCells>"


@pytest.mark.parametrize(
    "content", [cell_at("XFD40000"), cell_at("XFD1048576"), cell_at("A20000", more=MERGED)]
)
def test_a_small_workbook_that_asks_for_all_memory_or_time_is_refused(content: bytes) -> None:
    """The first two once ended the whole server: the parser aborts where memory is refused to it."""
    with pytest.raises(Refusal) as refused:
        read_workbook(content, name="daftar.xlsx")
    assert refused.value.code == "import.bomb"


def test_a_sheet_without_a_known_heading_says_what_is_needed(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        read(cast, sheet([["Tanggal", "Cuaca"], ["1 Juni", "hujan"]]))
    assert refused.value.code == "import.no_header"
    assert "NIP" in str(refused.value.reason.next)
