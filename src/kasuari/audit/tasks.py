"""The job that seals the ledger every hour."""

from __future__ import annotations

from django_tasks import task

from kasuari.audit.operations import seal_entries
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.jobs import Periodic, every_hour, register


@task
def seal() -> int:
    """Seal what was written since the last seal. Answers the number of entries sealed."""
    now = clock.now()
    return seal_entries(by=Actor.system("kasuari", on=now.date()), at=now)


register(Periodic("audit.seal", "kasuari.audit.tasks.seal", every_hour(minute=5)))
