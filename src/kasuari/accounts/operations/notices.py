"""Putting the news of an event before those whom it concerns."""

from __future__ import annotations

from kasuari.accounts.models import Notice
from kasuari.foundation.events import Event


def deliver_notices(event: Event) -> None:
    """Put a notice before everybody whom the event names, except whoever caused it."""
    Notice.objects.bulk_create(
        Notice(
            user_id=user_id,
            kind=event.kind,
            by_name=event.by.name,
            data=event.data(),
            link=event.link,
            created_at=event.at,
        )
        for user_id in sorted(set(event.tell) - {event.by.user_id or 0})
    )
