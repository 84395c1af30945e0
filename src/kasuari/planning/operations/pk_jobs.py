"""Files of perjanjian kinerja too long for a page: a job applies them.

The job may be killed and run twice: each run asks first whether the import still waits for it, and writes in
one transaction whose last step moves the import on.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.jobs import job_view
from kasuari.foundation.refusals import Refusal, Stale
from kasuari.organisation.queries import actor_of_account
from kasuari.planning.access import can_write_pk
from kasuari.planning.enums import StateImporPk
from kasuari.planning.events import PkApplyAsked, PkApplyRepeated, PkApplyReturned
from kasuari.planning.models import ImporPk
from kasuari.planning.operations.pk import Progress, acceptable, apply_pk_import, take_impor, write_file
from kasuari.planning.states import IMPOR_PK

AT_ONCE_ROWS = 500  # about a second of writing


class _StillRunning(Refusal):
    """The job has not ended."""

    status = 409


def proceed_pk_import(*, impor: ImporPk, version: int, by: Actor, at: datetime) -> ImporPk:
    """Apply an import: up to 500 rows at once, else by a job.

    Raises NotAllowed, StateRefusal, Stale, or Refusal `planning.pk_refused_rows`.
    """
    if impor.counts.get("rows", 0) <= AT_ONCE_ROWS:
        return apply_pk_import(impor=impor, version=version, by=by, at=at)
    can_write_pk(by).or_raise()
    IMPOR_PK.next(impor.state, "antrekan")
    acceptable(impor)
    with transaction.atomic():
        take_impor(impor, version, act="antrekan", problems=[])
        _hand_to_job(impor, by)
        record(PkApplyAsked(**_about(impor, by, at)))
    return impor


@transaction.atomic
def repeat_pk_import(*, impor: ImporPk, version: int, by: Actor, at: datetime) -> ImporPk:
    """Hand the work to a new job, where the one before has ended without finishing it.

    Raises NotAllowed, StateRefusal, Stale, or Refusal `import.still_running`.
    """
    can_write_pk(by).or_raise()
    IMPOR_PK.next(impor.state, "ulangi")
    job = job_view(str(impor.job_id))
    if job is not None and not job.is_finished:
        raise _StillRunning("import.still_running")
    take_impor(impor, version, act="ulangi")
    _hand_to_job(impor, by)
    record(PkApplyRepeated(**_about(impor, by, at)))
    return impor


def finish_pk_import(*, impor_id: int, user_id: int | None, at: datetime, progress: Progress) -> None:
    """What the job does: everything that the file says, or back to the preview with why.

    Raises Stale where somebody was faster.
    """
    impor = ImporPk.objects.select_related("instansi", "file").get(pk=impor_id)
    if impor.state != StateImporPk.MENERAPKAN:
        return
    by, version = actor_of_account(user_id, on=at.date()), impor.version
    try:
        can_write_pk(by).or_raise()
        with transaction.atomic():
            found = acceptable(impor)
            write_file(impor, found, by=by, at=at, progress=progress)
            take_impor(
                impor,
                version,
                act="selesaikan",
                counts=found.counts,
                applied_at=at,
                applied_by_id=by.user_id,
            )
    except Stale:
        raise
    except Refusal as refusal:
        problem = {"code": refusal.code, "params": {key: str(item) for key, item in refusal.params.items()}}
        with transaction.atomic():
            take_impor(impor, version, act="kembalikan", problems=[problem])
            system = Actor.system("Kasuari", on=at.date())
            record(PkApplyReturned(**_about(impor, system, at), tell=_waiting(impor), code=refusal.code))


def _hand_to_job(impor: ImporPk, by: Actor) -> None:
    from kasuari.planning.tasks import apply_pk

    impor.job_id = apply_pk.enqueue(impor.pk, by.user_id).id
    ImporPk.objects.filter(pk=impor.pk).update(job_id=impor.job_id)


def _waiting(impor: ImporPk) -> tuple[int, ...]:
    return (impor.created_by_id,) if impor.created_by_id else ()


def _about(impor: ImporPk, by: Actor, at: datetime) -> dict[str, Any]:
    return {
        "by": by,
        "at": at,
        "object_id": impor.pk,
        "file_name": impor.file.name,
        "link": reverse("planning:pk_import", args=[impor.pk]),
    }
