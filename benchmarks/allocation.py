"""Scarce places for 10,000 people and 500 programmes: seconds, the stated gap, and against a queue.

Everything from the facts to the choice is measured, as the job does it, without the database around it: the
feasible pairs, the problem, its solution. The people, programmes and journeys are invented, the same in every
run.
"""

from __future__ import annotations

import json
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from benchmarks.results import Result
from benchmarks.world import run

NAMES = ("allocation.10k.s", "allocation.gap", "allocation.vs_greedy")
PEOPLE, PROGRAMMES, UNITS, SKILLS = 10_000, 500, 270, 12
DAY = date(2026, 6, 24)
PLACES = ("Merauke", "Tanah Merah", "Agats", "Kepi", "Salor", "Sota", "Jayapura")


def measure(at: Path) -> list[Result]:
    """One run: its seconds, how far from the best it can be at most in percent, and the ratio of the gap that
    it closes to what first come, first served closes."""
    world = at / "allocation"
    world.mkdir()
    seconds, gap, ratio = json.loads(run(world, "benchmarks.allocation").splitlines()[-1])
    return [
        Result(NAMES[0], seconds, "s", 60),
        Result(NAMES[1], gap, "%", 1),
        Result(NAMES[2], ratio, "x queue", 1.0, at_least=True),
    ]


def main() -> None:
    """Print the three figures as one line of JSON, after a line in words."""
    from kasuari.development.allocation import allocate, first_come
    from kasuari.development.operations.alokasi import Pairs
    from kasuari.development.queries.alokasi import Batasan

    people, programmes, journeys = _province()
    limits = Batasan(
        first=DAY,
        last=date(2026, 12, 31),
        anggaran=Decimal(12_000_000_000),
        hari=9_000,
        bagian=Decimal("0.6"),
    )
    begun = time.perf_counter()
    pairs = Pairs.among(people, programmes, journeys=journeys, on=DAY, most_days=None)
    task, _groups = pairs.task(limits)
    choice = allocate(task)
    seconds = time.perf_counter() - begun
    queue = sum(task.options[index].value for index in first_come(task))
    print(
        f"allocation: {len(task.options)} feasible pairs, {len(choice.chosen)} places, "
        f"{choice.value:.1f} of at most {choice.bound:.1f} steps, a queue {queue:.1f}"
    )
    figures = (round(seconds, 1), round(100 * choice.gap, 3), round(choice.value / queue, 2))
    print(json.dumps(figures))


def _province():  # type: ignore[no-untyped-def]
    from kasuari.development.feasibility import Journey, Person, Programme

    dice = Random(20260624)
    units = [
        (dice.choice(PLACES), dice.random() < 0.3, dice.choice(("baik", "terbatas", "tidak_ada", "")))
        for _ in range(UNITS)
    ]
    people = []
    for number in range(PEOPLE):
        unit = dice.randrange(UNITS)
        tempat, far, net = units[unit]
        gaps = {
            skill: dice.choice((1, 1, 2)) for skill in dice.sample(range(1, SKILLS + 1), dice.randrange(1, 4))
        }
        people.append(
            Person(
                number + 1,
                gaps,
                sasaran=dice.choice(("jf", "jf", "pelaksana", "pelaksana", "pengawas", "administrator")),
                jabatan="Bidan" if dice.random() < 0.2 else "Analis",
                tempat=tempat,
                koneksi=net,
                terpencil=far,
                unit_id=unit,
                perangkat_daerah_id=unit,
                sex=dice.choice("MF"),
            )
        )
    programmes = []
    for number in range(PROGRAMMES):
        start = DAY + timedelta(days=dice.randrange(5, 180))
        online = dice.random() < 0.35
        programmes.append(
            Programme(
                program_id=number + 1,
                kompetensi_id=dice.randrange(1, SKILLS + 1),
                moda="daring" if online else "klasikal",
                lokasi="" if online else dice.choice(PLACES),
                biaya=Decimal(
                    dice.choice((0, 150_000, 400_000) if online else (1_800_000, 3_250_000, 5_600_000))
                ),
                free=dice.randrange(5, 40),
                start_date=start,
                last_date=start + timedelta(days=dice.randrange(1, 6)),
                sasaran=() if dice.random() < 0.6 else ("jf", "pengawas"),
                luring=online and dice.random() < 0.3,
                effect=None if dice.random() < 0.7 else Decimal(dice.randrange(1, 10)) / 10,
            )
        )
    journeys = {
        (first, second): Journey(dice.randrange(1, 6), Decimal(dice.randrange(3, 40) * 100_000))
        for place, first in enumerate(PLACES)
        for second in PLACES[place + 1 :]
    }
    return tuple(people), tuple(programmes), journeys


if __name__ == "__main__":
    import django

    django.setup()
    main()
