"""What citizens said of two puskesmas last semester, a survey that runs now, and two waves of the pulse."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from django.utils import timezone

from kasuari.foundation.access import Actor
from kasuari.organisation import queries as people
from kasuari.surveys import operations, queries
from kasuari.surveys.butir_denyut import BUTIR
from kasuari.surveys.codes import kode_hari
from kasuari.surveys.enums import UnsurSkm

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi, Pegawai, UnitKerja
    from kasuari.surveys.models import Denyut, SurveiSkm

SEED = 14
# How a service does on each unsur, from 1 to 4, in the order of the regulation.
USUAL = (3.3, 3.2, 2.7, 3.8, 3.3, 3.4, 3.5, 3.1, 2.9)
SAID = (
    "Loket dibuka lebih pagi, kami datang dengan perahu.",
    "Petugasnya sabar, terima kasih.",
    "Kursi tunggu kurang ketika hari pasar.",
    "Tolong pasang papan urutan pelayanan.",
    "Air bersih di kamar kecil sering mati.",
)


@dataclass(frozen=True, slots=True)
class Stage:
    """Which units are surveyed, who runs it, and who works there."""

    instansi: Instansi
    units: list[UnitKerja]
    clerk: Actor
    actor: Callable[[Pegawai], Actor]
    today: date


def build(stage: Stage) -> None:
    """Everything through the operations that people use."""
    random = Random(SEED)  # noqa: S311 - invented answers that are the same in every demo
    for turn, unit in enumerate(stage.units):
        _closed(stage, unit, random, better=0.2 * turn)
    _running(stage, stage.units[0], random)
    _waves(stage, random)


def _closed(stage: Stage, unit: UnitKerja, random: Random, *, better: float) -> None:
    survei = _opened(
        stage, unit, "Pelayanan kesehatan ibu dan anak", date(2026, 1, 12), date(2026, 3, 31), 90
    )
    for number in range(72):
        _answer(survei, random, day=date(2026, 1, 12) + timedelta(days=number), better=better)
    at = _moment(date(2026, 4, 2))
    operations.forget_origins(on=at.date())
    operations.close_skm(survei=survei, version=survei.version, by=stage.clerk, at=at)
    operations.plan_follow_up(
        survei=survei,
        unsur="waktu",
        rencana="Membuka loket kedua pada hari pasar",
        penanggung_jawab="Kepala puskesmas",
        due_date=date(2026, 7, 31),
        standing=queries.standing_of(stage.clerk),
        by=stage.clerk,
        at=at,
    )
    operations.issue_report(survei=survei, by=stage.clerk, at=at)


def _running(stage: Stage, unit: UnitKerja, random: Random) -> None:
    survei = _opened(stage, unit, "Pelayanan rawat jalan", date(2026, 6, 1), date(2026, 7, 31), 400)
    for number in range(23):
        _answer(survei, random, day=date(2026, 6, 1) + timedelta(days=number), better=0.1)
    for _number in range(9):  # somebody who answers again and again
        _answer(survei, random, day=stage.today, better=2, address="203.0.113.9")
    typists = [post.pegawai for post in people.people_in(unit, on=stage.today)[:2]]
    for turn, person in enumerate(typists):
        by = stage.actor(person)
        steps = dict.fromkeys(UnsurSkm.values, 3) | ({"waktu": 2} if turn else {})
        operations.enter_sheet(
            survei=survei,
            nomor=1,
            tanggal=stage.today - timedelta(days=1),
            isian=operations.IsianSkm(steps),
            standing=queries.standing_of(by),
            by=by,
            at=_moment(stage.today),
        )


def _opened(stage: Stage, unit: UnitKerja, layanan: str, first: date, last: date, users: int) -> SurveiSkm:
    at = _moment(first)
    planned = operations.plan_skm(
        unit=unit,
        isian=operations.IsianSurvei(
            layanan=layanan, start_date=first, last_date=last, populasi=users, gratis=True
        ),
        by=stage.clerk,
        at=at,
    )
    return operations.open_skm(survei=planned, version=planned.version, by=stage.clerk, at=at)


def _answer(survei: SurveiSkm, random: Random, *, day: date, better: float, address: str = "") -> None:
    steps = {
        name: min(4, max(1, round(random.gauss(usual + better, 0.55))))
        for name, usual in zip(UnsurSkm.values, USUAL, strict=True)
        if random.random() < 0.96
    }
    diri = {
        "jenis_kelamin": random.choice("LPP"),
        "usia": random.choice(("muda", "dewasa", "matang", "lansia")),
    }
    saran = random.choice(SAID) if random.random() < 0.12 else ""
    operations.receive_answer(
        survei=survei,
        isian=operations.IsianSkm(steps, diri, saran),
        kode=kode_hari(survei.benih, day),
        key=uuid.UUID(int=random.getrandbits(128), version=4),
        address=address or f"198.51.100.{random.randrange(250)}",
        at=_moment(day) + timedelta(minutes=5 if address else random.randrange(300)),
    )


def _waves(stage: Stage, random: Random) -> None:
    """One before the pilot and one that runs now; the second finds people a little keener."""
    first = _wave(stage, "Denyut I 2026", date(2026, 2, 2), date(2026, 2, 13))
    _pulses(stage, first, random, mean=3.3, share=0.8)
    at = _moment(date(2026, 2, 16))
    operations.close_pulse(denyut=first, version=first.version, by=stage.clerk, at=at)
    second = _wave(stage, "Denyut II 2026", date(2026, 6, 15), date(2026, 6, 30))
    _pulses(stage, second, random, mean=3.6, share=0.3)


def _wave(stage: Stage, nama: str, first: date, last: date) -> Denyut:
    at = _moment(first)
    made = operations.plan_pulse(
        instansi=stage.instansi, nama=nama, start_date=first, last_date=last, by=stage.clerk, at=at
    )
    return operations.open_pulse(denyut=made, version=made.version, by=stage.clerk, at=at)


def _pulses(stage: Stage, denyut: Denyut, random: Random, *, mean: float, share: float) -> None:
    at = _moment(denyut.start_date)
    for unit in stage.units:
        for post in people.people_in(unit, on=denyut.start_date):
            invitation = queries.invitation_of(post.pegawai_id, on=denyut.start_date)
            if invitation is None or invitation.selesai or random.random() > share:
                continue
            steps = {item.kode: min(5, max(1, round(random.gauss(mean, 0.8)))) for item in BUTIR}
            steps["F4R"] = 6 - steps["F4R"]
            operations.answer_pulse(
                denyut=denyut, undangan=invitation, nilai=steps, by=stage.actor(post.pegawai), at=at
            )


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))
