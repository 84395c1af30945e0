"""A job as a page shows it while somebody waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from kasuari.foundation import clock
from kasuari.foundation.jobs import job_view

PATIENCE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Running:
    """`percent` is None where nothing is known; `stands_still`: the job ended without reaching its aim."""

    label: str
    percent: int | None
    text: str
    stands_still: bool
    waits_long: bool


def running(job_id: object, label: str) -> Running:
    """How far the job of something unfinished is. One query."""
    job = job_view(str(job_id))
    if job is None or job.is_finished:
        return Running(label, None, "", stands_still=True, waits_long=False)
    percent = 100 * job.done // job.total if job.total else 0
    text = _("menunggu giliran") if job.is_waiting else _("%(percent)d persen") % {"percent": percent}
    waits_long = job.is_waiting and clock.machine_now() - job.waiting_since > PATIENCE
    return Running(label, percent, text, stands_still=False, waits_long=waits_long)
