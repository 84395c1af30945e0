"""The board of a team of sixty, everybody on it with draft ratings, as a ratio to the bare page.

`python -m benchmarks.board READER` goes on from `benchmarks.people` in the same database.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from benchmarks.pages import BUDGET, compare
from benchmarks.results import Result
from benchmarks.world import populate, run, serve

NAME = "page.board_60"
PEOPLE = 1_100
TEAM = 60


def measure(at: Path) -> list[Result]:
    """Medians, requests alternating. Raises RuntimeError where the team is not of sixty."""
    world = at / f"board-{PEOPLE}"
    found = populate(world, PEOPLE)
    reader = re.search(r"\d+", found["pages"]["page.skp"])
    if reader is None or run(world, "benchmarks.board", reader.group()).split() != [str(TEAM)]:
        raise RuntimeError(f"{NAME}: there is no team of {TEAM}")
    with (
        serve(world, "benchmarks.bare.wsgi:application", session=found["bare_session"]) as bare,
        serve(world, "kasuari.site.wsgi:application", session=found["session"]) as product,
    ):
        reference, value = compare(bare, product, found["pages"]["page.team"])
    return [Result(NAME, round(value / reference, 2), "x bare", BUDGET, round(reference, 2))]


def main(reader: int) -> None:
    """Sixty people are rated by the reader, each with other reasons; prints how many stand on the board."""
    from kasuari.evaluation import queries
    from kasuari.evaluation.models import Evaluasi
    from kasuari.foundation import clock
    from kasuari.planning.models import PeriodeEvaluasi, Skp

    period = PeriodeEvaluasi.objects.get(jenis="triwulanan", nomor=2)
    mine = Skp.objects.filter(penilai_id=reader).exclude(pegawai_id=reader)
    lacking = TEAM - mine.count()
    unit = mine.values_list("unit_penilai_id", flat=True)[0]
    others = Skp.objects.filter(state="ditetapkan", penilai__isnull=False).exclude(penilai_id=reader)
    chosen = list(others.exclude(pegawai_id=reader).order_by("-pk").values_list("pk", flat=True)[:lacking])
    Skp.objects.filter(pk__in=chosen).update(penilai_id=reader, unit_penilai_id=unit)
    ratings = ("diatas", "sesuai", "dibawah")
    Evaluasi.objects.bulk_create(
        Evaluasi(
            skp=skp,
            periode_evaluasi=period,
            pegawai_id=skp.pegawai_id,
            penilai_id=reader,
            rating_hasil_kerja=ratings[number % 3],
            alasan_hasil_kerja=f"Register layanan ke-{number} menunjukkan cakupan {70 + number % 25} persen.",
            rating_perilaku_kerja=ratings[number // 3 % 3],
            alasan_perilaku_kerja=f"Menyapa warga di pos layanan ke-{number} dan menuntaskan keluhannya.",
            rated_at=clock.now(),
            rated_by_id=reader,
            version=1,
        )
        for number, skp in enumerate(mine.order_by("pk"))
    )
    shown = queries.team(reader, period)
    print(sum(len(cell.members) for row in queries.board(shown) for cell in row))


if __name__ == "__main__":
    import django

    django.setup()
    main(int(sys.argv[1]))
