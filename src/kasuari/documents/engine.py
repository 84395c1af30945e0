"""Turns a declared format and its data into a PDF. Knows paper; knows no table, no predikat and no clock.

The typst compiler runs inside this process. Data travels as JSON in `sys.inputs` only, so nothing that a
person typed is ever read as markup. Templates may read the folder `documents/typst` and nothing else.

Output is PDF/A-2a with PDF/UA-1 tags as produced by the compiler, which refuses a page without title, a
picture without alternative text and a character without a glyph. The same template, data, title and moment
give the same bytes.

Fonts: the regulation prints Bookman Old Style, which is not free. A folder `fonts` in the data directory may
hold it, or a free relative (TeX Gyre Bonum under the GUST font licence, URW Bookman under AGPL with font
exception); otherwise the Libertinus Serif that the compiler carries (SIL Open Font Licence 1.1) is used.
Fonts of the operating system are ignored, so that two machines print the same page.
"""

from __future__ import annotations

import json
import re
import threading
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import typst
from django.conf import settings
from django.utils import timezone

from kasuari.documents.words import day_in_words, moment_in_words

LIBRARY = Path(__file__).resolve().parent / "typst"
FAMILIES = ("Bookman Old Style", "TeX Gyre Bonum", "URW Bookman", "Libertinus Serif")
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
LONGEST_WORD = 24
_MOST_ROUNDS = 8
_MISSING_GLYPH = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_FORBIDDEN_CODEPOINT = re.compile(r'the PDF contains the codepoint `"((?:[^"\\]|\\.)*)"`')
_RUST_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_LONG_WORD = re.compile(rf"[^\s\u200b]{{{LONGEST_WORD + 1},}}")
_PICTURE = re.compile(r"\s*<svg[\s>]")


class PrintError(RuntimeError):
    """The compiler refused a template. A fault of the program, never of the person's text."""


@dataclass(frozen=True, slots=True)
class Template:
    """A typst file shipped inside a package, e.g. `Template("kasuari.planning.documents", "a11.typ")`."""

    package: str
    name: str

    @property
    def source(self) -> bytes:
        return _source(self.package, self.name)


@dataclass(frozen=True, slots=True)
class Exact:
    """Text of the program's own, such as an address, printed without break opportunities in long words."""

    text: str


@dataclass(frozen=True, slots=True)
class Svg:
    """A picture drawn by the program. It reaches the template untouched."""

    source: str

    def __post_init__(self) -> None:
        if not _PICTURE.match(self.source):
            raise ValueError("not an SVG picture")


@dataclass(frozen=True, slots=True)
class Image:
    """A PNG or JPEG that the agency configured, such as its state emblem."""

    content: bytes


def render(
    template: Template,
    data: Mapping[str, object],
    *,
    title: str,
    printed_at: datetime,
    language: str = "id",
) -> bytes:
    """Print `data` with `template` and return the PDF.

    `data` may hold text, numbers, days, moments, dataclasses, sequences, mappings, `Svg` and `Image`; days
    and moments (in the zone of the agency) become Indonesian words. Characters that no font can show are
    printed as their code, `[U+1F600]`; where the compiler does not say which those are, every one that is
    not of the letters and marks of Indonesian. `printed_at` (aware) becomes the creation time in the file.
    Raises PrintError.
    """
    if printed_at.utcoffset() is None:
        raise ValueError("printed_at needs a time zone")
    known: frozenset[str] = frozenset()
    for _ in range(_MOST_ROUNDS):
        try:
            return _compiled(template, data, known, title=title, printed_at=printed_at, language=language)
        except _Refused as refusal:
            found = _unprintable_in(str(refusal)) - known
            if not found:
                break
            known |= found
    try:
        return _compiled(template, data, _FOREIGN, title=title, printed_at=printed_at, language=language)
    except _Refused as refusal:
        raise PrintError(f"{template.name}: {refusal}") from refusal


class _Refused(Exception):
    """What the compiler said."""


