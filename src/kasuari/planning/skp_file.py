"""A sheet of SKP rows, one for each indikator: how it goes out, and every row checked when it comes back.

Nothing is written here. The first column of a row says which indikator it is and what it said when the sheet
went out, so that three things can be told apart: changed in the sheet, changed here meanwhile, or both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from kasuari.foundation.reasons import explain
from kasuari.foundation.refusals import Invalid
from kasuari.organisation.importing import checked_rows
from kasuari.organisation.importing.checked_rows import CheckedFile, CheckedRow, nearest
from kasuari.organisation.importing.plain_rows import Column, PlainRow, plain, read_table
from kasuari.planning.enums import ArahTarget, Aspek, JenisHasilKerja, JenisTarget, Perspektif
from kasuari.planning.likeness import same_key
from kasuari.planning.models import Indikator, RencanaHasilKerja, Skp
from kasuari.planning.numbers import number_in_words, read_number
from kasuari.planning.operations.inputs import IsianIndikator, IsianRhk, check_indikator, check_rhk

COLUMNS = (
    Column("kunci", gettext_lazy("Kunci (jangan diubah)"), ("kunci jangan diubah", "kunci")),
    Column("nip", "NIP", ("nip",), required=True),
    Column("nama", gettext_lazy("Nama"), ("nama",)),
    Column("jabatan", gettext_lazy("Jabatan"), ("jabatan",)),
    Column("unit", gettext_lazy("Unit kerja"), ("unit kerja", "unit")),
    Column("keadaan", gettext_lazy("Keadaan SKP"), ("keadaan skp", "keadaan")),
    Column(
        "rhk",
        gettext_lazy("Rencana hasil kerja"),
        ("rencana hasil kerja", "rhk", "hasil kerja"),
        required=True,
    ),
    Column("jenis", gettext_lazy("Utama atau tambahan"), ("utama atau tambahan", "jenis hasil kerja")),
    Column("teks", gettext_lazy("Indikator"), ("indikator", "indikator kinerja individu")),
    Column("aspek", gettext_lazy("Aspek"), ("aspek",)),
    Column("perspektif", gettext_lazy("Perspektif"), ("perspektif",)),
    Column("target_jenis", gettext_lazy("Bentuk target"), ("bentuk target", "jenis target")),
    Column("target_teks", gettext_lazy("Target (uraian)"), ("target uraian",)),
    Column(
        "target_minimum", gettext_lazy("Target paling sedikit"), ("target paling sedikit", "target minimum")
    ),
    Column(
        "target_maksimum", gettext_lazy("Target paling banyak"), ("target paling banyak", "target maksimum")
    ),
    Column("target_date", gettext_lazy("Target tanggal"), ("target tanggal",)),
    Column("satuan", gettext_lazy("Satuan"), ("satuan",)),
    Column("arah", gettext_lazy("Arah target"), ("arah target", "arah")),
    Column("baseline", gettext_lazy("Baseline"), ("baseline", "kondisi awal")),
)
KEYS = tuple(column.key for column in COLUMNS)
NEEDED = (("nip",), ("rhk",), ("teks",))
# What comes back; the others are for reading alone.
OPEN = tuple(KEYS.index(key) for key in KEYS[6:])
_WORDS: dict[str, Any] = {
    "jenis": JenisHasilKerja,
    "aspek": Aspek,
    "perspektif": Perspektif,
    "target_jenis": JenisTarget,
    "arah": ArahTarget,
}
WIDTHS = {KEYS.index("rhk"): 50, KEYS.index("teks"): 50, KEYS.index("nip"): 22, KEYS.index("target_teks"): 30}
_VALUES = KEYS[6:]
_RHK = ("rhk", "jenis")
_TARGETS = ("target_minimum", "target_maksimum")
_NUMBERS = (*_TARGETS, "baseline")


@dataclass(slots=True)
class SkpRow(CheckedRow):
    """Whose row it is, the SKP, result and indikator that it means, and what it would change."""

    nip: str = ""
    nama: str = ""
    changes: list[dict[str, str]] = field(default_factory=list)
    skp_id: int | None = None
    rhk_id: int | None = None
    indikator_id: int | None = None
    rhk: IsianRhk | None = None
    indikator: IsianIndikator | None = None


@dataclass(frozen=True, slots=True)
class SkpStanding:
    """The SKP that the reader may write, with their contents, by id and by NIP; `closed` are seen and not
    written, with the code of the reason."""

    skp: Mapping[int, Skp]
    by_nip: Mapping[str, Skp]
    closed: Mapping[int, str]


SkpFile = CheckedFile[SkpRow]


def headers() -> list[str]:
    """The headings, in the language of whoever takes the sheet out."""
    return [str(column.label) for column in COLUMNS]


def choices() -> dict[int, tuple[str, ...]]:
    """What the columns with a list offer, in the language of whoever takes the sheet out."""
    return {KEYS.index(key): tuple(str(item.label) for item in kinds) for key, kinds in _WORDS.items()}


def sheet_rows(skps: Iterable[Skp]) -> Iterable[list[Any]]:
    """The rows of these SKP (contents prefetched): one for each indikator, and one for what has none yet."""
    for skp in skps:
        results = sorted(skp.rencana_hasil_kerja.all(), key=lambda row: (row.urutan, row.pk))
        if not results:
            yield _line(skp, None, None)
        for result in results:
            lines = sorted(result.indikator.all(), key=lambda item: (item.urutan, item.pk))
            if not lines:
                yield _line(skp, result, None)
            for line in lines:
                yield _line(skp, result, line)


def read_skp_file(content: bytes, *, name: str, standing: SkpStanding) -> SkpFile:
    """Every row with what it would do. Raises Refusal where the file is no such table at all."""
    table = read_table(content, name=name, columns=COLUMNS, needed=NEEDED)
    rows = [_read(line, standing) for line in table.rows]
    _among_each_other(rows, standing)
    return SkpFile(table.media_type, tuple(rows))


def report_of(rows: Iterable[SkpRow]) -> list[dict[str, Any]]:
    """Every row as the command line reports it."""
    rows = list(rows)
    return [
        {**line, "values": {"nip": row.nip, **row.values}, "changes": row.changes}
        for row, line in zip(rows, checked_rows.report_of(rows), strict=True)
    ]


def values_of(result: RencanaHasilKerja | None, line: Indikator | None) -> dict[str, str]:
    """What a row says, as text that compares."""
    values = dict.fromkeys(_VALUES, "")
    if result is not None:
        values |= {"rhk": result.teks, "jenis": str(JenisHasilKerja(result.jenis).label)}
    if line is not None:
        values |= {
            "teks": line.teks,
            "aspek": _label(Aspek, line.aspek),
            "perspektif": _label(Perspektif, line.perspektif),
            "target_jenis": _label(JenisTarget, line.target_jenis),
            "target_teks": line.target_teks,
            "target_minimum": number_in_words(line.target_minimum),
            "target_maksimum": number_in_words(line.target_maksimum),
            "target_date": line.target_date.isoformat() if line.target_date else "",
            "satuan": line.satuan,
            "arah": _label(ArahTarget, line.arah),
            "baseline": number_in_words(line.baseline),
        }
    return {key: _folded(value) for key, value in values.items()}


def _label(kinds: Any, value: str) -> str:
    return str(kinds(value).label) if value else ""


def _folded(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.strip().split("\n"))


def _digest(values: Mapping[str, str]) -> str:
    # The labels follow the language of whoever took the sheet out: digest what does not.
    stable = [_stable(key, values.get(key, "")) for key in _VALUES]
    return sha256("\x1f".join(stable).encode()).hexdigest()[:12]


def _stable(key: str, text: str) -> str:
    return _choice(key, text) or "" if key in _WORDS else text


def _line(skp: Skp, result: RencanaHasilKerja | None, line: Indikator | None) -> list[Any]:
    values = values_of(result, line)
    key = f"{skp.pk}.{result.pk if result else 0}.{line.pk if line else 0}.{_digest(values)}"
    cells: dict[str, Any] = {
        "kunci": key,
        "nip": skp.pegawai.nip or "",
        "nama": skp.pegawai.nama_lengkap,
        "jabatan": skp.penugasan.jabatan.nama,
        "unit": skp.unit.nama,
        "keadaan": skp.get_state_display(),
        **values,
    }
    if line is not None:
        cells |= {name: getattr(line, name) for name in (*_NUMBERS, "target_date")}
    return [cells[name] for name in KEYS]


def _read(line: PlainRow, standing: SkpStanding) -> SkpRow:
    cells = {key: line.cells.get(key, "") for key in KEYS}
    row = SkpRow(
        line.sheet,
        line.row,
        {key: _cell(key, cells[key]) for key in _VALUES},
        COLUMNS,
        nip="".join(plain(cells["nip"]).split()),
        nama=plain(cells["nama"]),
    )
    kept = plain(cells["kunci"]).split(".")
    skp = _owner(row, kept, standing)
    if skp is None:
        return row
    result, item, was = _place(row, kept, skp)
    if row.problems:
        return row
    now = values_of(result, item)
    # A column that the sheet does not have says nothing, so what stands is kept.
    row.values |= {key: now[key] for key in _VALUES if key not in line.cells}
    if was and _digest(row.values) == was:
        row.action = "unchanged"
        return row
    row.refuse_unfit(line)
    _isian(row, skp, result)
    if row.problems:
        return row
    wanted = _wanted(row)
    stands = {key: _stable(key, value) for key, value in now.items()}
    changed = [key for key in _VALUES if _stable(key, wanted[key]) != stands[key]]
    if not changed:
        row.action = "unchanged"
    elif was and _digest(now) != was:
        _conflict(row, now)
    elif skp.pk in standing.closed:
        reason = explain(standing.closed[skp.pk])
        row.refuse("", str(reason.why), str(reason.next), code=standing.closed[skp.pk])
    else:
        labels = {column.key: str(column.label) for column in COLUMNS}
        row.changes = [
            {"column": key, "label": labels[key], "before": now[key], "after": wanted[key]} for key in changed
        ]
        row.action = "changed" if item is not None else "new"
    return row


def _wanted(row: SkpRow) -> dict[str, str]:
    """What would stand once the row is written, in the form in which it compares."""
    rhk = row.rhk or IsianRhk(teks="")
    result = RencanaHasilKerja(teks=rhk.teks, jenis=rhk.jenis)
    names = IsianIndikator.__slots__
    line = Indikator(**{name: getattr(row.indikator, name) for name in names}) if row.indikator else None
    return values_of(result, line)


def _cell(key: str, cell: object) -> str:
    if key in _NUMBERS and isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return number_in_words(Decimal(str(cell)).normalize() + 0)
    if key == "target_date" and isinstance(cell, (date, datetime)):
        return (cell.date() if isinstance(cell, datetime) else cell).isoformat()
    text = _folded(plain(cell))
    if key in _NUMBERS and text:
        try:
            return number_in_words(read_number(text))
        except ValueError:
            return text
    return text[:10] if key == "target_date" else text


def _owner(row: SkpRow, kept: Sequence[str], standing: SkpStanding) -> Skp | None:
    """Whose SKP a row belongs to: by its key, else by the NIP."""
    number = kept[0] if len(kept) == 4 and all(part.isascii() for part in kept) else ""
    skp = standing.skp.get(int(number)) if number.isdigit() and len(number) < 16 else None
    if skp is None:
        skp = standing.by_nip.get(row.nip)
    if skp is None:
        words = _("Tidak ada SKP pada periode ini untuk NIP ini, atau di luar kewenangan Anda.")
        close = nearest(row.nip, standing.by_nip, cutoff=0.9)
        row.refuse("nip", words, close, code="skp_file.unknown")
        return None
    if row.nip and skp.pegawai.nip and row.nip != skp.pegawai.nip:
        words = _("Kunci baris ini milik pegawai lain; jangan menyalin kolom kunci ke baris lain.")
        row.refuse("nip", words, skp.pegawai.nip, code="skp_file.key_of_other")
        return None
    row.skp_id = skp.pk
    return skp


def _place(
    row: SkpRow, kept: Sequence[str], skp: Skp
) -> tuple[RencanaHasilKerja | None, Indikator | None, str]:
    """Which result and indikator a row is, and what it said when it went out. A row without a key is found by
    its words, so that the same sheet twice writes once."""
    results = list(skp.rencana_hasil_kerja.all())
    if len(kept) == 4 and kept[0] == str(skp.pk):
        result = next((item for item in results if str(item.pk) == kept[1]), None)
        line = (
            next((item for item in result.indikator.all() if str(item.pk) == kept[2]), None)
            if result
            else None
        )
        gone = (kept[1] != "0" and result is None) or (kept[2] != "0" and line is None)
        if gone:
            words = _("Baris ini sudah dihapus sejak lembar diunduh.")
            hint = _("Hapus barisnya dari lembar, atau kosongkan kolom kunci untuk menambahkannya lagi.")
            row.refuse("kunci", words, hint, code="skp_file.gone")
        if result is not None or kept[1] != "0":
            row.rhk_id = result.pk if result else None
            if line is None and result is not None:
                line = _same_line(result, row)
            row.indikator_id = line.pk if line else None
            return result, line, kept[3] if line is None or str(line.pk) == kept[2] else ""
    result = next((item for item in results if same_key(item.teks) == same_key(row.values["rhk"])), None)
    line = _same_line(result, row) if result else None
    row.rhk_id, row.indikator_id = result.pk if result else None, line.pk if line else None
    return result, line, ""


def _same_line(result: RencanaHasilKerja, row: SkpRow) -> Indikator | None:
    wanted = same_key(row.values["teks"])
    return next((item for item in result.indikator.all() if same_key(item.teks) == wanted), None)


def _conflict(row: SkpRow, now: Mapping[str, str]) -> None:
    labels = {column.key: str(column.label) for column in COLUMNS}
    for key in _VALUES:
        if _stable(key, now[key]) != _stable(key, row.values[key]):
            words = _(
                "Sudah diubah orang lain sejak lembar diunduh. Sekarang: “%(now)s”; di lembar: “%(file)s”."
            ) % {
                "now": now[key] or "–",
                "file": row.values[key] or "–",
            }
            hint = _("Unduh lembar yang baru, lalu ulangi perubahan ini.")
            row.refuse(key, words, hint, code="skp_file.stale")
            row.changes.append(
                {"column": key, "label": labels[key], "before": now[key], "after": row.values[key]}
            )


def _choice(key: str, text: str) -> str | None:
    """The value that a word stands for, in either language; "" for an empty cell, None for no such word."""
    read = " ".join(text.casefold().split())
    return _known_words()[key].get(read) if read else ""


@lru_cache(maxsize=1)
def _known_words() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for language in ("id", "en"):
        with override(language):
            for key, kinds in _WORDS.items():
                words = found.setdefault(key, {})
                for kind in kinds:
                    words[str(kind.label).casefold()] = words[kind.value.casefold()] = str(kind.value)
    return found


def _isian(row: SkpRow, skp: Skp, result: RencanaHasilKerja | None) -> None:
    """What the row says as it is written, checked as if somebody had typed it."""
    chosen: dict[str, str] = {}
    for key in _WORDS:
        value = _choice(key, row.values[key])
        if value is None:
            offered = [str(item.label) for item in _WORDS[key]]
            close = nearest(row.values[key], offered)
            words = _("“%(read)s” tidak ada dalam pilihan.") % {"read": row.values[key]}
            row.refuse(key, words, close or offered[0], code="skp_file.choice")
        chosen[key] = value or ""
    numbers: dict[str, Decimal | None] = dict.fromkeys(_NUMBERS)
    for key in _NUMBERS:
        if row.values[key]:
            try:
                numbers[key] = read_number(row.values[key])
            except ValueError:
                words = _("“%(read)s” bukan angka.") % {"read": row.values[key]}
                row.refuse(key, words, "85", code="skp_file.number")
    day = None
    if row.values["target_date"]:
        try:
            day = date.fromisoformat(row.values["target_date"])
        except ValueError:
            words = _("“%(read)s” bukan tanggal.") % {"read": row.values["target_date"]}
            row.refuse("target_date", words, "2026-12-31", code="skp_file.date")
    if row.problems:
        return
    row.rhk = IsianRhk(
        teks=row.values["rhk"],
        jenis=chosen["jenis"] or (result.jenis if result else JenisHasilKerja.UTAMA.value),
        sumber=result.sumber if result else IsianRhk(teks="").sumber,
    ).tidy()
    if any(row.values[key] for key in _VALUES if key not in _RHK):
        row.indikator = IsianIndikator(
            teks=row.values["teks"],
            aspek=chosen["aspek"],
            perspektif=chosen["perspektif"],
            target_jenis=chosen["target_jenis"] or _implied([numbers[key] for key in _TARGETS], day),
            target_teks=row.values["target_teks"],
            target_date=day,
            satuan=row.values["satuan"],
            arah=chosen["arah"] or ArahTarget.NAIK.value,
            **numbers,
        ).tidy()
    try:
        check_rhk(skp, row.rhk, "rhk")
        if row.indikator is not None:
            check_indikator(skp, row.indikator, "indikator")
    except Invalid as refusal:
        for item in refusal.problems:
            row.refuse(_column_at(item.path), str(item.message), code=item.code)


def _implied(numbers: Sequence[Decimal | None], day: date | None) -> str:
    known = [value for value in numbers if value is not None]
    if day is not None:
        return JenisTarget.TANGGAL.value
    if not known:
        return JenisTarget.TEKS.value
    return JenisTarget.RENTANG.value if len(known) == 2 else JenisTarget.ANGKA.value


def _column_at(path: str) -> str:
    last = path.rpartition("/")[2]
    return {"teks": "rhk" if path.startswith("rhk") else "teks", "target": "target_teks"}.get(last, last)


def _among_each_other(rows: Sequence[SkpRow], standing: SkpStanding) -> None:
    """What only several rows can tell: one indikator twice, one result in two new wordings."""
    lines: dict[tuple[int, str], SkpRow] = {}
    results: dict[int, SkpRow] = {}
    for row in rows:
        if row.refused or row.skp_id is None or row.action not in {"new", "changed"}:
            continue
        mine = row.indikator_id or f"{same_key(row.values['rhk'])}{same_key(row.values['teks'])}"
        first = lines.setdefault((row.skp_id, str(mine)), row)
        if first is not row:
            words = _("Indikator ini sudah ditulis pada baris %(row)d.") % {"row": first.row}
            row.refuse("teks", words, code="skp_file.double")
        changed = any(item["column"] in _RHK for item in row.changes)
        if row.rhk_id is None or not changed:
            continue
        first = results.setdefault(row.rhk_id, row)
        if [first.values[key] for key in _RHK] != [row.values[key] for key in _RHK]:
            words = _("Hasil kerja ini ditulis lain pada baris %(row)d.") % {"row": first.row}
            row.refuse("rhk", words, first.values["rhk"], code="skp_file.two_wordings")
