"""The rows of the surveys."""

from __future__ import annotations

from typing import Any

from kasuari.surveys.butir_denyut import BUTIR
from tests.site.route_row import CLERK, CLERK_PAGE, EVERYBODY, PUBLIC, Row
from tests.site.world import World
from tests.surveys.acts import sent

COUNTER = "-- oooxo oxx"  # who works there, who leads there or above, and the clerk
LEADERS = "-- xxoxo oxx"


def _draft(world: World) -> dict[str, Any]:
    return {"survei_id": world.survei.draf.pk}


def _open(world: World) -> dict[str, Any]:
    return {"survei_id": world.survei.terbuka.pk}


def _closed(world: World) -> dict[str, Any]:
    return {"survei_id": world.survei.ditutup.pk}


def _code(world: World) -> dict[str, Any]:
    return {"kode": world.survei.terbuka.kode}


def _held(world: World) -> dict[str, Any]:
    return {"tumpukan_id": world.survei.ditahan.pk}


def _plan(world: World) -> dict[str, Any]:
    return {
        "layanan": "Pelayanan rawat inap",
        "start_date": "2026-07-01",
        "last_date": "2026-09-30",
        "bobot": "tepat",
        "batas_alamat": 5,
    }


def _follow(world: World) -> dict[str, Any]:
    return {
        "unsur": "sarana",
        "rencana": "Menambah kursi tunggu",
        "penanggung_jawab": "Tata usaha",
        "due_date": "2026-08-31",
    }


def _decision(world: World) -> dict[str, Any]:
    return {"keputusan": "buang", "alasan": "Diisi petugas sendiri"}


def _sheet(world: World) -> dict[str, Any]:
    return {"lembar_id": world.survei.lembar.pk}


def _wave(world: World) -> dict[str, Any]:
    return {"denyut_id": world.survei.denyut.pk}


def _wave_draft(world: World) -> dict[str, Any]:
    return {"denyut_id": world.survei.denyut_draf.pk}


def _new_wave(world: World) -> dict[str, Any]:
    return {"nama": "Denyut I 2027", "start_date": "2027-02-01", "last_date": "2027-02-12"}


READS_WAVES = "-- ..... oo."
RUNS_WAVES = "-- ..... ox."

SURVEYS = [
    Row("GET", "surveys:pulse", EVERYBODY),
    Row(
        "POST",
        "surveys:pulse",
        EVERYBODY,
        data=lambda w: {item.kode: "3" for item in BUTIR},
        ok=302,
    ),
    Row("GET", "surveys:waves", READS_WAVES),
    Row("POST", "surveys:waves", CLERK, data=_new_wave, ok=302),
    Row("GET", "surveys:wave", READS_WAVES, args=_wave),
    Row("POST", "surveys:wave_open", RUNS_WAVES, args=_wave_draft, data=lambda w: {"version": 0}, ok=302),
    Row("POST", "surveys:wave_close", RUNS_WAVES, args=_wave, data=lambda w: {"version": 1}, ok=302),
    Row("GET", "/api/v1/pulse-waves", READS_WAVES),
    Row("POST", "/api/v1/pulse-waves", CLERK, data=_new_wave, ok=201),
    Row("GET", "/api/v1/pulse-waves/{denyut_id}", READS_WAVES, args=_wave),
    Row(
        "POST",
        "/api/v1/pulse-waves/{denyut_id}/open",
        RUNS_WAVES,
        args=_wave_draft,
        data=lambda w: {"version": 0},
    ),
    Row(
        "POST", "/api/v1/pulse-waves/{denyut_id}/close", RUNS_WAVES, args=_wave, data=lambda w: {"version": 1}
    ),
    Row("GET", "surveys:surveys", EVERYBODY),
    Row("GET", "surveys:plan", CLERK_PAGE),
    Row(
        "POST",
        "surveys:plan",
        CLERK,
        data=lambda w: {**_plan(w), "unit": w.cast.puskesmas.pk},
        ok=302,
    ),
    Row("GET", "surveys:skm", EVERYBODY, args=_closed),
    Row(
        "GET",
        "surveys:skm",
        CLERK_PAGE,
        args=_draft,
        note="a draft is seen by who runs it",
    ),
    Row("POST", "surveys:open", CLERK_PAGE, args=_draft, data=lambda w: {"version": 0}, ok=302),
    Row("POST", "surveys:close", CLERK, args=_open, data=lambda w: {"version": 1}, ok=302),
    Row("GET", "surveys:counter", COUNTER, args=_open),
    Row("GET", "surveys:paper", COUNTER, args=_open),
    Row(
        "POST",
        "surveys:paper",
        COUNTER,
        args=_open,
        data=lambda w: {"nomor": 9, "tanggal": "2026-06-24", "persyaratan": 3, "waktu": 2},
        ok=302,
    ),
    Row("GET", "surveys:sheet", COUNTER, args=_sheet),
    Row("POST", "surveys:sheet", COUNTER, args=_sheet, data=lambda w: {"pilih_waktu": "1"}, ok=302),
    Row("POST", "surveys:decide", CLERK, args=_held, data=_decision, ok=302),
    Row("POST", "surveys:follow_up", LEADERS, args=_closed, data=_follow, ok=302),
    Row(
        "POST",
        "surveys:finish",
        LEADERS,
        args=lambda w: {"tindak_id": w.survei.tindak_lanjut.pk},
        data=lambda w: {"hasil": "Sudah dibuka"},
        ok=302,
    ),
    Row("POST", "surveys:issue", CLERK, args=_closed, ok=302),
    Row("GET", "surveys:report", EVERYBODY, args=_closed),
    Row("GET", "surveys:answer", PUBLIC, args=_code),
    Row("POST", "surveys:answer", PUBLIC, args=_code, data=lambda w: sent(w.survei.terbuka), ok=303),
    Row("GET", "surveys:thanks", PUBLIC, args=_code),
    Row("GET", "surveys:public_result", PUBLIC, args=lambda w: {"kode": w.survei.ditutup.kode}),
    Row("GET", "/api/v1/skm", EVERYBODY),
    Row("GET", "/api/v1/skm/{survei_id}", EVERYBODY, args=_closed),
    Row(
        "POST",
        "/api/v1/skm",
        CLERK,
        data=lambda w: {**_plan(w), "unit_id": w.cast.puskesmas.pk},
        ok=201,
    ),
    Row("POST", "/api/v1/skm/{survei_id}/open", CLERK_PAGE, args=_draft, data=lambda w: {"version": 0}),
    Row("POST", "/api/v1/skm/{survei_id}/close", CLERK, args=_open, data=lambda w: {"version": 1}),
    Row("POST", "/api/v1/skm-batches/{tumpukan_id}/decide", CLERK, args=_held, data=_decision),
]
