"""Two 360 rounds of one puskesmas: last semester's, released, and this semester's, which takes answers
now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random
from typing import TYPE_CHECKING

from django.utils import timezone

from kasuari.feedback import operations
from kasuari.feedback import queries as feedback
from kasuari.foundation.access import Actor

if TYPE_CHECKING:
    from kasuari.feedback.models import Putaran, TugasPutaran
    from kasuari.organisation.models import Instansi, Pegawai, UnitKerja

SEED = 360
SAID = (
    ("t1", "Menjelaskan hasil pemeriksaan dengan sabar sampai keluarga pasien mengerti."),
    ("t1", "Menyiapkan alat sebelum pelayanan dimulai, sehingga tidak ada yang menunggu."),
    ("t1", "Menawarkan bantuan ketika loket penuh, tanpa diminta."),
    ("t2", "Sebaiknya mencatat rujukan pada hari yang sama supaya tidak tertinggal."),
    ("t2", "Dalam rapat, sebaiknya memberi kesempatan yang lain selesai bicara."),
    ("t1", "Mau mencoba cara pencatatan baru dan membagikan hasilnya."),
)
SERVED = "Sarlota Gebze"  # the midwife, about whom patients answered by slips


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the rounds happen, and who runs them."""

    instansi: Instansi
    unit: UnitKerja
    clerk: Actor
    moderators: tuple[Pegawai, Pegawai]
    actor: Callable[[Pegawai], Actor]


def build(stage: Stage) -> None:
    """Both rounds, through the same operations that people use."""
    random = Random(SEED)  # noqa: S311 - invented answers that are the same in every demo
    earlier = _opened(stage, "Semester II 2025", date(2026, 1, 12), date(2026, 1, 23))
    for tugas in feedback.tasks_of(earlier):
        if random.random() < 0.93:
            _answer(stage, tugas, random)
    _by_slips(stage, earlier, random, 7)
    at = _moment(date(2026, 1, 26))
    closed = operations.close_putaran(putaran=earlier, version=earlier.version, by=stage.clerk, at=at)
    counted = operations.count_putaran(putaran=closed, by=stage.clerk, at=at)
    for moderator in stage.moderators:
        by = stage.actor(moderator)
        for komentar in feedback.comments_to_moderate(by, counted.pk)[1]:
            operations.moderate_komentar(
                komentar=komentar, keputusan="tampil", teks=komentar.teks, alasan="", by=by, at=at
            )
    operations.release_putaran(
        putaran=counted, version=counted.version, by=stage.clerk, at=_moment(date(2026, 1, 28))
    )
    now = _opened(stage, "Semester I 2026", date(2026, 6, 15), date(2026, 6, 30))
    for tugas in feedback.tasks_of(now):
        if random.random() < 0.4:
            _answer(stage, tugas, random)
    _by_slips(stage, now, random, 3)


def _by_slips(stage: Stage, putaran: Putaran, random: Random, used: int) -> None:
    """Ten slips about one person, some of them used."""
    people = [item.pk for item in feedback.slips_for(putaran, text=SERVED, limit=1)]
    if not people:
        return
    at = _moment(putaran.start_date)
    (made,) = operations.make_slips(putaran=putaran, peserta_ids=people, each=10, by=stage.clerk, at=at)
    for secret in made.secrets[:used]:
        tautan = feedback.slip_by_token(secret)
        if tautan is not None:
            values = {item["kode"]: random.choice((3, 3, 4)) for item in putaran.instrumen.butir}
            operations.answer_by_slip(tautan=tautan, isian=operations.IsianJawaban(values, {}))


def _opened(stage: Stage, nama: str, start_date: date, last_date: date) -> Putaran:
    at = _moment(start_date)
    putaran = operations.plan_putaran(
        instansi=stage.instansi,
        nama=nama,
        start_date=start_date,
        last_date=last_date,
        unit_ids=[stage.unit.pk],
        instrumen=None,
        moderator_id=stage.moderators[0].pk,
        moderator_pengganti_id=stage.moderators[1].pk,
        by=stage.clerk,
        at=at,
    )
    putaran = operations.draw_putaran(putaran=putaran, version=putaran.version, by=stage.clerk, at=at)
    return operations.open_putaran(putaran=putaran, version=putaran.version, by=stage.clerk, at=at)


def _answer(stage: Stage, tugas: TugasPutaran, random: Random) -> None:
    """An answer around what this person is like, with now and then a sentence."""
    instrumen = tugas.peserta.putaran.instrumen
    leaning = Random(tugas.peserta.pegawai_id)  # noqa: S311 - the same person is alike to everybody
    values = {}
    for item in instrumen.butir:
        usual = leaning.uniform(2.2, 3.9) + (0.4 if tugas.kelompok == "diri" else 0)
        values[item["kode"]] = min(4, max(1, round(random.gauss(usual, 0.5))))
    words = dict([random.choice(SAID)]) if random.random() < 0.4 else {}
    operations.send_jawaban(
        tugas=tugas, isian=operations.IsianJawaban(values, words), by=stage.actor(tugas.pengisi)
    )


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))
