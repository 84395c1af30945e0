"""1,100 evaluation documents printed and put into one ZIP by the worker, on the cores there are.

`python -m benchmarks.bundles` goes on from `benchmarks.people` in the same database: its evaluations were
never issued, so each paper is printed from frozen facts. Prints the seconds, the papers and how often it told
of its progress. `killed` makes a second bundle with a worker that is killed half way, `again` takes it up:
nothing may be doubled or missing.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from benchmarks.results import Result
from benchmarks.world import ROOT, environment, populate, run

NAME = "pdf.bundle_1100.s"
PEOPLE = 1_150
PAPERS = 1_100
BUDGET = 60.0


def measure(at: Path) -> list[Result]:
    """One bundle in a world of its own. Raises RuntimeError where a paper is missing."""
    world = at / "bundles"
    populate(world, PEOPLE)
    found = json.loads(run(world, "benchmarks.bundles").splitlines()[-1])
    if found["papers"] != PAPERS or found["told"] < PAPERS // 40:
        raise RuntimeError(f"{NAME}: {found}")
    worker = subprocess.run(
        [sys.executable, "-m", "benchmarks.bundles", "killed"],
        cwd=ROOT,
        env=environment(world),
        capture_output=True,
        check=False,
    )
    taken_up = json.loads(run(world, "benchmarks.bundles", "again").splitlines()[-1])
    whole = {"papers": PAPERS, "names": PAPERS, "held": taken_up["held"]}
    if worker.returncode != -signal.SIGKILL or taken_up != whole or not 0 < taken_up["held"] < PAPERS:
        raise RuntimeError(f"{NAME}: after a killed worker {taken_up}, {worker.stderr.decode()[-500:]}")
    return [Result(NAME, round(found["seconds"], 2), "s", BUDGET)]


def main() -> None:
    """The clerk asks for the evaluation documents of the whole agency, and a worker makes them."""
    import zipfile

    from kasuari.accounts.models import RoleGrant, User
    from kasuari.evaluation import operations
    from kasuari.evaluation.models import Bundel, Evaluasi
    from kasuari.evaluation.operations.bundling import file_of
    from kasuari.evaluation.queries import collect_fakta
    from kasuari.evaluation.queries.capaian import CapaianUsed
    from kasuari.foundation import clock
    from kasuari.organisation.models import UnitKerja
    from kasuari.organisation.queries import actor_for
    from kasuari.planning.models import PeriodeEvaluasi
    from kasuari.planning.queries import evaluable

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:2]))
    clerk = User.objects.order_by("pk")[0]
    RoleGrant.objects.create(
        user=clerk, role="kepegawaian", start_date=date(2020, 1, 1), granted_at=clock.now()
    )
    quarter = PeriodeEvaluasi.objects.select_related("periode__instansi")
    first, second = (quarter.get(jenis="triwulanan", nomor=nomor) for nomor in (1, 2))
    capaian = CapaianUsed(None, "")
    # As those of the first quarter, in the second and with their facts.
    skps = list(evaluable(second).exclude(pegawai__user=clerk).order_by("pk")[:PAPERS])
    rows = {row.skp_id: row for row in Evaluasi.objects.filter(periode_evaluasi=first)}
    made = []
    for skp in skps:
        row = rows[skp.pk]
        row.pk, row.periode_evaluasi = None, second
        row.fakta = collect_fakta(skp, second, capaian=capaian, on=clock.today())
        made.append(row)
    Evaluasi.objects.bulk_create(made, batch_size=200)
    bundel = operations.ask_bundle(
        periode_evaluasi=second,
        unit=UnitKerja.objects.get(induk=None),
        isi="dokumen",
        bentuk="zip",
        by=actor_for(clerk, on=clock.today()),
        at=clock.now(),
    )
    told: list[int] = []
    started = time.perf_counter()
    operations.work_bundle(
        bundel_id=bundel.pk,
        by=actor_for(clerk, on=clock.today()),
        now=clock.now,
        progress=lambda done, total: told.append(done),
    )
    seconds = time.perf_counter() - started
    with zipfile.ZipFile(file_of(Bundel.objects.get(pk=bundel.pk))) as archive:
        papers = len(set(archive.namelist()))
    print(json.dumps({"seconds": seconds, "papers": papers, "told": len(told)}))


def killed() -> None:
    """The same bundle once more, by a worker that is killed half way."""
    from kasuari.evaluation import operations
    from kasuari.evaluation.models import Bundel
    from kasuari.foundation import clock
    from kasuari.organisation.queries import actor_for

    first = Bundel.objects.select_related("created_by", "periode_evaluasi", "unit").get()
    by = actor_for(first.created_by, on=clock.today())
    again = operations.ask_bundle(
        periode_evaluasi=first.periode_evaluasi,
        unit=first.unit,
        isi=first.isi,
        bentuk=first.bentuk,
        by=by,
        at=clock.now(),
    )

    def half_way(done: int, total: int) -> None:
        if 2 * done >= total:
            os.kill(os.getpid(), signal.SIGKILL)

    operations.work_bundle(bundel_id=again.pk, by=by, now=clock.now, progress=half_way)


def taken_up() -> None:
    """What another worker makes of what the killed one left."""
    import zipfile

    from kasuari.evaluation import operations
    from kasuari.evaluation.models import Bundel, BundelBerkas
    from kasuari.evaluation.operations.bundling import file_of
    from kasuari.foundation import clock
    from kasuari.organisation.queries import actor_for

    bundel = Bundel.objects.select_related("created_by").order_by("-pk")[0]
    held = BundelBerkas.objects.filter(bundel=bundel).exclude(sha256="").count()
    by = actor_for(bundel.created_by, on=clock.today())
    operations.work_bundle(bundel_id=bundel.pk, by=by, now=clock.now)
    with zipfile.ZipFile(file_of(bundel)) as archive:
        names = archive.namelist()
    print(json.dumps({"papers": len(names), "names": len(set(names)), "held": held}))


if __name__ == "__main__":
    import django

    django.setup()
    {"killed": killed, "again": taken_up}.get("".join(sys.argv[1:2]), main)()
