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
