"""Writing the ledger. There is no other write: rows cannot be changed or removed."""

from __future__ import annotations

from kasuari.audit.models import AuditEntry
from kasuari.foundation.events import Event


def append_entry(event: Event) -> None:
    """Add the audit row of `event`, in the transaction that is open."""
    AuditEntry.objects.create(
        at=event.at,
        kind=event.kind,
        by_user_id=event.by.user_id,
        by_name=event.by.name,
        object_type=event.about,
        object_id=event.object_id,
        pegawai_id=event.pegawai_id,
        data=event.data(),
    )
