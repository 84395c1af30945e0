"""Closing a period: checklist, everything computed again, fingerprint, for more and more people.

`python -m benchmarks.closing` goes on from `benchmarks.people` in the same database and prints the seconds.
"""

from __future__ import annotations

import json
import math
import time
from datetime import date
from pathlib import Path

from benchmarks.results import Result
from benchmarks.world import populate, run

NAMES = ("period.close_30k.s", "period.close.growth")
SIZES = (7_500, 15_000, 30_000)
BUDGET, STEEPEST = 60.0, 1.15


def measure(at: Path) -> list[Result]:
    """One world for each size. Raises RuntimeError where not everybody's predikat was computed again."""
    seconds: dict[int, float] = {}
    for size in SIZES:
        world = at / f"closing-{size}"
        populate(world, size)
        found = json.loads(run(world, "benchmarks.closing").splitlines()[-1])
        if found["signed"] < size - 20:
            raise RuntimeError(f"{NAMES[0]}: {found}")
        seconds[size] = found["seconds"]
    return [
        Result(NAMES[0], round(seconds[SIZES[-1]], 2), "s", BUDGET),
        Result(NAMES[1], round(growth(seconds), 3), "exponent", STEEPEST),
    ]


def growth(seconds: dict[int, float]) -> float:
    """The exponent of the power law that fits best: 1 is linear."""
    points = [(math.log(size), math.log(found)) for size, found in seconds.items()]
    mean_x, mean_y = (sum(point[axis] for point in points) / len(points) for axis in (0, 1))
    above = sum((x - mean_x) * (y - mean_y) for x, y in points)
    return above / sum((x - mean_x) ** 2 for x, _ in points)


def main() -> None:
    """The clerk closes the first quarter."""
    from kasuari.accounts.models import RoleGrant, User
    from kasuari.evaluation import operations
    from kasuari.foundation import clock
    from kasuari.organisation.queries import actor_for
    from kasuari.planning.models import PeriodeEvaluasi

    clerk = User.objects.order_by("pk")[0]
    RoleGrant.objects.create(
        user=clerk, role="kepegawaian", start_date=date(2020, 1, 1), granted_at=clock.now()
    )
    period = PeriodeEvaluasi.objects.select_related("periode__instansi").get(jenis="triwulanan", nomor=1)
    by = actor_for(clerk, on=clock.today())
    started = time.perf_counter()
    closed = operations.close_period(
        periode_evaluasi=period,
        alasan="SKP tanpa evaluasi milik pemimpin",
        version=0,
        by=by,
        at=clock.now(),
    )
    print(json.dumps({"seconds": time.perf_counter() - started, "signed": closed.angka["signed"]}))


if __name__ == "__main__":
    import django

    django.setup()
    main()
