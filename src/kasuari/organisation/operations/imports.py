"""A spreadsheet on its way in: read and shown, mended, then applied as a whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.files import store_bytes
from kasuari.foundation.jobs import ask_to_stop
from kasuari.foundation.refusals import Refusal, Stale
from kasuari.organisation.access import can_import
from kasuari.organisation.enums import ImportKind, ImportState, RowAction
from kasuari.organisation.events import ImportApplied, ImportCancelled, ImportRead, ImportRowMended
from kasuari.organisation.importing.applying import TICKS, apply_pegawai, apply_units
from kasuari.organisation.importing.checks import check, counts_of
from kasuari.organisation.importing.columns import COLUMNS
from kasuari.organisation.importing.known import Known
from kasuari.organisation.importing.preview import Preview, known_for, opened, preview
from kasuari.organisation.importing.problems import Finding
from kasuari.organisation.importing.reading import LIMIT_BYTES
from kasuari.organisation.importing.report import report_of
from kasuari.organisation.importing.rows import Progress, SheetRow, normalise, restored_raw, stored_raw
from kasuari.organisation.models import ImportBatch, ImportRow, Instansi
from kasuari.organisation.states import IMPORT

BATCH = 500


class _Refused(Refusal):
    """Rows that are refused stand in the way of applying."""

    status = 409


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What a file came to: every sheet row, the counts, and whether anything was saved."""

    rows: list[dict[str, Any]]
    counts: dict[str, int]
    applied: bool
    batch_id: int | None = None


def read_import(
    *,
    kind: str,
    content: bytes,
    name: str,
    instansi: Instansi,
    effective_date: date,
    by: Actor,
    at: datetime,
    progress: Progress | None = None,
) -> ImportBatch:
    """Read a file into a preview; nothing of the organisation changes yet. The original is kept privately.

    Raises NotAllowed, or Refusal with an `import.…` code where the file cannot be such a table at all.
    """
    can_import(by).or_raise()
    found = opened(content, name=name, kind=kind)
    shown = preview(found, kind=kind, instansi=instansi, effective_date=effective_date, progress=progress)
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


@transaction.atomic
def keep(
    *,
    shown: Preview,
    content: bytes,
    kind: str,
    name: str,
    instansi: Instansi,
    effective_date: date,
    by: Actor,
    at: datetime,
) -> ImportBatch:
    """Keep what was read at once as a new preview."""
    file = store_bytes(content, name=name, by_id=by.user_id, at=at, table=shown.media_type)
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
    show(batch, shown, by=by, at=at)
    return batch


def show(
    batch: ImportBatch, shown: Preview, *, by: Actor, at: datetime, progress: Progress | None = None
) -> None:
    """Put what was read before the clerk. Raises Stale where the import is not being read any more."""
    total = len(shown.rows)
    for start in range(0, total, BATCH):
        part = [_stored(row, batch) for row in shown.rows[start : start + BATCH]]
        ImportRow.objects.bulk_create(part)
        if progress is not None:
            progress(start + len(part), total)
    counts = counts_of(shown.rows)
    take(batch, batch.version, act="show", columns=shown.columns, counts=counts, problems=[])
    record(
        ImportRead(
            by=by,
            at=at,
            object_id=batch.pk,
            tell=(batch.created_by_id,) if batch.created_by_id else (),
            link=reverse("organisation:import", args=[batch.pk]),
            file_name=batch.file_name,
            rows=counts["rows"],
            refused=counts.get("refused", 0),
        )
    )
    batch.refresh_from_db()


@transaction.atomic
def mend_row(
    *, batch: ImportBatch, row: ImportRow, values: Mapping[str, str], version: int, by: Actor, at: datetime
) -> ImportRow:
    """Write other cells into one row and check it again, together with all rows that it may touch.

    `values` maps column keys to what the sheet should have said. Raises NotAllowed, StateRefusal or Stale.
    """
    can_import(by).or_raise()
    IMPORT.next(batch.state, "mend")
    if row.batch_id != batch.pk:
        raise Refusal("state.not_possible")
    known_keys = {column.key for column in COLUMNS[batch.kind]}
    take(batch, version, act="mend")
    rows = _restored(batch)
    mended = rows[row.pk]
    before = _fingerprints(rows)
    given = {key: value.strip() for key, value in values.items() if key in known_keys}
    mended.raw = {**mended.raw, **given}
    mended.formulas = {}
    normalise(mended, kind=batch.kind)
    known = known_for(batch.kind, batch.instansi)
    ordered = list(rows.values())
    check(ordered, known, kind=batch.kind, effective_date=batch.effective_date)
    _save_changed(rows, before, also=row.pk)
    ImportBatch.objects.filter(pk=batch.pk).update(counts=counts_of(ordered))
    record(
        ImportRowMended(
            by=by, at=at, object_id=batch.pk, sheet=row.sheet, row=row.row, columns=tuple(sorted(given))
        )
    )
    batch.refresh_from_db()
    return ImportRow.objects.get(pk=row.pk)


