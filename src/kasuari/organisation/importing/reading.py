"""Bytes to sheets. Nothing is evaluated; whatever cannot be a spreadsheet is refused with its reason."""

from __future__ import annotations

import csv
import io
import pickle
import re
import subprocess
import sys
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from threading import Lock
from xml.etree import ElementTree

from kasuari.foundation.files import BROKEN_ZIP
from kasuari.foundation.refusals import Refusal
from kasuari.organisation.importing import parsing
from kasuari.organisation.importing.parsing import LIMIT_COLUMNS, LIMIT_ROWS, Row

LIMIT_BYTES = 20 * 1024 * 1024
LIMIT_UNPACKED = 160 * 1024 * 1024
LIMIT_ENTRIES = 2000
LIMIT_OUTLINE = 2 * 1024 * 1024
DELIMITERS = ",;\t|"

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
XLS = "application/vnd.ms-excel"
CSV = "text/csv"

_PARSER = Lock()


@dataclass(slots=True)
class Sheet:
    """One sheet from its first row on.

    `formulas` maps (row, column), from 0, to "result" (the file keeps one), "none", or "error" where the
    sheet shows an error such as #N/A, with or without a formula.
    """

    name: str
    rows: list[Row]
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: bool = False


@dataclass(slots=True)
class Workbook:
    """All sheets that hold anything, and what the file really is."""

    media_type: str
    sheets: list[Sheet]


