"""Files of partners and of programmes: read, shown, and applied as a whole or not at all."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from kasuari.development.access.mitra import can_keep_partners
from kasuari.development.enums.mitra import JenisKatalog, StateKatalog, StateProgram
from kasuari.development.events.mitra import KatalogApplied, KatalogCancelled, KatalogRead
from kasuari.development.katalog_file import KatalogFile, KatalogRow, KnownKatalog, read_katalog
from kasuari.development.models import ImporKatalog, Mitra, PerjanjianMitra, ProgramPelatihan
from kasuari.development.operations.mitra import IsianMitra, IsianProgram, programme_columns
from kasuari.development.queries.kompetensi import names_in
from kasuari.development.states_mitra import KATALOG
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.files import path_of, store_bytes
from kasuari.foundation.refusals import Refusal
from kasuari.foundation.rows import write_next
from kasuari.foundation.states import StateRefusal
from kasuari.organisation.importing.checked_rows import report_of
from kasuari.organisation.operations import ImportResult

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi

LARGEST_FILE = 20 * 1024 * 1024


def read_catalogue(
    *, content: bytes, name: str, jenis: str, instansi: Instansi, by: Actor, at: datetime
) -> ImporKatalog:
    """Keep a file for its preview; nothing changes yet. The same file waiting already stays as it is.

    Raises NotAllowed, or Refusal with an `import.…` code where the file is no such table.
    """
    can_keep_partners(by).or_raise()
    found = read_katalog(content, name=name, jenis=jenis, known=standing(instansi))
    same = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        waiting = ImporKatalog.objects.filter(
            instansi=instansi, jenis=jenis, state=StateKatalog.PRATINJAU, file__sha256=same
        ).first()
        if waiting is not None:
            return waiting
        return _keep(found, content, name=name, jenis=jenis, instansi=instansi, by=by, at=at)


def catalogue_preview(impor: ImporKatalog) -> KatalogFile:
    """The rows of a kept file against what stands now."""
    content = path_of(impor.file.sha256).read_bytes()
    return read_katalog(content, name=impor.file.name, jenis=impor.jenis, known=standing(impor.instansi))


@transaction.atomic
def apply_catalogue(*, impor: ImporKatalog, version: int, by: Actor, at: datetime) -> ImporKatalog:
    """Write everything that the file says, or nothing; the rows are compared with what stands once more.

    A programme that comes in this way is published; one that has more people than its new number of seats
    refuses the whole. Raises NotAllowed, StateRefusal, Stale, Refusal `development.catalogue_refused_rows`.
    """
    can_keep_partners(by).or_raise()
    state = KATALOG.next(impor.state, "terapkan")
    found = catalogue_preview(impor)
    if found.counts["refused"]:
        raise StateRefusal("development.catalogue_refused_rows", count=found.counts["refused"])
    write_next(impor, version, state=state, counts=found.counts)
    write = _write_mitra if impor.jenis == JenisKatalog.MITRA else _write_program
    words = names_in(impor.instansi_id, on=at.date())
    for row in found.rows:
        if row.action in {"new", "changed"}:
            write(row, impor.instansi, words, by, at)
    _set_prerequisites(found.rows)
    record(
        KatalogApplied(
            by=by,
            at=at,
            object_id=impor.pk,
            file_name=impor.file.name,
            new=found.counts["new"],
            changed=found.counts["changed"],
        )
    )
    return impor


@transaction.atomic
def cancel_catalogue(*, impor: ImporKatalog, version: int, by: Actor, at: datetime) -> ImporKatalog:
    """Give an import up; the file stays for the record."""
    can_keep_partners(by).or_raise()
    write_next(impor, version, state=KATALOG.next(impor.state, "batalkan"))
    record(KatalogCancelled(by=by, at=at, object_id=impor.pk, file_name=impor.file.name))
    return impor


def import_catalogue(
    *, jenis: str, path: Path, instansi: Instansi, dry_run: bool = False, by: Actor, at: datetime
) -> ImportResult:
    """Read a file and, unless `dry_run` or a row is refused, apply it: all or nothing.

    Raises NotAllowed, OSError where the file cannot be opened, and Refusal where it is no such table.
    """
    can_keep_partners(by).or_raise()
    if path.stat().st_size > LARGEST_FILE:
        raise Refusal("import.too_large", limit=LARGEST_FILE // (1024 * 1024))
    content = path.read_bytes()
    found = read_katalog(content, name=path.name, jenis=jenis, known=standing(instansi))
    if dry_run or found.counts["refused"]:
        return ImportResult(report_of(found.rows), found.counts, applied=False)
    with transaction.atomic():
        impor = _keep(found, content, name=path.name, jenis=jenis, instansi=instansi, by=by, at=at)
        apply_catalogue(impor=impor, version=impor.version, by=by, at=at)
    return ImportResult(report_of(found.rows), found.counts, applied=True, batch_id=impor.pk)


def standing(instansi: Instansi) -> KnownKatalog:
    """What stands in an agency. Three queries."""
    agreements: dict[int, set[tuple[str, object]]] = defaultdict(set)
    rows = PerjanjianMitra.objects.filter(mitra__instansi=instansi)
    for mitra_id, jenis, end in rows.values_list("mitra_id", "jenis", "end_date"):
        agreements[mitra_id].add((jenis, end))
    partners = {
        row.kode: (
            row.pk,
            IsianMitra(**{name: getattr(row, name) for name in IsianMitra.__slots__}),
            frozenset(agreements[row.pk]),
        )
        for row in Mitra.objects.filter(instansi=instansi).order_by("pk")
    }
    rows_of = ProgramPelatihan.objects.filter(mitra__instansi=instansi).order_by("pk")
    programs = {(row.mitra_id, row.kode): row for row in rows_of.select_related("prasyarat")}
    return KnownKatalog(
        partners,  # type: ignore[arg-type]
        {key: _isian_of(row) for key, row in programs.items()},
        {key: row.prasyarat.kode for key, row in programs.items() if row.prasyarat is not None},
    )


def _isian_of(row: ProgramPelatihan) -> IsianProgram:
    """As a file would say it: what no file says is left at its default."""
    told = {
        name: getattr(row, name) for name in IsianProgram.__slots__ if name not in {"bahasa", "prasyarat_id"}
    }
    return IsianProgram(**{**told, "sasaran": tuple(row.sasaran)})


def _write_mitra(row: KatalogRow, instansi: Instansi, words: object, by: Actor, at: datetime) -> None:
    if row.mitra is None:
        return
    columns = {name: getattr(row.mitra, name) for name in IsianMitra.__slots__ if name != "kode"}
    mitra, made = Mitra.objects.get_or_create(
        instansi=instansi,
        kode=row.mitra.kode,
        defaults={"created_at": at, "created_by_id": by.user_id, **columns},
    )
    if not made:
        Mitra.objects.filter(pk=mitra.pk).update(version=F("version") + 1, **columns)
    if row.end_date is not None:
        PerjanjianMitra.objects.get_or_create(
            mitra=mitra,
            jenis=row.perjanjian,
            end_date=row.end_date,
            defaults={"created_at": at, "created_by_id": by.user_id},
        )


def _write_program(row: KatalogRow, instansi: Instansi, words: object, by: Actor, at: datetime) -> None:
    if row.program is None or row.mitra_id is None:
        return
    columns = programme_columns(row.program, words)  # type: ignore[arg-type]
    for kept in ("bahasa", "prasyarat_id"):
        columns.pop(kept)
    before = ProgramPelatihan.objects.filter(mitra_id=row.mitra_id, kode=row.program.kode)
    if before.filter(terisi__lte=row.program.kursi).update(version=F("version") + 1, **columns):
        return
    if before.exists():
        raise StateRefusal("development.fewer_seats")
    ProgramPelatihan.objects.create(
        mitra_id=row.mitra_id, state=StateProgram.TERBIT, created_at=at, created_by_id=by.user_id, **columns
    )


def _set_prerequisites(rows: Iterable[KatalogRow]) -> None:
    """By code among the programmes of the same partner, once all of them are there."""
    told = [row for row in rows if row.program and row.prasyarat is not None]
    programs = ProgramPelatihan.objects.filter(mitra_id__in={row.mitra_id for row in told})
    ids = {(mitra_id, kode): pk for pk, mitra_id, kode in programs.values_list("pk", "mitra_id", "kode")}
    for row in told:
        if row.program is not None and row.action in {"new", "changed"}:
            ProgramPelatihan.objects.filter(mitra_id=row.mitra_id or 0, kode=row.program.kode).update(
                prasyarat_id=ids.get((row.mitra_id or 0, row.prasyarat or ""))
            )


def _keep(
    found: KatalogFile, content: bytes, *, name: str, jenis: str, instansi: Instansi, by: Actor, at: datetime
) -> ImporKatalog:
    file = store_bytes(content, name=name, by_id=by.user_id, at=at, table=found.media_type)
    impor = ImporKatalog.objects.create(
        instansi=instansi,
        jenis=jenis,
        file=file,
        counts=found.counts,
        created_at=at,
        created_by_id=by.user_id,
    )
    record(
        KatalogRead(
            by=by,
            at=at,
            object_id=impor.pk,
            file_name=file.name,
            rows=found.counts["rows"],
            refused=found.counts["refused"],
        )
    )
    return impor