def apply_import(
    *, batch: ImportBatch, version: int, by: Actor, at: datetime, progress: Progress | None = None
) -> ImportBatch:
    """Save everything that the preview shows in one transaction, or nothing.

    The rows are compared with the tables once more. Raises NotAllowed, StateRefusal, Stale, or Refusal with
    `import.has_refused`, or `import.changed_meanwhile` where rows have come to be refused since (the preview
    then shows them).
    """
    can_import(by).or_raise()
    IMPORT.next(batch.state, "apply")
    none_refused(batch)
    apply_rows(batch, version, act="apply", by=by, at=at, progress=progress)
    batch.refresh_from_db()
    return batch


def none_refused(batch: ImportBatch) -> None:
    """Raise Refusal `import.has_refused` where a row stands in the way."""
    if batch.counts.get("refused"):
        raise _Refused("import.has_refused", count=batch.counts["refused"])


def apply_rows(
    batch: ImportBatch, version: int, *, act: str, by: Actor, at: datetime, progress: Progress | None
) -> None:
    """Write everything in one transaction and move the import by `act`, which ends the transaction.

    So that a cancelled import writes nothing, and that nobody waits for this one meanwhile.
    """
    with transaction.atomic():
        Instansi.objects.select_for_update().get(pk=batch.instansi_id)
        if not _standing(batch, version, act=act).exists():
            raise Stale
        rows = _restored(batch)
        ordered = list(rows.values())
        if progress is not None:
            progress(len(ordered) // 2, 2 * len(ordered))
        known = known_for(batch.kind, batch.instansi)
        check(ordered, known, kind=batch.kind, effective_date=batch.effective_date)
        counts = counts_of(ordered)
        outdated = bool(counts.get("refused"))
        if outdated:
            transaction.set_rollback(True)
        else:
            _write(ordered, known, batch, by=by, at=at, progress=progress)
            take(batch, version, act=act, applied_at=at, applied_by_id=by.user_id, counts=counts, problems=[])
            _record_applied(batch, counts, by=by, at=at)
    if outdated:
        _show_again(batch, version, rows, counts)
        raise _Refused("import.changed_meanwhile")


def cancel_import(*, batch: ImportBatch, version: int, by: Actor, at: datetime) -> ImportBatch:
    """Give an import up, also while a job reads or applies it. The file and the rows stay for the record.

    Raises NotAllowed, StateRefusal, or Stale where it has moved on meanwhile.
    """
    can_import(by).or_raise()
    IMPORT.next(batch.state, "cancel")
    if batch.job_id is not None and _standing(batch, version, act="cancel").exists():
        ask_to_stop(str(batch.job_id))
    with transaction.atomic():
        take(batch, version, act="cancel")
        record(ImportCancelled(by=by, at=at, object_id=batch.pk, file_name=batch.file_name))
    batch.refresh_from_db()
    return batch


def import_file(
    *,
    kind: str,
    path: Path | str,
    instansi: Instansi | None = None,
    dry_run: bool = False,
    effective_date: date,
    by: Actor,
    at: datetime,
    progress: Progress | None = None,
) -> ImportResult:
    """Read a file and, unless `dry_run` or a row is refused, apply it: all or nothing.

    Without `instansi` the only agency there is. A dry run writes nothing at all. Raises OSError where the
    file cannot be opened, and Refusal where it is no such table.
    """
    can_import(by).or_raise()
    source = Path(path)
    if source.stat().st_size > LIMIT_BYTES:
        raise Refusal("import.too_large", limit=LIMIT_BYTES // (1024 * 1024))
    content = source.read_bytes()
    agency = instansi or _only_agency()
    found = opened(content, name=source.name, kind=kind)
    shown = preview(found, kind=kind, instansi=agency, effective_date=effective_date, progress=progress)
    counts, rows = counts_of(shown.rows), report_of(shown.every_row())
    if dry_run or counts.get("refused"):
        return ImportResult(rows, counts, applied=False)
    with transaction.atomic():
        batch = keep(
            shown=shown,
            content=content,
            kind=kind,
            name=source.name,
            instansi=agency,
            effective_date=effective_date,
            by=by,
            at=at,
        )
        apply_import(batch=batch, version=batch.version, by=by, at=at, progress=progress)
    return ImportResult(rows, counts, applied=True, batch_id=batch.pk)


def _only_agency() -> Instansi:
    found = list(Instansi.objects.order_by("pk")[:2])
    if len(found) != 1:
        raise Refusal("import.unknown_agency")
    return found[0]


def _standing(batch: ImportBatch, version: int, *, act: str) -> QuerySet[ImportBatch]:
    """The import, if it still is what the caller has seen and may be moved by `act`."""
    return ImportBatch.objects.filter(pk=batch.pk, version=version, state__in=IMPORT.sources(act))


def take(batch: ImportBatch, version: int, *, act: str, **columns: Any) -> None:
    """Move the import, but only from where and from what the caller has seen."""
    state = IMPORT.next(batch.state, act)
    if not _standing(batch, version, act=act).update(state=state, version=F("version") + 1, **columns):
        raise Stale


def _write(
    rows: list[SheetRow],
    known: Known,
    batch: ImportBatch,
    *,
    by: Actor,
    at: datetime,
    progress: Progress | None,
) -> None:
    live = [row for row in rows if not row.skipped]
    total, ticks = len(rows), 0

    def tick() -> None:
        nonlocal ticks
        ticks += 1
        if progress is not None:
            progress(total + total * ticks // TICKS, 2 * total)

    if batch.kind == ImportKind.UNIT:
        apply_units(live, known, instansi=batch.instansi, effective_date=batch.effective_date)
    else:
        apply_pegawai(
            live, known, instansi=batch.instansi, effective_date=batch.effective_date, by=by, at=at, tick=tick
        )
    if progress is not None:
        progress(2 * total, 2 * total)


def _record_applied(batch: ImportBatch, counts: dict[str, int], *, by: Actor, at: datetime) -> None:
    record(
        ImportApplied(
            by=by,
            at=at,
            object_id=batch.pk,
            file_name=batch.file_name,
            kind_of_rows=batch.kind,
            new=counts.get(str(RowAction.NEW), 0),
            changed=counts.get(str(RowAction.CHANGED), 0),
            unchanged=counts.get(str(RowAction.UNCHANGED), 0),
            sha256=batch.file.sha256 if batch.file else "",
        )
    )


@transaction.atomic
def _show_again(batch: ImportBatch, version: int, rows: dict[int, SheetRow], counts: dict[str, int]) -> None:
    """Keep the new verdicts in the preview, so that the clerk sees what has come to be refused."""
    if _standing(batch, version, act="mend" if batch.state == ImportState.PREVIEW else "return").update(
        state=ImportState.PREVIEW, counts=counts, version=F("version") + 1
    ):
        _save_changed(rows, {}, also=None)


def _stored(row: SheetRow, batch: ImportBatch) -> ImportRow:
    return ImportRow(
        batch=batch,
        sheet=row.sheet,
        row=row.row,
        raw=stored_raw(row.raw),
        values=row.values,
        verdict=str(row.verdict),
        action=str(row.action),
        changes=row.changes,
        problems=[finding.stored() for finding in row.findings],
    )


def _restored(batch: ImportBatch) -> dict[int, SheetRow]:
    found = {}
    for pk, sheet, row, raw, values, problems in (
        batch.rows.order_by("pk")
        .values_list("pk", "sheet", "row", "raw", "values", "problems")
        .iterator(chunk_size=2000)
    ):
        findings = [Finding.restored(item) for item in problems]
        found[pk] = SheetRow(sheet, row, restored_raw(raw), dict(values), findings)
    return found


def _fingerprints(rows: dict[int, SheetRow]) -> dict[int, list[Finding]]:
    return {pk: list(row.findings) for pk, row in rows.items()}


def _save_changed(rows: dict[int, SheetRow], before: dict[int, list[Finding]], *, also: int | None) -> None:
    changed = [
        ImportRow(
            pk=pk,
            raw=stored_raw(row.raw),
            values=row.values,
            verdict=str(row.verdict),
            action=str(row.action),
            changes=row.changes,
            problems=[finding.stored() for finding in row.findings],
        )
        for pk, row in rows.items()
        if pk == also or before.get(pk) != row.findings
    ]
    ImportRow.objects.bulk_update(
        changed, ["raw", "values", "verdict", "action", "changes", "problems"], batch_size=100
    )
