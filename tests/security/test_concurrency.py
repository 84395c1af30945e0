"""Two at once, with real transactions: one happens, the other is told, and nobody's words are lost."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connections
from django.test import Client
from django.urls import reverse

from kasuari.audit.models import AuditEntry
from kasuari.foundation import clock
from kasuari.organisation.models import UnitKerja
from kasuari.planning.models import EkspektasiKhusus, RencanaHasilKerja, Skp
from tests.cast import NOW
from tests.security.asking import ask, client_of, those_who_may
from tests.site.route_table import ROWS, Row
from tests.site.world import World, build_world

AT_ONCE = 4


@pytest.fixture
def committed(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """The world in the database itself, so that several connections see it."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    yield build_world()
    connections.close_all()


def together(act: Callable[[int], Any], *, times: int = AT_ONCE) -> list[Any]:
    """The answers of `times` threads that begin at the same moment, each with its own connection."""
    ready, answers, faults = threading.Barrier(times), [None] * times, []

    def run(number: int) -> None:
        try:
            ready.wait(10)
            answers[number] = act(number)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert faults == []
    return answers


def events(kind: str = "") -> int:
    return AuditEntry.objects.filter(kind__startswith=kind).count()


@pytest.mark.concurrency
def test_several_people_saving_one_skp_lose_nothing(committed: World) -> None:
    """The owner in several tabs, and the penilai: one version wins, the others are told in words."""
    world, skp = committed, committed.draft
    version = skp.version
    owner = reverse("planning:rhk_change", args=[skp.pk, world.rhk])
    penilai = reverse("planning:ekspektasi", args=[skp.pk])
    browsers = [client_of("hendrika" if number == 3 else "yohana", world) for number in range(AT_ONCE)]

    def save(number: int) -> Any:
        words = f"Tulisan panjang dari jendela nomor {number}, yang tidak boleh hilang"
        if number == 3:
            return browsers[number].post(penilai, {"version": version, "nilai_1": words})
        sent = {"version": version, "teks": words, "jenis": "utama", "sumber": "lainnya"}
        return browsers[number].post(owner, sent)

    answers = together(save)
    assert sorted(answer.status_code for answer in answers) == [302, 409, 409, 409]
    kept = {*RencanaHasilKerja.objects.values_list("teks", flat=True)}
    kept |= {*EkspektasiKhusus.objects.values_list("teks", flat=True)}
    for number, answer in enumerate(answers):
        words = f"Tulisan panjang dari jendela nomor {number}, yang tidak boleh hilang"
        if answer.status_code == 302:
            assert words in kept
            continue
        assert words not in kept
        page = BeautifulSoup(answer.content, "html.parser")
        assert "orang lain" in page.get_text() or "jendela lain" in page.get_text()
        assert words in [area.get_text().strip() for area in page.select("main textarea")]
    assert Skp.objects.get(pk=skp.pk).version == version + 1


@pytest.mark.concurrency
def test_a_form_sent_several_times_at_once_happens_once(committed: World) -> None:
    """One request of each kind, from as many connections as there are impatient fingers."""
    world = committed
    wanted = {
        "planning:rhk_add", "planning:set", "progress:record", "progress:add_link", "progress:plan",
        "evaluation:acknowledge", "evaluation:deliver", "organisation:import_apply", "accounts:disable",
        "organisation:correction_accept", "planning:period_close",
    }  # fmt: skip
    rows = [row for row in ROWS if row.route in wanted]
    assert {row.route for row in rows} == wanted
    last = ["organisation:correction_accept", "accounts:disable", "planning:period_close"]
    rows.sort(key=lambda row: last.index(row.route) if row.route in last else -1)
    also = {"planning:set": 1}  # the library counts what was set
    units = UnitKerja.objects.count()
    for row in rows:
        persona = those_who_may(row)[0]
        browsers = [client_of(persona, world) for _ in range(AT_ONCE)]
        module = row.route.split(":")[0]
        before = events(module)

        def send(number: int, row: Row = row, persona: str = persona, browsers: Any = browsers) -> int:
            return int(ask(row, persona, world, client=browsers[number]).status_code)

        statuses = sorted(together(send))
        # One that happened; the others are refused in words, or find it done already.
        assert statuses[0] == 302, (row.label, statuses)
        assert max(statuses) < 500, (row.label, statuses)
        assert events(module) - before == 1 + also.get(row.route, 0), (row.label, statuses)
    assert UnitKerja.objects.count() == units + 1


@pytest.mark.concurrency
def test_a_draft_that_the_phone_replays_is_written_once(committed: World) -> None:
    """An idempotency key on a page (what waited without a line) and on the API, all at the same moment."""
    world = committed
    path = reverse("progress:record", args=[world.skp.pk, world.period.pk, world.indikator])
    browsers = [client_of("yohana", world) for _ in range(AT_ONCE)]
    headers = {"x-autosave": "1", "idempotency-key": "kunci-dari-telepon"}
    before = events("progress.")
    answers = together(
        lambda number: browsers[number].post(path, {"teks": "Ditulis tanpa sinyal"}, headers=headers)
    )
    assert {answer.status_code for answer in answers} <= {200, 409}
    refused = [json.loads(answer.content)["code"] for answer in answers if answer.status_code == 409]
    assert set(refused) <= {"idempotency.running"}
    assert events("progress.") - before == 1
    late = browsers[0].post(path, {"teks": "Ditulis tanpa sinyal"}, headers=headers)
    assert (late.status_code, late.headers["Idempotent-Replay"]) == (200, "true")

    program = client_of("markus", world, api=True)
    token = program.defaults["HTTP_AUTHORIZATION"]
    body = {"periode_id": world.cast.periode.pk, "penugasan_id": world.free_penugasan.pk}
    body["pendekatan"] = "kuantitatif"
    plans = Skp.objects.count()

    def draft(number: int) -> Any:
        headers = {"authorization": token, "idempotency-key": "kunci-dari-program"}
        return Client(headers=headers).post("/api/v1/skp", body, content_type="application/json")

    answers = together(draft)
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert 201 in {answer.status_code for answer in answers}
    assert len({answer.json()["id"] for answer in answers if answer.status_code == 201}) == 1
    assert Skp.objects.count() == plans + 1


@pytest.mark.concurrency
def test_two_signatures_at_once_are_one(committed: World) -> None:
    world, evaluasi = committed, committed.rated
    before = events("evaluation.signed")
    token = client_of("hendrika", world, api=True).defaults["HTTP_AUTHORIZATION"]
    path = f"/api/v1/evaluations/{evaluasi.pk}/sign"

    def sign(number: int) -> int:
        client = Client(headers={"authorization": token})
        body = {"version": evaluasi.version}
        return client.post(path, body, content_type="application/json").status_code

    assert sorted(together(sign, times=2)) == [200, 409]
    assert events("evaluation.signed") == before + 1
    evaluasi.refresh_from_db()
    assert evaluasi.state == "ditandatangani"
