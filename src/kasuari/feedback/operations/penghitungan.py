"""Counting the box: opened once, in memory, and what may not be shown is never written down."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db import transaction

from kasuari.feedback import sealing
from kasuari.feedback.access.putaran import can_run_putaran
from kasuari.feedback.counting import Answer, Count, Line, Scale, UnitFact, count, count_units
from kasuari.feedback.enums import ANONIM, Kelompok, StatePutaran, StateTugas
from kasuari.feedback.events.putaran import PutaranCounted
from kasuari.feedback.models import (
    AmplopJawaban,
    BobotPutaran,
    DrafJawaban,
    HasilPutaran,
    HasilUnitPutaran,
    KomentarPutaran,
    PesertaPutaran,
    Putaran,
    TugasPutaran,
)
from kasuari.feedback.operations.jawaban import envelope_of
from kasuari.feedback.rater_statistics import MILD, STRICT
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Refusal
from kasuari.foundation.states import StateRefusal
from kasuari.foundation.trees import ancestors

BATCH = 2000
Progress = Callable[[int, int], None]


def count_putaran(*, putaran: Putaran, by: Actor, at: datetime, progress: Progress | None = None) -> Putaran:
    """Open the box of a closed round, write down what may be shown, destroy the key and empty the box.

    Repeating it after a fault goes on where it was cut off: an uncounted box is whole, a counted one is only
    cleared. Raises NotAllowed, StateRefusal, Refusal `putaran.key_gone`.
    """
    can_run_putaran(by).or_raise()
    if putaran.state != StatePutaran.DITUTUP:
        raise StateRefusal("state.not_possible")
    if putaran.counted_at is None:
        _count(putaran, by=by, at=at, progress=progress)
    sealing.destroy_key(putaran.kunci)
    _empty(putaran)
    putaran.refresh_from_db()
    return putaran


def _count(putaran: Putaran, *, by: Actor, at: datetime, progress: Progress | None) -> None:
    try:
        seal = sealing.seal_of(putaran.kunci, length=putaran.panjang)
    except sealing.KeyGone:
        raise Refusal("putaran.key_gone") from None
    scale = scale_of(putaran)
    answers = list(_opened(putaran, seal, progress))
    peserta = {
        pk: (unit_id, path, penilai_id, kind)
        for pk, unit_id, path, penilai_id, kind in PesertaPutaran.objects.filter(putaran=putaran)
        .order_by("pk")
        .values_list("pk", "unit_id", "unit__path", "penilai_id", "jenis_jabatan")
    }
    weights = _weights(putaran, {kind for *_rest, kind in peserta.values()})
    result = count(
        answers,
        scale,
        subjects=peserta,
        superior_of={pk: row[2] for pk, row in peserta.items()},
        weights={pk: weights[row[3]] for pk, row in peserta.items() if row[3] in weights},
    )
    units = count_units(
        answers,
        scale,
        units=_units(putaran, {row[1]: row[0] for row in peserta.values()}),
        unit_of={pk: row[1] for pk, row in peserta.items()},
        profiles=result.profiles,
    )
    _write(putaran, result, units, by=by, at=at)


def scale_of(putaran: Putaran) -> Scale:
    """What the count has to know of the round."""
    instrumen = putaran.instrumen
    return Scale(
        lines=tuple(Line(item["kode"], item["nilai"]) for item in instrumen.butir),
        questions=tuple(item["kode"] for item in instrumen.pertanyaan),
        highest=len(instrumen.skala),
        band=putaran.ambang_rentang,
        figures=putaran.ambang_angka,
    )


def _opened(putaran: Putaran, seal: sealing.Seal, progress: Progress | None) -> Iterator[Answer]:
    """Every answer of the box. No order of the box survives: they are only ever counted or shuffled."""
    rows = AmplopJawaban.objects.filter(putaran=putaran).order_by("pk")
    total, purpose = rows.count(), envelope_of(putaran)
    for number, isi in enumerate(rows.values_list("isi", flat=True).iterator(chunk_size=BATCH), start=1):
        content = seal.open(isi, purpose=purpose)
        yield Answer(
            about=content["p"],
            group=content["k"],
            values=tuple(value or None for value in content["n"]),
            texts=tuple(content["t"]),
        )
        if progress is not None and number % BATCH == 0:
            progress(number, total)


def _weights(putaran: Putaran, kinds: set[str]) -> dict[str, Mapping[str, int]]:
    """The weights in force on the last day of the round, by jabatan; nothing where the agency does not
    score.
    """
    rows = BobotPutaran.objects.filter(
        instansi_id=putaran.instansi_id, start_date__lte=putaran.last_date
    ).order_by("start_date")
    held: dict[str, BobotPutaran] = {row.jenis_jabatan: row for row in rows}
    found: dict[str, Mapping[str, int]] = {}
    for kind in kinds:
        row = held.get("jpt" if kind.startswith("jpt") else kind) or held.get("")
        if row is not None:
            found[kind] = {item.value: getattr(row, item.value) for item in Kelompok}
    return found


def _units(putaran: Putaran, leaves: Mapping[str, int]) -> list[UnitFact]:
    """The units of the round with everything above them that the round is wholly about."""
    from kasuari.feedback.queries.putaran import units_by_path

    wanted = tuple(putaran.cakupan.order_by("pk").values_list("unit__path", flat=True))
    paths = {step for path in leaves for step in ancestors(path) if step.startswith(wanted)}
    raters: dict[str, set[int]] = defaultdict(set)
    rows = TugasPutaran.objects.filter(
        peserta__putaran=putaran, state=StateTugas.SELESAI, kelompok__in=[item.value for item in ANONIM]
    )
    for path, pengisi in rows.order_by().values_list("peserta__unit__path", "pengisi_id").distinct():
        for step in ancestors(path):
            raters[step].add(pengisi)
    return [
        UnitFact(unit_id=pk, path=path, raters=len(raters[path]))
        for path, pk in sorted(units_by_path(putaran.instansi_id, paths).items())
    ]


@transaction.atomic
def _write(
    putaran: Putaran, result: Count, units: Mapping[int, Mapping[str, Any]], *, by: Actor, at: datetime
) -> None:
    locked = Putaran.objects.select_for_update().get(pk=putaran.pk)
    if locked.counted_at is not None:
        return
    rows = [HasilPutaran(peserta_id=pk, isi=isi) for pk, isi in result.profiles.items()]
    HasilPutaran.objects.bulk_create(rows, batch_size=BATCH)
    HasilUnitPutaran.objects.bulk_create(
        HasilUnitPutaran(putaran=putaran, unit_id=pk, isi=isi) for pk, isi in units.items()
    )
    comments = [
        KomentarPutaran(peserta_id=item.about, sumber=item.source, pertanyaan=item.question, teks=item.text)
        for item in result.comments
    ]
    secrets.SystemRandom().shuffle(comments)
    KomentarPutaran.objects.bulk_create(comments, batch_size=BATCH)
    report = {
        "jawaban": result.answers,
        "icc": result.icc,
        "keketatan": [
            {
                "penilai_id": item.rater,
                "orang": item.rated,
                "arah": item.band,
                "geser": round(item.shift, 2),
                "galat": round(item.error, 2),
                "bobot": round(item.weight, 2),
            }
            for item in result.severity
            if item.band in {STRICT, MILD}
        ],
    }
    Putaran.objects.filter(pk=putaran.pk).update(
        counted_at=at, rekaman={**locked.rekaman, "hitungan": report}, version=locked.version + 1
    )
    record(PutaranCounted(by=by, at=at, object_id=putaran.pk, nama=putaran.nama, jawaban=result.answers))


def _empty(putaran: Putaran) -> None:
    """Remove every envelope and draft; the box in parts, so that others can write meanwhile."""
    box = AmplopJawaban.objects.filter(putaran=putaran)
    edges = [UUID(int=part << 124) for part in range(16)]
    for low, high in pairwise(edges):
        box.filter(id__gte=low, id__lt=high).delete()
    box.delete()
    DrafJawaban.objects.filter(tugas__peserta__putaran=putaran).delete()
