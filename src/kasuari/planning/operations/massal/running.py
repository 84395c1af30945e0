"""The run of a plan for many: prepared, begun, written by a worker batch by batch, and taken back.

A batch is one transaction that locks the run first: of two workers that hold the same job the second finds
the rows done. Whatever dies between two batches is taken up where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, NotAllowed
from kasuari.foundation.rows import write_next
from kasuari.planning.access import can_plan_many, can_run_massal
from kasuari.planning.enums import JenisMassal, StateBarisMassal, StateMassal
from kasuari.planning.events.massal import (
    MassalApplied,
    MassalBegun,
    MassalCancelled,
    MassalContinued,
    MassalPrepared,
    MassalUndoBegun,
    MassalUndone,
)
from kasuari.planning.models import BarisMassal, Periode, RencanaMassal
from kasuari.planning.operations.massal.choices import PilihanMassal
from kasuari.planning.operations.massal.rancangan import Rancangan, rancangan_of
from kasuari.planning.operations.massal.rewording import (
    PilihanUbah,
    reword_batch,
    rewordings_of,
    unword_batch,
)
from kasuari.planning.operations.massal.writing import undo_batch, write_batch
from kasuari.planning.states import MASSAL

BATCH = 200
_TRIES = 3
_OPEN = {
    StateMassal.BERJALAN.value: StateBarisMassal.MENUNGGU.value,
    StateMassal.MENGURUNGKAN.value: StateBarisMassal.DITULIS.value,
}
Progress = Callable[[int, int], None]

register(
    {
        "planning.massal_nobody": Reason(
            _("Tidak ada pegawai yang dapat ditulis dengan pilihan ini."),
            _("Lihat alasannya pada pratinjau, lalu ubah pilihan kelompok atau sumbernya."),
        ),
        "planning.massal_nothing_to_undo": Reason(
            _("Tidak ada yang dapat diurungkan: semua SKP dari rencana ini sudah disentuh."),
            _("Ubah SKP satu per satu bila perlu."),
        ),
    }
)


@transaction.atomic
def prepare_massal(*, periode: Periode, pilihan: PilihanMassal, by: Actor, at: datetime) -> RencanaMassal:
    """Keep what was asked, for its preview. No SKP is written yet."""
    can_plan_many(by, periode).or_raise()
    return _prepared(periode, JenisMassal.ISI, pilihan.tidy().stored(), by=by, at=at)


@transaction.atomic
def prepare_rewording(
    *, massal: RencanaMassal, pilihan: PilihanUbah, by: Actor, at: datetime
) -> RencanaMassal:
    """Keep new words for what a run wrote in the same words for many. Raises Invalid."""
    can_run_massal(by, massal).or_raise()
    if massal.state != StateMassal.DITERAPKAN or massal.jenis != JenisMassal.ISI:
        MASSAL.next(massal.state, "selesai")
    stored = pilihan.tidy(massal).stored()
    return _prepared(massal.periode, JenisMassal.UBAH, stored, by=by, at=at, asal=massal)


@transaction.atomic
def cancel_massal(*, massal: RencanaMassal, version: int, by: Actor, at: datetime) -> RencanaMassal:
    """Give a preview up."""
    can_run_massal(by, massal).or_raise()
    write_next(massal, version, state=MASSAL.next(massal.state, "batalkan"))
    record(MassalCancelled(**_about(massal, by, at)))
    return massal


@transaction.atomic
def begin_massal(*, massal: RencanaMassal, version: int, by: Actor, at: datetime) -> RencanaMassal:
    """Hand the run to the worker: the rows of everybody who is written or passed over are made now."""
    can_run_massal(by, massal).or_raise()
    can_plan_many(by, massal.periode).or_raise()
    state = MASSAL.next(massal.state, "terapkan")
    rows = rows_of(massal, by=by, at=at)
    count = sum(row.state == StateBarisMassal.MENUNGGU for row in rows)
    if not count:
        raise Invalid("planning.massal_nobody")
    write_next(massal, version, state=state, applied_at=at, applied_by_id=by.user_id)
    BarisMassal.objects.bulk_create(rows, batch_size=500)
    record(MassalBegun(**_about(massal, by, at), count=count, skipped=len(rows) - count))
    _enqueue(massal)
    return massal


@transaction.atomic
def continue_massal(*, massal: RencanaMassal, version: int, by: Actor, at: datetime) -> RencanaMassal:
    """Hand a run that stopped to the worker again; what is done stays done."""
    can_run_massal(by, massal).or_raise()
    write_next(massal, version, state=MASSAL.next(massal.state, "lanjutkan"))
    count = massal.baris.filter(state=_OPEN[massal.state]).count()
    record(MassalContinued(**_about(massal, by, at), count=count))
    _enqueue(massal)
    return massal


@transaction.atomic
def undo_massal(*, massal: RencanaMassal, version: int, by: Actor, at: datetime) -> RencanaMassal:
    """Take back whatever nobody has touched since, by the worker. Raises Invalid where that is nothing."""
    can_run_massal(by, massal).or_raise()
    state = MASSAL.next(massal.state, "urungkan")
    count = massal.baris.filter(UNTOUCHED).count()
    if not count:
        raise Invalid("planning.massal_nothing_to_undo")
    write_next(massal, version, state=state, undone_at=at, undone_by_id=by.user_id)
    record(MassalUndoBegun(**_about(massal, by, at), count=count))
    _enqueue(massal)
    return massal


# Written, and since then the version and the state of the SKP stand, and no matrix was opened on it.
UNTOUCHED = Q(
    state=StateBarisMassal.DITULIS,
    skp__version=F("skp_version"),
    skp__state__in=("draf", "dikembalikan"),
    skp__matriks__isnull=True,
)


def work_massal(
    *, massal_id: int, by: Actor, now: Callable[[], datetime], progress: Progress | None = None
) -> dict[str, int]:
    """Do what is left of a run, batch by batch; `by` is who began it. Answers the counts of its rows."""
    while _one_batch(massal_id, by=by, at=now(), progress=progress):
        pass
    return _finished(massal_id, by=by, at=now())


def rows_of(massal: RencanaMassal, *, by: Actor, at: datetime) -> list[BarisMassal]:
    """A row for everybody whom the run is for, not saved."""
    if massal.jenis == JenisMassal.UBAH:
        return rewordings_of(massal, PilihanUbah.restored(massal.pilihan), by=by)
    found = rancangan_of(periode=massal.periode, pilihan=PilihanMassal.restored(massal.pilihan), by=by, at=at)
    return [_row(massal, number, item) for number, item in enumerate(found, start=1)]


def _row(massal: RencanaMassal, number: int, item: Rancangan) -> BarisMassal:
    return BarisMassal(
        massal=massal,
        urutan=number,
        pegawai_id=item.pegawai_id,
        penugasan=item.penugasan,
        state=StateBarisMassal.DILEWATI if item.alasan else StateBarisMassal.MENUNGGU,
        code=item.alasan,
        rhk=len(item.hasil) + item.peran,
        indikator=item.indikator,
        sumber=list(item.sumber),
    )


def _prepared(
    periode: Periode,
    jenis: JenisMassal,
    pilihan: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
    asal: RencanaMassal | None = None,
) -> RencanaMassal:
    if by.user_id is None:
        raise NotAllowed("planning.no_account")
    massal = RencanaMassal.objects.create(
        periode=periode, jenis=jenis, pilihan=pilihan, asal=asal, created_at=at, created_by_id=by.user_id
    )
    record(MassalPrepared(**_about(massal, by, at), tahun=periode.tahun, jenis=jenis))
    return massal


def _one_batch(massal_id: int, *, by: Actor, at: datetime, progress: Progress | None) -> bool:
    """One batch; False where nothing is left."""
    for attempt in range(1, _TRIES + 1):
        try:
            with transaction.atomic():
                massal = _locked(massal_id)
                left = _OPEN.get(massal.state)
                if left is None:
                    return False
                rows = list(massal.baris.filter(state=left).order_by("urutan")[:BATCH])
                if rows:
                    _ACTS[massal.jenis, massal.state](massal, rows, by=by, at=at)
            break
        except IntegrityError:  # somebody began their own SKP at the same moment; the next look finds it
            if attempt == _TRIES:
                raise
    if progress is not None:
        total, waiting = massal.baris.count(), massal.baris.filter(state=left).count()
        progress(total - waiting, total)
    return bool(rows)


_Act = Callable[..., None]
_ACTS: dict[tuple[str, str], _Act] = {
    (JenisMassal.ISI.value, StateMassal.BERJALAN.value): write_batch,
    (JenisMassal.ISI.value, StateMassal.MENGURUNGKAN.value): undo_batch,
    (JenisMassal.UBAH.value, StateMassal.BERJALAN.value): reword_batch,
    (JenisMassal.UBAH.value, StateMassal.MENGURUNGKAN.value): unword_batch,
}


@transaction.atomic
def _finished(massal_id: int, *, by: Actor, at: datetime) -> dict[str, int]:
    massal = _locked(massal_id)
    counts = counts_of(massal)
    if not MASSAL.allows(massal.state, "selesai"):
        return counts
    undone = massal.state == StateMassal.MENGURUNGKAN
    write_next(massal, massal.version, state=MASSAL.next(massal.state, "selesai"), counts=counts)
    tell = (massal.created_by_id,)
    about = {**_about(massal, by, at), "tell": tell}
    if undone:
        record(MassalUndone(**about, undone=counts["diurungkan"], kept=counts["dipertahankan"]))
    else:
        record(MassalApplied(**about, written=counts["ditulis"], skipped=counts["dilewati"]))
    return counts


def counts_of(massal: RencanaMassal) -> dict[str, int]:
    """How many rows there are in each state. One query."""
    found = dict(massal.baris.order_by().values_list("state").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in StateBarisMassal.values}


def _locked(massal_id: int) -> RencanaMassal:
    rows = RencanaMassal.objects.select_for_update(of=("self",)).select_related("periode__instansi")
    return rows.get(pk=massal_id)


def _enqueue(massal: RencanaMassal) -> None:
    from kasuari.planning.tasks import write_massal

    job = write_massal.enqueue(massal.pk).id
    RencanaMassal.objects.filter(pk=massal.pk).update(job=job)
    massal.job = job


def _about(massal: RencanaMassal, by: Actor, at: datetime) -> dict[str, Any]:
    link = reverse("planning:massal_run", args=[massal.pk])
    return {"by": by, "at": at, "object_id": massal.pk, "link": link}
