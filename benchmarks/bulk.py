"""Planning a new year for 1,100 people: from the press of the button to the last SKP, written by the worker.

`python -m benchmarks.bulk` goes on from `benchmarks.people` in the same database: half copy last year, the
others take from the library; it prints the seconds of the preview and of the run, and what was written.
"""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

from benchmarks.results import Result
from benchmarks.world import populate, run

NAME = "plan.bulk_1100.s"
PEOPLE = 1_100
BUDGET = 20.0
LIBRARY = 4


def measure(at: Path) -> list[Result]:
    """One run in a world of its own. Raises RuntimeError where not everybody was written."""
    world = at / f"bulk-{PEOPLE}"
    populate(world, PEOPLE)
    found = json.loads(run(world, "benchmarks.bulk").splitlines()[-1])
    if found["written"] < PEOPLE - 20 or found["shown"] < 2:
        raise RuntimeError(f"{NAME}: {found}")
    preview = round(found["preview"] * 1000, 2)
    return [Result(NAME, round(found["seconds"], 2), "s", BUDGET, preview)]


def main() -> None:
    """A year is opened, a library approved, a plan prepared, shown and worked through."""
    from django.utils import timezone

    from kasuari.accounts.models import RoleGrant, User
    from kasuari.evaluation.models import Evaluasi
    from kasuari.foundation import clock
    from kasuari.foundation.jobs import progress, worker
    from kasuari.organisation.models import Instansi, Jabatan
    from kasuari.organisation.queries import actor_for
    from kasuari.planning import operations, tasks
    from kasuari.planning.models import Indikator, Periode, RencanaHasilKerja, Skp
    from kasuari.planning.operations import IsianIndikator, IsianRhk, PilihanMassal
    from kasuari.progress.models import Realisasi

    clerk = User.objects.order_by("pk").first()
    instansi = Instansi.objects.get()
    assert clerk is not None
    RoleGrant.objects.create(
        user=clerk, role="kepegawaian", start_date=date(2020, 1, 1), granted_at=timezone.now()
    )
    by, at = actor_for(clerk, on=clock.today()), clock.now()
    periode = Periode.objects.create(
        instansi=instansi,
        tahun=2027,
        start_date=date(2027, 1, 1),
        last_date=date(2027, 12, 31),
        jenis_evaluasi="triwulanan",
        state="dibuka",
        opened_at=at,
        opened_by=clerk,
    )
    # Every second person has no earlier plan to copy.
    ids = [pk for pk in Skp.objects.filter(matriks__isnull=True).values_list("pk", flat=True) if pk % 2]
    RencanaHasilKerja.objects.filter(intervensi__skp_id__in=ids).update(intervensi=None)
    Realisasi.objects.filter(indikator__rhk__skp_id__in=ids).delete()
    Evaluasi.objects.filter(skp_id__in=ids).delete()
    RencanaHasilKerja.objects.filter(skp_id__in=ids).delete()
    for jabatan in Jabatan.objects.all():
        for number in range(LIBRARY):
            lines = tuple(
                IsianIndikator(
                    teks=f"Persentase layanan {number}.{line} sesuai standar", target_teks="90 persen"
                )
                for line in range(2)
            )
            operations.add_butir(
                instansi_id=instansi.pk,
                jabatan_id=jabatan.pk,
                rhk=IsianRhk(teks=f"Layanan dasar ke-{number} memenuhi standar", indikator=lines),
                by=by,
                at=at,
            )
    massal = operations.prepare_massal(periode=periode, pilihan=PilihanMassal(), by=by, at=at)
    started = time.perf_counter()
    operations.rancangan_of(periode=periode, pilihan=PilihanMassal(), by=by, at=at)
    preview = time.perf_counter() - started
    shown: list[int] = []

    def watched(job_id: str, done: int, total: int) -> None:
        shown.append(done)
        progress(job_id, done, total)

    tasks.progress = watched
    started = time.perf_counter()
    operations.begin_massal(massal=massal, version=0, by=by, at=at)
    worker.work_once(name="bench")
    seconds = time.perf_counter() - started
    new = Skp.objects.filter(periode=periode)
    print(
        json.dumps(
            {
                "preview": preview,
                "seconds": seconds,
                "shown": len(shown),
                "written": new.count(),
                "indikator": Indikator.objects.filter(rhk__skp__in=new).count(),
            }
        )
    )


if __name__ == "__main__":
    import django

    django.setup()
    main()
