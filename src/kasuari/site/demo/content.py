"""What the invented people plan and reach: the annexes' worked SKPs for a few, invented ones for the rest."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from kasuari.planning.operations import IsianIndikator, IsianRhk


@dataclass(frozen=True, slots=True)
class Isi:
    """The contents of one SKP, ready for `planning.operations.fill_skp`."""

    rhk: tuple[IsianRhk, ...]
    ekspektasi: dict[int, list[str]]
    lampiran: dict[str, list[str]]


@cache
def _data(name: str) -> Any:
    return json.loads((files("kasuari.site.demo") / "data" / name).read_text(encoding="utf-8"))


def tugas_jabatan() -> dict[str, list[str]]:
    """Invented duties of the posts that most people hold, by the name of the post."""
    found: dict[str, list[str]] = _data("tugas_jabatan.json")
    return found


def official(skp_id: str, *, penugasan_dari: str = "") -> Isi:
    """A worked SKP of the annexes (`SKP-1` … `SKP-7`), word for word; a missing lampiran is ours."""
    found = next(item for item in _data("skp_contoh_resmi.json")["skp"] if item["id"] == skp_id)
    rhk = tuple(
        IsianRhk(
            teks=item["rhk"],
            jenis=item["jenis"],
            sumber="pk" if skp_id in {"SKP-1", "SKP-2", "SKP-3"} and item["jenis"] == "utama" else "mph",
            penugasan_dari=item["penugasan_dari"] or penugasan_dari,
            intervensi_teks=item["rhk_pimpinan_diintervensi"] or "",
            indikator=tuple(_official_indikator(iki) for iki in item["iki"]),
        )
        for item in found["hasil_kerja"]
    )
    ekspektasi = {item["no"]: item["ekspektasi_khusus"] for item in found["perilaku_kerja"]}
    printed = found["lampiran"] or {}
    lampiran = {
        "dukungan": _lines(printed, "dukungan") or _general("dukungan"),
        "skema": _lines(printed, "skema") or _general("skema"),
        "konsekuensi": _lines(printed, "konsekuensi") or _general("konsekuensi"),
    }
    return Isi(rhk, {nilai: lines for nilai, lines in ekspektasi.items() if lines}, lampiran)


def from_matrix(skp_id: str) -> Isi:
    """The expected results of a pelaksana in the annex's matrix (`SKP-9a` …); the measures are ours."""
    found = next(item for item in _data("skp_contoh_resmi.json")["skp"] if item["id"] == skp_id)
    measure = IsianIndikator(teks="Keluhan penerima layanan atas hal ini menurun dari triwulan sebelumnya")
    rhk = tuple(
        IsianRhk(
            teks=item["rhk"], sumber="mph", penugasan_dari=item["penugasan_dari"] or "", indikator=(measure,)
        )
        for item in {item["rhk"]: item for item in found["hasil_kerja"]}.values()
    )
    return Isi(rhk, {}, {jenis: _general(jenis) for jenis in ("dukungan", "skema", "konsekuensi")})


def annex_matrix(name: str) -> list[list[list[str]]]:
    """The cells of a matrix of the annexes (`MPH-1` … `MPH-4`), row by row; none stands for no role."""
    found = next(item for item in _data("skp_contoh_resmi.json")["mph"] if item["id"] == name)
    return [row["sel"] for row in found["baris"]]


def annex(part: str) -> list[dict[str, Any]]:
    """The worked manuals (`manual_indikator`) or workblocks (`workblock`) of the annexes."""
    found: list[dict[str, Any]] = _data("skp_contoh_resmi.json")[part]
    return found


def team_leader() -> Isi:
    """The results of the ketua tim of Anak Lampiran 3, as the head of the puskesmas gave them (MPH-3)."""
    measure = IsianIndikator(teks="Komplain atas layanan ini menurun dari tahun sebelumnya")
    rhk = tuple(
        IsianRhk(teks=teks, sumber="mph", penugasan_dari="Kepala Puskesmas", indikator=(measure,))
        for teks in annex_matrix("MPH-3")[0][0]
    )
    return Isi(rhk, {}, {jenis: _general(jenis) for jenis in ("dukungan", "skema", "konsekuensi")})


def invented(*, jabatan: str, unit: str, memimpin: bool, perspektif: bool) -> Isi:
    """A quantitative SKP that fits the post: by family of functional post, or for leading a unit."""
    data = _data("skp_per_jabatan.json")
    hasil = data["umum"]
    if memimpin:
        hasil = data["pimpinan"]
    else:
        for family in data["keluarga"]:
            if any(jabatan.startswith(word) for word in family["cocok"]):
                hasil = family["hasil"]
                break
    rhk = tuple(
        IsianRhk(
            teks=item["teks"].format(unit=unit),
            sumber="pk" if perspektif else "mph",
            intervensi_teks="" if perspektif else f"Sasaran {unit} tercapai sesuai perjanjian kinerja",
            indikator=tuple(_invented_indikator(line, unit, perspektif) for line in item["indikator"]),
        )
        for item in hasil
    )
    ekspektasi = {int(nilai): [text] for nilai, text in data["ekspektasi"].items()}
    return Isi(rhk, ekspektasi, {jenis: list(lines) for jenis, lines in data["lampiran"].items()})


def serving(rhk: tuple[IsianRhk, ...], above: list[int]) -> tuple[IsianRhk, ...]:
    """Each result serves one of the leader's, in turn; without any the words stay provisional."""
    if not above:
        return rhk
    return tuple(replace(item, intervensi_id=above[n % len(above)]) for n, item in enumerate(rhk))


def realisasi_text(rating: str, turn: int) -> str:
    """A sentence about what was reached, by rating."""
    lines = _data("skp_per_jabatan.json")["realisasi"][rating]
    return str(lines[turn % len(lines)])


def reason(kind: str, rating: str) -> str:
    """Why a rating was given: `kind` is hasil_kerja or perilaku_kerja."""
    return str(_data("skp_per_jabatan.json")["alasan"][kind][rating])


def _official_indikator(iki: dict[str, Any]) -> IsianIndikator:
    return IsianIndikator(
        teks=iki["indikator"],
        aspek=(iki["aspek"] or "").lower(),
        perspektif=(iki["perspektif"] or "").lower().replace(" ", "_"),
        target_jenis="teks",
        target_teks=iki["target"] or "",
    )


def _invented_indikator(line: list[Any], unit: str, perspektif: bool) -> IsianIndikator:
    aspek, teks, jenis, low, high, satuan, *rest = line
    return IsianIndikator(
        teks=teks.format(unit=unit),
        aspek="" if perspektif else aspek,
        perspektif=(rest[0] if rest else "penerima_layanan") if perspektif else "",
        target_jenis=jenis,
        target_minimum=Decimal(low),
        target_maksimum=Decimal(high if high is not None else low),
        satuan=satuan,
        arah="turun" if aspek in {"waktu", "biaya"} and satuan != "persen" else "naik",
    )


def _lines(printed: dict[str, Any], start: str) -> list[str]:
    """The lines of one part of a printed lampiran, whatever its key is called in full."""
    for key, value in printed.items():
        if key.startswith(start) and isinstance(value, list):
            return [str(line["teks"]) if isinstance(line, dict) else str(line) for line in value]
    return []


def _general(jenis: str) -> list[str]:
    return [str(line) for line in _data("skp_per_jabatan.json")["lampiran"][jenis]]
