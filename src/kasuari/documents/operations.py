"""Writes of documents. The module that owns the paper asks access before it calls; this one keeps and
marks."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse

from kasuari.documents.contracts import Verifikasi
from kasuari.documents.events import DocumentIssued, DocumentWithdrawn
from kasuari.documents.models import Document
from kasuari.documents.printing import Paper, fingerprint
from kasuari.documents.queries import content_of, current_saying
from kasuari.foundation import files
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Stale

# Without the letters and figures that people mistake for one another.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS, _GROUP_LENGTH = 3, 4
# So that a name in a title, however long, fits the column and the name of the file.
LONGEST_TITLE = 290
P = TypeVar("P", bound=Paper)


def new_code() -> str:
    """A fresh verification code such as `K7QM-3XWD-9RTA` (58 bits), impossible to guess or to count
    through."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))


def verification_mark(code: str) -> Verifikasi:
    """The code with the public address that its QR opens."""
    address = settings.KASUARI.base_url.rstrip("/") + reverse("documents:verification", args=[code])
    return Verifikasi(code=code, address=address)


@transaction.atomic
def issue_document(
    *,
    kind: str,
    title: str,
    object_type: str,
    object_id: int,
    print_with: Callable[[Verifikasi], bytes],
    by: Actor,
    at: datetime,
    pegawai_id: int | None = None,
    data: Mapping[str, Any] | None = None,
    supersedes: Collection[str] = (),
    in_place_of: Collection[int] = (),
) -> Document:
    """Print a document with its own verification mark, keep the PDF and make it the current one of its
    object.

    `kind` is the format (`A.1.7`, `C.1.1`, `D.1.1`); `print_with` gets the mark and answers the PDF; `data`
    is what was printed, as JSON, so that it can be read again in later years. An earlier document of the
    same kind and object stays genuine and stops being current; so do those of the kinds in `supersedes`, and
    those of the same kind about the objects `in_place_of`.
    Raises Stale where somebody issued the same one meanwhile, and Refusal where the file cannot be kept.
    """
    code, title = new_code(), title[:LONGEST_TITLE]
    content = print_with(verification_mark(code))
    kept = files.store_bytes(content, name=f"{title}.pdf", by_id=by.user_id, at=at)
    taken = Q(object_id=object_id, kind__in={kind, *supersedes}) | Q(object_id__in=in_place_of, kind=kind)
    current = Document.objects.select_for_update().filter(
        taken, object_type=object_type, replaced_at__isnull=True
    )
    earlier = list(current.order_by("pk"))
    Document.objects.filter(pk__in=[item.pk for item in earlier]).update(replaced_at=at)
    try:
        with transaction.atomic():
            issued = Document.objects.create(
                code=code,
                kind=kind,
                title=title,
                object_type=object_type,
                object_id=object_id,
                pegawai_id=pegawai_id,
                sha256=kept.sha256,
                file=kept,
                data=dict(data or {}),
                issued_at=at,
                issued_by_name=by.name,
            )
    except IntegrityError as clash:
        raise Stale from clash
    Document.objects.filter(pk__in=[item.pk for item in earlier]).update(replaced_by=issued)
    record(
        DocumentIssued(
            by=by,
            at=at,
            object_id=issued.pk,
            pegawai_id=pegawai_id,
            title=title,
            code=code,
            sha256=kept.sha256,
            replaces=", ".join(item.code for item in earlier),
        )
    )
    return issued


@transaction.atomic
def paper_as_it_stands(
    *,
    contract: P,
    print_with: Callable[[P], bytes],
    kind: str,
    title: str,
    object_type: str,
    object_id: int,
    by: Actor,
    at: datetime,
    pegawai_id: int | None = None,
) -> bytes:
    """The PDF of something that has no moment of signing of its own, with the mark that lets it be verified.

    A document that says the same already is given again; what says something else is issued in its place. A
    draft bears no mark and is not kept. Raises Stale where somebody issued the same one meanwhile.
    """
    if not contract.final:
        return print_with(contract)
    said = {"isi": fingerprint(contract)}
    held = current_saying(said, kind, object_type, object_id)
    if held is None:
        held = issue_document(
            kind=kind,
            title=title,
            object_type=object_type,
            object_id=object_id,
            print_with=lambda mark: print_with(replace(contract, verifikasi=mark)),
            by=by,
            at=at,
            pegawai_id=pegawai_id,
            data=said,
        )
    return content_of(held)


@transaction.atomic
def withdraw_document(*, document: Document, by: Actor, at: datetime) -> None:
    """Mark a document as no longer current, with nothing in its place. Raises Stale where it already was."""
    changed = Document.objects.filter(pk=document.pk, replaced_at__isnull=True).update(replaced_at=at)
    if not changed:
        raise Stale
    document.replaced_at = at
    record(
        DocumentWithdrawn(
            by=by,
            at=at,
            object_id=document.pk,
            pegawai_id=document.pegawai_id,
            title=document.title,
            code=document.code,
        )
    )
