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


def _batas(world: World) -> dict[str, Any]:
    return {
        "start_date": "2026-07-01",
        **dict.fromkeys(("istimewa", "baik"), "diatas"),
        **dict.fromkeys(("butuh_perbaikan", "kurang", "sangat_kurang"), "sesuai"),
        "dasar": "Keputusan Gubernur 6/2026",
        "version": 0,
    }


_SESSION = "/api/v1/calibrations/{kalibrasi_id}"
_ITEM = "/api/v1/calibration-items/{kalibrasi_butir_id}"
# Nobody of the cast stands above two penilai whose people have a set SKP.
NOT_ABOVE_TWO = "-- xxxxx xxx"
IN_IT = "-- ..ooo ..."  # the penilai Hendrika and Stefanus, and Paulus who leads; running, so no auditor
BRINGS = "-- ..oox ..."
LEADS = "-- ..xxo ..."
PROPOSES = "-- ..xoo ..."  # not the penilai whose rating it is
ANSWERS = "-- ..oxx ..."


def _sesi(world: World) -> dict[str, Any]:
    return {"kalibrasi_id": world.kalibrasi.pk}


def _butir(world: World) -> dict[str, Any]:
    return {"kalibrasi_butir_id": world.calibrated.pk}


def _closing(world: World) -> dict[str, Any]:
    return {"catatan": "Ukuran disamakan.", "version": world.kalibrasi.version}


def _proposal(world: World) -> dict[str, Any]:
    return {
        "rating_hasil_kerja": "diatas",
        "rating_perilaku_kerja": "sesuai",
        "alasan": "Dibandingkan dengan rekan yang cakupannya sama.",
        "version": world.calibrated.version,
    }


def _kept(world: World) -> dict[str, Any]:
    return {"alasan": "Sudah sesuai bukti.", "version": world.calibrated.version}


def _jawaban(world: World) -> dict[str, Any]:
    return {"jawaban": "Register menunjukkannya.", "version": world.calibrated.version}


KALIBRASI = [
    Row("GET", "evaluation:kalibrasi_list", EVERYBODY, note="lists only where they take part"),
    Row(
        "POST",
        "evaluation:kalibrasi_list",
        NOT_ABOVE_TWO,
        data=lambda w: {"periode": w.period.pk, "nama": "Semua bidan"},
    ),
    Row("GET", "evaluation:kalibrasi", IN_IT, args=_sesi),
    Row("POST", "evaluation:kalibrasi_bring", BRINGS, args=_sesi, ok=302),
    Row("POST", "evaluation:kalibrasi_close", LEADS, args=_sesi, data=_closing, ok=302),
    Row("GET", "evaluation:kalibrasi_minutes", IN_IT, args=_sesi),
    Row("GET", "evaluation:kalibrasi_butir", IN_IT, args=_butir),
    Row("POST", "evaluation:kalibrasi_propose", PROPOSES, args=_butir, data=_proposal, ok=302),
    Row("POST", "evaluation:kalibrasi_keep", LEADS, args=_butir, data=_kept, ok=302),
    Row(
        "POST",
        "evaluation:kalibrasi_answer",
        ANSWERS,
        args=_butir,
        data=lambda w: {"terima": "ya", **_jawaban(w)},
        ok=302,
    ),
    Row("GET", "/api/v1/calibrations", EVERYBODY, note="lists only where they take part"),
    Row(
        "POST",
        "/api/v1/calibrations",
        NOT_ABOVE_TWO,
        data=lambda w: {"periode_evaluasi_id": w.period.pk, "nama": "Semua bidan"},
    ),
    Row("GET", _SESSION, IN_IT, args=_sesi),
    Row("POST", _SESSION + "/ratings", BRINGS, args=_sesi),
    Row("POST", _SESSION + "/close", LEADS, args=_sesi, data=_closing),
    Row("POST", _ITEM + "/proposal", PROPOSES, args=_butir, data=_proposal),
    Row("POST", _ITEM + "/keep", LEADS, args=_butir, data=_kept),
    Row("POST", _ITEM + "/answer", ANSWERS, args=_butir, data=lambda w: {"terima": True, **_jawaban(w)}),
    Row("POST", "evaluation:place", PENILAI, data=_place, ok=302),
    Row("GET", "evaluation:contribution", EVERYBODY, note="shows only who one rates"),
    Row("GET", "evaluation:kuota", EVERYBODY),
    Row("POST", "evaluation:kuota", CLERK, data=_kuota, ok=302),
    Row("GET", "evaluation:batas_pimpinan", EVERYBODY),
    Row("POST", "evaluation:batas_pimpinan", "-- xxxxx oox", data=_batas, ok=302),
]