def read_workbook(content: bytes, *, name: str) -> Workbook:
    """The sheets of an xlsx, xls, ods or csv file.

    Raises Refusal with `import.empty`, `import.too_large`, `import.password`, `import.bomb`,
    `import.not_spreadsheet` or `import.too_many_rows`.
    """
    if not content.strip():
        raise Refusal("import.empty")
    if len(content) > LIMIT_BYTES:
        raise Refusal("import.too_large", limit=LIMIT_BYTES // (1024 * 1024))
    if content.startswith(b"PK\x03\x04"):
        workbook = _zipped(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Refusal("import.password")
        workbook = Workbook(XLS, _parsed(content))
    else:
        workbook = Workbook(CSV, [_delimited(content, PurePosixPath(name.replace("\\", "/")).stem)])
    workbook.sheets = [sheet for sheet in workbook.sheets if any(filled(row) for row in sheet.rows)]
    if not workbook.sheets:
        raise Refusal("import.empty")
    if sum(len(sheet.rows) for sheet in workbook.sheets) > LIMIT_ROWS:
        raise _too_many_rows()
    return workbook


def _too_many_rows() -> Refusal:
    return Refusal("import.too_many_rows", limit=f"{LIMIT_ROWS:,}".replace(",", "."))


def media_type_of(content: bytes) -> str:
    """What kind of table the bytes seem to be, from their first look alone; nothing is unpacked."""
    if content.startswith(b"PK\x03\x04"):
        return ODS if ODS.encode() in content[:200] else XLSX
    return XLS if content.startswith(b"\xd0\xcf\x11\xe0") else CSV


def _zipped(content: bytes) -> Workbook:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except BROKEN_ZIP:
        raise Refusal("import.not_spreadsheet") from None
    with archive:
        _unpack_within_limits(archive)
        names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            sheets = _parsed(content)
            _mark_formulas(archive, sheets)
            return Workbook(XLSX, sheets)
        if "mimetype" in names and archive.read("mimetype").strip() == ODS.encode():
            manifest = "META-INF/manifest.xml"
            if manifest in names and b"manifest:encryption-data" in archive.read(manifest):
                raise Refusal("import.password")
            return Workbook(ODS, _parsed(content))
    raise Refusal("import.not_spreadsheet")


def _unpack_within_limits(archive: zipfile.ZipFile) -> None:
    """Read every entry once, so that a header that lies about its size is found out before parsing."""
    entries = archive.infolist()
    if len(entries) > LIMIT_ENTRIES or sum(entry.file_size for entry in entries) > LIMIT_UNPACKED:
        raise Refusal("import.bomb")
    for entry in entries:
        if entry.flag_bits & 1:
            raise Refusal("import.password")
        left = entry.file_size
        try:
            with archive.open(entry) as stream:
                while block := stream.read(1024 * 1024):
                    left -= len(block)
        except (*BROKEN_ZIP, EOFError, zlib.error):
            raise Refusal("import.not_spreadsheet") from None
        if left < 0:
            raise Refusal("import.bomb")


def _parsed(content: bytes) -> list[Sheet]:
    """The sheets as the parser reads them, in a process of its own (see `parsing`); one at a time."""
    with _PARSER:
        done = subprocess.run(  # noqa: S603 - ourselves
            [sys.executable, "-I", parsing.__file__], input=content, capture_output=True, check=False, env={}
        )
    if done.returncode:
        raise Refusal("import.bomb")
    found: str | parsing.Parsed = pickle.loads(done.stdout)  # noqa: S301 - written by ourselves
    if isinstance(found, str):
        raise _too_many_rows() if found == "import.too_many_rows" else Refusal(found)
    return [Sheet(name, rows, hidden=hidden) for name, rows, hidden in found]


# Each looks no further than the next tag or cell and a few hundred bytes, whatever a comment may hold.
_CELL_WITH_FORMULA = re.compile(
    rb'<c\b[^<>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"[^<>]{0,200}>\s{0,20}<f\b[^<]*(?:<(?!/?c\b)[^<]*)*</c>'
)
_CELL_WITH_ERROR = re.compile(rb'<c\b(?=[^<>]{0,200}\bt="e")[^<>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"')
_RESULT = re.compile(rb"<v>[^<]|<t[ >][^<]*>?[^<]")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _mark_formulas(archive: zipfile.ZipFile, sheets: list[Sheet]) -> None:
    """Note which cells hold a formula, and whether the file keeps its result. Formulas are never run."""
    parts = _sheet_parts(archive)
    for sheet in sheets:
        part = parts.get(sheet.name)
        if part is None or part not in archive.NameToInfo:
            continue
        xml = archive.read(part)
        for found in _CELL_WITH_ERROR.finditer(xml):
            sheet.formulas[int(found[2]) - 1, _column_number(found[1].decode())] = "error"
        if b"<f" not in xml:
            continue
        for found in _CELL_WITH_FORMULA.finditer(xml):
            row, column = int(found[2]) - 1, _column_number(found[1].decode())
            sheet.formulas.setdefault((row, column), "result" if _RESULT.search(found[0]) else "none")


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name to the path of its XML inside the archive."""
    try:
        book = ElementTree.fromstring(_outline(archive, "xl/workbook.xml"))  # noqa: S314 - no entities
        links = ElementTree.fromstring(_outline(archive, "xl/_rels/workbook.xml.rels"))  # noqa: S314
    except (KeyError, ElementTree.ParseError):
        return {}
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    parts = {}
    for item in book.iter():
        if item.tag.endswith("}sheet"):
            target = targets.get(item.get(_RELATION), "")
            parts[item.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return parts


def _outline(archive: zipfile.ZipFile, part: str) -> bytes:
    """A part that says what a workbook has. KeyError where there is none."""
    if archive.getinfo(part).file_size > LIMIT_OUTLINE:
        raise Refusal("import.bomb")
    xml = archive.read(part)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise Refusal("import.not_spreadsheet")
    return xml


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _delimited(content: bytes, name: str) -> Sheet:
    text = _decoded(content)
    if re.match(r"\s*(?:<!doctype|<html|<\?xml|<table|\{|%PDF)", text, re.IGNORECASE):
        raise Refusal("import.not_spreadsheet")
    delimiter = ""
    if (found := re.match(r"sep=(.)\r?\n", text)) is not None:
        delimiter, text = found[1], text[found.end() :]
    delimiter = delimiter or _delimiter(text)
    rows: list[Row] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(list(record[:LIMIT_COLUMNS]))
            if len(rows) > LIMIT_ROWS:
                raise _too_many_rows()
    except csv.Error:
        raise Refusal("import.not_spreadsheet") from None
    return Sheet(name[:100] or "CSV", rows)


def _decoded(content: bytes) -> str:
    wide = _wide(content)
    encodings = [wide] if wide else ["utf-8-sig", "cp1252"]
    if not wide and b"\x00" in content:
        raise Refusal("import.not_spreadsheet")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if sum(not char.isprintable() and char not in "\r\n\t" for char in text[:4000]) > 20:
            break
        return text
    raise Refusal("import.not_spreadsheet")


def _wide(content: bytes) -> str:
    """The encoding of text in two bytes a letter, with its mark or by the zeros of the Latin letters."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = content[:400]
    half = len(start) // 2
    if start[1::2].count(0) > 0.8 * half:
        return "utf-16-le"
    return "utf-16-be" if start[0::2].count(0) > 0.8 * half else ""


def _delimiter(text: str) -> str:
    """The delimiter that cuts the most of the first lines into the same number of parts."""
    sample = text[:60_000]

    def score(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)][:60]
        common = max(set(widths), key=widths.count, default=0)
        return (widths.count(common) * (common > 1), common)

    try:
        return max(DELIMITERS, key=score)
    except csv.Error:
        raise Refusal("import.not_spreadsheet") from None


def filled(row: Row) -> bool:
    return any(cell is not None and str(cell).strip() for cell in row)
