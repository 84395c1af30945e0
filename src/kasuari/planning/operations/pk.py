"""Writes of the perjanjian kinerja: by hand, from a file as a whole, set and opened again.

Every write by hand takes the `version` of the perjanjian that the writer saw. A perjanjian that is set is
opened before it changes. What changes is proposed to the SKP that took it; nothing is written there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.files import path_of, store_bytes
from kasuari.foundation.jobs import ask_to_stop
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Refusal, Stale
from kasuari.foundation.rows import write_next
from kasuari.organisation.importing.checked_rows import report_of
from kasuari.organisation.operations import ImportResult
from kasuari.planning.access import can_finalise_pk, can_write_pk
from kasuari.planning.enums import ArahTarget, JenisTrajektori, Perspektif, StatePk
from kasuari.planning.events import (
    PkFinalised,
    PkImportCancelled,
    PkImported,
    PkImportRead,
    PkItemAdded,
    PkItemChanged,
    PkItemRemoved,
    PkReopened,
)
from kasuari.planning.models import ImporPk, Indikator, IndikatorPk, PerjanjianKinerja, ProgramPk, SasaranPk
from kasuari.planning.pk_file import IsianPk, PkFile, PkRow, differences, read_pk_file
from kasuari.planning.queries.pk import isian_of, standing_for
from kasuari.planning.states import IMPOR_PK, PK

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi, UnitKerja

LARGEST_FILE = 20 * 1024 * 1024
STEP = 50
Progress = Callable[[int, int], None]

register(
    {
        "planning.pk_final": Reason(
            _("Perjanjian kinerja ini sudah ditetapkan."), _("Buka untuk diubah, lalu ulangi.")
        ),
        "planning.pk_kode_used": Reason(
            _("Kode ini sudah dipakai indikator lain pada perjanjian kinerja ini."), _("Pilih kode lain.")
        ),
        "planning.pk_invalid": Reason(
            _("Isian indikator belum lengkap."), _("Isi kode, sasaran, indikator, satuan, dan target.")
        ),
        "planning.pk_empty": Reason(
            _("Perjanjian kinerja ini belum berisi indikator."), _("Tambahkan indikatornya, lalu tetapkan.")
        ),
        "planning.pk_refused_rows": Reason(
            _("Masih ada {count} baris yang ditolak; belum ada yang disimpan."),
            _("Perbaiki berkasnya menurut saran, lalu unggah lagi."),
        ),
    }
)
_OWN = (
    "nomor",
    "teks",
    "satuan",
    "baseline",
    "target",
    "arah",
    "target_tw1",
    "target_tw2",
    "target_tw3",
    "target_tw4",
    "trajektori",
    "perspektif",
    "penanggung_jawab_id",
    "penanggung_jawab_teks",
)


class _Standing(Refusal):
    """Something stands in the way that has to be done first."""

    status = 409


@transaction.atomic
def add_indikator_pk(*, unit: UnitKerja, tahun: int, isian: IsianPk, by: Actor, at: datetime) -> IndikatorPk:
    """Add an indicator by hand; the perjanjian kinerja of the unit begins with its first."""
    can_write_pk(by, unit.path).or_raise()
    _check(isian)
    perjanjian, _made = PerjanjianKinerja.objects.get_or_create(unit=unit, tahun=tahun)
    _still_open(perjanjian)
    if IndikatorPk.objects.filter(
        sasaran__perjanjian=perjanjian, kode=isian.kode, removed_at__isnull=True
    ).exists():
        raise Invalid("planning.pk_kode_used")
    item = _write(perjanjian, isian)
    PerjanjianKinerja.objects.filter(pk=perjanjian.pk).update(version=F("version") + 1)
    record(PkItemAdded(**_about(perjanjian, by, at), indikator_pk_id=item.pk, kode=item.kode, teks=item.teks))
    return item


@transaction.atomic
def change_indikator_pk(
    *, item: IndikatorPk, version: int, isian: IsianPk, by: Actor, at: datetime
) -> IndikatorPk:
    """Change an indicator with its sasaran, programme and budget; the kode stays."""
    perjanjian = item.sasaran.perjanjian
    can_write_pk(by, perjanjian.unit.path).or_raise()
    _check(isian)
    _still_open(perjanjian)
    changed = [row["column"] for row in differences(isian_of(item), isian)]
    if not changed:
        if not PerjanjianKinerja.objects.filter(pk=perjanjian.pk, version=version).exists():
            raise Stale
        return item
    write_next(perjanjian, version)
    written = _write(perjanjian, isian)
    record(
        PkItemChanged(
            **_about(perjanjian, by, at),
            tell=_who_took([perjanjian.pk]),
            indikator_pk_id=written.pk,
            kode=written.kode,
            teks=written.teks,
            changed=tuple(changed),
        )
    )
    return written


@transaction.atomic
def remove_indikator_pk(*, item: IndikatorPk, version: int, by: Actor, at: datetime) -> None:
    """Take an indicator out. An SKP that took it keeps its words and is told."""
    perjanjian = item.sasaran.perjanjian
    can_write_pk(by, perjanjian.unit.path).or_raise()
    _still_open(perjanjian)
    write_next(perjanjian, version)
    IndikatorPk.objects.filter(pk=item.pk).update(removed_at=at, removed_by_id=by.user_id)
    record(
        PkItemRemoved(
            **_about(perjanjian, by, at),
            tell=_who_took([perjanjian.pk]),
            indikator_pk_id=item.pk,
            kode=item.kode,
            teks=item.teks,
        )
    )


@transaction.atomic
def finalise_pk(*, perjanjian: PerjanjianKinerja, version: int, by: Actor, at: datetime) -> PerjanjianKinerja:
    """Say that the perjanjian kinerja is set; until then its rancangan may be used (Lampiran BAB II
    A.2.a.3)."""
    can_finalise_pk(by, perjanjian.unit.path).or_raise()
    state = PK.next(perjanjian.state, "tetapkan")
    if not IndikatorPk.objects.filter(sasaran__perjanjian=perjanjian, removed_at__isnull=True).exists():
        raise Invalid("planning.pk_empty")
    write_next(perjanjian, version, state=state, finalised_at=at, finalised_by_id=by.user_id)
    record(PkFinalised(**_about(perjanjian, by, at), unit=perjanjian.unit.nama, tahun=perjanjian.tahun))
    return perjanjian


@transaction.atomic
def reopen_pk(*, perjanjian: PerjanjianKinerja, version: int, by: Actor, at: datetime) -> PerjanjianKinerja:
    """Open a perjanjian kinerja that is set, because it is amended."""
    can_finalise_pk(by, perjanjian.unit.path).or_raise()
    state = PK.next(perjanjian.state, "ubah")
    write_next(perjanjian, version, state=state, finalised_at=None, finalised_by_id=None)
    record(PkReopened(**_about(perjanjian, by, at), unit=perjanjian.unit.nama, tahun=perjanjian.tahun))
    return perjanjian


def read_pk_import(*, content: bytes, name: str, instansi: Instansi, by: Actor, at: datetime) -> ImporPk:
    """Keep a file for its preview; no perjanjian kinerja changes yet.

    Raises NotAllowed, or Refusal with an `import.…` code where the file is no such table at all.
    """
    can_write_pk(by).or_raise()
    found = read_pk_file(content, name=name, standing=standing_for(instansi))
    return _keep(found, content, name=name, instansi=instansi, by=by, at=at)


def preview_of(impor: ImporPk) -> PkFile:
    """The rows of a kept file against what stands now."""
    content = path_of(impor.file.sha256).read_bytes()
    return read_pk_file(content, name=impor.file.name, standing=standing_for(impor.instansi))


@transaction.atomic
def apply_pk_import(*, impor: ImporPk, version: int, by: Actor, at: datetime) -> ImporPk:
    """Write everything that the file says, or nothing; the rows are compared with what stands once more.

    Raises NotAllowed, StateRefusal, Stale, or Refusal `planning.pk_refused_rows`.
    """
    can_write_pk(by).or_raise()
    found = acceptable(impor)
    take_impor(impor, version, act="terapkan", counts=found.counts, applied_at=at, applied_by_id=by.user_id)
    write_file(impor, found, by=by, at=at)
    return impor


def acceptable(impor: ImporPk) -> PkFile:
    """The rows of a kept file. Raises Refusal `planning.pk_refused_rows` where one stands in the way."""
    found = preview_of(impor)
    if found.counts["refused"]:
        raise _Standing("planning.pk_refused_rows", count=found.counts["refused"])
    return found


def write_file(
    impor: ImporPk, found: PkFile, *, by: Actor, at: datetime, progress: Progress | None = None
) -> None:
    """Write what is new or changed in a file, with its event. Called in a transaction."""
    written = _write_rows(found.rows, progress)
    counts = found.counts
    record(
        PkImported(
            by=by,
            at=at,
            object_id=impor.pk,
            tell=_who_took(written),
            link=reverse("planning:pks"),
            file_name=impor.file.name,
            new=counts["new"],
            changed=counts["changed"],
            unchanged=counts["unchanged"],
            sha256=impor.file.sha256,
        )
    )


def cancel_pk_import(*, impor: ImporPk, version: int, by: Actor, at: datetime) -> ImporPk:
    """Give an import up, also while a job applies it; the file stays for the record."""
    can_write_pk(by).or_raise()
    IMPOR_PK.next(impor.state, "batalkan")
    if impor.job_id and ImporPk.objects.filter(pk=impor.pk, version=version, state=impor.state).exists():
        ask_to_stop(str(impor.job_id))
    with transaction.atomic():
        take_impor(impor, version, act="batalkan")
        record(PkImportCancelled(by=by, at=at, object_id=impor.pk, file_name=impor.file.name))
    return impor


def import_pk_file(
    *, path: Path | str, instansi: Instansi, dry_run: bool = False, by: Actor, at: datetime
) -> ImportResult:
    """Read a file and, unless `dry_run` or a row is refused, apply it: all or nothing. Writes nothing else.

    Raises NotAllowed, OSError where the file cannot be opened, and Refusal where it is no such table.
    """
    can_write_pk(by).or_raise()
    source = Path(path)
    if source.stat().st_size > LARGEST_FILE:
        raise Refusal("import.too_large", limit=LARGEST_FILE // (1024 * 1024))
    content = source.read_bytes()
    found = read_pk_file(content, name=source.name, standing=standing_for(instansi))
    counts, rows = found.counts, report_of(found.rows)
    if dry_run or counts["refused"]:
        return ImportResult(rows, counts, applied=False)
    with transaction.atomic():
        impor = _keep(found, content, name=source.name, instansi=instansi, by=by, at=at)
        apply_pk_import(impor=impor, version=impor.version, by=by, at=at)
    return ImportResult(rows, counts, applied=True, batch_id=impor.pk)


@transaction.atomic
def _keep(
    found: PkFile, content: bytes, *, name: str, instansi: Instansi, by: Actor, at: datetime
) -> ImporPk:
    file = store_bytes(content, name=name, by_id=by.user_id, at=at, table=found.media_type)
    impor = ImporPk.objects.create(
        instansi=instansi, file=file, counts=found.counts, created_at=at, created_by_id=by.user_id
    )
    record(
        PkImportRead(
            by=by,
            at=at,
            object_id=impor.pk,
            file_name=file.name,
            rows=found.counts["rows"],
            refused=found.counts["refused"],
        )
    )
    return impor


def _write_rows(rows: tuple[PkRow, ...], progress: Progress | None) -> list[int]:
    """Write what is new or changed; a perjanjian whose rows all stand already is not touched. Answers the ids
    of those that were."""
    touched: dict[tuple[int, int], PerjanjianKinerja] = {}
    for number, row in enumerate(rows):
        if progress is not None and number % STEP == 0:
            progress(number, len(rows))
        if row.action not in {"new", "changed"} or row.isian is None or not row.unit_id or not row.tahun:
            continue
        key = (row.unit_id, row.tahun)
        if key not in touched:
            touched[key], _made = PerjanjianKinerja.objects.get_or_create(unit_id=key[0], tahun=key[1])
            _still_open(touched[key])
        _write(touched[key], row.isian)
    ids = [perjanjian.pk for perjanjian in touched.values()]
    PerjanjianKinerja.objects.filter(pk__in=ids).update(version=F("version") + 1)
    return ids


def _who_took(perjanjian_ids: list[int]) -> tuple[int, ...]:
    """The accounts of those whose SKP has taken something from these perjanjian kinerja."""
    took = Indikator.objects.filter(
        indikator_pk__sasaran__perjanjian_id__in=perjanjian_ids, rhk__skp__pegawai__user__isnull=False
    )
    return tuple(sorted(set(took.order_by().values_list("rhk__skp__pegawai__user_id", flat=True))))


def _write(perjanjian: PerjanjianKinerja, isian: IsianPk) -> IndikatorPk:
    """The indicator of that kode says exactly this. What it says differently from before counts as a new
    revision, also of the others under a sasaran whose words have changed."""
    sasaran, made = SasaranPk.objects.get_or_create(
        perjanjian=perjanjian, nomor=isian.no_sasaran, defaults={"teks": isian.sasaran}
    )
    if not made and sasaran.teks != isian.sasaran:
        SasaranPk.objects.filter(pk=sasaran.pk).update(teks=isian.sasaran)
        IndikatorPk.objects.filter(sasaran=sasaran).exclude(kode=isian.kode).update(
            revision=F("revision") + 1
        )
    program = None
    if isian.program:
        program, made = ProgramPk.objects.get_or_create(
            sasaran=sasaran, nama=isian.program, defaults={"anggaran": isian.anggaran}
        )
        if not made and program.anggaran != isian.anggaran:
            ProgramPk.objects.filter(pk=program.pk).update(anggaran=isian.anggaran)
    columns: dict[str, Any] = {name: getattr(isian, name) for name in _OWN}
    columns |= {"sasaran_id": sasaran.pk, "program": program, "removed_at": None, "removed_by": None}
    before = IndikatorPk.objects.filter(sasaran__perjanjian=perjanjian, kode=isian.kode)
    if before.update(revision=F("revision") + 1, **columns):
        return before.select_related("sasaran__perjanjian__unit", "program").get()
    item = IndikatorPk.objects.create(kode=isian.kode, **columns)
    return IndikatorPk.objects.select_related("sasaran__perjanjian__unit", "program").get(pk=item.pk)


def _check(isian: IsianPk) -> None:
    words = (isian.kode, isian.sasaran, isian.teks, isian.satuan)
    limits = {"kode": 40, "satuan": 60, "program": 300, "penanggung_jawab_teks": 200}
    right = (
        all(word.strip() for word in words)
        and all(len(getattr(isian, name)) <= limit for name, limit in limits.items())
        and isian.arah in ArahTarget.values
        and isian.trajektori in JenisTrajektori.values
        and isian.perspektif in ("", *Perspektif.values)
    )
    if not right:
        raise Invalid("planning.pk_invalid")


def _still_open(perjanjian: PerjanjianKinerja) -> None:
    if perjanjian.state == StatePk.FINAL:
        raise _Standing("planning.pk_final")


def take_impor(impor: ImporPk, version: int, *, act: str, **columns: Any) -> None:
    """Move an import by `act`, but only from what the caller has seen."""
    write_next(impor, version, state=IMPOR_PK.next(impor.state, act), **columns)


def _about(perjanjian: PerjanjianKinerja, by: Actor, at: datetime) -> dict[str, Any]:
    return {
        "by": by,
        "at": at,
        "object_id": perjanjian.pk,
        "link": reverse("planning:pk", args=[perjanjian.pk]),
    }
