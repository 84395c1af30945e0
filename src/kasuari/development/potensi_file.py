"""A file of potensi: its columns, and every row checked against who is there and what is noted already.

Nothing is written here. A row that cannot be taken names the column, the reason and what would do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kasuari.development.enums.tindak_lanjut import NilaiPotensi
from kasuari.organisation.importing.checked_rows import CheckedFile, CheckedRow, day_in, read_at_most
from kasuari.organisation.importing.plain_rows import Column, PlainRow

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


@dataclass(slots=True)
class PotensiRow(CheckedRow):
    """Whose potensi a row notes, and what it says."""

    pegawai_id: int = 0
    nama: str = ""
    nilai: str = ""
    tanggal: date | None = None
    dasar: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """Who is there by NIP (key, name), and (nilai, dasar) of what is noted by person and day."""

    people: Mapping[str, tuple[int, str]]
    noted: Mapping[tuple[int, date], tuple[str, str]]
    own_id: int | None
    today: date


PotensiFile = CheckedFile[PotensiRow]


def read_potensi(content: bytes, *, name: str, known: Known) -> PotensiFile:
    """Every row with what it would do. Raises Refusal where the file is no such table at all."""
    table = read_at_most(LARGEST_TABLE, content, name=name, columns=COLUMNS)
    rows = [_row(line, known) for line in table.rows]
    seen: dict[tuple[int, date | None], PotensiRow] = {}
    for row in rows:
        first = seen.setdefault((row.pegawai_id or -row.row, row.tanggal), row)
        if first is not row:
            words = _("Orang dan tanggal ini sudah ada pada baris %(row)d.") % {"row": first.row}
            row.refuse("nip", words)
    return PotensiFile(table.media_type, tuple(rows))


def _row(line: PlainRow, known: Known) -> PotensiRow:
    row = PotensiRow(line.sheet, line.row, line.values, COLUMNS)
    row.refuse_unfit(line)
    row.refuse_empty()
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
        row.refuse("nip", words, _("periksa angkanya, atau impor dahulu pegawainya"))
        return
    row.pegawai_id, row.nama = found
    if row.pegawai_id == known.own_id:
        row.refuse("nip", _("Tidak seorang pun mencatat potensinya sendiri."))


def _read_value(row: PotensiRow, line: PlainRow, known: Known) -> None:
    row.nilai = _NILAI.get(row.values["nilai"].strip().lower(), "")
    if not row.nilai:
        words = _("“%(said)s” bukan rendah, menengah, atau tinggi.") % {"said": row.values["nilai"][:40]}
        hint = _("angka asesmen diubah dahulu menjadi salah satu dari tiga kata itu")
        row.refuse("nilai", words, hint)
    row.tanggal = day_in(line.cells.get("tanggal"))
    if row.tanggal is None:
        row.refuse("tanggal", _("Tanggal ini tidak terbaca."), "24-06-2026")
    elif row.tanggal > known.today:
        row.refuse("tanggal", _("Tanggal asesmen belum tiba."))
    row.dasar = " ".join(row.values["dasar"].split())[:200]
