"""Potensi as it comes in: one note, or a file that is shown first and then taken as a whole or not at all."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kasuari.development.access.talenta import can_import_potential, can_note_potential
from kasuari.development.enums.mitra import StateKatalog
from kasuari.development.enums.tindak_lanjut import NilaiPotensi
from kasuari.development.events.talenta import (
    PotentialCancelled,
    PotentialFileApplied,
    PotentialFileCancelled,
    PotentialFileRead,
    PotentialNoted,
)
from kasuari.development.models import ImporPotensi, PotensiPegawai
from kasuari.development.potensi_file import Known, PotensiFile, read_potensi
from kasuari.development.queries.talenta import noted_in
from kasuari.development.states_tindak_lanjut import IMPOR_POTENSI
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.files import path_of, store_bytes
from kasuari.foundation.refusals import Invalid, Problem, Refusal
from kasuari.foundation.rows import write_next
from kasuari.foundation.states import StateRefusal
from kasuari.organisation import queries as organisation

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi, Pegawai


@transaction.atomic
def note_potential(
    *, pegawai: Pegawai, nilai: str, tanggal: date, dasar: str, by: Actor, at: datetime
) -> PotensiPegawai:
    """Note what an assessment said of one person. Raises NotAllowed, Invalid, or Refusal where that day is
    noted already."""
    can_note_potential(by, pegawai_id=pegawai.pk).or_raise()
    dasar, problems = " ".join(dasar.split()), []
    if nilai not in NilaiPotensi.values:
        problems.append(Problem("development.field", "nilai", _("Pilih rendah, menengah, atau tinggi.")))
    if tanggal > at.date():
        problems.append(Problem("development.field", "tanggal", _("Tanggal asesmen belum tiba.")))
    if not 0 < len(dasar) <= 200:
        words = _("Sebut asesmen atau suratnya, paling panjang 200 huruf.")
        problems.append(Problem("development.field", "dasar", words))
    if problems:
        raise Invalid("development.invalid", problems=tuple(problems))
    try:
        with transaction.atomic():
            made = PotensiPegawai.objects.create(
                pegawai=pegawai,
                nilai=nilai,
                tanggal=tanggal,
                dasar=dasar,
                noted_at=at,
                noted_by_id=by.user_id or 0,
            )
    except IntegrityError:
        raise Refusal("development.potential_same_day") from None
    record(
        PotentialNoted(
            by=by,
            at=at,
            object_id=pegawai.pk,
            tell=(pegawai.user_id,) if pegawai.user_id else (),
            link=reverse("development:my_talent"),
            nama=pegawai.nama_lengkap,
            tanggal=tanggal,
            nilai=nilai,
            dasar=dasar,
        )
    )
    return made


@transaction.atomic
def cancel_potential(*, potensi: PotensiPegawai, alasan: str, by: Actor, at: datetime) -> None:
    """A wrong note no longer holds. Raises NotAllowed, Invalid."""
    can_note_potential(by, pegawai_id=potensi.pegawai_id).or_raise()
    alasan = " ".join(alasan.split())
    if not 0 < len(alasan) <= 300:
        problem = Problem("development.field", "alasan", _("Tulis alasannya, paling panjang 300 huruf."))
        raise Invalid("development.invalid", problems=(problem,))
    changed = PotensiPegawai.objects.filter(pk=potensi.pk, cancelled_at__isnull=True).update(
        cancelled_at=at, cancelled_by_id=by.user_id, alasan=alasan
    )
    if not changed:
        raise StateRefusal("development.potential_cancelled")
    record(
        PotentialCancelled(
            by=by, at=at, object_id=potensi.pegawai_id, nama=potensi.pegawai.nama_lengkap, alasan=alasan
        )
    )


def read_potential_file(
    *, content: bytes, name: str, instansi: Instansi, by: Actor, at: datetime
) -> ImporPotensi:
    """Keep a file for its preview; nothing changes yet. The same file waiting already stays as it is.

    Raises NotAllowed, or Refusal with an `import.…` code where the file is no such table.
    """
    can_import_potential(by).or_raise()
    found = read_potensi(content, name=name, known=_known(instansi, by, at))
    with transaction.atomic():
        waiting = ImporPotensi.objects.filter(
            instansi=instansi, state=StateKatalog.PRATINJAU, file__sha256=hashlib.sha256(content).hexdigest()
        ).first()
        if waiting is not None:
            return waiting
        file = store_bytes(content, name=name, by_id=by.user_id, at=at, table=found.media_type)
        impor = ImporPotensi.objects.create(
            instansi=instansi, file=file, counts=found.counts, created_at=at, created_by_id=by.user_id or 0
        )
        record(
            PotentialFileRead(
                by=by,
                at=at,
                object_id=impor.pk,
                file_name=file.name,
                rows=found.counts["rows"],
                refused=found.counts["refused"],
            )
        )
    return impor


def potential_preview(impor: ImporPotensi, *, by: Actor, at: datetime) -> PotensiFile:
    """The rows of a kept file against what stands now."""
    content = path_of(impor.file.sha256).read_bytes()
    return read_potensi(content, name=impor.file.name, known=_known(impor.instansi, by, at))


@transaction.atomic
def apply_potential_file(*, impor: ImporPotensi, version: int, by: Actor, at: datetime) -> ImporPotensi:
    """Note everything that the file says, or nothing. A row that says something else of a day that is noted
    already takes the place of that note, which stays readable as cancelled.

    Raises NotAllowed, StateRefusal `development.potential_refused_rows`, Stale.
    """
    can_import_potential(by).or_raise()
    state = IMPOR_POTENSI.next(impor.state, "terapkan")
    found = potential_preview(impor, by=by, at=at)
    if found.counts["refused"]:
        raise StateRefusal("development.potential_refused_rows", count=found.counts["refused"])
    write_next(impor, version, state=state, counts=found.counts)
    _cancel_replaced(impor, found, by=by, at=at)
    PotensiPegawai.objects.bulk_create(
        [
            PotensiPegawai(
                pegawai_id=row.pegawai_id,
                nilai=row.nilai,
                tanggal=row.tanggal,
                dasar=row.dasar,
                noted_at=at,
                noted_by_id=by.user_id or 0,
            )
            for row in found.rows
            if row.action in {"new", "changed"} and row.tanggal is not None
        ],
        batch_size=500,
    )
    record(
        PotentialFileApplied(
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
def cancel_potential_file(*, impor: ImporPotensi, version: int, by: Actor, at: datetime) -> ImporPotensi:
    """Give an import up; the file stays for the record."""
    can_import_potential(by).or_raise()
    write_next(impor, version, state=IMPOR_POTENSI.next(impor.state, "batalkan"))
    record(PotentialFileCancelled(by=by, at=at, object_id=impor.pk, file_name=impor.file.name))
    return impor


def _cancel_replaced(impor: ImporPotensi, found: PotensiFile, *, by: Actor, at: datetime) -> None:
    """The notes in whose place a row steps. One query, and one for each 500 of them."""
    replaced = {(row.pegawai_id, row.tanggal) for row in found.rows if row.action == "changed"}
    if not replaced:
        return
    rows = PotensiPegawai.objects.filter(pegawai__instansi=impor.instansi, cancelled_at__isnull=True)
    columns = rows.order_by("pk").values_list("pk", "pegawai_id", "tanggal")
    ids = [pk for pk, who, day in columns if (who, day) in replaced]
    why = (_("Diganti oleh berkas %(name)s") % {"name": impor.file.name})[:300]
    for start in range(0, len(ids), 500):
        PotensiPegawai.objects.filter(pk__in=ids[start : start + 500]).update(
            cancelled_at=at, cancelled_by_id=by.user_id, alasan=why
        )


def _known(instansi: Instansi, by: Actor, at: datetime) -> Known:
    """Who is there, and what is noted. Two queries."""
    people = organisation.pegawai_rows().filter(instansi=instansi).exclude(nip=None)
    return Known(
        people={row.nip or "": (row.pk, row.nama_lengkap) for row in people.order_by("pk")},
        noted=noted_in(instansi.pk),
        own_id=by.pegawai_id,
        today=at.date(),
    )
