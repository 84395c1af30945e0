"""The official worked SKPs of PermenPANRB 6/2022 (Anak Lampiran 2–6) as print contracts, with invented
people."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from kasuari.documents.contracts import Identitas, Periode, TandaTangan, Verifikasi
from kasuari.planning.documents import DataLampiran, DataSkp, FormatSkp, HasilKerja, Iki, Perilaku
from kasuari.regulation.perilaku import NILAI, panduan

DATA = Path(__file__).resolve().parent.parent / "data"
PRINTED_AT = datetime(2026, 1, 12, 3, 0, tzinfo=UTC)
SIGNED_AT = datetime(2026, 1, 12, 10, 15, tzinfo=timezone(timedelta(hours=9)))
YEAR = Periode(start_date=date(2026, 1, 1), end_date=date(2026, 12, 31))
MARK = Verifikasi(code="K7QM-3XWD-9RTA", address="https://kinerja.papuasel.example/v/K7QM-3XWD-9RTA")


@cache
def _file() -> Any:
    return json.loads((DATA / "skp_contoh_resmi.json").read_text(encoding="utf-8"))


def worked(name: str) -> dict[str, Any]:
    """The raw worked example, e.g. `SKP-7`."""
    found: dict[str, Any] = next(item for item in _file()["skp"] if item["id"] == name)
    return found


def guide_lines(of_format: str) -> list[tuple[int, str, tuple[str, ...]]]:
    """The seven values with their three lines in the wording of a format."""
    return [
        (number, row.tercetak, panduan(nilai=row.nilai, format=of_format))
        for number, row in enumerate(NILAI, start=1)
    ]


def penandatangan(role: str) -> TandaTangan:
    return {
        "pegawai": TandaTangan(
            nama="Yosefina Mahuze, A.Md.Keb.",
            nip="198804122010012003",
            place="Merauke",
            signed_date=date(2026, 1, 12),
        ),
        "penilai": TandaTangan(
            nama="dr. Benediktus D'Arcy Gebze",
            nip="197906302006041002",
            place="Merauke",
            signed_date=date(2026, 1, 12),
            signed_at=SIGNED_AT,
        ),
    }[role]


def skp(name: str, **changes: Any) -> DataSkp:
    """A worked example as a print contract."""
    raw = worked(name)
    perilaku = tuple(
        Perilaku(no=no, nilai=nilai, panduan=panduan, ekspektasi=tuple(given["ekspektasi_khusus"]))
        for (no, nilai, panduan), given in zip(guide_lines(raw["format"]), raw["perilaku_kerja"], strict=True)
    )
    hasil_kerja = tuple(
        HasilKerja(
            no=item["no"],
            utama=item["jenis"] == "utama",
            rencana=item["rhk"],
            penugasan_dari=item["penugasan_dari"],
            diintervensi=tuple(filter(None, [item["rhk_pimpinan_diintervensi"]])),
            iki=tuple(
                Iki(
                    indikator=iki["indikator"],
                    target=iki["target"],
                    perspektif=iki["perspektif"],
                    aspek=iki["aspek"],
                )
                for iki in item["iki"]
            ),
        )
        for item in raw["hasil_kerja"]
    )
    given: dict[str, Any] = {
        "format": FormatSkp(raw["format"]),
        "instansi": "PEMERINTAH PROVINSI PAPUA SELATAN",
        "periode": YEAR,
        "pegawai": person(raw["pegawai"], "pegawai"),
        "penilai": person(raw["penilai"], "penilai"),
        "hasil_kerja": hasil_kerja,
        "perilaku": perilaku,
        "ttd_pegawai": penandatangan("pegawai"),
        "ttd_penilai": penandatangan("penilai"),
        "printed_at": PRINTED_AT,
        "verifikasi": MARK,
    }
    return DataSkp(**(given | changes))


def person(raw: dict[str, Any], role: str) -> Identitas:
    signer = penandatangan(role)
    unit = raw["unit_kerja_atau_instansi"] if role == "penilai" else raw["unit_kerja"]
    return Identitas(
        nama=signer.nama,
        nip=None if raw.get("nip_opsional") else signer.nip,
        pangkat=raw["pangkat"] or "Penata / III/c",
        jabatan=raw["jabatan"],
        unit_kerja=unit,
        instansi=unit if raw.get("label_baris_5") == "INSTANSI" else None,
    )


def lampiran(name: str, **changes: Any) -> DataLampiran:
    raw = worked(name)["lampiran"]
    given: dict[str, Any] = {
        "instansi": "PEMERINTAH PROVINSI PAPUA SELATAN",
        "periode": YEAR,
        "nama_pegawai": penandatangan("pegawai").nama,
        "dukungan_sumber_daya": tuple(raw["dukungan_sumber_daya"]),
        "skema_pertanggungjawaban": tuple(raw["skema_pertanggungjawaban"]),
        "konsekuensi": tuple(raw["konsekuensi"]),
        "ttd_pegawai": penandatangan("pegawai"),
        "ttd_penilai": penandatangan("penilai"),
        "printed_at": PRINTED_AT,
        "verifikasi": MARK,
    }
    return DataLampiran(**(given | changes))
