"""A 360 round about everybody in the database of the environment: `python -m benchmarks.round_inside [open]`.

Goes on from `benchmarks.people`. Prints one line of JSON: seconds of the draw and of the count, and how much
there was. With `open` it stops when the round takes answers.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date, datetime
from random import Random
from typing import Any

import django

SEED = 20261125
ANSWERED = 0.8


def main(stop_open: bool) -> None:
    from django.utils import timezone

    from kasuari.feedback import operations, sealing
    from kasuari.feedback.models import AmplopJawaban, TugasPutaran
    from kasuari.feedback.operations.jawaban import envelope_of
    from kasuari.foundation.access import Actor
    from kasuari.organisation.models import Instansi, Pegawai, UnitKerja

    at = timezone.make_aware(datetime(2026, 6, 22, 8, 0))
    by = Actor.system("Kasuari", on=at.date())
    instansi = Instansi.objects.get()
    root = UnitKerja.objects.get(induk=None)
    first, second = Pegawai.objects.order_by("pk")[:2]
    putaran = operations.plan_putaran(
        instansi=instansi,
        nama="Semester I",
        start_date=date(2026, 6, 22),
        last_date=date(2026, 7, 10),
        unit_ids=[root.pk],
        instrumen=None,
        moderator_id=first.pk,
        moderator_pengganti_id=second.pk,
        rekan_per_orang=5,
        by=by,
        at=at,
    )
    found: dict[str, Any] = {}
    started = time.perf_counter()
    putaran = operations.draw_putaran(putaran=putaran, version=putaran.version, by=by, at=at)
    found["draw"] = time.perf_counter() - started
    found["drawn"] = putaran.rekaman["undian"]
    started = time.perf_counter()
    putaran = operations.open_putaran(putaran=putaran, version=putaran.version, by=by, at=at)
    found["open"] = time.perf_counter() - started
    if not stop_open:
        random = Random(SEED)
        seal, purpose = sealing.seal_of(putaran.kunci, length=putaran.panjang), envelope_of(putaran)
        rows = TugasPutaran.objects.filter(peserta__putaran=putaran, state="menunggu").order_by("pk")
        batch = []
        for peserta_id, kelompok in rows.values_list("peserta_id", "kelompok").iterator(chunk_size=5000):
            if random.random() > ANSWERED:
                continue
            values = [min(4, max(1, round(random.gauss(3, 0.7)))) for _line in putaran.instrumen.butir]
            text = "Ia sabar menjelaskan kepada pasien." if random.random() < 0.3 else ""
            content = {"p": peserta_id, "k": kelompok, "n": values, "t": [text, ""]}
            batch.append(AmplopJawaban(putaran=putaran, isi=seal.close(content, purpose=purpose)))
            if len(batch) == 2000:
                AmplopJawaban.objects.bulk_create(batch)
                batch = []
        AmplopJawaban.objects.bulk_create(batch)
        found["answers"] = AmplopJawaban.objects.count()
        putaran = operations.close_putaran(putaran=putaran, version=putaran.version, by=by, at=at)
        started = time.perf_counter()
        operations.count_putaran(putaran=putaran, by=by, at=at)
        found["count"] = time.perf_counter() - started
    print(json.dumps(found))


if __name__ == "__main__":
    django.setup()
    main("open" in sys.argv[1:])
