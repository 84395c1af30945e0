"""What happens to issued documents."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class DocumentIssued(
    Event, kind="documents.issued", about="documents.document", sentence=_("{by} menerbitkan {title}.")
):
    """`code` and `sha256` identify the paper, `replaces` the code of the one that it takes the place of."""

    title: str
    code: str
    sha256: str
    replaces: str = ""


@dataclass(frozen=True, kw_only=True)
class DocumentWithdrawn(
    Event,
    kind="documents.withdrawn",
    about="documents.document",
    sentence=_("{by} menyatakan {title} tidak berlaku lagi."),
):
    """A document stopped holding without another one in its place."""

    title: str
    code: str
