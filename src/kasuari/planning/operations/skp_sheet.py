"""A sheet of SKP rows that comes back: kept for its preview, then written as a whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record, record_many
from kasuari.foundation.files import path_of, store_bytes
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal, Stale
from kasuari.foundation.rows import write_next
from kasuari.organisation.operations import ImportResult
from kasuari.planning.access import can_bring_sheet
from kasuari.planning.enums import StatePeriode, StateSkp
from kasuari.planning.events.massal import SkpFileApplied, SkpFileCancelled, SkpFileRead, SkpSheetWritten
from kasuari.planning.likeness import same_key
from kasuari.planning.models import ImporSkp, Indikator, Periode, RencanaHasilKerja, Skp
from kasuari.planning.operations.inputs import MAX_INDIKATOR, MAX_RHK, IsianIndikator
from kasuari.planning.queries.skp_sheet import sheet_skp
from kasuari.planning.skp_file import SkpFile, SkpRow, SkpStanding, read_skp_file, report_of
from kasuari.planning.states import IMPOR_SKP, WRITABLE

LARGEST_FILE = 20 * 1024 * 1024
_LINE = IsianIndikator.__slots__

register(
    {
        "planning.sheet_refused_rows": Reason(
            _("Masih ada {count} baris yang ditolak; belum ada yang disimpan."),
            _("Perbaiki lembarnya menurut saran, lalu unggah lagi."),
        ),
    }
)


class _Standing(Refusal):
    """Something stands in the way that has to be done first."""

    status = 409


def read_skp_import(*, content: bytes, name: str, periode: Periode, by: Actor, at: datetime) -> ImporSkp:
    """Keep a sheet for its preview; no SKP changes yet. Raises NotAllowed, or Refusal with an `import.…` code
    where the file is no such table at all."""
    can_bring_sheet(by, periode).or_raise()
    found = read_skp_file(content, name=name, standing=sheet_standing(by, periode))
    if by.user_id is None:
        raise NotAllowed("planning.no_account")
    with transaction.atomic():
        stored = store_bytes(content, name=name, by_id=by.user_id, at=at, table=found.media_type)
        impor = ImporSkp.objects.create(
            periode=periode, file=stored, counts=found.counts, created_at=at, created_by_id=by.user_id
        )
        rows, refused = found.counts["rows"], found.counts["refused"]
        record(SkpFileRead(by=by, at=at, object_id=periode.pk, file_name=name, rows=rows, refused=refused))
    return impor


def preview_of_skp(impor: ImporSkp, *, by: Actor) -> SkpFile:
    """The rows of a kept sheet against what stands now."""
    content = path_of(impor.file.sha256).read_bytes()
    return read_skp_file(content, name=impor.file.name, standing=sheet_standing(by, impor.periode))


@transaction.atomic
def apply_skp_import(*, impor: ImporSkp, version: int, by: Actor, at: datetime) -> ImporSkp:
    """Write everything that the sheet says, or nothing; it is compared with what stands once more, under a
    lock. Raises NotAllowed, StateRefusal, Stale, or Refusal `planning.sheet_refused_rows`."""
    can_bring_sheet(by, impor.periode).or_raise()
    state = IMPOR_SKP.next(impor.state, "terapkan")
    list(Skp.objects.select_for_update().filter(periode=impor.periode).order_by("pk").values_list("pk"))
    found = preview_of_skp(impor, by=by)
    if found.counts["refused"]:
        raise _Standing("planning.sheet_refused_rows", count=found.counts["refused"])
    write_next(impor, version, state=state, counts=found.counts, applied_at=at, applied_by_id=by.user_id)
    _write(impor.periode, found.rows, by=by, at=at)
    record(_applied(impor.periode, found, name=impor.file.name, sha256=impor.file.sha256, by=by, at=at))
    return impor


@transaction.atomic
def cancel_skp_import(*, impor: ImporSkp, version: int, by: Actor, at: datetime) -> ImporSkp:
    """Give a preview up; the file stays for the record."""
    can_bring_sheet(by, impor.periode).or_raise()
    write_next(impor, version, state=IMPOR_SKP.next(impor.state, "batalkan"))
    record(SkpFileCancelled(by=by, at=at, object_id=impor.periode_id, file_name=impor.file.name))
    return impor


@transaction.atomic
def import_skp_file(*, path: Path, periode: Periode, dry_run: bool, by: Actor, at: datetime) -> ImportResult:
    """A sheet from the command line: all rows or none; a dry run writes nothing. Raises OSError, Refusal."""
    can_bring_sheet(by, periode).or_raise()
    if path.stat().st_size > LARGEST_FILE:
        raise Refusal("import.too_large", limit=LARGEST_FILE // (1024 * 1024))
    content = path.read_bytes()
    found = read_skp_file(content, name=path.name, standing=sheet_standing(by, periode))
    rows, counts = report_of(found.rows), found.counts
    if dry_run or counts["refused"]:
        return ImportResult(rows, counts, applied=False)
    _write(periode, found.rows, by=by, at=at)
    record(_applied(periode, found, name=path.name, sha256="", by=by, at=at))
    return ImportResult(rows, counts, applied=True)


def sheet_standing(actor: Actor, periode: Periode) -> SkpStanding:
    """What stands of everything that the actor may bring back; what is handed in or set is seen only."""
    rows = list(sheet_skp(actor, periode))
    closed: dict[int, str] = {}
    for skp in rows:
        if skp.state not in WRITABLE:
            set_already = skp.state == StateSkp.DITETAPKAN
            closed[skp.pk] = "planning.already_set" if set_already else "planning.not_writable"
        elif periode.state != StatePeriode.DIBUKA:
            closed[skp.pk] = "planning.periode_closed"
    by_nip: dict[str, Skp] = {}
    for skp in sorted(rows, key=lambda skp: (skp.pk in closed, -skp.start_date.toordinal(), skp.pk)):
        if skp.pegawai.nip:
            by_nip.setdefault(skp.pegawai.nip, skp)
    return SkpStanding({skp.pk: skp for skp in rows}, by_nip, closed)


def _applied(
    periode: Periode, found: SkpFile, *, name: str, sha256: str, by: Actor, at: datetime
) -> SkpFileApplied:
    return SkpFileApplied(
        by=by,
        at=at,
        object_id=periode.pk,
        file_name=name,
        new=found.counts["new"],
        changed=found.counts["changed"],
        unchanged=found.counts["unchanged"],
        sha256=sha256,
    )


def _write(periode: Periode, rows: Sequence[SkpRow], *, by: Actor, at: datetime) -> None:
    """Write every row that is new or changed, SKP by SKP one event; the queries do not grow with the rows."""
    by_skp: dict[int, list[SkpRow]] = {}
    for row in rows:
        if row.action in {"new", "changed"} and row.skp_id is not None:
            by_skp.setdefault(row.skp_id, []).append(row)
    if not by_skp:
        return
    skps = {
        skp.pk: skp
        for skp in Skp.objects.filter(pk__in=by_skp)
        .select_related("pegawai")
        .prefetch_related("rencana_hasil_kerja__indikator")
        .defer("fakta")
    }
    writing = _Writing()
    for skp_id, mine in by_skp.items():
        writing.add(skps[skp_id], mine)
    writing.save()
    moved = Skp.objects.filter(pk__in=by_skp, state__in=WRITABLE).update(version=F("version") + 1)
    if moved != len(by_skp):
        raise Stale
    record_many(
        [
            SkpSheetWritten(
                by=by,
                at=at,
                object_id=skp_id,
                pegawai_id=skps[skp_id].pegawai_id,
                tell=_owner_of(skps[skp_id], by),
                link=reverse("planning:skp", args=[skp_id]),
                count=len(mine),
                changes=tuple({"row": row.row, "action": row.action, "changes": row.changes} for row in mine),
            )
            for skp_id, mine in by_skp.items()
        ]
    )


class _Writing:
    """Rows on their way into results and indikator."""

    def __init__(self) -> None:
        self.results: list[RencanaHasilKerja] = []
        self.new_results: list[RencanaHasilKerja] = []
        self.lines: list[Indikator] = []
        self.new_lines: list[Indikator] = []

    def add(self, skp: Skp, rows: Sequence[SkpRow]) -> None:
        """The rows of one SKP."""
        results = {row.pk: row for row in skp.rencana_hasil_kerja.all()}
        lines = {line.pk: line for row in results.values() for line in row.indikator.all()}
        fresh: dict[str, RencanaHasilKerja] = {}
        last = max((row.urutan for row in results.values()), default=0)
        places = {
            row.pk: max((line.urutan for line in row.indikator.all()), default=0) for row in results.values()
        }
        counted: dict[int, int] = {}
        for row in rows:
            if row.rhk is None:
                continue
            result = results.get(row.rhk_id or 0)
            if result is None:
                key = same_key(row.rhk.teks)
                if key not in fresh:
                    last += 1
                    fresh[key] = RencanaHasilKerja(
                        skp=skp, urutan=last, teks=row.rhk.teks, jenis=row.rhk.jenis, sumber=row.rhk.sumber
                    )
                    self.new_results.append(fresh[key])
                result = fresh[key]
            elif any(item["column"] in {"rhk", "jenis"} for item in row.changes):
                result.teks, result.jenis = row.rhk.teks, row.rhk.jenis
                self.results.append(result)
            if row.indikator is None:
                continue
            line = lines.get(row.indikator_id or 0)
            if line is None:
                at = counted.get(id(result), places.get(result.pk or 0, 0)) + 1
                counted[id(result)] = at
                self.new_lines.append(Indikator(rhk=result, urutan=at, **_columns(row.indikator)))
                if at > MAX_INDIKATOR:
                    raise Invalid("planning.too_many")
            else:
                for name, value in _columns(row.indikator).items():
                    setattr(line, name, value)
                line.periksa = False
                self.lines.append(line)
        if len(results) + len(fresh) > MAX_RHK:
            raise Invalid("planning.too_many")

    def save(self) -> None:
        """All of them, in at most four kinds of query."""
        RencanaHasilKerja.objects.bulk_create(self.new_results, batch_size=500)
        Indikator.objects.bulk_create(self.new_lines, batch_size=500)
        if self.results:
            RencanaHasilKerja.objects.bulk_update(self.results, ["teks", "jenis"], batch_size=100)
        if self.lines:
            Indikator.objects.bulk_update(self.lines, [*_LINE, "periksa"], batch_size=50)


def _columns(item: IsianIndikator) -> dict[str, Any]:
    return {name: getattr(item, name) for name in _LINE}


def _owner_of(skp: Skp, by: Actor) -> tuple[int, ...]:
    owner = skp.pegawai.user_id
    return (owner,) if owner and owner != by.user_id else ()
