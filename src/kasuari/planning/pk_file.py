"""A file of perjanjian kinerja: its columns, and every row checked against the others and what stands.

Nothing is written here. `read_pk_file` answers rows that say what would happen to them; a row that cannot be
taken names the column, the reason and what would do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kasuari.organisation.importing.checked_rows import CheckedFile, CheckedRow, nearest, read_at_most
from kasuari.organisation.importing.plain_rows import Column, PlainRow, plain
from kasuari.planning.enums import ArahTarget, JenisTrajektori, Perspektif
from kasuari.planning.numbers import number_in_words, read_number

LARGEST = Decimal(10) ** 13
LARGEST_TABLE = 10_000  # rows; read in about a second, several times the indicators of a province
QUARTERS = ("target_tw1", "target_tw2", "target_tw3", "target_tw4")
NUMBERS = ("baseline", "target", *QUARTERS, "anggaran")

COLUMNS = (
    Column("kode", gettext_lazy("Kode"), ("kode", "kode indikator", "kode pk", "id"), required=True),
    Column("tahun", gettext_lazy("Tahun"), ("tahun", "tahun anggaran"), required=True),
    Column("unit_kode", gettext_lazy("Kode unit"), ("unor id", "kode unit", "kode unor", "unit id")),
    Column(
        "unit_nama",
        gettext_lazy("Unit kerja"),
        ("opd", "unit kerja", "perangkat daerah", "nama unit", "skpd"),
    ),
    Column("no_sasaran", gettext_lazy("Nomor sasaran"), ("no sasaran", "nomor sasaran"), required=True),
    Column("sasaran", gettext_lazy("Sasaran"), ("sasaran", "sasaran strategis"), required=True),
    Column("nomor", gettext_lazy("Nomor indikator"), ("no indikator", "nomor indikator")),
    Column("teks", gettext_lazy("Indikator"), ("indikator", "indikator kinerja"), required=True),
    Column("satuan", gettext_lazy("Satuan"), ("satuan", "satuan target"), required=True),
    Column(
        "baseline",
        gettext_lazy("Baseline"),
        ("baseline", "baseline 2024", "baseline 2025", "baseline 2026", "baseline 2027", "kondisi awal"),
    ),
    Column(
        "target",
        gettext_lazy("Target"),
        ("target", "target 2025", "target 2026", "target 2027", "target 2028", "target tahunan"),
        required=True,
    ),
    Column("arah", gettext_lazy("Arah"), ("polaritas", "arah", "arah target"), required=True),
    Column(
        "target_tw1",
        gettext_lazy("Target triwulan I"),
        ("target tw1", "target tw 1", "tw1", "triwulan i", "target triwulan i"),
    ),
    Column(
        "target_tw2",
        gettext_lazy("Target triwulan II"),
        ("target tw2", "target tw 2", "tw2", "triwulan ii", "target triwulan ii"),
    ),
    Column(
        "target_tw3",
        gettext_lazy("Target triwulan III"),
        ("target tw3", "target tw 3", "tw3", "triwulan iii", "target triwulan iii"),
    ),
    Column(
        "target_tw4",
        gettext_lazy("Target triwulan IV"),
        ("target tw4", "target tw 4", "tw4", "triwulan iv", "target triwulan iv"),
    ),
    Column(
        "trajektori", gettext_lazy("Jenis trajektori"), ("tipe trajektori", "jenis trajektori", "trajektori")
    ),
    Column("program", gettext_lazy("Program"), ("program", "nama program")),
    Column("anggaran", gettext_lazy("Anggaran (Rp)"), ("anggaran rp", "anggaran", "pagu", "pagu anggaran")),
    Column("perspektif", gettext_lazy("Perspektif"), ("perspektif usulan", "perspektif")),
    Column(
        "penanggung_jawab",
        gettext_lazy("Penanggung jawab"),
        ("penanggung jawab", "bidang penanggung jawab", "unit penanggung jawab"),
    ),
)
NEEDED = (
    ("kode",),
    ("tahun",),
    ("unit_kode", "unit_nama"),
    ("no_sasaran",),
    ("sasaran",),
    ("teks",),
    ("satuan",),
    ("target",),
    ("arah",),
)
LABELS = {column.key: column.label for column in COLUMNS}

_ARAH = {
    **dict.fromkeys(("naik", "positif", "maximize", "makin tinggi makin baik"), ArahTarget.NAIK.value),
    **dict.fromkeys(("turun", "negatif", "minimize", "makin rendah makin baik"), ArahTarget.TURUN.value),
    **dict.fromkeys(("tetap", "stabil", "sesuai target"), ArahTarget.TETAP.value),
}
_TRAJEKTORI = {
    "kumulatif": JenisTrajektori.KUMULATIF.value,
    **dict.fromkeys(("posisi", "posisi akhir", "posisi akhir triwulan"), JenisTrajektori.POSISI.value),
    **dict.fromkeys(("batas atas", "maksimum", "maksimal"), JenisTrajektori.BATAS_ATAS.value),
}
_PERSPEKTIF = {
    "penerima layanan": Perspektif.PENERIMA_LAYANAN.value,
    "proses bisnis": Perspektif.PROSES_BISNIS.value,
    "penguatan internal": Perspektif.PENGUATAN_INTERNAL.value,
    "anggaran": Perspektif.ANGGARAN.value,
}
CHOICES = {"arah": _ARAH, "trajektori": _TRAJEKTORI, "perspektif": _PERSPEKTIF}


@dataclass(frozen=True, slots=True, kw_only=True)
class IsianPk:
    """One indicator of a perjanjian kinerja as written, with the sasaran and the programme it belongs to."""

    kode: str
    no_sasaran: int
    sasaran: str
    nomor: int
    teks: str
    satuan: str
    target: Decimal
    arah: str = ArahTarget.NAIK.value
    baseline: Decimal | None = None
    target_tw1: Decimal | None = None
    target_tw2: Decimal | None = None
    target_tw3: Decimal | None = None
    target_tw4: Decimal | None = None
    trajektori: str = JenisTrajektori.POSISI.value
    program: str = ""
    anggaran: Decimal | None = None
    perspektif: str = ""
    penanggung_jawab_id: int | None = None
    penanggung_jawab_teks: str = ""


@dataclass(slots=True)
class PkRow(CheckedRow):
    """What a row would change, and of which unit and year."""

    changes: list[dict[str, str]] = field(default_factory=list)
    unit_id: int | None = None
    tahun: int | None = None
    isian: IsianPk | None = None


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit that a perjanjian kinerja may belong to, or that is responsible below it."""

    id: int
    kode: str
    nama: str
    path: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands already: units, indicators by (unit, year, kode), and which perjanjian are set."""

    units: tuple[KnownUnit, ...]
    items: Mapping[tuple[int, int, str], IsianPk]
    final: frozenset[tuple[int, int]]


class PkFile(CheckedFile[PkRow]):
    """A whole file, checked; here a row may also be warned of."""

    @property
    def counts(self) -> dict[str, int]:
        return {**super().counts, "warned": sum(row.verdict == "warned" for row in self.rows)}


def read_pk_file(content: bytes, *, name: str, standing: Standing) -> PkFile:
    """Every row of a file with what it would do. Raises Refusal where the file is no such table at all."""
    table = read_at_most(LARGEST_TABLE, content, name=name, columns=COLUMNS, needed=NEEDED)
    units = _Units(standing.units)
    rows = [_row(line, units) for line in table.rows]
    _among_each_other(rows)
    for row in rows:
        _against(row, standing)
    return PkFile(table.media_type, tuple(rows))


def shown(value: object) -> str:
    """A value of an `IsianPk` in words."""
    return number_in_words(value) if isinstance(value, Decimal) else "" if value is None else str(value)


def differences(before: IsianPk, after: IsianPk) -> list[dict[str, str]]:
    """What would change: the label of the column, before and after."""
    names = [name for name in IsianPk.__slots__ if name not in {"kode", "penanggung_jawab_id"}]
    labels = {**LABELS, "penanggung_jawab_teks": LABELS["penanggung_jawab"]}
    return [
        {"column": name, "label": str(labels[name]), "before": shown(old), "after": shown(new)}
        for name in names
        if (old := getattr(before, name)) != (new := getattr(after, name))
    ]


class _Units:
    """Units by code and by name, and those below another."""

    def __init__(self, units: Iterable[KnownUnit]) -> None:
        self.all = tuple(units)
        self.by_kode = {unit.kode: unit for unit in self.all if unit.kode}
        self.by_name: dict[str, list[KnownUnit]] = {}
        for unit in self.all:
            self.by_name.setdefault(_folded(unit.nama), []).append(unit)

    def named(self, nama: str, *, below: KnownUnit | None = None) -> list[KnownUnit]:
        found = self.by_name.get(_folded(nama), [])
        return [unit for unit in found if below is None or unit.path.startswith(below.path)]

    def closest(self, nama: str, *, below: KnownUnit | None = None) -> str:
        names = {_folded(u.nama): u.nama for u in self.all if below is None or u.path.startswith(below.path)}
        return names.get(nearest(_folded(nama), names, cutoff=0.6), "")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _row(line: PlainRow, units: _Units) -> PkRow:
    values = line.values
    row = PkRow(line.sheet, line.row, values, COLUMNS)
    row.refuse_unfit(line)
    unit = _unit(row, units)
    numbers = {key: _number(row, key, line.cells.get(key)) for key in NUMBERS}
    whole = {key: _whole(row, key, line.cells.get(key)) for key in ("tahun", "no_sasaran", "nomor")}
    row.refuse_empty(code="pk.required")
    for key, limit in (("kode", 40), ("satuan", 60), ("program", 300), ("sasaran", 2000), ("teks", 2000)):
        if len(values.get(key, "")) > limit:
            words = _("Terlalu panjang; paling banyak %(limit)d huruf.") % {"limit": limit}
            row.refuse(key, words, code="pk.too_long")
    chosen = {key: _chosen(row, key) for key in CHOICES}
    year, target = whole["tahun"], numbers["target"]
    if year is not None and not 2022 <= year <= 2099:
        row.refuse("tahun", _("Tahun harus di antara 2022 dan 2099."), code="pk.year")
    _trajectory(row, numbers, chosen["trajektori"] or JenisTrajektori.POSISI.value)
    responsible = _responsible(row, units, unit)
    if row.refused or unit is None or year is None or target is None:
        return row
    row.unit_id, row.tahun = unit.id, year
    quarters = {name: numbers[name] for name in QUARTERS}
    row.isian = IsianPk(
        kode=values["kode"],
        no_sasaran=whole["no_sasaran"] or 1,
        sasaran=values["sasaran"],
        nomor=whole["nomor"] or line.row,
        teks=values["teks"],
        satuan=values["satuan"],
        baseline=numbers["baseline"],
        target=target,
        arah=chosen["arah"] or ArahTarget.NAIK.value,
        trajektori=chosen["trajektori"] or JenisTrajektori.POSISI.value,
        program=values.get("program", ""),
        anggaran=numbers["anggaran"],
        perspektif=chosen["perspektif"],
        penanggung_jawab_id=responsible,
        penanggung_jawab_teks=values.get("penanggung_jawab", "")[:200],
        **quarters,
    )
    return row


def _unit(row: PkRow, units: _Units) -> KnownUnit | None:
    kode, nama = row.values.get("unit_kode", ""), row.values.get("unit_nama", "")
    if kode in units.by_kode:
        return units.by_kode[kode]
    named = units.named(nama) if nama else []
    if len(named) == 1:
        return named[0]
    if not kode and not nama:
        row.refuse("unit_nama", _("Wajib diisi."), code="pk.required")
    elif len(named) > 1:
        words = _("Ada beberapa unit dengan nama ini; isi kode unitnya.")
        row.refuse("unit_kode", words, named[0].kode, code="pk.unit_ambiguous")
    else:
        words = _("Unit ini tidak ada dalam daftar unit kerja.")
        row.refuse("unit_nama" if nama else "unit_kode", words, units.closest(nama), code="pk.unit_unknown")
    return None


def _responsible(row: PkRow, units: _Units, unit: KnownUnit | None) -> int | None:
    nama = row.values.get("penanggung_jawab", "")
    if not nama or unit is None:
        return None
    found = units.named(nama, below=unit)
    if len(found) == 1:
        return found[0].id
    words = _("Bagian ini tidak ditemukan di bawah unitnya; namanya disimpan tanpa tautan.")
    suggestion = units.closest(nama, below=unit)
    row.warn("penanggung_jawab", words, suggestion, code="pk.responsible_unknown")
    return None


def _number(row: PkRow, key: str, cell: object) -> Decimal | None:
    """A number cell as it is, a text as people here write numbers; empty is unknown, never zero."""
    text = plain(cell)
    if text in {"", "-"}:
        return None
    numeric = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    try:
        value = Decimal(str(cell)) if numeric else read_number(text.removeprefix("Rp").strip())
    except (ValueError, ArithmeticError):
        row.refuse(key, _("“%(read)s” bukan angka.") % {"read": text}, _without_unit(text), code="pk.number")
        return None
    if not value.is_finite() or abs(value) > LARGEST:
        row.refuse(key, _("Angka ini terlalu besar."), code="pk.number_large")
        return None
    return value.normalize() + 0


def _without_unit(text: str) -> str:
    kept = "".join(char for char in text if char.isdigit() or char in ".,").strip(".,")
    return kept if kept and kept != text else ""


def _whole(row: PkRow, key: str, cell: object) -> int | None:
    text = plain(cell)
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 5 or int(text) > 32000:
        row.refuse(key, _("“%(read)s” bukan bilangan bulat.") % {"read": text}, code="pk.whole")
        return None
    return int(text)


def _chosen(row: PkRow, key: str) -> str:
    words, read = CHOICES[key], _folded(row.values.get(key, "").replace("_", " "))
    if not read or read in words:
        return words.get(read, "")
    close = nearest(read, words, cutoff=0.6)
    offered = {value: word for word, value in reversed(words.items())}
    message = _("“%(read)s” tidak dikenali; pilihannya: %(choices)s.") % {
        "read": row.values[key],
        "choices": ", ".join(reversed(offered.values())),
    }
    row.refuse(key, message, close, code="pk.choice")
    return ""


def _trajectory(row: PkRow, numbers: Mapping[str, Decimal | None], kind: str) -> None:
    known = [(name, value) for name in QUARTERS if (value := numbers[name]) is not None]
    if kind == JenisTrajektori.KUMULATIF:
        for (_name, before), (name, after) in pairwise(known):
            if after < before:
                words = _("Trajektori kumulatif tidak boleh turun dari triwulan sebelumnya.")
                row.warn(name, words, code="pk.cumulative_falls")
    last, target = numbers["target_tw4"], numbers["target"]
    if last is not None and target is not None and last != target:
        words = _("Target triwulan IV berbeda dari target tahunan.")
        row.warn("target_tw4", words, number_in_words(target), code="pk.last_quarter")


def _among_each_other(rows: list[PkRow]) -> None:
    """What only several rows together can tell: doubles, a sasaran in two wordings, a budget in two sizes."""
    kodes: dict[tuple[int | None, int | None, str], PkRow] = {}
    sasaran: dict[tuple[int | None, int | None, int], PkRow] = {}
    budget: dict[tuple[int | None, int | None, int, str], PkRow] = {}
    for row in rows:
        if row.isian is None:
            continue
        place = (row.unit_id, row.tahun)
        first = kodes.setdefault((*place, row.isian.kode), row)
        if first is not row:
            words = _("Kode ini sudah dipakai pada baris %(row)d.") % {"row": first.row}
            row.refuse("kode", words, code="pk.duplicate")
        first = sasaran.setdefault((*place, row.isian.no_sasaran), row)
        if first.isian and first.isian.sasaran != row.isian.sasaran:
            words = _("Sasaran nomor ini ditulis lain pada baris %(row)d.") % {"row": first.row}
            row.refuse("sasaran", words, first.isian.sasaran, code="pk.sasaran_differs")
        if not row.isian.program:
            continue
        first = budget.setdefault((*place, row.isian.no_sasaran, row.isian.program), row)
        if first.isian and first.isian.anggaran != row.isian.anggaran:
            words = _("Anggaran program ini pada sasaran yang sama ditulis lain pada baris %(row)d.") % {
                "row": first.row
            }
            row.refuse("anggaran", words, number_in_words(first.isian.anggaran), code="pk.budget_differs")


def _against(row: PkRow, standing: Standing) -> None:
    if row.isian is None or row.unit_id is None or row.tahun is None:
        return
    before = standing.items.get((row.unit_id, row.tahun, row.isian.kode))
    if before is None:
        row.action = "new"
    else:
        row.changes = differences(before, row.isian)
        row.action = "changed" if row.changes else "unchanged"
    if row.action != "unchanged" and (row.unit_id, row.tahun) in standing.final:
        words = _("Perjanjian kinerja unit ini sudah ditetapkan; bukalah untuk diubah lebih dahulu.")
        row.refuse("", words, code="pk.final")
