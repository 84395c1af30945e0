"""The papers of a whole unit in one file: asked for, made by the worker batch by batch, thrown away later.

What is to be in it is written down when it is asked for. A batch marks its papers as there in one
transaction, and only where they were not: of two workers that hold the same job neither doubles anything, and
whatever dies is taken up where it stopped. The file itself appears at once, when nothing is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from kasuari.documents import gathering
from kasuari.documents.queries import current_of
from kasuari.evaluation import printing
from kasuari.evaluation.access_bundel import can_bundle
from kasuari.evaluation.documents import (
    FormatHasilEvaluasi,
    print_dokumen_evaluasi,
    print_hasil_evaluasi,
)
from kasuari.evaluation.enums import BentukBundel, IsiBundel, StateBundel
from kasuari.evaluation.events import BundleAsked, BundleContinued, BundleFinished
from kasuari.evaluation.models import Bundel, BundelBerkas, Evaluasi
from kasuari.evaluation.operations.closing import named
from kasuari.evaluation.operations.issuing import D11, D12, D13, OBJECT_TYPE, outcome_of
from kasuari.evaluation.queries.bundel import evaluasi_to_bundle
from kasuari.evaluation.states import BUNDEL
from kasuari.foundation import files
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.rows import write_next

if TYPE_CHECKING:
    from kasuari.organisation.models import UnitKerja
    from kasuari.planning.models import PeriodeEvaluasi

BATCH = 40
PRESSES = 2
MOST_JOINED = 3_000
KEPT = timedelta(days=7)
_KINDS = {
    IsiBundel.HASIL.value: tuple(item.value for item in FormatHasilEvaluasi),
    IsiBundel.DOKUMEN.value: (D13, D12, D11),
}
Progress = Callable[[int, int], None]


@transaction.atomic
def ask_bundle(
    *,
    periode_evaluasi: PeriodeEvaluasi,
    unit: UnitKerja,
    isi: str,
    bentuk: str,
    by: Actor,
    at: datetime,
) -> Bundel:
    """Write down what shall be in a bundle and hand it to the worker. Raises NotAllowed or Invalid."""
    can_bundle(by, unit).or_raise()
    wanted = IsiBundel(isi)
    kinds = [IsiBundel.HASIL, IsiBundel.DOKUMEN] if wanted is IsiBundel.LENGKAP else [wanted]
    ids = list(evaluasi_to_bundle(by, periode_evaluasi, unit).values_list("pk", flat=True))
    if not ids:
        raise Invalid("evaluation.bundle_nobody")
    count = len(ids) * len(kinds)
    if bentuk == BentukBundel.GABUNGAN and count > MOST_JOINED:
        raise Invalid("evaluation.bundle_too_large", most=MOST_JOINED, count=count)
    bundel = Bundel.objects.create(
        periode_evaluasi=periode_evaluasi,
        unit=unit,
        isi=wanted,
        bentuk=BentukBundel(bentuk),
        created_at=at,
        created_by_id=by.user_id or 0,
    )
    pairs = [(pk, kind) for pk in ids for kind in kinds]
    BundelBerkas.objects.bulk_create(
        (
            BundelBerkas(bundel=bundel, urutan=number, evaluasi_id=pk, jenis=kind)
            for number, (pk, kind) in enumerate(pairs, start=1)
        ),
        batch_size=500,
    )
    record(
        BundleAsked(
            by=by,
            at=at,
            object_id=bundel.pk,
            unit=unit.nama,
            period=named(periode_evaluasi),
            isi=wanted.value,
            bentuk=bentuk,
            count=count,
        )
    )
    _enqueue(bundel)
    return bundel


@transaction.atomic
def continue_bundle(*, bundel: Bundel, version: int, by: Actor, at: datetime) -> Bundel:
    """Hand a bundle that stopped to the worker again; what is there stays."""
    can_bundle(by, bundel.unit).or_raise()
    state = BUNDEL.next(bundel.state, "lanjutkan")
    write_next(bundel, version, state=state)
    left = bundel.berkas.filter(sha256="").count()
    record(BundleContinued(by=by, at=at, object_id=bundel.pk, count=left))
    _enqueue(bundel)
    return bundel


def work_bundle(
    *, bundel_id: int, by: Actor, now: Callable[[], datetime], progress: Progress | None = None
) -> int:
    """Make what is left of a bundle; `by` is who asked for it. Answers how many papers it has."""
    bundel = Bundel.objects.select_related("unit", "periode_evaluasi__periode").get(pk=bundel_id)
    total = bundel.berkas.count()
    if bundel.state != StateBundel.BERJALAN:
        return total
    done = bundel.berkas.exclude(sha256="").count()
    with ThreadPoolExecutor(max_workers=PRESSES) as presses:
        while batch := list(bundel.berkas.filter(sha256="").order_by("urutan")[:BATCH]):
            _one_batch(batch, presses, by=by, at=now())
            done += len(batch)
            if progress is not None:
                progress(min(done, total), total)
    _finish(bundel, total, by=by, at=now())
    return total


@transaction.atomic
def forget_bundles(*, at: datetime) -> int:
    """Throw the files away that were kept for a week. Answers how many."""
    gone = 0
    for bundel in Bundel.objects.filter(state=StateBundel.SELESAI, finished_at__lt=at - KEPT).order_by("pk"):
        state = BUNDEL.next(bundel.state, "hapus")
        gone += Bundel.objects.filter(pk=bundel.pk, state=bundel.state).update(
            state=state, version=F("version") + 1
        )
        file_of(bundel).unlink(missing_ok=True)
    return gone


def file_of(bundel: Bundel) -> Path:
    """Where the file of a bundle lies."""
    ending = "zip" if bundel.bentuk == BentukBundel.ZIP else "pdf"
    return gathering.folder() / f"{bundel.pk}.{ending}"


def _one_batch(batch: list[BundelBerkas], presses: ThreadPoolExecutor, *, by: Actor, at: datetime) -> None:
    """Find the issued papers of a batch; print those that nobody issued, several at a time."""
    ids = {row.evaluasi_id for row in batch}
    issued = current_of(OBJECT_TYPE, ids, kinds={kind for kinds in _KINDS.values() for kind in kinds})
    found: dict[int, str] = {}
    lacking = []
    for row in batch:
        kept = next(
            (
                issued[row.evaluasi_id, kind]
                for kind in _KINDS[row.jenis]
                if (row.evaluasi_id, kind) in issued
            ),
            None,
        )
        if kept is not None and files.path_of(kept).exists():
            found[row.pk] = kept
        else:
            lacking.append(row)
    facts = {
        row.pk: row
        for row in Evaluasi.objects.filter(pk__in=[row.evaluasi_id for row in lacking]).order_by("pk")
    }
    made = presses.map(lambda row: _printed(facts[row.evaluasi_id], row.jenis, at), lacking)
    contents = dict(zip([row.pk for row in lacking], made, strict=True))
    with transaction.atomic():
        for pk, content in contents.items():
            kept_file = files.store_bytes(content, name=f"bundel-{pk}.pdf", by_id=by.user_id, at=at)
            found[pk] = kept_file.sha256
        for row in batch:
            BundelBerkas.objects.filter(pk=row.pk, sha256="").update(sha256=found[row.pk])


def _printed(evaluasi: Evaluasi, jenis: str, at: datetime) -> bytes:
    """A copy of a paper that was never issued, or whose file is lost: from the frozen facts, without a mark
    of its own."""
    outcome = outcome_of(evaluasi)
    if jenis == IsiBundel.HASIL:
        return print_hasil_evaluasi(printing.hasil_evaluasi(evaluasi.fakta, outcome, printed_at=at))
    return print_dokumen_evaluasi(printing.dokumen_evaluasi(evaluasi.fakta, outcome, printed_at=at))


def _finish(bundel: Bundel, total: int, *, by: Actor, at: datetime) -> None:
    """Put the file together and say so, once. Raises RuntimeError where a paper is missing."""
    rows = list(bundel.berkas.select_related("evaluasi__pegawai", "evaluasi__skp__unit").order_by("urutan"))
    if any(not row.sha256 for row in rows):
        raise RuntimeError(f"bundle {bundel.pk} is not complete")
    target, moment = file_of(bundel), timezone.localtime(bundel.created_at)
    if bundel.bentuk == BentukBundel.ZIP:
        gathering.write_zip(target, ((_name(row), files.path_of(row.sha256)) for row in rows), at=moment)
    else:
        title = f"{bundel.unit.nama}, {named(bundel.periode_evaluasi)}"
        gathering.write_joined(
            target, (files.path_of(row.sha256) for row in rows), title=title, at=bundel.created_at
        )
    with transaction.atomic():
        ended = Bundel.objects.filter(pk=bundel.pk, state=StateBundel.BERJALAN).update(
            state=BUNDEL.next(StateBundel.BERJALAN, "selesai"), finished_at=at, version=F("version") + 1
        )
        if not ended:
            return  # another worker was faster
        record(
            BundleFinished(
                by=by,
                at=at,
                object_id=bundel.pk,
                tell=(bundel.created_by_id,),
                link=reverse("evaluation:bundle", args=[bundel.pk]),
                unit=bundel.unit.nama,
                period=named(bundel.periode_evaluasi),
                count=total,
            )
        )


def _name(row: BundelBerkas) -> str:
    """`0001 Nama Unit/1989… Nama hasil.pdf`: safe in every file system, and in order."""
    pegawai = row.evaluasi.pegawai
    who = " ".join(filter(None, [pegawai.nip, pegawai.nama]))
    return f"{_safe(row.evaluasi.skp.unit.nama)}/{_safe(who)} {row.urutan:05d} {row.jenis}.pdf"


def _safe(text: str) -> str:
    return re.sub(r"[^\w .,'()-]+", " ", text).strip(" .")[:80] or "tanpa nama"


def _enqueue(bundel: Bundel) -> None:
    from kasuari.evaluation.tasks import write_bundle

    found = write_bundle.enqueue(bundel.pk)
    Bundel.objects.filter(pk=bundel.pk).update(job=found.id)
    bundel.job = found.id
