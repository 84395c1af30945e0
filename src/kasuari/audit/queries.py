"""Reading the ledger: the timeline of an object, the auditor's page, and whether the chain is whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from kasuari.audit.access import can_read_ledger
from kasuari.audit.chain import COLUMNS, seal_of
from kasuari.audit.models import AuditEntry, AuditSeal
from kasuari.foundation.access import Actor
from kasuari.foundation.events import tell_sentence
from kasuari.foundation.timeline import TimelineItem


def timeline(
    *, object_type: str, object_id: int, limit: int = 50, only: str = "", without: tuple[str, ...] = ()
) -> list[TimelineItem]:
    """What happened to one object, newest first. One query."""
    found = AuditEntry.objects.filter(object_type=object_type, object_id=object_id)
    if only:
        found = found.filter(kind__startswith=only)
    if without:
        found = found.exclude(kind__in=without)
    entries = found.order_by("-id")[:limit]
    return [
        TimelineItem(
            at=entry.at,
            by=entry.by_name,
            kind=entry.kind,
            sentence=tell_sentence(entry.kind, by=entry.by_name, data=entry.data),
        )
        for entry in entries
    ]


def entries_for(
    actor: Actor,
    *,
    person: str = "",
    kind: str = "",
    first_date: date | None = None,
    last_date: date | None = None,
    pegawai_id: int | None = None,
) -> QuerySet[AuditEntry]:
    """The ledger, newest first. Raises NotAllowed for everybody but an auditor of the whole agency.

    `person` is part of the name of whoever acted; `kind` a kind or the beginning of one (`planning.`);
    `last_date` is inclusive; `pegawai_id` narrows to the record of one person.
    """
    can_read_ledger(actor).or_raise()
    found: QuerySet[AuditEntry] = AuditEntry.objects.order_by("-id")
    for word in person.split()[:6]:
        found = found.filter(by_name__icontains=word)
    if kind:
        found = found.filter(Q(kind=kind) | Q(kind__startswith=kind) if kind.endswith(".") else Q(kind=kind))
    if first_date:
        found = found.filter(at__gte=_midnight(first_date))
    if last_date:
        found = found.filter(at__lt=_midnight(last_date + timedelta(days=1)))
    if pegawai_id is not None:
        found = found.filter(pegawai_id=pegawai_id)
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True, slots=True)
class Breach:
    """The first place where ledger and seals disagree: the entries under one seal, and how it shows.

    `code`: `entries_changed`, `chain_broken` (a seal does not follow the one before it), or `seal_missing`.
    """

    code: str
    first_entry_id: int
    last_entry_id: int


@dataclass(frozen=True, slots=True)
class Verification:
    """What `verify` found. `digest` is the latest seal: kept elsewhere, it shows also what was cut off."""

    entries: int
    seals: int
    unsealed: int
    digest: str
    breach: Breach | None

    @property
    def is_whole(self) -> bool:
        return self.breach is None


def verify(*, expected_digest: str = "") -> Verification:
    """Compute every seal again and compare; stops at the first breach.

    `expected_digest` is a seal that was kept outside: where no seal has it, the chain was rewritten or cut.
    """
    previous, after, entries, seals, met = "", 0, 0, 0, not expected_digest
    for seal in AuditSeal.objects.order_by("last_entry_id").iterator():
        span = (seal.first_entry_id, seal.last_entry_id)
        rows = list(
            AuditEntry.objects.filter(pk__gt=after, pk__lte=seal.last_entry_id)
            .order_by("pk")
            .values(*COLUMNS)
        )
        if seal.previous != previous:
            return Verification(entries, seals, 0, previous, Breach("chain_broken", *span))
        if seal_of(previous, rows) != seal.digest or not rows or rows[0]["id"] != seal.first_entry_id:
            return Verification(entries, seals, 0, previous, Breach("entries_changed", *span))
        previous, after = seal.digest, seal.last_entry_id
        entries, seals = entries + len(rows), seals + 1
        met = met or seal.digest == expected_digest
    unsealed = AuditEntry.objects.filter(pk__gt=after).count()
    breach = None if met else Breach("seal_missing", 0, after)
    return Verification(entries, seals, unsealed, previous, breach)


def facts_about(pegawai_id: int, *, kind: str, since: datetime) -> list[dict[str, Any]]:
    """What the events of one kind on the records of a person said, oldest first. One query."""
    rows = AuditEntry.objects.filter(pegawai_id=pegawai_id, kind=kind, at__gte=since)
    return list(rows.order_by("id").values_list("data", flat=True))


def moments_between(user_ids: set[int], start: datetime, end: datetime) -> list[tuple[int, datetime]]:
    """When each of these accounts acted: no kind, no object. For sums of a group or of one's own time."""
    rows = AuditEntry.objects.filter(by_user_id__in=user_ids, at__gte=start, at__lt=end)
    return [
        (user, at) for user, at in rows.order_by("id").values_list("by_user_id", "at") if user is not None
    ]
