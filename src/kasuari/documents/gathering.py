"""Many PDF files as one: a zip of them, or one file with their pages behind one another.

Both are written beside the files and put in their place at the end, so that nobody ever reads half of one.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import typst
from django.conf import settings

_PAGE_COUNT = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)|/Count\s+(\d+)[^>]*?/Type\s*/Pages\b")
_STREAM = re.compile(rb"/ObjStm\b.{0,400}?\bstream\r?\n", re.DOTALL)


def folder() -> Path:
    """Where gathered files lie until they are thrown away."""
    found = Path(settings.KASUARI.data_dir) / "bundel"
    found.mkdir(parents=True, exist_ok=True)
    return found


def write_zip(target: Path, entries: Iterable[tuple[str, Path]], *, at: datetime) -> None:
    """A zip of the files under their names. The same files and moment give the same bytes."""
    moment = at.timetuple()[:6]
    with _replacing(target) as fresh, zipfile.ZipFile(fresh, "w", zipfile.ZIP_STORED) as archive:
        for name, path in entries:
            entry = zipfile.ZipInfo(name, date_time=moment)
            archive.writestr(entry, path.read_bytes())


def write_joined(target: Path, paths: Iterable[Path], *, title: str, at: datetime) -> None:
    """One PDF with all pages of the files in their order, each in its own size.

    A copy to print: the pages are pictures of the originals with their text, without tags.
    """
    with tempfile.TemporaryDirectory(dir=folder()) as name:
        place = Path(name)
        lines = [
            "#set document(title: sys.inputs.title)",
            "#set page(width: auto, height: auto, margin: 0pt)",
        ]
        first = True
        for number, path in enumerate(paths):
            shutil.copyfile(path, place / f"{number}.pdf")
            for page in range(1, pages_of(path.read_bytes()) + 1):
                lines.append(("" if first else "#pagebreak()\n") + f'#image("/{number}.pdf", page: {page})')
                first = False
        made = typst.Compiler(root=place, ignore_system_fonts=True).compile(
            "\n".join(lines).encode(),
            format="pdf",
            sys_inputs={"title": title},
            timestamp=at.astimezone(UTC),
        )
        if not isinstance(made, bytes):
            raise RuntimeError("the compiler answered no document")
        with _replacing(target) as fresh:
            fresh.write_bytes(made)


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF of the product has, also where its objects are packed."""
    found = _counts(pdf)
    view = memoryview(pdf)
    for stream in _STREAM.finditer(pdf):
        try:
            found += _counts(zlib.decompressobj().decompress(view[stream.end() :]))
        except zlib.error:
            continue
    if not found:
        raise ValueError("not a PDF whose pages can be counted")
    return max(found)


def _counts(content: bytes) -> list[int]:
    return [int(one or other) for one, other in _PAGE_COUNT.findall(content)]


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """A path to write to that takes the place of `target` when nothing went wrong."""
    fresh = target.with_suffix(f".{os.getpid()}.part")
    try:
        yield fresh
        os.replace(fresh, target)
    finally:
        fresh.unlink(missing_ok=True)
