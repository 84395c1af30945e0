"""The official worked evaluations (Anak Lampiran 4–5) as print contracts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from kasuari.documents.contracts import Identitas
from kasuari.evaluation.documents import (
    ActPossible,
    DataDokumenEvaluasi,
    DataHasilEvaluasi,
    DataPenjelasan,
    FormatHasilEvaluasi,
    HasilDinilai,
    IkiDinilai,
    PerilakuDinilai,
    PeriodeEvaluasi,
    UmpanBalik,
)
from kasuari.regulation.distribusi import PolaDistribusi, pola_distribusi
from kasuari.regulation.predikat import CapaianOrganisasi, Predikat, Rating, tetapkan_predikat
from tests.documents.examples import MARK, SIGNED_AT, YEAR, guide_lines, penandatangan, person, worked

DAY = date(2026, 12, 31)
PRINTED_AT = datetime(2027, 1, 5, 2, 30, tzinfo=UTC)


def pola(capaian: CapaianOrganisasi) -> PolaDistribusi:
    found = pola_distribusi(capaian=capaian, on=DAY).value
    assert found is not None
    return found


def rating(printed: str) -> Rating:
    return Rating(printed.removesuffix(" EKSPEKTASI").lower())


def feedback(given: list[dict[str, Any]]) -> tuple[UmpanBalik, ...]:
    return tuple(
        UmpanBalik(
            pemberi=f"{item['pemberi']} ({item['keterangan_pemberi']})"
            if item["keterangan_pemberi"]
            else item["pemberi"],
            teks=item["teks"],
        )
        for item in given
        if item["teks"]
    )


def lines(given: Any) -> tuple[str, ...]:
    if given is None:
        return ()
    return (given,) if isinstance(given, str) else tuple(given)


def hasil_kerja(name: str) -> tuple[HasilDinilai, ...]:
    raw = worked(name)
    evaluated = {item["no"]: item for item in raw["evaluasi"]["hasil_kerja"]}
    found = []
    for item in raw["hasil_kerja"]:
        answer = evaluated.get(item["no"], {})
        per_iki = {one["kode_iki"]: one for one in answer.get("per_iki", [])}
        found.append(
            HasilDinilai(
                no=item["no"],
                utama=item["jenis"] == "utama",
                rencana=item["rhk"],
                penugasan_dari=item["penugasan_dari"],
                diintervensi=lines(item["rhk_pimpinan_diintervensi"]),
                realisasi=lines(answer.get("realisasi")),
                umpan_balik=feedback(answer.get("umpan_balik", [])),
                iki=tuple(
                    IkiDinilai(
                        indikator=iki["indikator"],
                        target=iki["target"],
                        perspektif=iki["perspektif"],
                        aspek=iki["aspek"],
                        realisasi=lines(per_iki.get(iki["kode"], {}).get("realisasi")),
                        umpan_balik=feedback(per_iki.get(iki["kode"], {}).get("umpan_balik", [])),
                    )
                    for iki in item["iki"]
                ),
            )
        )
    return tuple(found)


def hasil_evaluasi(name: str, **changes: Any) -> DataHasilEvaluasi:
    raw = worked(name)
    evaluation = raw["evaluasi"]
    hasil = rating(evaluation["rating_hasil_kerja"])
    perilaku = rating(evaluation["rating_perilaku_kerja"])
    given: dict[str, Any] = {
        "format": FormatHasilEvaluasi(evaluation["format"]),
        "instansi": "PEMERINTAH PROVINSI PAPUA SELATAN",
        "periode": YEAR,
        "periode_evaluasi": PeriodeEvaluasi.triwulan(4),
        "pegawai": person(raw["pegawai"], "pegawai"),
        "penilai": person(raw["penilai"], "penilai"),
        "capaian": CapaianOrganisasi.BAIK,
        "pola": pola(CapaianOrganisasi.BAIK),
        "hasil_kerja": hasil_kerja(name),
        "perilaku": tuple(
            PerilakuDinilai(
                no=no,
                nilai=nilai,
                panduan=panduan,
                ekspektasi=tuple(item["ekspektasi_khusus"]),
                umpan_balik=feedback(item["umpan_balik"]),
            )
            for (no, nilai, panduan), item in zip(
                guide_lines(evaluation["format"]), evaluation["perilaku_kerja"], strict=True
            )
        ),
        "rating_hasil_kerja": hasil,
        "rating_perilaku_kerja": perilaku,
        "predikat": tetapkan_predikat(hasil_kerja=hasil, perilaku_kerja=perilaku, on=DAY).value,
        "ttd_penilai": penandatangan("penilai"),
        "printed_at": PRINTED_AT,
        "verifikasi": MARK,
    }
    return DataHasilEvaluasi(**(given | changes))


def dokumen_evaluasi(name: str = "SKP-7", **changes: Any) -> DataDokumenEvaluasi:
    raw = worked(name)
    given: dict[str, Any] = {
        "instansi": "PEMERINTAH PROVINSI PAPUA SELATAN",
        "periode": YEAR,
        "periode_evaluasi": PeriodeEvaluasi.triwulan(4),
        "pegawai": person(raw["pegawai"], "pegawai"),
        "penilai": person(raw["penilai"], "penilai"),
        "atasan_penilai": Identitas(
            nama="Drs. Agustinus Ndiken, M.Kes.",
            nip="196808171994031005",
            pangkat="Pembina Utama Muda / IV/c",
            jabatan="KEPALA DINAS KESEHATAN",
            unit_kerja="DINAS KESEHATAN",
        ),
        "capaian": CapaianOrganisasi.BAIK,
        "predikat": Predikat.BAIK,
        "catatan": "Diusulkan mengikuti pelatihan penanganan kegawatdaruratan maternal dan neonatal.",
        "ttd_penilai": penandatangan("penilai"),
        "ttd_pegawai": penandatangan("pegawai"),
        "printed_at": PRINTED_AT,
        "verifikasi": MARK,
    }
    return DataDokumenEvaluasi(**(given | changes))


def penjelasan(name: str = "SKP-7", **changes: Any) -> DataPenjelasan:
    raw = worked(name)
    given: dict[str, Any] = {
        "instansi": "PEMERINTAH PROVINSI PAPUA SELATAN",
        "periode": YEAR,
        "periode_evaluasi": PeriodeEvaluasi.triwulan(4),
        "pegawai": person(raw["pegawai"], "pegawai"),
        "penilai": person(raw["penilai"], "penilai"),
        "capaian": CapaianOrganisasi.BAIK,
        "rating_hasil_kerja": Rating.SESUAI,
        "alasan_hasil_kerja": "Hampir semua hasil kerja utama sesuai target; komplain layanan ANC menurun.",
        "rating_perilaku_kerja": Rating.DIATAS,
        "alasan_perilaku_kerja": "Konsisten menjalankan nilai dasar dan mengingatkan rekan di unit kerja.",
        "predikat": Predikat.BAIK,
        "penjelasan": "Hasil kerja sesuai ekspektasi dan perilaku kerja diatas ekspektasi: predikat Baik.",
        "basis": ("PermenPANRB 6/2022 Lampiran BAB IV huruf B angka 3, halaman 102",),
        "edition": "PermenPANRB 6/2022",
        "inputs": (("Realisasi", "9 dari 9 indikator terisi"), ("Umpan balik", "7 umpan balik dari 4 orang")),
        "decided_by": "dr. Benediktus D'Arcy Gebze, Kepala Puskesmas",
        "decided_at": SIGNED_AT,
        "acts_possible": (
            ActPossible(
                act="Mengajukan keberatan kepada atasan Pejabat Penilai Kinerja",
                until=date(2027, 1, 25),
                basis="Lampiran BAB V",
            ),
            ActPossible(act="Membicarakan hasil ini dengan Pejabat Penilai Kinerja"),
        ),
        "printed_at": PRINTED_AT,
        "verifikasi": MARK,
    }
    return DataPenjelasan(**(given | changes))
