"""A perjanjian kinerja of Dinas Kesehatan, as one types it and as a file holds it. All invented."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from kasuari.planning.operations import IsianPk

HEADINGS = (
    "kode,tahun,unor_id,opd,no_sasaran,sasaran,no_indikator,indikator,satuan,baseline_2025,target_2026,"
    "polaritas,target_tw1,target_tw2,target_tw3,target_tw4,tipe_trajektori,program,anggaran_rp,"
    "perspektif_usulan,penanggung_jawab"
)
ROWS = (
    "PK-01,2026,dinkes,Dinas Kesehatan,1,Kesehatan ibu dan anak membaik,1,Angka kematian ibu,"
    'per 100.000 KH,265,240,turun,240,240,240,240,batas atas,Program Kesehatan,"48.250.000.000",'
    "Penerima Layanan,Puskesmas Wasur Permai",
    "PK-02,2026,dinkes,Dinas Kesehatan,1,Kesehatan ibu dan anak membaik,2,Prevalensi stunting,persen,"
    '"25,0","22,5",turun,"24,4","23,8","23,1","22,5",posisi,Program Kesehatan,48250000000,'
    "Penerima Layanan,",
    "PK-03,2026,dinkes,Dinas Kesehatan,2,Tata kelola dinas membaik,3,Penyerapan anggaran,persen,"
    '"91,3",95,naik,15,40,70,95,kumulatif,Program Penunjang,12750000000,Anggaran,',
)


def isian_pk(**changes: Any) -> IsianPk:
    """The maternal deaths as an indicator, with `changes`."""
    return replace(
        IsianPk(
            kode="PK-00",
            no_sasaran=1,
            sasaran="Kesehatan ibu dan anak membaik",
            nomor=1,
            teks="Persentase persalinan di fasilitas kesehatan",
            satuan="persen",
            target=Decimal(90),
            perspektif="penerima_layanan",
        ),
        **changes,
    )


def pk_csv(*rows: str) -> bytes:
    """A file of these rows, else of all three."""
    return "\n".join((HEADINGS, *(rows or ROWS))).encode()
