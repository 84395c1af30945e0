"""Imports too large for a page: a job reads them, and a job applies them, while the page shows how far it is.

A job that is killed is taken up by another worker. It may run twice: each run asks first whether the import
still stands where it was asked for, and writes in one transaction that ends by moving the import on.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.files import path_of, store_bytes
from kasuari.foundation.jobs import job_view
from kasuari.foundation.refusals import Refusal, Stale
from kasuari.organisation.access import can_import
from kasuari.organisation.enums import ImportState
from kasuari.organisation.events import (
    ImportApplyAsked,
    ImportFailed,
    ImportReceived,
    ImportRepeated,
    ImportReturned,
)
from kasuari.organisation.importing.preview import opened, preview
from kasuari.organisation.importing.reading import LIMIT_BYTES, media_type_of
from kasuari.organisation.importing.rows import Progress
from kasuari.organisation.models import ImportBatch, Instansi
from kasuari.organisation.operations.imports import (
    apply_import,
    apply_rows,
    keep,
    none_refused,
    show,
    take,
)
from kasuari.organisation.queries import actor_of_account
from kasuari.organisation.states import IMPORT

# What a page still does itself: a second or two of work. Anything larger is a job.
AT_ONCE_ROWS = 2_000
AT_ONCE_BYTES = 1024 * 1024


class _StillRunning(Refusal):
    """The job has not ended."""

    status = 409


def receive_import(
    *, kind: str, content: bytes, name: str, instansi: Instansi, effective_date: date, by: Actor, at: datetime
) -> ImportBatch:
    """Take a file: up to 2,000 rows and 1 MB it is read at once, else a job reads it.

    Raises NotAllowed, or Refusal with an `import.…` code where the file cannot be such a table at all; what
    only the job finds out stands on the import itself.
    """
    can_import(by).or_raise()
    if len(content) > LIMIT_BYTES:
        raise Refusal("import.too_large", limit=LIMIT_BYTES // (1024 * 1024))
    if len(content) <= AT_ONCE_BYTES:
        found = opened(content, name=name, kind=kind)
        if found.rows <= AT_ONCE_ROWS:
            shown = preview(found, kind=kind, instansi=instansi, effective_date=effective_date)
            return keep(
                shown=shown,
                content=content,
                kind=kind,
                name=name,
                instansi=instansi,
                effective_date=effective_date,
                by=by,
                at=at,
            )
    return _receive(
        content, kind=kind, name=name, instansi=instansi, effective_date=effective_date, by=by, at=at
    )


@transaction.atomic
def _receive(
    content: bytes,
    *,
    kind: str,
    name: str,
    instansi: Instansi,
    effective_date: date,
    by: Actor,
    at: datetime,
) -> ImportBatch:
    file = store_bytes(content, name=name, by_id=by.user_id, at=at, table=media_type_of(content))
    batch = ImportBatch.objects.create(
        instansi=instansi,
        kind=kind,
        state=ImportState.READING,
        file_name=file.name,
        file=file,
        effective_date=effective_date,
        created_at=at,
        created_by_id=by.user_id,
    )
    _hand_to_job(batch, by)
    record(ImportReceived(**_about(batch, by, at)))
    return batch


def proceed_import(*, batch: ImportBatch, version: int, by: Actor, at: datetime) -> ImportBatch:
    """Apply a preview: up to 2,000 rows at once, else by a job.

    Raises NotAllowed, StateRefusal, Stale, or Refusal as `apply_import` does.
    """
    if batch.counts.get("rows", 0) <= AT_ONCE_ROWS:
        return apply_import(batch=batch, version=version, by=by, at=at)
    can_import(by).or_raise()
    IMPORT.next(batch.state, "queue")
    none_refused(batch)
    with transaction.atomic():
        take(batch, version, act="queue", problems=[])
        batch.refresh_from_db()
        _hand_to_job(batch, by)
        record(ImportApplyAsked(**_about(batch, by, at)))
    return batch


@transaction.atomic
def repeat_import(*, batch: ImportBatch, version: int, by: Actor, at: datetime) -> ImportBatch:
    """Hand the work to a new job, where the one before has ended without finishing it.

    Raises NotAllowed, StateRefusal, Stale, or Refusal `import.still_running`.
    """
    can_import(by).or_raise()
    IMPORT.next(batch.state, "repeat")
    job = job_view(str(batch.job_id))
    if job is not None and not job.is_finished:
        raise _StillRunning("import.still_running")
    take(batch, version, act="repeat")
    batch.refresh_from_db()
    _hand_to_job(batch, by)
    record(ImportRepeated(**_about(batch, by, at)))
    return batch


def finish_reading(*, batch_id: int, user_id: int | None, at: datetime, progress: Progress) -> None:
    """What the job does with a file that was received: the preview, or why it cannot be one.

    Raises Stale where somebody was faster.
    """
    batch = _batch(batch_id)
    if batch.state != ImportState.READING or batch.file is None:
        return
    system = Actor.system("Kasuari", on=at.date())
    try:
        can_import(actor_of_account(user_id, on=at.date())).or_raise()
        found = opened(path_of(batch.file.sha256).read_bytes(), name=batch.file_name, kind=batch.kind)
        shown = preview(
            found,
            kind=batch.kind,
            instansi=batch.instansi,
            effective_date=batch.effective_date,
            progress=lambda done, total: progress(done, 2 * total),
        )
    except Refusal as refusal:
        with transaction.atomic():
            take(batch, batch.version, act="fail", problems=[_stored(refusal)])
            record(ImportFailed(**_about(batch, system, at, tell=True), code=refusal.code))
        return
    with transaction.atomic():
        show(batch, shown, by=system, at=at, progress=lambda done, total: progress(total + done, 2 * total))


def finish_applying(*, batch_id: int, user_id: int | None, at: datetime, progress: Progress) -> None:
    """What the job does with a preview that is to be applied: all of it, or back to the preview with why.

    Raises Stale where somebody was faster.
    """
    batch = _batch(batch_id)
    if batch.state != ImportState.APPLYING:
        return
    by = actor_of_account(user_id, on=at.date())
    try:
        can_import(by).or_raise()
        apply_rows(batch, batch.version, act="finish", by=by, at=at, progress=progress)
    except Stale:
        raise
    except Refusal as refusal:
        _give_back(batch_id, refusal, at=at)


@transaction.atomic
def _give_back(batch_id: int, refusal: Refusal, *, at: datetime) -> None:
    batch = _batch(batch_id)
    if batch.state == ImportState.APPLYING:
        take(batch, batch.version, act="return", problems=[_stored(refusal)])
    else:  # the rows that are refused by now stand in the preview already
        ImportBatch.objects.filter(pk=batch_id).update(problems=[_stored(refusal)])
    system = Actor.system("Kasuari", on=at.date())
    record(ImportReturned(**_about(batch, system, at, tell=True), code=refusal.code))


def _hand_to_job(batch: ImportBatch, by: Actor) -> None:
    from kasuari.organisation.tasks import apply_received, read_received

    task = read_received if batch.state == ImportState.READING else apply_received
    job_id = task.enqueue(batch.pk, by.user_id).id
    ImportBatch.objects.filter(pk=batch.pk).update(job_id=job_id)
    batch.refresh_from_db()


def _batch(batch_id: int) -> ImportBatch:
    return ImportBatch.objects.select_related("instansi", "file").get(pk=batch_id)


def _stored(refusal: Refusal) -> dict[str, Any]:
    return {"code": refusal.code, "params": {key: str(value) for key, value in refusal.params.items()}}


def _about(batch: ImportBatch, by: Actor, at: datetime, *, tell: bool = False) -> dict[str, Any]:
    return {
        "by": by,
        "at": at,
        "object_id": batch.pk,
        "file_name": batch.file_name,
        "tell": (batch.created_by_id,) if tell and batch.created_by_id else (),
        "link": reverse("organisation:import", args=[batch.pk]),
    }
