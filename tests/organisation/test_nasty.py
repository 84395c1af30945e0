"""Files that nobody would write on purpose: every sheet row gets a verdict, and refused means unwritten."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kasuari.foundation.refusals import Refusal
from kasuari.organisation.importing.reading import LIMIT_BYTES
from kasuari.organisation.models import Pegawai, UnitKerja
from kasuari.organisation.operations import import_file
from kasuari.site.commands.importing import run_import, write_report
from tests.cast import NOW, Cast
from tests.organisation.messy import EFFECTIVE, HEADINGS, SYSTEM, person

Report = list[dict[str, Any]]
Read = Callable[..., Report]


def nip(number: int) -> str:
    return f"198503072010011{number:03}"


def line(number: int, **cells: Any) -> list[Any]:
    return person(**{"nip": nip(number), "nama": f"Orang Rekaan {chr(65 + number)}", **cells})


def book(rows: list[list[Any]], change: Callable[[Workbook, Worksheet], None] | None = None) -> bytes:
    made = Workbook()
    page = made.active
    assert isinstance(page, Worksheet)
    page.title = "Data"
    for row in rows:
        page.append(row)
    if change is not None:
        change(made, page)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def text(rows: list[list[Any]], *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(rows)
    return target.getvalue().encode(encoding)


@pytest.fixture
def read(cast: Cast, tmp_path: Path) -> Read:
    """The report of a dry run, from the file that the command writes."""

    def report(content: bytes, *, name: str = "daftar.xlsx", kind: str = "pegawai") -> Report:
        path, target = tmp_path / name, tmp_path / "laporan.json"
        path.write_bytes(content)
        result = run_import(
            kind=kind,
            path=path,
            dry_run=True,
            effective_date=EFFECTIVE,
            agency="",
            city="",
            by=SYSTEM,
            at=NOW,
        )
        write_report(result, target)
        found: Report = json.loads(target.read_text(encoding="utf-8"))
        for row in found:
            assert set(row) == {"sheet", "row", "verdict", "values", "problems"}
            for problem in row["problems"]:
                assert set(problem) == {"column", "code", "message", "suggestion"}
        return found

    return report


def verdicts(report: Report) -> list[str]:
    return [row["verdict"] for row in report]


def codes(report: Report) -> list[str]:
    return [problem["code"] for row in report for problem in row["problems"]]


def data(report: Report) -> Report:
    return [row for row in report if row["verdict"] != "skipped"]


def test_the_report_lists_every_row_of_every_sheet(read: Read) -> None:
    def change(made: Workbook, page: Worksheet) -> None:
        page.merge_cells("A1:H1")
        notes = made.create_sheet("Catatan")
        notes.append(["Bukan tabel"])
        secret = made.create_sheet("Lama")
        secret.sheet_state = "hidden"
        for row in (HEADINGS, line(9)):
            secret.append(list(row))

    rows = [["DAFTAR PEGAWAI"], [], list(HEADINGS), line(1), [], line(2), ["Jumlah", "2 orang"]]
    report = read(book(rows, change))
    assert [(row["sheet"], row["row"], row["verdict"]) for row in report] == [
        ("Data", 1, "skipped"),
        ("Data", 2, "skipped"),
        ("Data", 3, "skipped"),
        ("Data", 4, "accepted"),
        ("Data", 5, "skipped"),
        ("Data", 6, "accepted"),
        ("Data", 7, "skipped"),
        ("Catatan", 1, "skipped"),
        ("Lama", 1, "skipped"),
        ("Lama", 2, "skipped"),
    ]
    assert codes(report) == [
        "row.title",
        "row.blank",
        "row.heading",
        "row.blank",
        "row.note",
        "row.no_table",
        "row.heading",
        "row.hidden_sheet",
    ]


def test_a_hidden_sheet_is_read_where_no_other_has_the_table(read: Read) -> None:
    def change(made: Workbook, page: Worksheet) -> None:
        made.create_sheet("Depan").append(["Sampul"])
        page.sheet_state = "hidden"
        made.active = 1

    assert verdicts(data(read(book([list(HEADINGS), line(1)], change)))) == ["accepted"]


def test_headings_with_a_blank_between_their_letters_are_known(read: Read) -> None:
    headings = ["N O", "N I P", "N A M A", "JABATAN", "UNIT KERJA"]
    rows = [headings, [1, nip(1), "Orang Rekaan", "Perawat Mahir", "Puskesmas Perbatasan Sota Indah"]]
    assert verdicts(data(read(book(rows)))) == ["accepted"]


@pytest.mark.parametrize(
    ("written", "stored", "code", "suggestion"),
    [
        ("NIP. 198503072010011001", nip(1), "cell.tidied", ""),
        ("１９８５０３０７２０１００１１００１", nip(1), "cell.tidied", ""),
        ("\u00a0198503072010011001\u200b", nip(1), "cell.unseen", ""),
        ("198503072O1OO11OO1", "", "nip.bukan_angka", nip(1)),
        ("1985O3072010011", "", "nip.bukan_angka", ""),
        (1.98503072010011e17, "", "nip.angka_hilang", ""),
        ("1,98503E+17", "", "nip.angka_hilang", ""),
    ],
)
def test_a_nip_is_read_as_it_was_meant_or_met_with_a_suggestion(
    read: Read, written: Any, stored: str, code: str, suggestion: str
) -> None:
    (row,) = data(read(book([list(HEADINGS), line(1, nip=written)])))
    assert (row["values"]["nip"], row["problems"][0]["code"], row["problems"][0]["suggestion"]) == (
        stored,
        code,
        suggestion,
    )


@pytest.mark.parametrize(
    ("written", "verdict", "code"),
    [
        ("D'Arcy <b>", "warned", "cell.unusual"),
        ('=HYPERLINK("http://x","y")', "refused", "cell.formula_text"),
        ("12345", "refused", "cell.no_letters"),
        ("{{ 7*7 }}", "refused", "cell.no_letters"),
        ("nan", "refused", "cell.required"),
        ("佐藤", "accepted", ""),
    ],
)
def test_a_name_is_kept_or_refused_never_run(read: Read, written: str, verdict: str, code: str) -> None:
    (row,) = data(read(text([list(HEADINGS), line(1, nama=written)]), name="daftar.csv"))
    assert (row["verdict"], "".join(codes([row]))) == (verdict, code)


def test_an_open_quote_that_swallows_the_rows_below_is_named(read: Read) -> None:
    rows = text([list(HEADINGS), line(1), line(2)]).replace(b"Orang Rekaan B", b'"Orang Rekaan B')
    (row,) = data(read(rows, name="daftar.csv"))
    assert (row["verdict"], row["problems"][0]["code"]) == ("refused", "cell.swallowed")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_in_any_dress_says_the_same(read: Read, encoding: str, delimiter: str) -> None:
    rows = [list(HEADINGS), line(1, nama="Renée Ägüs")]
    (row,) = data(read(text(rows, delimiter=delimiter, encoding=encoding), name="daftar.csv"))
    assert (row["verdict"], row["values"]["nama"]) == ("accepted", "Renée Ägüs")


def test_superiors_that_cannot_be_are_pointed_out(read: Read) -> None:
    rows = [
        [*HEADINGS, "NIP Atasan"],
        [*line(1), nip(2)],
        [*line(2), nip(1)],
        [*line(3), nip(3)],
        [*line(4), "123"],
    ]
    assert codes(data(read(book(rows)))) == [
        "file.superior_circle",
        "file.superior_circle",
        "file.superior_self",
        "cell.not_understood",
    ]


def test_a_post_that_begins_later_and_a_word_that_is_no_choice_say_so(read: Read) -> None:
    later, retired = data(
        read(book([list(HEADINGS), line(1, tmt="01-01-2099"), line(2, kedudukan="Pensiun")]))
    )
    assert (later["verdict"], codes([later])) == ("warned", ["file.starts_later"])
    assert (retired["verdict"], retired["problems"][0]["suggestion"][:11]) == ("refused", "aktif, cltn")


def test_a_day_of_the_first_century_is_shown_with_four_digits(read: Read) -> None:
    (row,) = data(read(book([list(HEADINGS), line(1, tmt="03-01-0022")])))
    assert "03-01-0022" in row["problems"][0]["message"]


def test_units_in_a_circle_are_each_refused(read: Read) -> None:
    rows = [["Kode Unit", "Nama Unit", "Kode Atasan"], ["a", "Dinas A", "b"], ["b", "Dinas B", "a"]]
    assert codes(data(read(text(rows), name="unit.csv", kind="unit"))) == ["file.circle", "file.circle"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (text([list(HEADINGS)]), "import.empty"),
        (text([list(HEADINGS), ["", "", ""]]), "import.empty"),
        (b"\n \n", "import.empty"),
        (b"x" * (LIMIT_BYTES + 1), "import.too_large"),
    ],
)
def test_a_file_without_rows_or_too_large_is_refused_whole(read: Read, content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(content, name="daftar.csv")
    assert refused.value.code == code


def test_one_bad_row_among_many_keeps_all_of_them_out(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(book([list(HEADINGS), *(line(number) for number in range(1, 20)), line(20, nip="1")]))
    people, units = Pegawai.objects.count(), UnitKerja.objects.count()
    result = import_file(
        kind="pegawai", path=path, instansi=cast.instansi, effective_date=date(2026, 6, 1), by=SYSTEM, at=NOW
    )
    assert (result.applied, result.counts["refused"], result.batch_id) == (False, 1, None)
    assert (Pegawai.objects.count(), UnitKerja.objects.count()) == (people, units)