def _compiled(
    template: Template,
    data: Mapping[str, object],
    unprintable: Container[str],
    *,
    title: str,
    printed_at: datetime,
    language: str,
) -> bytes:
    press = _press()
    inputs = {
        "title": _printable(title, unprintable),
        "lang": language,
        "fonts": press.families,
        "data": json.dumps(plain(data, unprintable), ensure_ascii=False),
    }
    try:
        made = press.compiler.compile(
            template.source,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=list(STANDARDS),
            timestamp=printed_at.astimezone(UTC).replace(microsecond=0),  # typst takes whole seconds
        )
    except typst.TypstError as refusal:
        raise _Refused(refusal.diagnostic) from refusal
    except BaseException as panic:
        # Some marks make the compiler panic, which arrives as no ordinary exception.
        if type(panic).__name__ != "PanicException":
            raise
        _presses.__dict__.clear()
        raise _Refused(str(panic)) from None
    if not isinstance(made, bytes):
        raise PrintError(f"{template.name}: the compiler answered no document")
    return made


class _Foreign:
    """All that Indonesian does not write, where the compiler does not say what it cannot print."""

    def __contains__(self, character: object) -> bool:
        return str(character) > "\u024f" and character not in _WRITTEN


_WRITTEN = frozenset("\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2264\u2265")
_FOREIGN = _Foreign()


@dataclass(frozen=True, slots=True)
class _Press:
    compiler: typst.Compiler
    families: str


_presses = threading.local()


def _press() -> _Press:
    """This thread's compiler; typst compilers must not be shared between threads."""
    folder = _font_folder()
    presses: dict[Path | None, _Press] = _presses.__dict__.setdefault("by_folder", {})
    if folder not in presses:
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[folder] if folder else [])
        known = {family.lower(): family for family in fonts.families()}
        families = [known[name.lower()] for name in FAMILIES if name.lower() in known]
        compiler = typst.Compiler(root=LIBRARY, font_paths=fonts, ignore_system_fonts=True)
        presses[folder] = _Press(compiler, json.dumps(families))
    return presses[folder]


def _font_folder() -> Path | None:
    if not settings.configured or not hasattr(settings, "KASUARI"):
        return None
    folder = Path(settings.KASUARI.data_dir) / "fonts"
    return folder if folder.is_dir() else None


@cache
def _source(package: str, name: str) -> bytes:
    return resources.files(package).joinpath(name).read_bytes()


def plain(value: object, unprintable: Container[str] = frozenset()) -> Any:
    """`value` as JSON, its text made printable."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Enum):
        return plain(value.value, unprintable)
    if isinstance(value, str):
        return _printable(value, unprintable)
    if isinstance(value, Svg):
        return value.source
    if isinstance(value, Exact):
        return value.text
    if isinstance(value, Image):
        return list(value.content)
    if isinstance(value, datetime):
        return moment_in_words(timezone.localtime(value))
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, float | Decimal):
        return str(value).replace(".", ",")
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name), unprintable) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item, unprintable) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, unprintable) for item in value]
    raise TypeError(f"{type(value).__name__} has no form on paper")


def _printable(text: str, unprintable: Container[str]) -> str:
    """`text` without control characters, with codes for what cannot be shown and with breaks in very long
    words."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not (text.isascii() and text.isprintable()):
        text = "".join(_shown(character, unprintable) for character in text)
    return _LONG_WORD.sub(lambda word: "\u200b".join(re.findall(".{1,12}", word[0])), text)


def _shown(character: str, unprintable: Container[str]) -> str:
    if character == "\n":
        return character
    category = unicodedata.category(character)
    if category == "Cc":
        return " "
    if category in {"Cs", "Co", "Cn"} or character in unprintable:
        return f"[U+{ord(character):04X}]"
    return character


def _unprintable_in(diagnostic: str) -> frozenset[str]:
    """Characters that the compiler named as having no glyph.

    Joiners and marks fail together with the character that they belong to, so they count only on their own.
    """
    found: set[str] = set()
    for pattern in (_MISSING_GLYPH, _FORBIDDEN_CODEPOINT):
        for quoted in pattern.findall(diagnostic):
            found.update(_RUST_ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], quoted))
    carrying = {character for character in found if unicodedata.category(character) not in {"Cf", "Mn", "Me"}}
    return frozenset(carrying or found)
