"""A file of potensi: its columns, and every row checked against who is there and what is noted already.

Nothing is written here. A row that cannot be taken names the column, the reason and what would do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kasuari.development.enums.tindak_lanjut import NilaiPotensi
from kasuari.foundation.refusals import Refusal
from kasuari.organisation.importing.plain_rows import Column, PlainRow, plain, read_table

LARGEST_TABLE = 50_000
COLUMNS = (
    Column("nip", gettext_lazy("NIP"), ("nip", "nip baru", "ni pppk"), required=True),
    Column("nama", gettext_lazy("Nama"), ("nama", "nama pegawai")),
    Column("nilai", gettext_lazy("Potensi"), ("potensi", "potensial", "kategori potensi"), required=True),
    Column(
        "tanggal",
        gettext_lazy("Tanggal asesmen"),
        ("tanggal asesmen", "tanggal", "tanggal penilaian", "tmt"),
        required=True,
    ),
    Column("dasar", gettext_lazy("Dasar"), ("dasar", "sumber", "asesmen", "keterangan"), required=True),
)
LABELS = {column.key: column.label for column in COLUMNS}
_NILAI = {
    "rendah": NilaiPotensi.RENDAH,
    "menengah": NilaiPotensi.MENENGAH,
    "sedang": NilaiPotensi.MENENGAH,
    "tinggi": NilaiPotensi.TINGGI,
}
_DAYS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y")


@dataclass(frozen=True, slots=True)
class PotensiProblem:
    """What stands in the way of a row."""

    column: str
    message: str
    suggestion: str = ""

    @property
    def label(self) -> str:
        return str(LABELS.get(self.column, ""))


@dataclass(slots=True)
class PotensiRow:
    """A row of the file and what it would do (`action`: new, changed, unchanged, none)."""

    row: int
    values: dict[str, str]
    problems: list[PotensiProblem] = field(default_factory=list)
    action: str = "none"
    pegawai_id: int = 0
    nama: str = ""
    nilai: str = ""
    tanggal: date | None = None
    dasar: str = ""

    @property
    def refused(self) -> bool:
        return bool(self.problems)


@dataclass(frozen=True, slots=True)
class Known:
    """Who is there by NIP (key, name), and (nilai, dasar) of what is noted by person and day."""

    people: Mapping[str, tuple[int, str]]
    noted: Mapping[tuple[int, date], tuple[str, str]]
    own_id: int | None
    today: date


@dataclass(frozen=True, slots=True)
class PotensiFile:
    """A whole file, checked."""

    media_type: str
    rows: tuple[PotensiRow, ...]

    @property
    def counts(self) -> dict[str, int]:
        found = {"rows": len(self.rows), "refused": sum(row.refused for row in self.rows)}
        for name in ("new", "changed", "unchanged"):
            found[name] = sum(row.action == name and not row.refused for row in self.rows)
        return found


def read_potensi(content: bytes, *, name: str, known: Known) -> PotensiFile:
    """Every row with what it would do. Raises Refusal where the file is no such table at all."""
    needed = tuple((column.key,) for column in COLUMNS if column.required)
    table = read_table(content, name=name, columns=COLUMNS, needed=needed)
    if len(table.rows) > LARGEST_TABLE:
        raise Refusal("import.too_many_rows", limit=f"{LARGEST_TABLE:,}".replace(",", "."))
    rows = [_row(line, known) for line in table.rows]
    seen: dict[tuple[int, date | None], PotensiRow] = {}
    for row in rows:
        first = seen.setdefault((row.pegawai_id or -row.row, row.tanggal), row)
        if first is not row:
            words = _("Orang dan tanggal ini sudah ada pada baris %(row)d.") % {"row": first.row}
            row.problems.append(PotensiProblem("nip", words))
    return PotensiFile(table.media_type, tuple(rows))


def _row(line: PlainRow, known: Known) -> PotensiRow:
    row = PotensiRow(line.row, {key: plain(cell) for key, cell in line.cells.items()})
    row.problems += [PotensiProblem(item.column, item.message, item.suggestion) for item in line.unfit]
    for column in COLUMNS:
        if column.required and not row.values.get(column.key):
            row.problems.append(PotensiProblem(column.key, _("Wajib diisi.")))
    if row.problems:
        return row
    _read_person(row, known)
    _read_value(row, line, known)
    if not row.problems and row.tanggal is not None:
        before = known.noted.get((row.pegawai_id, row.tanggal))
        now = (row.nilai, row.dasar)
        row.action = "new" if before is None else "unchanged" if before == now else "changed"
    return row


def _read_person(row: PotensiRow, known: Known) -> None:
    digits = "".join(filter(str.isdigit, row.values["nip"]))
    found = known.people.get(digits)
    if found is None:
        words = _("NIP ini tidak ada pada daftar pegawai.")
        row.problems.append(PotensiProblem("nip", words, _("periksa angkanya, atau impor dahulu pegawainya")))
        return
    row.pegawai_id, row.nama = found
    if row.pegawai_id == known.own_id:
        row.problems.append(PotensiProblem("nip", _("Tidak seorang pun mencatat potensinya sendiri.")))


def _read_value(row: PotensiRow, line: PlainRow, known: Known) -> None:
    row.nilai = _NILAI.get(row.values["nilai"].strip().lower(), "")
    if not row.nilai:
        words = _("“%(said)s” bukan rendah, menengah, atau tinggi.") % {"said": row.values["nilai"][:40]}
        hint = _("angka asesmen diubah dahulu menjadi salah satu dari tiga kata itu")
        row.problems.append(PotensiProblem("nilai", words, hint))
    row.tanggal = _day(line.cells.get("tanggal"))
    if row.tanggal is None:
        row.problems.append(PotensiProblem("tanggal", _("Tanggal ini tidak terbaca."), "24-06-2026"))
    elif row.tanggal > known.today:
        row.problems.append(PotensiProblem("tanggal", _("Tanggal asesmen belum tiba.")))
    row.dasar = " ".join(row.values["dasar"].split())[:200]


def _day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = plain(cell).strip()[:10]
    for pattern in _DAYS:
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return None
