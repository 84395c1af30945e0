"""A file of partners or of programmes: its columns, and every row checked against the others and what stands.

Nothing is written here. A row that cannot be taken names the column, the reason and what would do.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kasuari.development.enums.mitra import JenisKatalog, JenisMitra, JenisPerjanjian, Moda, Sasaran
from kasuari.development.operations.mitra import (
    IsianMitra,
    IsianProgram,
    mitra_problems,
    programme_problems,
)
from kasuari.foundation.refusals import Refusal
from kasuari.organisation.importing.plain_rows import Column, PlainRow, plain, read_table
from kasuari.planning.numbers import read_number

LARGEST_TABLE = 5_000

MITRA_COLUMNS = (
    Column("kode", gettext_lazy("Kode"), ("kode", "kode mitra"), required=True),
    Column("nama", gettext_lazy("Nama"), ("nama", "nama mitra", "mitra"), required=True),
    Column("jenis", gettext_lazy("Jenis"), ("jenis", "jenis mitra"), required=True),
    Column("kota", gettext_lazy("Kota"), ("kota", "lokasi", "alamat")),
    Column("email", gettext_lazy("Surel"), ("surel", "email", "e mail")),
    Column("telepon", gettext_lazy("Telepon"), ("telepon", "hp", "no hp", "telp")),
    Column(
        "perjanjian",
        gettext_lazy("Perjanjian"),
        ("status kerja sama", "perjanjian", "kerja sama", "jenis perjanjian"),
    ),
    Column("sampai", gettext_lazy("Berlaku sampai"), ("berlaku sampai", "sampai", "berakhir")),
)
PROGRAM_COLUMNS = (
    Column("kode", gettext_lazy("Kode"), ("kode", "kode program", "kode pelatihan"), required=True),
    Column("judul", gettext_lazy("Judul"), ("judul", "nama pelatihan", "nama program"), required=True),
    Column("mitra_kode", gettext_lazy("Kode mitra"), ("mitra kode", "kode mitra"), required=True),
    Column("kompetensi_nama", gettext_lazy("Kompetensi"), ("kompetensi", "nama kompetensi"), required=True),
    Column("rumpun", gettext_lazy("Rumpun jabatan"), ("rumpun jabatan", "rumpun")),
    Column("sasaran", gettext_lazy("Sasaran"), ("jenjang sasaran", "sasaran", "peserta")),
    Column("jp", gettext_lazy("JP"), ("jp", "jam pelajaran"), required=True),
    Column("moda", gettext_lazy("Moda"), ("moda", "cara"), required=True),
    Column(
        "biaya",
        gettext_lazy("Biaya per kursi (Rp)"),
        ("biaya per kursi rp", "biaya per kursi", "biaya"),
        required=True,
    ),
    Column("kursi", gettext_lazy("Kursi"), ("kursi", "kuota", "jumlah kursi"), required=True),
    Column("start_date", gettext_lazy("Mulai"), ("tanggal mulai", "mulai"), required=True),
    Column("last_date", gettext_lazy("Selesai"), ("tanggal selesai", "selesai"), required=True),
    Column("lokasi", gettext_lazy("Tempat"), ("lokasi", "tempat")),
    Column("batas_daftar", gettext_lazy("Batas daftar"), ("batas daftar", "batas pendaftaran")),
    Column("sertifikat", gettext_lazy("Sertifikat"), ("sertifikat",)),
    Column("luring", gettext_lazy("Paket luring"), ("paket luring", "luring", "offline")),
    Column("prasyarat", gettext_lazy("Prasyarat"), ("prasyarat", "kode prasyarat", "program prasyarat")),
)
COLUMNS = {JenisKatalog.MITRA: MITRA_COLUMNS, JenisKatalog.PELATIHAN: PROGRAM_COLUMNS}
LABELS = {column.key: column.label for columns in COLUMNS.values() for column in columns}

_JENIS = {
    "perguruan tinggi": JenisMitra.PERGURUAN_TINGGI,
    "universitas": JenisMitra.PERGURUAN_TINGGI,
    "lsm": JenisMitra.LSM,
    "organisasi non-pemerintah": JenisMitra.LSM,
    "bpsdm": JenisMitra.BPSDM,
    "pusdiklat": JenisMitra.PUSDIKLAT,
    "penyedia daring": JenisMitra.DARING,
    "komunitas praktisi": JenisMitra.KOMUNITAS,
}
_MODA = {
    "klasikal": Moda.KLASIKAL,
    "tatap muka": Moda.KLASIKAL,
    "online": Moda.DARING,
    "daring": Moda.DARING,
    "coaching": Moda.COACHING,
}
_PERJANJIAN = {"mou": JenisPerjanjian.MOU, "pks": JenisPerjanjian.PKS, "tanpa perjanjian": "", "": ""}
_YA = {"ya": True, "y": True, "ada": True, "tidak": False, "t": False, "": False}


@dataclass(frozen=True, slots=True)
class KatalogProblem:
    """What stands in the way of a row."""

    column: str
    message: str
    suggestion: str = ""

    @property
    def label(self) -> str:
        return str(LABELS.get(self.column, ""))


@dataclass(slots=True)
class KatalogRow:
    """A row of the file and what it would do (`action`: new, changed, unchanged, none)."""

    sheet: str
    row: int
    values: dict[str, str]
    problems: list[KatalogProblem] = field(default_factory=list)
    action: str = "none"
    mitra: IsianMitra | None = None
    program: IsianProgram | None = None
    mitra_id: int | None = None
    perjanjian: str = ""
    end_date: date | None = None
    prasyarat: str | None = None  # the code of a programme of the same partner; None: the file does not say

    @property
    def refused(self) -> bool:
        return bool(self.problems)

    @property
    def title(self) -> str:
        return self.values.get("judul") or self.values.get("nama") or self.values.get("kode", "")


@dataclass(frozen=True, slots=True)
class KnownKatalog:
    """What stands: partners with their agreements, and programmes, by code."""

    mitra: Mapping[str, tuple[int, IsianMitra, frozenset[tuple[str, date]]]]
    programs: Mapping[tuple[int, str], IsianProgram]
    prasyarat: Mapping[tuple[int, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KatalogFile:
    """A whole file, checked."""

    media_type: str
    rows: tuple[KatalogRow, ...]

    @property
    def counts(self) -> dict[str, int]:
        found = {"rows": len(self.rows), "refused": sum(row.refused for row in self.rows)}
        for name in ("new", "changed", "unchanged"):
            found[name] = sum(row.action == name and not row.refused for row in self.rows)
        return found


def read_katalog(content: bytes, *, name: str, jenis: str, known: KnownKatalog) -> KatalogFile:
    """Every row with what it would do. Raises Refusal where the file is no such table at all."""
    columns = COLUMNS[JenisKatalog(jenis)]
    needed = tuple((column.key,) for column in columns if column.required)
    table = read_table(content, name=name, columns=columns, needed=needed)
    if len(table.rows) > LARGEST_TABLE:
        raise Refusal("import.too_many_rows", limit=f"{LARGEST_TABLE:,}".replace(",", "."))
    read = _mitra_row if jenis == JenisKatalog.MITRA else _program_row
    rows = [read(line, columns, known) for line in table.rows]
    seen: dict[tuple[int | None, str], KatalogRow] = {}
    for row in rows:
        first = seen.setdefault((row.mitra_id if row.program else None, row.values.get("kode", "")), row)
        if first is not row:
            words = _("Kode ini sudah dipakai pada baris %(row)d.") % {"row": first.row}
            row.problems.append(KatalogProblem("kode", words))
    _check_prerequisites(rows, known)
    return KatalogFile(table.media_type, tuple(rows))


def _check_prerequisites(rows: list[KatalogRow], known: KnownKatalog) -> None:
    """Each is a programme of the same partner, of the file or standing, and leads to no circle."""
    before: dict[tuple[int | None, str], str] = dict(known.prasyarat)  # type: ignore[arg-type]
    before |= {(row.mitra_id, row.values["kode"]): row.prasyarat for row in rows if row.prasyarat is not None}
    there = set(known.programs) | {(row.mitra_id, row.values["kode"]) for row in rows if row.program}
    for row in rows:
        if not row.prasyarat:
            continue
        if (row.mitra_id, row.prasyarat) not in there:
            codes = [kode for mitra_id, kode in there if mitra_id == row.mitra_id]
            close = difflib.get_close_matches(row.prasyarat, codes, n=1, cutoff=0.5)
            words = _("Program dengan kode ini tidak ada pada mitra yang sama.")
            row.problems.append(KatalogProblem("prasyarat", words, close[0] if close else ""))
            continue
        seen, kode = {row.values["kode"]}, row.prasyarat
        while kode and kode not in seen:
            seen.add(kode)
            kode = before.get((row.mitra_id, kode), "")
        if kode:
            words = _("Prasyarat tidak boleh berputar kembali ke program itu sendiri.")
            row.problems.append(KatalogProblem("prasyarat", words))


def report_of(rows: Iterable[KatalogRow]) -> list[dict[str, Any]]:
    """Every row as the command line reports it."""
    return [
        {
            "sheet": row.sheet,
            "row": row.row,
            "verdict": "refused" if row.refused else "accepted",
            "action": row.action,
            "values": row.values,
            "problems": [
                {"column": item.column, "message": item.message, "suggestion": item.suggestion}
                for item in row.problems
            ],
        }
        for row in rows
    ]


def _begin(line: PlainRow, columns: tuple[Column, ...]) -> KatalogRow:
    row = KatalogRow(line.sheet, line.row, {key: plain(cell) for key, cell in line.cells.items()})
    row.problems += [KatalogProblem(item.column, item.message, item.suggestion) for item in line.unfit]
    for column in columns:
        if column.required and not row.values.get(column.key):
            row.problems.append(KatalogProblem(column.key, _("Wajib diisi.")))
    return row


def _mitra_row(line: PlainRow, columns: tuple[Column, ...], known: KnownKatalog) -> KatalogRow:
    row = _begin(line, columns)
    values = row.values
    isian = IsianMitra(
        kode=values.get("kode", ""),
        nama=values.get("nama", ""),
        jenis=str(_choice(row, "jenis", _JENIS)),
        kota=values.get("kota", ""),
        email=values.get("email", ""),
        telepon=values.get("telepon", ""),
    )
    row.perjanjian = str(_choice(row, "perjanjian", _PERJANJIAN))
    until = _date(row, "sampai", line.cells.get("sampai"))
    if row.perjanjian and until is None and not any(item.column == "sampai" for item in row.problems):
        row.problems.append(KatalogProblem("sampai", _("Isi sampai kapan perjanjiannya berlaku.")))
    row.end_date = until + timedelta(days=1) if until and row.perjanjian else None
    _also(row, mitra_problems(isian))
    if row.refused:
        return row
    row.mitra = isian
    before = known.mitra.get(isian.kode)
    if before is None:
        row.action = "new"
    else:
        row.mitra_id = before[0]
        agreed = row.end_date is None or (row.perjanjian, row.end_date) in before[2]
        row.action = "unchanged" if before[1] == isian and agreed else "changed"
    return row


def _program_row(line: PlainRow, columns: tuple[Column, ...], known: KnownKatalog) -> KatalogRow:
    row = _begin(line, columns)
    values = row.values
    partner = known.mitra.get(values.get("mitra_kode", ""))
    if partner is None and values.get("mitra_kode"):
        close = difflib.get_close_matches(values["mitra_kode"], list(known.mitra), n=1, cutoff=0.5)
        words = _("Mitra dengan kode ini belum tercatat; impor daftar mitra lebih dahulu.")
        row.problems.append(KatalogProblem("mitra_kode", words, close[0] if close else ""))
    moda = _choice(row, "moda", _MODA)
    start, last = (_date(row, key, line.cells.get(key)) for key in ("start_date", "last_date"))
    until = _date(row, "batas_daftar", line.cells.get("batas_daftar"))
    jp, kursi = _whole(row, "jp"), _whole(row, "kursi")
    biaya = _number(row, "biaya", line.cells.get("biaya"))
    sertifikat, luring = (bool(_choice(row, key, _YA)) for key in ("sertifikat", "luring"))
    rumpun = values.get("rumpun", "")
    if row.refused or start is None or last is None or partner is None:
        return row
    online = moda == Moda.DARING
    isian = IsianProgram(
        kode=values["kode"],
        judul=values["judul"],
        kompetensi_nama=values["kompetensi_nama"],
        rumpun="" if rumpun.casefold() == "semua" else rumpun,
        sasaran=_targets(row),
        jp=jp or 0,
        moda=str(moda),
        biaya=biaya or Decimal(0),
        kursi=kursi or 0,
        start_date=start,
        last_date=last,
        lokasi="" if online else values.get("lokasi", ""),
        batas_daftar=until,
        sertifikat=sertifikat,
        luring=luring,
    )
    problems = programme_problems(isian)
    _also(row, problems)
    if problems:
        return row
    row.program, row.mitra_id = isian, partner[0]
    if "prasyarat" in line.cells:
        row.prasyarat = values.get("prasyarat", "")
    key = (partner[0], isian.kode)
    before = known.programs.get(key)
    same = before == isian and row.prasyarat in {None, known.prasyarat.get(key, "")}
    row.action = "new" if before is None else "unchanged" if same else "changed"
    return row


def _targets(row: KatalogRow) -> tuple[str, ...]:
    text = row.values.get("sasaran", "")
    words = [part.strip() for part in re.split(r"[;,/]", text) if part.strip()]
    if not words or any(word.casefold() == "semua" for word in words):
        return ()
    names = {item.value: item.value for item in Sasaran} | {
        str(item.label).casefold(): item.value for item in Sasaran
    }
    found = []
    for word in words:
        value = names.get(word.casefold())
        if value is None:
            close = difflib.get_close_matches(word.casefold(), list(names), n=1, cutoff=0.6)
            said = _("“%(read)s” tidak dikenali.") % {"read": word}
            row.problems.append(KatalogProblem("sasaran", said, close[0] if close else ""))
        else:
            found.append(value)
    return tuple(found)


def _also(row: KatalogRow, problems: Iterable[Any]) -> None:
    known = {item.column for item in row.problems}
    row.problems += [
        KatalogProblem(item.path, str(item.message)) for item in problems if item.path not in known
    ]


def _choice(row: KatalogRow, key: str, words: Mapping[str, Any]) -> Any:
    read = " ".join(row.values.get(key, "").casefold().replace("_", " ").split())
    if read in words:
        return words[read]
    if read:
        close = difflib.get_close_matches(read, [word for word in words if word], n=1, cutoff=0.5)
        said = _("“%(read)s” tidak dikenali; pilihannya: %(choices)s.") % {
            "read": row.values[key],
            "choices": ", ".join(word for word in words if word),
        }
        row.problems.append(KatalogProblem(key, said, close[0] if close else ""))
    return ""


def _date(row: KatalogRow, key: str, cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = row.values.get(key, "")
    if not text:
        return None
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text[:10], form).date()
        except ValueError:
            continue
    words = _("“%(read)s” bukan tanggal; tulis misalnya 31-12-2026.") % {"read": text}
    row.problems.append(KatalogProblem(key, words))
    return None


def _whole(row: KatalogRow, key: str) -> int | None:
    text = row.values.get(key, "")
    if text and (not text.isascii() or not text.isdigit() or len(text) > 6):
        words = _("“%(read)s” bukan bilangan bulat.") % {"read": text}
        row.problems.append(KatalogProblem(key, words))
        return None
    return int(text) if text else None


def _number(row: KatalogRow, key: str, cell: object) -> Decimal | None:
    text = row.values.get(key, "")
    if not text:
        return None
    try:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return Decimal(str(cell)).quantize(Decimal(1))
        return read_number(text.removeprefix("Rp").strip()).quantize(Decimal(1))
    except (ValueError, ArithmeticError):
        row.problems.append(KatalogProblem(key, _("“%(read)s” bukan angka.") % {"read": text}))
        return None
