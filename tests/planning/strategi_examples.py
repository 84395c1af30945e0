"""The worked manuals and workblocks of the annexes, as they are written and as they are printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kasuari.planning.operations import IsianManual, IsianWorkblock

SOURCE = Path(__file__).parent.parent / "data" / "skp_contoh_resmi.json"
_RAW = json.loads(SOURCE.read_text(encoding="utf-8"))
MANUALS: list[dict[str, Any]] = _RAW["manual_indikator"]
WORKBLOCKS: list[dict[str, Any]] = _RAW["workblock"]
BOXES = ("Outcome", "Outcome Antara", "Output kendali rendah")
PERIODS = ("Bulanan", "Triwulanan", "Semesteran", "Tahunan")


def isian_manual(raw: dict[str, Any], **changes: Any) -> IsianManual:
    given: dict[str, Any] = {
        "dipahami": False,
        "tujuan": raw["tujuan"],
        "definisi": "\n".join(raw["definisi"]),
        "formula": "\n".join(raw["formula"]),
        "satuan": raw["satuan"],
        "kualitas": raw["kendali"].lower().replace(" ", "_"),
        "sumber_data": raw["sumber_data"],
        "periode_pelaporan": raw["periode"].lower(),
    }
    return IsianManual(**(given | changes))


def isian_workblock(raw: dict[str, Any], **changes: Any) -> IsianWorkblock:
    given: dict[str, Any] = {
        "judul": raw["judul_inisiatif"],
        "intervensi_teks": raw["intervensi"],
        "pemilik": raw["pemilik"],
        "pihak_terlibat": raw["pihak_terlibat"],
        "waktu": raw["waktu"],
        "penerima_manfaat": raw["penerima_manfaat"],
        "tujuan": raw["tujuan"],
        "anggaran": raw["anggaran"],
        "strategi_rutin": tuple(raw["aktivitas"]["rutin"]),
        "strategi_transformatif": tuple(raw["aktivitas"]["transformatif"]),
        "keluaran_rutin": tuple(raw["keluaran_kunci"]["rutin"]),
        "keluaran_transformatif": tuple(raw["keluaran_kunci"]["transformatif"]),
    }
    return IsianWorkblock(**(given | changes))


def printed_manual(raw: dict[str, Any]) -> list[str]:
    """Every word of the table of format A.1.3 (p. 38) with the example in it, in the order of the page,
    without the tall cell DESKRIPSI, which stands beside several rows."""
    optional = "(opsional bagi pendekatan hasil kerja kualitatif)"

    def boxes(names: tuple[str, ...], chosen: str) -> list[str]:
        return [f"({'X' if name == chosen else ' '}) {name}" for name in names]

    return [
        "RENCANA HASIL KERJA", raw["rhk"],
        "UKURAN KEBERHASILAN/ INDIKATOR KINERJA", raw["indikator"],
        "TUJUAN", raw["tujuan"],
        "Definisi", *raw["definisi"], f"Formula {optional}", *raw["formula"],
        f"SATUAN PENGUKURAN {optional}", raw["satuan"],
        "KUALITAS DAN TINGKAT KENDALI", *boxes(BOXES, raw["kendali"]),
        "SUMBER DATA", raw["sumber_data"],
        "PERIODE PELAPORAN", *boxes(PERIODS, raw["periode"]),
    ]  # fmt: skip


def printed_workblock(raw: dict[str, Any]) -> list[str]:
    """Every word of format A.1.4 (p. 43) with the example in it, in the order of the page."""

    def lists(part: dict[str, list[str]]) -> list[str]:
        first, second = part["rutin"], part["transformatif"]
        numbered = [f"{number}. {line}" for number, line in enumerate([*first, *second], start=1)]
        return ["A. RUTIN", *numbered[: len(first)], "B. TRANSFORMATIF", *numbered[len(first) :]]

    return [
        "WORKBLOCK UNTUK IDENTIFIKASI STRATEGI PENCAPAIAN HASIL KERJA",
        "JUDUL INISIATIF STRATEGI PENCAPAIAN IKU", raw["judul_inisiatif"],
        "INDIKATOR DAN TARGET YANG DIINTERVENSI", raw["intervensi"],
        "PEMILIK STRATEGI", raw["pemilik"], "PIHAK YANG TERLIBAT", raw["pihak_terlibat"],
        "WAKTU PENYELESAIAN", raw["waktu"], "PENERIMA MANFAAT", raw["penerima_manfaat"],
        "TUJUAN", raw["tujuan"], "ANGGARAN", raw["anggaran"],
        "STRATEGI (KEY ACTIVITIES)", *lists(raw["aktivitas"]),
        "KELUARAN KUNCI (KEY MILESTONE)", *lists(raw["keluaran_kunci"]),
    ]  # fmt: skip
