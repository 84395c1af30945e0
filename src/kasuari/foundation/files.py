"""Private files: checked by content, limited in size, kept under their hash, served by a view that asks.

The folder is KASUARI_DATA_DIR/files/ab/cd/<sha256>.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import puremagic
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
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
# Names that make a PDF act, too long for compressed bytes to hold by chance; the download is sandboxed.
_ACTIVE_PDF = (b"/JavaScript", b"/Launch", b"/EmbeddedFile")


class LimitedUploadHandler(FileUploadHandler):
    """Stop reading a request body beyond the largest file that may be accepted, before it fills a disk."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803 - the name of Django
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        self.limit = (max(settings.KASUARI.upload_limit_mb, 20) + 1) * 1024 * 1024
        self.received = 0
        if content_length > self.limit:
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        if self.received > self.limit:
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        return None


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
        active = not own and any(mark in content for mark in _ACTIVE_PDF)
        return None if active else "application/pdf"
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    for media_type in types:
        if media_type in ACCEPTED and media_type.startswith("image/"):
            return media_type
    return None


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
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if len(names) > 2000 or sum(item.file_size for item in archive.infolist()) > 200 * 1024 * 1024:
                return None
    except zipfile.BadZipFile:
        return None
    if any(name.endswith("vbaProject.bin") for name in names):
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
