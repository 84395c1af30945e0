"""`kasuari import`: a spreadsheet from the command line, with the report of every sheet row."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from kasuari.development.operations.katalog import import_catalogue
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Refusal
from kasuari.organisation.operations import ImportResult, ensure_instansi, import_file
from kasuari.organisation.queries import only_agency
from kasuari.planning.operations import import_pk_file, import_skp_file
from kasuari.planning.queries import periodes

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi


def run_import(
    *,
    kind: str,
    path: Path,
    dry_run: bool,
    effective_date: date,
    agency: str,
    city: str,
    by: Actor,
    at: datetime,
) -> ImportResult:
    """Import a file, all or nothing; a dry run leaves nothing behind.

    Units may be imported before there is an agency: it is then made, named `agency` or after the topmost
    unit of the file. Raises OSError, or Refusal where the file is no such table.
    """
    with transaction.atomic():
        try:
            result = _read(kind, path, None, dry_run=dry_run, effective_date=effective_date, by=by, at=at)
        except Refusal as refusal:
            if refusal.code != "import.unknown_agency" or kind != "unit":
                raise
            first = ensure_instansi(nama=agency or path.stem, kota=city)
            name = agency or _topmost(
                _read(kind, path, first, dry_run=True, effective_date=effective_date, by=by, at=at)
            )
            if name and name != first.nama:
                first.delete()
                first = ensure_instansi(nama=name, kota=city)
            result = _read(kind, path, first, dry_run=dry_run, effective_date=effective_date, by=by, at=at)
        if not result.applied:
            transaction.set_rollback(True)
    return result


def _read(
    kind: str,
    path: Path,
    instansi: Instansi | None,
    *,
    dry_run: bool,
    effective_date: date,
    by: Actor,
    at: datetime,
) -> ImportResult:
    return import_file(
        kind=kind,
        path=path,
        instansi=instansi,
        dry_run=dry_run,
        effective_date=effective_date,
        by=by,
        at=at,
    )


def _topmost(result: ImportResult) -> str:
    """The name of the first unit that stands below no other; "" where the file has none."""
    for line in result.rows:
        values = line["values"]
        if values.get("nama") and not values.get("induk_kode") and not values.get("induk_nama"):
            return str(values["nama"])
    return ""


def run_pk_import(*, path: Path, dry_run: bool, by: Actor, at: datetime) -> ImportResult:
    """Import a file of perjanjian kinerja into the only agency, all or nothing.

    Raises OSError, or Refusal where the file is no such table or there is not exactly one agency.
    """
    return import_pk_file(path=path, instansi=only_agency(), dry_run=dry_run, by=by, at=at)


def run_skp_import(*, path: Path, year: int | None, dry_run: bool, by: Actor, at: datetime) -> ImportResult:
    """Import a sheet of SKP rows into a year of the only agency, all or nothing.

    Raises OSError, or Refusal where the file is no such table or the year was not opened.
    """
    wanted = year or at.year
    periode = next((row for row in periodes(only_agency().pk) if row.tahun == wanted), None)
    if periode is None:
        raise Refusal("planning.periode_closed")
    return import_skp_file(path=path, periode=periode, dry_run=dry_run, by=by, at=at)


def run_catalogue_import(*, kind: str, path: Path, dry_run: bool, by: Actor, at: datetime) -> ImportResult:
    """Import a file of partners or of training programmes into the only agency, all or nothing.

    Raises OSError, or Refusal where the file is no such table or there is not exactly one agency.
    """
    return import_catalogue(jenis=kind, path=path, instansi=only_agency(), dry_run=dry_run, by=by, at=at)


def write_report(result: ImportResult, path: Path) -> None:
    """The report as JSON, UTF-8."""
    text = json.dumps(result.rows, ensure_ascii=False, indent=1, default=str)
    path.write_text(text + "\n", encoding="utf-8")


def summary(result: ImportResult) -> list[str]:
    """The counts, and the first problems of the rows that stand in the way."""
    lines = [", ".join(f"{count} {verdict}" for verdict, count in sorted(result.counts.items()) if count)]
    for line in [line for line in result.rows if line["verdict"] == "refused"][:20]:
        for problem in line["problems"]:
            place = f"{line['sheet']} row {line['row']}"
            said = f"{problem['message']} {problem['suggestion']}".strip()
            lines.append(f"  {place}, {problem['column'] or 'row'}: {said}")
    return lines
