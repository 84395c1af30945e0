"""Reads of documents."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from kasuari.documents.models import Document
from kasuari.foundation import files

_CODE = re.compile(r"[2-9A-Z]{12}")
_CODE_IN_FILE = re.compile(rb"<pdf:Keywords>([2-9A-Z]{4}(?:-[2-9A-Z]{4}){2})</pdf:Keywords>")


class Standing(StrEnum):
    """All that a stranger may learn about a code; only whoever holds a file learns that it was altered."""

    CURRENT = "current"
    REPLACED = "replaced"
    ALTERED = "altered"
    UNKNOWN = "unknown"


def standing_of(code: str) -> Standing:
    """Whether `code` belongs to a document of this house and whether that one still holds.

    Capitals, blanks and hyphens do not matter, because people copy codes by hand.
    """
    plain = re.sub(r"[\s-]", "", code).upper()
    if not _CODE.fullmatch(plain):
        return Standing.UNKNOWN
    written = "-".join(plain[start : start + 4] for start in range(0, len(plain), 4))
    found = Document.objects.filter(code=written).only("replaced_at").first()
    if found is None:
        return Standing.UNKNOWN
    return Standing.REPLACED if found.replaced_at else Standing.CURRENT


def standing_of_file(content: bytes) -> tuple[Standing, Document | None]:
    """Whether a file is a document of this house, byte for byte, and whether it still holds; for one that
    carries the code of a document and is not that document, which it was made from. At most two queries."""
    rows = Document.objects.select_related("replaced_by").order_by("-pk")
    found = rows.filter(sha256=hashlib.sha256(content).hexdigest()).first()
    if found is not None:
        return (Standing.REPLACED if found.replaced_at else Standing.CURRENT), found
    carried = _CODE_IN_FILE.search(content)
    copied = rows.filter(code=carried[1].decode()).first() if carried else None
    return (Standing.ALTERED if copied else Standing.UNKNOWN), copied


def documents_of(object_type: str, object_id: int) -> QuerySet[Document]:
    """Every document issued for an object, newest first. The caller has asked access to the object."""
    return (
        Document.objects.filter(object_type=object_type, object_id=object_id)
        .select_related("file")
        .order_by("-issued_at", "-pk")
    )


def documents_issued_about(pegawai_id: int, *, since: datetime) -> int:
    """How many documents about a person were issued since then and still hold. One query."""
    rows = Document.objects.filter(pegawai_id=pegawai_id, issued_at__gte=since, replaced_at__isnull=True)
    return rows.count()


def documents_about(pegawai_id: int, *, kinds: Iterable[str]) -> QuerySet[Document]:
    """Every document of these kinds about a person, newest first. The caller has asked access to it."""
    return (
        Document.objects.filter(pegawai_id=pegawai_id, kind__in=set(kinds))
        .select_related("file")
        .order_by("-issued_at", "-pk")
    )


def document_of_kind(document_id: int, kind: str) -> Document | None:
    """One document if it is of that kind. The caller asks access to its object. One query."""
    rows = Document.objects.filter(pk=document_id, kind=kind).select_related("file")
    return rows.order_by("pk").first()


def current_document(kind: str, object_type: str, object_id: int) -> Document | None:
    """The document of that kind that holds now."""
    return documents_of(object_type, object_id).filter(kind=kind, replaced_at__isnull=True).first()


def current_saying(data: Mapping[str, Any], kind: str, object_type: str, object_id: int) -> Document | None:
    """The same where it says just this: to issue it again would only replace it by its like."""
    held = current_document(kind, object_type, object_id)
    return held if held is not None and held.data == data else None


def current_of(
    object_type: str, object_ids: Iterable[int], *, kinds: Iterable[str]
) -> dict[tuple[int, str], str]:
    """The hash of the document of each kind that holds now, for many objects: (object, kind) -> SHA-256. One
    query."""
    rows = Document.objects.filter(
        object_type=object_type,
        object_id__in=set(object_ids),
        kind__in=set(kinds),
        replaced_at__isnull=True,
    ).order_by("pk")
    return {
        (object_id, kind): sha256
        for object_id, kind, sha256 in rows.values_list("object_id", "kind", "sha256")
    }


def content_of(document: Document) -> bytes:
    """The PDF as it was issued. Raises FileNotFoundError where the data folder has lost it."""
    return files.path_of(document.sha256).read_bytes()
