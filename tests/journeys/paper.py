"""What a printed page says, read as one line; and a photo to upload."""

from __future__ import annotations

import io
import re
import struct
import zlib

from pypdf import PdfReader


def text_of(pdf: bytes) -> str:
    """The words of all pages, with single blanks."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    return re.sub(r"\s+", " ", " ".join(pages))


def photo() -> bytes:
    """A small PNG, as a phone would send."""
    width = height = 24
    rows = b"".join(
        b"\0" + b"".join(bytes((x * 10 % 256, y * 10 % 256, 120)) for x in range(width))
        for y in range(height)
    )

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
