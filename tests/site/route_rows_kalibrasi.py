"""What each persona gets of the board of a team, the numbers beside the pola distribusi and kalibrasi."""

from __future__ import annotations

from typing import Any

from tests.site.route_row import CLERK, EVERYBODY, PENILAI, Row
from tests.site.world import World


def _place(world: World) -> dict[str, Any]:
    return {
        "periode": world.period.pk,
        "orang": f"{world.rated.skp_id}:{world.rated.version}",
        "rating_hasil_kerja": "diatas",
        "rating_perilaku_kerja": "diatas",
    }


def _kuota(world: World) -> dict[str, Any]:
    return {
        "start_date": "2026-07-01",
        "tampil": "on",
        "terbanyak": 80,
        "atas": 10,
        "utama": 60,
        "perbaikan": 10,
        "terbaca_dari": 12,
        "dasar": "Keputusan Gubernur 5/2026",
        "version": 0,
    }


KALIBRASI = [
    Row("POST", "evaluation:place", PENILAI, data=_place, ok=302),
    Row("GET", "evaluation:kuota", EVERYBODY),
    Row("POST", "evaluation:kuota", CLERK, data=_kuota, ok=302),
]
