"""Writing the ledger and its seals. There is no other write: rows cannot be changed or removed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from kasuari.audit.chain import COLUMNS, seal_of
from kasuari.audit.models import AuditEntry, AuditSeal
from kasuari.foundation.access import Actor
from kasuari.foundation.events import Event
from kasuari.foundation.refusals import NotAllowed

ENTRIES_PER_SEAL = 10_000


def append_entry(event: Event) -> None:
    """Add the audit row of `event`, in the transaction that is open."""
    AuditEntry.objects.create(**_columns(event))


def append_entries(events: Sequence[Event]) -> None:
    """Add the audit rows of a write to many objects, in their order."""
    AuditEntry.objects.bulk_create([AuditEntry(**_columns(event)) for event in events], batch_size=500)


def _columns(event: Event) -> dict[str, Any]:
    return {
        "at": event.at,
        "kind": event.kind,
        "by_user_id": event.by.user_id,
        "by_name": event.by.name,
        "object_type": event.about,
        "object_id": event.object_id,
        "pegawai_id": event.pegawai_id,
        "data": event.data(),
    }


def seal_entries(*, by: Actor, at: datetime) -> int:
    """Seal every entry since the last seal, in seals of at most 10,000. Answers the number of entries sealed.

    Two at once: the second finds its place taken and leaves the rest to the next run. A seal is about the
    ledger and no event of it, or sealing would never come to an end. Raises NotAllowed for all but the
    product itself.
    """
    if not by.is_system:
        raise NotAllowed("audit.not_auditor")
    settled = _settled_id()
    sealed = 0
    while True:
        last = AuditSeal.objects.order_by("-last_entry_id").first()
        after, previous = (last.last_entry_id, last.digest) if last else (0, "")
        entries = list(
            AuditEntry.objects.filter(pk__gt=after, pk__lte=settled)
            .order_by("pk")
            .values(*COLUMNS)[:ENTRIES_PER_SEAL]
        )
        if not entries:
            return sealed
        try:
            with transaction.atomic():
                AuditSeal.objects.create(
                    first_entry_id=entries[0]["id"],
                    last_entry_id=entries[-1]["id"],
                    previous=previous,
                    digest=seal_of(previous, entries),
                    sealed_at=at,
                )
        except IntegrityError:
            return sealed
        sealed += len(entries)


def _settled_id() -> int:
    """The highest number below which no entry can appear any more; 0 when there is none.

    On PostgreSQL a number is given out when a row is inserted and the row appears when its transaction
    commits, so a lower number may appear after a higher one. The lock waits for every writer that has a
    number already. On SQLite one writer follows the other.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE audit_auditentry IN SHARE MODE")
        return AuditEntry.objects.aggregate(highest=Max("pk"))["highest"] or 0
