"""From the sheets and sessions of development to the papers of PermenPANRB 6/2022. Paper is Indonesian."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from kasuari.development.documents.bimbingan import (
    BarisKompetensi,
    DataKompetensi,
    KelompokKompetensi,
    print_kompetensi,
)
from kasuari.documents.contracts import Identitas, Periode, TandaTangan
from kasuari.organisation import queries as organisation
from kasuari.regulation.kompetensi import ARTI_SKALA, SKALA, JenisKompetensi

if TYPE_CHECKING:
    from kasuari.development.models import EvaluasiKompetensi
    from kasuari.development.queries.kompetensi import Gap

GROUPS = (
    (JenisKompetensi.MANAJERIAL, "Manajerial"),
    (JenisKompetensi.SOSIO_KULTURAL, "Sosio Kultural"),
    (JenisKompetensi.TEKNIS, "Teknis"),
)


def print_evaluation(evaluasi: EvaluasiKompetensi, asked: tuple[Gap, ...], *, at: datetime) -> bytes:
    """B.1.9. A sheet that is not signed says DRAF; what was not assessed prints as an empty cell."""
    on = evaluasi.tanggal
    penilai = organisation.penilai_of(pegawai_id=evaluasi.pegawai_id, on=on).penilai
    signer = organisation.identity(evaluasi.evaluator_id, on)
    found = {row.kompetensi_id: row for row in evaluasi.hasil.select_related("kompetensi").order_by("pk")}
    names = {gap.kompetensi_id: (gap.jenis, gap.nama) for gap in asked} | {
        row.kompetensi_id: (row.kompetensi.jenis, row.nama) for row in found.values()
    }
    groups = tuple(
        KelompokKompetensi(
            nama=label,
            baris=tuple(
                BarisKompetensi(
                    nama=nama,
                    nilai=str(found[key].nilai or "") if key in found else "",
                    alasan=found[key].alasan if key in found else "",
                )
                for key, (kind, nama) in names.items()
                if kind == jenis
            ),
        )
        for jenis, label in GROUPS
    )
    return print_kompetensi(
        DataKompetensi(
            instansi=signer.instansi.upper(),
            periode=Periode(start_date=date(on.year, 1, 1), end_date=date(on.year, 12, 31)),
            pegawai=identitas(organisation.identity(evaluasi.pegawai_id, on)),
            penilai=identitas(penilai),
            kelompok=groups,
            rekomendasi=tuple(evaluasi.rekomendasi.splitlines()),
            skala=tuple(zip(SKALA, ARTI_SKALA, strict=True)),
            ttd=signature(signer, signed_at=evaluasi.signed_at),
            printed_at=at,
            final=evaluasi.signed_at is not None,
        )
    )


def identitas(found: organisation.Identity | None) -> Identitas:
    """As a format prints a person; empty rows where nobody is known."""
    if found is None:
        return Identitas(nama="")
    return Identitas(
        nama=found.nama,
        nip=found.nip or None,
        pangkat=found.pangkat_golongan or None,
        jabatan=found.jabatan or None,
        unit_kerja=found.unit or None,
    )


def signature(found: organisation.Identity, *, signed_at: datetime | None) -> TandaTangan:
    return TandaTangan(nama=found.nama, nip=found.nip or None, signed_at=signed_at)
