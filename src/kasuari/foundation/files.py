"""Private files: checked by content, limited in size, kept under their hash, served by a view that asks.

The folder is KASUARI_DATA_DIR/files/ab/cd/<sha256>.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import puremagic
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse

from kasuari.foundation.models import StoredFile
from kasuari.foundation.refusals import Refusal

ACCEPTED: dict[str, str] = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
# Tables that an import has read and recognised by itself; nobody uploads them as evidence.
TABLES: dict[str, str] = {
    "text/csv": ".csv",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
}
SHOWN_IN_BROWSER = {"image/jpeg", "image/png", "image/webp"}
LARGEST_TABLE_MB = 20  # what an import takes, whatever the limit of evidence
# Names that make a PDF act, too long for compressed bytes to hold by chance; the download is sandboxed.
# Any letter of a name may be written as its code: /J#61vaScript.
_ACTIVE_PDF = re.compile(
    b"|".join(
        b"/" + b"".join(b"(?:%c|#(?i:%02x))" % (letter, letter) for letter in name)
        for name in (b"JavaScript", b"Launch", b"EmbeddedFile")
    )
)
# An object stream, up to where its bytes begin; none is looked for behind the beginning of the next.
_PDF_STREAM = re.compile(rb"/ObjStm\b(?:(?!/ObjStm).){0,400}?\bstream\r?\n", re.DOTALL)
_MOST_STREAMS = 4_000  # a document of ten megabytes has a few hundred
_MOST_UNPACKED = 64 * 1024 * 1024  # of all object streams, far above any real document
_PIECE = 16 * 1024  # bytes at a time, so that little is copied or unpacked for nothing
# What `zipfile` raises where bytes are no zip that it can read: also one of a later version of the format.
BROKEN_ZIP = (zipfile.BadZipFile, NotImplementedError, ValueError, OSError)
# Parts of an office document that hold programs, whatever their letters' case.
_PROGRAMS = ("vbaproject", "macrosheets/", "activex/")


def largest_request() -> int:
    """The most bytes that a request may carry: the largest file that some page takes, and its form."""
    return (max(settings.KASUARI.upload_limit_mb, LARGEST_TABLE_MB) + 1) * 1024 * 1024


def store_upload(upload: UploadedFile[Any], *, by_id: int | None, at: datetime) -> StoredFile:
    """Check and keep an uploaded file.

    Raises Refusal with `file.empty`, `file.too_large` or `file.type`. The same bytes are kept once on disk;
    every upload has its own row, so that access is asked per row.
    """
    limit = settings.KASUARI.upload_limit_mb
    if upload.size is not None and upload.size > limit * 1024 * 1024:
        raise Refusal("file.too_large", limit=limit)
    return _store(
        upload.chunks(), name=upload.name or "berkas", by_id=by_id, at=at, limit=limit * 1024 * 1024
    )


def store_bytes(content: bytes, *, name: str, by_id: int | None, at: datetime, table: str = "") -> StoredFile:
    """Keep bytes made by the product itself (issued documents). Type and size are checked all the same.

    `table` is the media type of a table that the caller has read and recognised (one of `TABLES`).

    Marks of active content are not looked for: the product writes none, and in compressed pages the same
    bytes turn up by chance about once in ten thousand documents.
    """
    return _store([content], name=name, by_id=by_id, at=at, limit=64 * 1024 * 1024, own=True, table=table)


def _store(
    chunks: Iterable[bytes],
    *,
    name: str,
    by_id: int | None,
    at: datetime,
    limit: int,
    own: bool = False,
    table: str = "",
) -> StoredFile:
    root = Path(settings.KASUARI.data_dir) / "files"
    root.mkdir(parents=True, exist_ok=True)
    digest, size, parts = hashlib.sha256(), 0, []
    with tempfile.NamedTemporaryFile(dir=root, delete=False) as kept:
        try:
            for chunk in chunks:
                size += len(chunk)
                if size > limit:
                    raise Refusal("file.too_large", limit=limit // (1024 * 1024))
                digest.update(chunk)
                parts.append(chunk)
                kept.write(chunk)
            content = b"".join(parts)
            if not size:
                raise Refusal("file.empty")
            media_type = table if table in TABLES else recognise(content, own=own)
            if media_type is None:
                raise Refusal("file.type")
            kept.flush()
            os.fsync(kept.fileno())
        except BaseException:
            os.unlink(kept.name)
            raise
    sha256 = digest.hexdigest()
    target = path_of(sha256)
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(kept.name, target)
    return StoredFile.objects.create(
        sha256=sha256,
        name=_safe_name(name, media_type),
        media_type=media_type,
        size=size,
        created_at=at,
        created_by_id=by_id,
    )


def recognise(content: bytes, *, own: bool = False) -> str | None:
    """The accepted media type that the bytes really are, or None.

    A PDF with active content is not accepted, unless it is the product's `own`.
    """
    try:
        found = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return None
    types: list[str] = [item.mime_type for item in found]
    if content.startswith(b"%PDF-"):
        return None if not own and _is_active(content) else "application/pdf"
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    for media_type in types:
        if media_type in ACCEPTED and media_type.startswith("image/"):
            return media_type
    return None


def _is_active(pdf: bytes) -> bool:
    """Whether the PDF names an action, also inside its packed object streams.

    One that swells beyond reason when it is unpacked counts as active.
    """
    if _ACTIVE_PDF.search(pdf):
        return True
    left, view = _MOST_UNPACKED, memoryview(pdf)
    for number, found in enumerate(_PDF_STREAM.finditer(pdf)):
        if number == _MOST_STREAMS:
            return True
        unpacked = _unpacked(view[found.end() :], left)
        left -= len(unpacked)
        if left <= 0 or _ACTIVE_PDF.search(unpacked):
            return True
    return False


def _unpacked(packed: memoryview, most: int) -> bytes:
    """What the stream at the beginning of `packed` holds, `most` bytes of it, or until it is broken."""
    stream, unpacked, start, waiting = zlib.decompressobj(), bytearray(), 0, b""
    while len(unpacked) < most and not stream.eof and (waiting or start < len(packed)):
        if not waiting:
            waiting, start = bytes(packed[start : start + _PIECE]), start + _PIECE
        try:
            unpacked += stream.decompress(waiting, min(_PIECE, most - len(unpacked)))
        except zlib.error:
            break
        waiting = stream.unconsumed_tail
    return bytes(unpacked)


def path_of(sha256: str) -> Path:
    return Path(settings.KASUARI.data_dir) / "files" / sha256[:2] / sha256[2:4] / sha256


def serve(file: StoredFile) -> FileResponse:
    """The file as a download that no browser will run. The caller has asked access first."""
    disposition_inline = file.media_type in SHOWN_IN_BROWSER
    response = FileResponse(
        path_of(file.sha256).open("rb"),
        as_attachment=not disposition_inline,
        filename=file.name,
        content_type=file.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def _office_type(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if len(names) > 2000 or sum(item.file_size for item in archive.infolist()) > 200 * 1024 * 1024:
                return None
    except BROKEN_ZIP:
        return None
    if any(program in name.lower() for name in names for program in _PROGRAMS):
        return None
    if "word/document.xml" in names:
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    if "xl/workbook.xml" in names:
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return None


def _safe_name(name: str, media_type: str) -> str:
    stem = Path(name.replace("\\", "/")).name
    stem = "".join(char for char in stem if char.isprintable() and char not in '<>:"/|?*')
    stem = stem.rsplit(".", 1)[0][:150].strip(". ") or "berkas"
    return stem + (ACCEPTED.get(media_type) or TABLES[media_type])
