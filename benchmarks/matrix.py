"""Saving one cell of a matrix of 60 people and 12 indikator, as a ratio to the bare page."""

from __future__ import annotations

import http.client
import json
import statistics
import time
from pathlib import Path
from typing import Any

from benchmarks.pages import ROUNDS, WARM_UP, timed
from benchmarks.results import Result
from benchmarks.world import Server, populate, serve

NAME = "matrix.save"
PEOPLE = 1_100
BUDGET = 2.0
TOKEN = "m" * 32  # any value: the cookie and the header only have to agree


def measure(at: Path) -> list[Result]:
    """Medians, requests alternating; every save changes the words, so each one is a real write."""
    world = at / f"matrix-{PEOPLE}"
    found = populate(world, PEOPLE)
    times: tuple[list[float], list[float]] = ([], [])
    with (
        serve(world, "benchmarks.bare.wsgi:application", session=found["bare_session"]) as bare,
        serve(world, "kasuari.site.wsgi:application", session=found["session"]) as product,
    ):
        with_bare, with_product = bare.connect(), product.connect()
        for number in range(WARM_UP + ROUNDS):
            pair = (
                timed(with_bare, bare, "/"),
                save(with_product, product, found["matrix"], version=number + 1),
            )
            if number >= WARM_UP:
                for kept, spent in zip(times, pair, strict=True):
                    kept.append(spent)
    reference, value = (statistics.median(kept) for kept in times)
    return [Result(NAME, round(value / reference, 2), "x bare", BUDGET, round(reference, 2))]


def save(
    connection: http.client.HTTPConnection, server: Server, cell: dict[str, Any], *, version: int
) -> float:
    """Milliseconds of one save. Raises RuntimeError where it was not saved."""
    words = f"Warga mendapat layanan sesuai standar, perubahan ke-{version}"
    body = json.dumps({"cells": [{"a": cell["row"], "k": cell["column"], "v": version, "isi": words}]})
    headers = server.headers()
    headers["Cookie"] = f"{headers['Cookie']}; csrftoken={TOKEN}"
    headers |= {"X-CSRFToken": TOKEN, "Content-Type": "application/json"}
    started = time.perf_counter()
    connection.request("POST", cell["cells"], body, headers)
    response = connection.getresponse()
    answer = response.read()
    spent = (time.perf_counter() - started) * 1000
    if response.status != 200:
        raise RuntimeError(f"{cell['cells']} answered {response.status}: {answer[:200]!r}")
    return spent
