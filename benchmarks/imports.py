"""A roster of 10,000 rows through the public command: read, previewed, checked and applied."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from benchmarks.results import Result
from benchmarks.world import run

NAME = "import.10k.s"
ROWS = 10_000
UNITS = 400
UNIT_HEADINGS = ["Id", "DiatasanId", "NamaUnor", "NamaJabatan", "EselonId", "IndukUnorId", "JenisUnorId"]
HEADINGS = [
    "NO",
    "NIP BARU",
    "NAMA",
    "TEMPAT LAHIR",
    "TANGGAL LAHIR",
    "JENIS KELAMIN",
    "KEDUDUKAN HUKUM",
    "STATUS",
    "GOL AKHIR",
    "PANGKAT AKHIR",
    "TMT GOLONGAN",
    "JENIS JABATAN",
    "JABATAN NAMA",
    "TMT JABATAN",
    "JENJANG",
    "UNOR ID",
    "UNOR NAMA",
    "EMAIL",
]


def measure(at: Path) -> list[Result]:
    """Seconds of `kasuari import pegawai`, from reading the file to the last row applied."""
    world = at / "import"
    world.mkdir(parents=True, exist_ok=True)
    write_units(world / "unit.xlsx")
    write_people(world / "pegawai.xlsx")
    run(world, "kasuari.cli", "migrate")
    run(world, "kasuari.cli", "import", "unit", str(world / "unit.xlsx"))
    started = time.perf_counter()
    run(world, "kasuari.cli", "import", "pegawai", str(world / "pegawai.xlsx"))
    return [Result(NAME, round(time.perf_counter() - started, 1), "s", 30)]


def write_units(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Unor")
        sheet.write_row(0, 0, UNIT_HEADINGS)
        sheet.write_row(1, 0, [kode(0), "", "Pemerintah Provinsi Rekaan", "Gubernur", "", kode(0), "0"])
        for number in range(1, UNITS + 1):
            above = 0 if number <= 20 else 1 + number % 20
            kind = "1" if number <= 20 else "5"
            name = f"Dinas Rekaan {number}" if number <= 20 else f"Puskesmas Rekaan {number}"
            sheet.write_row(
                number + 1,
                0,
                [kode(number), kode(above), name, f"Kepala {name}", "", kode(above or number), kind],
            )


def write_people(path: Path) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Data Utama")
        sheet.write_row(0, 0, HEADINGS)
        for number in range(ROWS):
            sheet.write_row(number + 1, 0, person(number))


def person(number: int) -> list[str | int]:
    """A row as the registry exports it; the number is made like a NIP: birth, appointment, sex, serial."""
    born = date(1970, 1, 1) + timedelta(days=number % 9_000)
    appointed = date(born.year + 22 + number % 8, 1 + number % 12, 1)
    sex = 1 + number % 2
    nip = f"{born:%Y%m%d}{appointed:%Y%m}{sex}{1 + number // 9_000:03d}"
    return [
        number + 1,
        nip,
        f"Pegawai Rekaan {number}",
        "Merauke",
        f"{born:%d-%m-%Y}",
        "MF"[sex - 1],
        "Aktif",
        "PNS",
        "III/c",
        "Penata",
        "01-04-2020",
        "Fungsional Tertentu",
        "Perawat Terampil",
        "01-01-2021",
        "TERAMPIL",
        kode(21 + number % (UNITS - 20)),
        f"Puskesmas Rekaan {21 + number % (UNITS - 20)}",
        f"p{number}@example.go.id",
    ]


def kode(number: int) -> str:
    return f"{number:032x}"
