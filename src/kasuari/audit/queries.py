"""Reading the ledger: the timeline of an object or of a person's records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kasuari.audit.models import AuditEntry
from kasuari.foundation.events import tell_sentence


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One line of a timeline, in the current language."""

    at: datetime
    by: str
    kind: str
    sentence: str


def timeline(*, object_type: str, object_id: int, limit: int = 50) -> list[TimelineItem]:
    """What happened to one object, newest first. One query."""
    entries = AuditEntry.objects.filter(object_type=object_type, object_id=object_id).order_by("-id")[:limit]
    return [
        TimelineItem(
            at=entry.at,
            by=entry.by_name,
            kind=entry.kind,
            sentence=tell_sentence(entry.kind, by=entry.by_name, data=entry.data),
        )
        for entry in entries
    ]
