"""Files that are made for one request and kept nowhere."""

from __future__ import annotations

from pathlib import PurePath

from django.http import HttpResponse
from django.utils.http import content_disposition_header

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".pdf": PDF,
    ".tsv": "text/tab-separated-values; charset=utf-8",
    ".xlsx": XLSX,
}


def made_file(content: bytes | str, name: str) -> HttpResponse:
    """`content` under a name whose ending says what it is: a PDF is shown, everything else is kept."""
    media_type = _TYPES[PurePath(name).suffix]
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(media_type != PDF, name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    return response
