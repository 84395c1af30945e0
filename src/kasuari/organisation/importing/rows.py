"""One sheet row to one record: cells normalised, gaps filled from other cells, the row checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kasuari.organisation.enums import (
    ImportKind,
    JenisJabatan,
    JenisPenugasan,
    JenisUnit,
    RowAction,
    StatusPegawai,
)
from kasuari.organisation.importing import cells
from kasuari.organisation.importing.cells import plain
from kasuari.organisation.importing.columns import COLUMNS, Table
from kasuari.organisation.importing.problems import SKIPPING, Finding, Severity, verdict_of
from kasuari.regulation import nip as nip_rule

Values = dict[str, str]
Raw = dict[str, object]

NORMALISERS: dict[str, dict[str, cells.Normaliser]] = {
    ImportKind.UNIT: {
        "pemimpin_nip": cells.nip,
        "jenis": cells.jenis_unit,
        "eselon": cells.eselon,
    },
    ImportKind.PEGAWAI: {
        "nip": cells.nip,
        "nama": cells.person_name,
        "tanggal_lahir": cells.birth_day,
        "jenis_kelamin": cells.sex,
        "kedudukan": cells.kedudukan,
        "status": cells.status,
        "tmt_cpns": cells.day,
        "akhir_kontrak": cells.day,
        "golongan": cells.golongan,
        "tmt_golongan": cells.day,
        "tmt_jabatan": cells.day,
        "eselon": cells.eselon,
        "atasan_nip": cells.nip,
        "jenis_penugasan": cells.jenis_penugasan,
        "tmt_penugasan": cells.day,
        "email": cells.email,
        "telepon": cells.phone,
    },
}
# A superior's number that cannot be read is evidence lost, not a reason to refuse the person.
EVIDENCE_ONLY = {"atasan_nip", "pemimpin_nip", "email", "telepon", "tmt_cpns", "akhir_kontrak"}
TITLES_BEFORE = re.compile(
    r"^((?:(?:prof|dr|drs|dra|ir|hj|h|apt|ns|pdt|drg|drh|kh)\.\s*)+)(.+)$", re.IGNORECASE
)


@dataclass(slots=True)
class SheetRow:
    """A row: what was read, what would be stored, everything found. `row` counts from 1."""

    sheet: str
    row: int
    raw: Raw
    values: Values = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    action: str = RowAction.NONE
    changes: list[dict[str, str]] = field(default_factory=list)
    formulas: Mapping[str, str] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        return verdict_of(self.findings)

    @property
    def skipped(self) -> bool:
        return any(finding.code in SKIPPING for finding in self.findings)

    @property
    def refused(self) -> bool:
        return any(finding.severity is Severity.REFUSED for finding in self.findings)

    def find(self, column: str, code: str, suggestion: str = "", **params: str) -> None:
        self.findings.append(Finding(column, code, params, suggestion))


def rows_of(table: Table, *, kind: str) -> Iterator[SheetRow]:
    """Every row below the header, normalised; rows that are no data say so and keep their place."""
    for number in range(table.first_row, len(table.sheet.rows)):
        cells_of_row = table.sheet.rows[number]
        raw: Raw = {
            key: cells_of_row[place] if place < len(cells_of_row) else ""
            for key, place in table.positions.items()
        }
        formulas = {
            key: table.sheet.formulas[number, place]
            for key, place in table.positions.items()
            if (number, place) in table.sheet.formulas
        }
        row = SheetRow(table.sheet.name[:100], number + 1, raw, formulas=formulas)
        reason = _no_data(table, cells_of_row, raw, formulas)
        if reason:
            row.find("", reason)
        else:
            normalise(row, kind=kind)
        yield row


def normalise(row: SheetRow, *, kind: str) -> None:
    """Fill `values` and `findings` of a row from its `raw` cells alone."""
    row.values, row.findings = {}, []
    for column in COLUMNS[kind]:
        if column.key not in row.raw:
            continue
        value, found = _cell(row, column.key, kind)
        row.values[column.key] = value
        row.findings += found
    if kind == ImportKind.PEGAWAI:
        _complete_pegawai(row)
    else:
        _complete_unit(row)
    _order_of_dates(row)


def stored_raw(raw: Raw) -> dict[str, Any]:
    """The read cells as JSON, losing nothing that a second reading needs."""
    return {key: _json(value) for key, value in raw.items()}


def restored_raw(data: Mapping[str, Any]) -> Raw:
    return {key: float(value["angka"]) if isinstance(value, dict) else value for key, value in data.items()}


def _json(value: object) -> object:
    if isinstance(value, float):
        return {"angka": repr(value)} if not value.is_integer() or abs(value) >= 1e15 else int(value)
    return value if isinstance(value, (str, int, bool)) or value is None else plain(value)


def _cell(row: SheetRow, key: str, kind: str) -> cells.Cell:
    raw = row.raw[key]
    formula = row.formulas.get(key)
    if formula == "error":
        return "", [Finding(key, "cell.error", {"read": plain(raw) or "#"})]
    if formula == "none" and plain(raw) in {"", "0"}:
        return "", [Finding(key, "cell.formula_empty")]
    if found := cells.unsafe(raw, key):
        suggestion = plain(raw).lstrip("=@+- ") if found[0].code == "cell.formula_text" else ""
        return "", [Finding(key, found[0].code, found[0].params, suggestion)]
    value, findings = NORMALISERS[kind].get(key, cells.text)(raw, key)
    if formula:
        findings = [*findings, Finding(key, "cell.formula")]
    if key in EVIDENCE_ONLY and not value and any(item.severity is Severity.REFUSED for item in findings):
        findings = [Finding(key, "cell.not_understood", {"read": plain(raw)})]
    return value, findings


def _no_data(table: Table, cells_of_row: list[object], raw: Raw, formulas: Mapping[str, str]) -> str:
    filled = [plain(cell) for cell in cells_of_row if plain(cell)]
    if not filled and not formulas:
        return "row.blank"
    known = {key: plain(value) for key, value in raw.items() if plain(value)}
    headings = [re.sub(r"[\W_]+", " ", value.lower()).strip() for value in known.values()]
    if (
        len(headings) > 2
        and sum(heading in table.headings.values() for heading in headings) > len(headings) / 2
    ):
        return "row.repeated_header"
    if len(filled) > 2 and [value for value in filled if value.isdigit()] == filled:
        numbers = [int(value) for value in filled if len(value) < 4]
        if len(numbers) == len(filled) and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            return "row.note"
    if re.match(
        r"(jumlah|total|sub ?total|catatan|keterangan|sumber|mengetahui)\b", filled[0] if filled else "", re.I
    ):
        return "row.note"
    # A lone cell is a heading of a group of rows, unless it is a number that tells a row apart.
    if len(known) <= 1 and not formulas and not any(re.search(r"\d{6}", value) for value in known.values()):
        return "row.note"
    return ""


def _complete_unit(row: SheetRow) -> None:
    values = row.values
    for key in ("kode", "nama"):
        if not values.get(key) and not _has_problem(row, key):
            row.find(key, "cell.required")
    if not values.get("jenis"):
        top = not values.get("induk_kode") and not values.get("induk_nama")
        values["jenis"] = _jenis_unit(values.get("nama", ""), top=top)


def _jenis_unit(nama: str, *, top: bool) -> str:
    small = nama.lower()
    for start, jenis in (
        (("puskesmas",), JenisUnit.PUSKESMAS),
        (("rsud", "rumah sakit"), JenisUnit.RUMAH_SAKIT),
        (("sma ", "smk ", "smp ", "sd ", "slb ", "tk "), JenisUnit.SEKOLAH),
        (("uptd", "upt "), JenisUnit.UPTD),
        (("instalasi",), JenisUnit.INSTALASI),
        (
            ("dinas", "badan", "inspektorat", "sekretariat daerah", "satuan polisi"),
            JenisUnit.PERANGKAT_DAERAH,
        ),
    ):
        if small.startswith(start):
            return jenis.value
    return JenisUnit.INSTANSI.value if top else JenisUnit.STRUKTURAL.value


def _complete_pegawai(row: SheetRow) -> None:
    values = row.values
    for key in ("nip", "nama", "jabatan"):
        if not values.get(key) and not _has_problem(row, key):
            row.find(key, "cell.required")
    if not values.get("unit_kode") and not values.get("unit_nama"):
        key = "unit_kode" if "unit_kode" in row.raw and "unit_nama" not in row.raw else "unit_nama"
        if not _has_problem(row, key):
            row.find(key, "cell.required")
    _titles(row)
    _from_nip(row)
    _rank(row)
    _post(row)
    _acting(row)


def _titles(row: SheetRow) -> None:
    """Titles written into the name go to their own fields."""
    values, before = row.values, row.values.get("nama", "")
    nama = before
    head, comma, tail = nama.partition(",")
    if comma and tail.strip() and ("." in tail or len(tail.strip()) <= 8):
        nama = head.strip()
        values["gelar_belakang"] = values.get("gelar_belakang") or tail.strip()[:100]
    if found := TITLES_BEFORE.match(nama):
        nama = found[2].strip()
        values["gelar_depan"] = values.get("gelar_depan") or found[1].strip()[:60]
    if nama != before:
        row.find("nama", "cell.tidied", read=before, stored=nama)
        values["nama"] = nama


def _from_nip(row: SheetRow) -> None:
    values = row.values
    uraian = nip_rule.urai(values.get("nip")).value
    if uraian is None:
        return
    born, sex = uraian.tanggal_lahir.isoformat(), uraian.jenis_kelamin.value
    if not values.get("tanggal_lahir"):
        values["tanggal_lahir"] = born
    elif values["tanggal_lahir"] != born:
        row.find("tanggal_lahir", "row.birth_differs", uraian.tanggal_lahir.strftime("%d-%m-%Y"))
    if not values.get("jenis_kelamin"):
        values["jenis_kelamin"] = sex
    elif values["jenis_kelamin"] != sex:
        row.find("jenis_kelamin", "row.sex_differs", sex)
    if not values.get("tmt_cpns") and uraian.bulan_tmt and not _has_problem(row, "tmt_cpns"):
        values["tmt_cpns"] = date(uraian.tahun_tmt, uraian.bulan_tmt, 1).isoformat()
    status = StatusPegawai.PPPK if uraian.jenis is nip_rule.JenisNip.PPPK else StatusPegawai.PNS
    if not values.get("status"):
        values["status"] = status.value
    elif values["status"] != status.value:
        row.find("status", "row.status_differs", status.value)


def _rank(row: SheetRow) -> None:
    values = row.values
    if not values.get("golongan") and values.get("pangkat") and "golongan" not in row.raw:
        value, _ = cells.golongan(values["pangkat"], "golongan")
        values["golongan"] = value
        values["pangkat"] = cells.PANGKAT.get(value, "") or values["pangkat"]
    golongan = values.get("golongan", "")
    if golongan and not values.get("pangkat") and values.get("status") == StatusPegawai.PNS:
        values["pangkat"] = cells.PANGKAT.get(golongan, "")


def _post(row: SheetRow) -> None:
    """The kind of the post, from the level, the echelon, the kind or the words of its name, in this order."""
    values = row.values
    level = re.sub(r"[\s._/\-]+", " ", values.get("jenjang", "").lower()).strip()
    kind = re.sub(r"[\s._/\-]+", " ", values.get("jenis_jabatan", "").lower()).strip()
    name = values.get("jabatan", "").lower()
    if level and level not in cells.JENJANG:
        row.find("jenjang", "cell.not_understood", read=values["jenjang"])
    named = next((word for word in cells.KEAHLIAN if name.endswith(word)), "")
    jenis = (
        cells.JABATAN_BY_LEVEL.get(level)
        or cells.JABATAN_BY_ESELON.get(values.get("eselon", ""))
        or cells.JABATAN_BY_KIND.get(kind)
        or (JenisJabatan(kind.replace(" ", "_")) if kind.replace(" ", "_") in JenisJabatan.values else None)
        or (JenisJabatan.JF if named else None)
        or (JenisJabatan.PELAKSANA if name else None)
    )
    values["jenis_jabatan"] = jenis.value if jenis else ""
    values["jenjang"] = ""
    if jenis is JenisJabatan.JF:
        values["jenjang"] = cells.JENJANG.get(level, "") or cells.JENJANG.get(named, "")


def _acting(row: SheetRow) -> None:
    values = row.values
    if "jenis_penugasan" not in values and not values.get("jabatan_penugasan"):
        return
    jabatan = values.get("jabatan_penugasan", "")
    found = re.match(r"(plt|plh|pj)\b\.?\s*(.+)", jabatan, re.IGNORECASE)
    if found:
        jabatan = found[2]
        values["jenis_penugasan"] = values.get("jenis_penugasan") or found[1].lower()
    jenis = values.get("jenis_penugasan") or (
        JenisPenugasan.TUGAS_TAMBAHAN if jabatan else JenisPenugasan.DEFINITIF
    )
    values["jenis_penugasan"] = str(jenis)
    if jenis == JenisPenugasan.DEFINITIF:
        for key in ("jabatan_penugasan", "unit_penugasan_kode", "unit_penugasan_nama", "tmt_penugasan"):
            values.pop(key, None)
        return
    values["jabatan_penugasan"] = jabatan
    if not jabatan and not _has_problem(row, "jabatan_penugasan"):
        row.find("jabatan_penugasan", "cell.required")
    if not values.get("tmt_penugasan") and not _has_problem(row, "tmt_penugasan"):
        row.find("tmt_penugasan", "cell.empty_used_date")


def _order_of_dates(row: SheetRow) -> None:
    """Dates that cannot follow each other in a life."""
    for later, earlier, words in (
        ("tmt_cpns", "tanggal_lahir", "tanggal lahir"),
        ("tmt_jabatan", "tanggal_lahir", "tanggal lahir"),
        ("tmt_golongan", "tanggal_lahir", "tanggal lahir"),
        ("akhir_kontrak", "tmt_cpns", "TMT CPNS/PPPK"),
    ):
        first, second = row.values.get(earlier, ""), row.values.get(later, "")
        if first and second and second < first:
            row.find(later, "row.dates_reversed", other=f"{words} ({_shown(first)})")


def _has_problem(row: SheetRow, key: str) -> bool:
    return any(item.column == key and item.severity is Severity.REFUSED for item in row.findings)


def _shown(iso: str) -> str:
    return datetime.fromisoformat(iso).strftime("%d-%m-%Y")


def day_of(iso: str) -> date | None:
    """A stored date value, or None where it is blank."""
    return date.fromisoformat(iso) if iso else None


Progress = Callable[[int, int], None]
