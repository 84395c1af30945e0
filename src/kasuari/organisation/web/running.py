"""An import that a job works on, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from kasuari.foundation import clock
from kasuari.foundation.jobs import job_view
from kasuari.organisation.enums import ImportState
from kasuari.organisation.models import ImportBatch

PATIENCE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Running:
    """`done` is None while nothing is known; `stands_still` when the job has ended without an end."""

    label: str
    done: int | None
    total: int
    text: str
    stands_still: bool
    waits_long: bool


def working_on(batch: ImportBatch) -> Running | None:
    """How far the job of an import is; None for an import that no job works on. One query or none."""
    if batch.state not in {ImportState.READING, ImportState.APPLYING}:
        return None
    job = job_view(str(batch.job_id))
    label = _("Membaca berkas") if batch.state == ImportState.READING else _("Menerapkan berkas")
    if job is None or job.is_finished:
        return Running(label, None, 0, "", stands_still=True, waits_long=False)
    percent = 100 * job.done // job.total if job.total else 0
    text = _("menunggu giliran") if job.is_waiting else _("%(percent)d persen") % {"percent": percent}
    return Running(
        label,
        percent,
        100,
        text,
        stands_still=False,
        waits_long=job.is_waiting and clock.machine_now() - job.waiting_since > PATIENCE,
    )
