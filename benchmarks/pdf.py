"""Evaluation documents per second on one core: D.1.1 and the hasil evaluasi of a worked example, in turn."""

from __future__ import annotations

import os
import time
from pathlib import Path

from benchmarks.results import Result
from benchmarks.world import run

NAME = "pdf.per_second"
SECONDS = 6.0


def measure(at: Path) -> list[Result]:
    at.mkdir(parents=True, exist_ok=True)
    return [Result(NAME, float(run(at, "benchmarks.pdf").splitlines()[-1]), "1/s", 20, at_least=True)]


def print_documents() -> float:
    """Documents per second, the first of each kind (which loads fonts and templates) not counted."""
    import django

    django.setup()
    from kasuari.evaluation.documents.printing import print_dokumen_evaluasi, print_hasil_evaluasi
    from tests.evaluation.documents.examples import dokumen_evaluasi, hasil_evaluasi

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    paper = [(print_dokumen_evaluasi, dokumen_evaluasi()), (print_hasil_evaluasi, hasil_evaluasi("SKP-7"))]
    for printing, data in paper:
        printing(data)  # type: ignore[operator]
    printed, started = 0, time.perf_counter()
    while time.perf_counter() - started < SECONDS:
        printing, data = paper[printed % 2]
        printing(data)  # type: ignore[operator]
        printed += 1
    return printed / (time.perf_counter() - started)


if __name__ == "__main__":
    print(round(print_documents(), 1))
