"""The page on which a citizen answers, and answers a second: posted to the real server, all of them kept."""

from __future__ import annotations

import http.client
import json
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.first_visit import visit
from benchmarks.pages import compare
from benchmarks.results import Result
from benchmarks.world import DAY, Server, populate, run, serve

NAMES = ("page.skm", "page.skm.kb", "skm.answers_per_s")
ANSWERS, PHONES = 1_000, 4


def measure(at: Path) -> list[Result]:
    """A ratio to the bare page, kilobytes with all that the page points to, and answers a second."""
    world = at / "skm"
    found = populate(world, 1_100)
    survey = json.loads(run(world, "benchmarks.skm", str(ANSWERS)).splitlines()[-1])
    path = survey["path"]
    with (
        serve(world, "benchmarks.bare.wsgi:application", session=found["bare_session"]) as bare,
        serve(world, "kasuari.site.wsgi:application", behind_proxy=True) as product,
    ):
        size, _seen = visit(product, path, set())
        reference, value = compare(bare, product, path)
        share = -(-ANSWERS // PHONES)
        started = time.perf_counter()
        with ThreadPoolExecutor(PHONES) as phones:
            parts = [survey["bodies"][n : n + share] for n in range(0, ANSWERS, share)]
            accepted = sum(phones.map(lambda part: _send(product, path, part), parts))
        spent = time.perf_counter() - started
    kept = int(run(world, "benchmarks.skm", "count").split()[-1])
    if accepted != ANSWERS or kept != ANSWERS:
        raise RuntimeError(f"{ANSWERS} answers sent, {accepted} accepted, {kept} kept")
    print(f"skm: {ANSWERS} answers over {PHONES} connections, all kept")
    return [
        Result("page.skm", round(value / reference, 2), "x bare", 2, round(reference, 2)),
        Result("page.skm.kb", round(size / 1024, 1), "KB", 15),
        Result("skm.answers_per_s", round(ANSWERS / spent), "/s", 200, at_least=True),
    ]


def _send(server: Server, path: str, bodies: list[str]) -> int:
    """How many of these answers the server took, each from a connection of its own."""
    connection: http.client.HTTPConnection = server.connect()
    taken = 0
    for number, body in enumerate(bodies):
        address = f"10.{id(bodies) % 250}.{number // 250}.{number % 250}"
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": address}
        connection.request("POST", path, body=body, headers=headers)
        response = connection.getresponse()
        response.read()
        taken += response.status == 303
    return taken


def prepare(answers: int) -> dict[str, object]:
    """An open survey and the bodies of its answers."""
    from datetime import date, datetime

    from django.core import signing
    from django.urls import reverse
    from django.utils import timezone

    from kasuari.accounts.enums import Role
    from kasuari.accounts.models import User
    from kasuari.foundation.access import Actor, Grant
    from kasuari.organisation.models import UnitKerja
    from kasuari.surveys import operations
    from kasuari.surveys.codes import kode_hari
    from kasuari.surveys.enums import UnsurSkm
    from kasuari.surveys.operations import IsianSurvei
    from kasuari.surveys.web.warga import SALT

    day = date.fromisoformat(DAY)
    clerk = User.objects.order_by("pk")[0]
    by = Actor(user_id=clerk.pk, name=clerk.name, on=day, grants=frozenset({Grant(Role.KEPEGAWAIAN)}))
    at = timezone.make_aware(datetime(day.year, day.month, day.day, 8))
    unit = UnitKerja.objects.order_by("-depth", "pk")[0]
    isian = IsianSurvei(layanan="Loket", start_date=date(2026, 1, 1), last_date=date(2026, 12, 31))
    survei = operations.plan_skm(unit=unit, isian=isian, by=by, at=at)
    operations.open_skm(survei=survei, version=survei.version, by=by, at=at)
    steps = dict.fromkeys(UnsurSkm.values, "3")
    kode = kode_hari(survei.benih, day)
    bodies = [
        urlencode(
            {
                **steps,
                "kode": kode,
                "kunci": signing.dumps([uuid.uuid4().hex, survei.kode], salt=SALT),
                "saran": "Tambah kursi tunggu",
            }
        )
        for _number in range(answers)
    ]
    return {"path": reverse("surveys:answer", args=[survei.kode]), "bodies": bodies}


def main(arguments: list[str]) -> None:
    """Run inside the world: prepare a survey, or `count` what was kept."""
    import django

    django.setup()
    from kasuari.surveys.models import JawabanSkm

    if arguments[0] == "count":
        print(JawabanSkm.objects.count())
        return
    print(json.dumps(prepare(int(arguments[0]))))


if __name__ == "__main__":
    main(sys.argv[1:])
