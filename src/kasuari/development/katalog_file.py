"""A file of partners or of programmes: its columns, and every row checked against the others and what stands.

Nothing is written here. A row that cannot be taken names the column, the reason and what would do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
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
from kasuari.organisation.importing.checked_rows import CheckedFile, CheckedRow, day_in, nearest, read_at_most
from kasuari.organisation.importing.plain_rows import Column, PlainRow
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


@dataclass(slots=True)
class KatalogRow(CheckedRow):
    """The partner or the programme that a row tells of."""

    mitra: IsianMitra | None = None
    program: IsianProgram | None = None
    mitra_id: int | None = None
    perjanjian: str = ""
    end_date: date | None = None
    prasyarat: str | None = None  # the code of a programme of the same partner; None: the file does not say

    @property
    def title(self) -> str:
        return self.values.get("judul") or self.values.get("nama") or self.values.get("kode", "")


@dataclass(frozen=True, slots=True)
class KnownKatalog:
    """What stands: partners with their agreements, and programmes, by code."""

    mitra: Mapping[str, tuple[int, IsianMitra, frozenset[tuple[str, date]]]]
    programs: Mapping[tuple[int, str], IsianProgram]
    prasyarat: Mapping[tuple[int, str], str] = field(default_factory=dict)


KatalogFile = CheckedFile[KatalogRow]


def read_katalog(content: bytes, *, name: str, jenis: str, known: KnownKatalog) -> KatalogFile:
    """Every row with what it would do. Raises Refusal where the file is no such table at all."""
    columns = COLUMNS[JenisKatalog(jenis)]
    table = read_at_most(LARGEST_TABLE, content, name=name, columns=columns)
    read = _mitra_row if jenis == JenisKatalog.MITRA else _program_row
    rows = [read(line, columns, known) for line in table.rows]
    seen: dict[tuple[int | None, str], KatalogRow] = {}
    for row in rows:
        first = seen.setdefault((row.mitra_id if row.program else None, row.values.get("kode", "")), row)
        if first is not row:
            words = _("Kode ini sudah dipakai pada baris %(row)d.") % {"row": first.row}
            row.refuse("kode", words)
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
            close = nearest(row.prasyarat, codes)
            words = _("Program dengan kode ini tidak ada pada mitra yang sama.")
            row.refuse("prasyarat", words, close)
            continue
        seen, kode = {row.values["kode"]}, row.prasyarat
        while kode and kode not in seen:
            seen.add(kode)
            kode = before.get((row.mitra_id, kode), "")
        if kode:
            words = _("Prasyarat tidak boleh berputar kembali ke program itu sendiri.")
            row.refuse("prasyarat", words)


def _begin(line: PlainRow, columns: tuple[Column, ...]) -> KatalogRow:
    row = KatalogRow(line.sheet, line.row, line.values, columns)
    row.refuse_unfit(line)
    row.refuse_empty()
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
        row.refuse("sampai", _("Isi sampai kapan perjanjiannya berlaku."))
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
        close = nearest(values["mitra_kode"], known.mitra)
        words = _("Mitra dengan kode ini belum tercatat; impor daftar mitra lebih dahulu.")
        row.refuse("mitra_kode", words, close)
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
            close = nearest(word.casefold(), names, cutoff=0.6)
            said = _("“%(read)s” tidak dikenali.") % {"read": word}
            row.refuse("sasaran", said, close)
        else:
            found.append(value)
    return tuple(found)


def _also(row: KatalogRow, problems: Iterable[Any]) -> None:
    known = {item.column for item in row.problems}
    for item in problems:
        if item.path not in known:
            row.refuse(item.path, str(item.message))


def _choice(row: KatalogRow, key: str, words: Mapping[str, Any]) -> Any:
    read = " ".join(row.values.get(key, "").casefold().replace("_", " ").split())
    if read in words:
        return words[read]
    if read:
        close = nearest(read, filter(None, words))
        said = _("“%(read)s” tidak dikenali; pilihannya: %(choices)s.") % {
            "read": row.values[key],
            "choices": ", ".join(word for word in words if word),
        }
        row.refuse(key, said, close)
    return ""


def _date(row: KatalogRow, key: str, cell: object) -> date | None:
    found, text = day_in(cell), row.values.get(key, "")
    if found is not None or not text:
        return found
    words = _("“%(read)s” bukan tanggal; tulis misalnya 31-12-2026.") % {"read": text}
    row.refuse(key, words)
    return None


def _whole(row: KatalogRow, key: str) -> int | None:
    text = row.values.get(key, "")
    if text and (not text.isascii() or not text.isdigit() or len(text) > 6):
        words = _("“%(read)s” bukan bilangan bulat.") % {"read": text}
        row.refuse(key, words)
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
        row.refuse(key, _("“%(read)s” bukan angka.") % {"read": text})
        return None
