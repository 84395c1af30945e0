"""Which column is what: headings in any order and in the words that agencies use for them."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.refusals import Refusal
from kasuari.organisation.enums import ImportKind
from kasuari.organisation.importing.parsing import Row
from kasuari.organisation.importing.reading import Sheet

LOOK_FOR_HEADER_IN = 40
ALIKE = 0.9
_SPACED = re.compile(r"\b[a-z](?: [a-z]\b){2,}")


@dataclass(frozen=True, slots=True)
class Column:
    """A field of the import: its key, its label, and the headings under which it is met."""

    key: str
    label: str | Promise
    headings: tuple[str, ...]
    required: bool = False


UNIT_COLUMNS = (
    Column("kode", _("Kode unit"), ("id", "unor id", "kode unit", "kode", "kode unor", "id unor", "id unit")),
    Column(
        "induk_kode",
        _("Kode unit atasan"),
        (
            "diatasanid",
            "diatasan id",
            "unor atasan id",
            "kode atasan",
            "kode unit atasan",
            "id atasan",
            "parent id",
            "induk id",
            "id unor atasan",
            "kode induk",
            "parent",
        ),
    ),
    Column(
        "nama",
        _("Nama unit"),
        (
            "namaunor",
            "nama unor",
            "unor nama",
            "nama unit",
            "nama unit kerja",
            "unit kerja",
            "unit organisasi",
            "nama unit organisasi",
            "nama",
        ),
        required=True,
    ),
    Column(
        "nama_jabatan",
        _("Nama jabatan pemimpin"),
        (
            "namajabatan",
            "nama jabatan",
            "jabatan",
            "jabatan pimpinan",
            "jabatan pemimpin",
            "nama jabatan pimpinan",
        ),
    ),
    Column("eselon", _("Eselon"), ("eselonid", "eselon id", "eselon", "kode eselon")),
    Column(
        "perangkat_daerah_kode",
        _("Kode perangkat daerah"),
        ("indukunorid", "induk unor id", "unor induk id", "kode opd", "opd id", "kode perangkat daerah"),
    ),
    Column(
        "pemimpin_nip",
        _("NIP pemimpin"),
        ("pemimpinnip", "pemimpin nip", "nip pemimpin", "nip pimpinan", "nip kepala", "nip pejabat"),
    ),
    Column(
        "jenis",
        _("Jenis unit"),
        ("jenisunorid", "jenis unor id", "jenis unor", "jenis unit", "jenis unit kerja", "jenis"),
    ),
    Column(
        "induk_nama",
        _("Nama unit atasan"),
        (
            "nama atasan",
            "unor atasan",
            "unit atasan",
            "nama unit atasan",
            "unor atasan nama",
            "atasan",
            "unit induk",
        ),
    ),
)

PEGAWAI_COLUMNS = (
    Column("siasn_id", _("PNS ID"), ("pns id", "asn id", "id pns", "id asn", "siasn id")),
    Column(
        "nip",
        _("NIP"),
        (
            "nip baru",
            "nip",
            "nip ni pppk",
            "nip nipppk",
            "nipppk",
            "ni pppk",
            "nip pns",
            "nomor induk pegawai",
            "nomor induk",
            "nip 18 digit",
            "nip pppk",
            "no induk pegawai",
            "nip pegawai",
        ),
        required=True,
    ),
    Column(
        "nama",
        _("Nama"),
        (
            "nama",
            "nama pegawai",
            "nama lengkap",
            "nama asn",
            "nama pns",
            "nama tanpa gelar",
            "nama dan gelar",
            "nama lengkap dan gelar",
            "nama pegawai lengkap",
        ),
        required=True,
    ),
    Column("gelar_depan", _("Gelar depan"), ("gelar depan", "gelar dpn", "glr depan")),
    Column("gelar_belakang", _("Gelar belakang"), ("gelar belakang", "gelar blk", "glr belakang")),
    Column(
        "tempat_lahir", _("Tempat lahir"), ("tempat lahir", "tempat lahir nama", "tmp lahir", "kota lahir")
    ),
    Column(
        "tanggal_lahir",
        _("Tanggal lahir"),
        ("tanggal lahir", "tgl lahir", "tgl lhr", "lahir tanggal", "tanggal kelahiran"),
    ),
    Column(
        "jenis_kelamin",
        _("Jenis kelamin"),
        ("jenis kelamin", "jk", "l p", "kelamin", "sex", "gender", "jns kelamin"),
    ),
    Column(
        "kedudukan",
        _("Kedudukan hukum"),
        ("kedudukan hukum", "kedudukan hukum nama", "kedudukan", "status aktif", "keterangan status"),
    ),
    Column(
        "status",
        _("Status"),
        (
            "status",
            "status pegawai",
            "status kepegawaian",
            "jenis pegawai",
            "status asn",
            "status cpns pns",
            "pns pppk",
        ),
    ),
    Column(
        "tmt_cpns",
        _("TMT CPNS/PPPK"),
        ("tmt cpns pppk", "tmt cpns", "tmt pppk", "tmt pengangkatan", "tanggal pengangkatan"),
    ),
    Column(
        "akhir_kontrak",
        _("Akhir kontrak PPPK"),
        ("akhir kontrak pppk", "akhir kontrak", "tanggal akhir kontrak", "masa kontrak sampai"),
    ),
    Column(
        "golongan",
        _("Golongan"),
        (
            "gol akhir",
            "gol akhir nama",
            "golongan",
            "gol",
            "gol ruang",
            "golongan ruang",
            "gol akhir ruang",
            "golongan akhir",
            "pangkat gol",
            "pangkat golongan",
            "pangkat gol ruang",
            "golru",
            "pangkat golongan ruang",
        ),
    ),
    Column("pangkat", _("Pangkat"), ("pangkat akhir", "pangkat", "nama pangkat")),
    Column(
        "tmt_golongan",
        _("TMT golongan"),
        ("tmt golongan", "tmt gol", "tmt pangkat", "tmt gol akhir", "tmt kp"),
    ),
    Column(
        "jenis_jabatan",
        _("Jenis jabatan"),
        ("jenis jabatan", "jenis jabatan nama", "jns jabatan", "kelompok jabatan"),
    ),
    Column(
        "jabatan",
        _("Jabatan"),
        ("jabatan nama", "jabatan", "nama jabatan", "jabatan terakhir", "jabatan sekarang"),
        required=True,
    ),
    Column("tmt_jabatan", _("TMT jabatan"), ("tmt jabatan", "tgl jabatan", "tanggal jabatan", "tmt jab")),
    Column("eselon", _("Eselon"), ("eselon", "eselon nama", "esl")),
    Column("jenjang", _("Jenjang"), ("jenjang", "jenjang jabatan", "tingkat jabatan")),
    Column(
        "unit_kode", _("Kode unit kerja"), ("unor id", "id unor", "kode unit", "kode unor", "kode unit kerja")
    ),
    Column(
        "unit_nama",
        _("Unit kerja"),
        (
            "unor nama",
            "unit kerja",
            "nama unor",
            "unor",
            "unit organisasi",
            "nama unit kerja",
            "unit kerja nama",
            "tempat tugas",
            "nama unit",
        ),
        required=True,
    ),
    Column(
        "opd_nama",
        _("Perangkat daerah"),
        (
            "unor induk nama",
            "opd",
            "skpd",
            "perangkat daerah",
            "nama opd",
            "unor induk",
            "nama perangkat daerah",
        ),
    ),
    Column("instansi_induk", _("Instansi induk"), ("instansi induk nama", "instansi induk", "instansi asal")),
    Column(
        "atasan_nip",
        _("NIP atasan"),
        ("nip atasan", "nip atasan langsung", "nip pejabat penilai", "nip penilai"),
    ),
    Column(
        "jenis_penugasan",
        _("Jenis penugasan"),
        ("jenis penugasan", "penugasan", "jenis penugasan nama", "status jabatan"),
    ),
    Column(
        "jabatan_penugasan",
        _("Jabatan penugasan"),
        ("jabatan penugasan", "jabatan plt", "jabatan plt plh", "tugas tambahan", "jabatan tambahan"),
    ),
    Column(
        "unit_penugasan_kode",
        _("Kode unit penugasan"),
        ("unor penugasan id", "kode unit penugasan", "id unor penugasan"),
    ),
    Column(
        "unit_penugasan_nama",
        _("Unit penugasan"),
        ("unor penugasan", "unor penugasan nama", "unit penugasan", "unit kerja penugasan"),
    ),
    Column("tmt_penugasan", _("TMT penugasan"), ("tmt penugasan", "tgl penugasan", "tmt plt")),
    Column("tingkat_pendidikan", _("Tingkat pendidikan"), ("tingkat pendidikan", "jenjang pendidikan")),
    Column(
        "pendidikan", _("Pendidikan"), ("pendidikan", "pendidikan nama", "pendidikan terakhir", "jurusan")
    ),
    Column("email", _("Surel"), ("email", "e mail", "surel", "alamat email", "email gov", "email pribadi")),
    Column(
        "telepon",
        _("Nomor HP"),
        (
            "nomor hp",
            "no hp",
            "hp",
            "telepon",
            "no telepon",
            "nomor telepon",
            "no wa",
            "telp",
            "no telp",
            "handphone",
        ),
    ),
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    ImportKind.UNIT: UNIT_COLUMNS,
    ImportKind.PEGAWAI: PEGAWAI_COLUMNS,
}
# What a sheet must at least offer to be taken as a table of this kind; one of each group is enough.
NEEDED: dict[str, tuple[tuple[str, ...], ...]] = {
    ImportKind.UNIT: (("nama",), ("kode",)),
    ImportKind.PEGAWAI: (("nip",), ("nama",), ("jabatan",), ("unit_kode", "unit_nama")),
}


@dataclass(frozen=True, slots=True)
class Table:
    """Where the data of a sheet are: column key to position, and the first data row (from 0)."""

    sheet: Sheet
    header_row: int
    first_row: int
    positions: dict[str, int]
    headings: dict[str, str]


def label_of(kind: str, key: str) -> str:
    """The label of a field in the current language."""
    return next((str(column.label) for column in COLUMNS[kind] if column.key == key), key)


def tables_in(sheets: list[Sheet], *, kind: str) -> list[Table]:
    """The tables of this kind, one per sheet that has one. Raises Refusal with `import.no_header`."""
    return tables_with(sheets, columns=COLUMNS[kind], needed=NEEDED[kind])


def tables_with(
    sheets: list[Sheet], *, columns: tuple[Column, ...], needed: tuple[tuple[str, ...], ...]
) -> list[Table]:
    """The same for any `columns`; of each group in `needed` a sheet must have one.

    Raises Refusal with `import.no_header`.
    """
    tables = [table for sheet in sheets if (table := _table(sheet, columns, needed)) is not None]
    if not tables:
        wanted = ", ".join(str(column.label) for column in columns if column.required)
        raise Refusal("import.no_header", columns=wanted)
    return tables


def _table(sheet: Sheet, columns: tuple[Column, ...], needed: tuple[tuple[str, ...], ...]) -> Table | None:
    best: Table | None = None
    for number in range(min(LOOK_FOR_HEADER_IN, len(sheet.rows))):
        single = [_words(cell) for cell in sheet.rows[number]]
        candidates = [(number + 1, single)]
        if number + 1 < len(sheet.rows):
            candidates.append((number + 2, _two_lines(sheet.rows[number], sheet.rows[number + 1], columns)))
        for first_row, headings in candidates:
            positions = _recognised(headings, columns)
            if best is None or len(positions) > len(best.positions):
                names = {key: headings[place] for key, place in positions.items()}
                best = Table(sheet, number, first_row, positions, names)
    if best is None or not all(any(key in best.positions for key in group) for group in needed):
        return None
    return best


def _recognised(headings: list[str], columns: tuple[Column, ...]) -> dict[str, int]:
    exact: dict[str, int] = {}
    taken: set[int] = set()
    for column in columns:
        for wanted in column.headings:
            if wanted in headings:
                place = headings.index(wanted)
                if place not in taken:
                    exact[column.key] = place
                    taken.add(place)
                    break
    if not exact:
        return exact
    for column in columns:
        if column.key in exact:
            continue
        for place, heading in enumerate(headings):
            if place in taken or len(heading) < 6:
                continue
            if difflib.get_close_matches(heading, column.headings, n=1, cutoff=ALIKE):
                exact[column.key] = place
                taken.add(place)
                break
    return exact


def _two_lines(upper: Row, lower: Row, columns: tuple[Column, ...]) -> list[str]:
    """Headings over two lines: the upper word is carried to the right over its merged blanks.

    "JABATAN" over "NAMA" and "TMT" becomes "jabatan nama" and "tmt jabatan", whichever is a known heading.
    """
    if any(len(re.sub(r"\D", "", str(cell))) >= 8 for cell in lower):
        return []
    known = {heading for column in columns for heading in column.headings}
    headings, carried = [], ""
    for place in range(max(len(upper), len(lower))):
        above = _words(upper[place]) if place < len(upper) else ""
        below = _words(lower[place]) if place < len(lower) else ""
        carried = above or (carried if below else "")
        choices = [f"{carried} {below}".strip(), f"{below} {carried}".strip(), below]
        headings.append(next((words for words in choices if words in known), choices[0]))
    return headings


def _words(cell: object) -> str:
    """A heading in small letters, without signs: "GOL. AKHIR / (NAMA)" is "gol akhir nama", "N I P" "nip"."""
    words = re.sub(r"[\W_]+", " ", str(cell if cell is not None else "").lower()).strip()
    return _SPACED.sub(lambda found: found[0].replace(" ", ""), words)
