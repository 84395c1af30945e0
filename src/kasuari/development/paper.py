"""From the sheets and sessions of development to the papers of PermenPANRB 6/2022. Paper is Indonesian."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from kasuari.development.documents.bimbingan import (
    BarisKompetensi,
    DataBimbingan,
    DataKompetensi,
    DataPermasalahan,
    DataUmpanBalikBimbingan,
    KelompokKompetensi,
    print_bimbingan,
    print_kompetensi,
    print_permasalahan,
    print_umpan_balik,
)
from kasuari.development.enums.bimbingan import UMPAN_BALIK_BIMBINGAN, JenisBimbingan, StateBimbingan
from kasuari.documents.contracts import Choice, Identitas, Periode, TandaTangan
from kasuari.documents.operations import paper_as_it_stands
from kasuari.foundation.access import Actor
from kasuari.organisation import queries as organisation
from kasuari.regulation.kompetensi import ARTI_SKALA, SKALA, JenisKompetensi

if TYPE_CHECKING:
    from kasuari.development.models import (
        EvaluasiKompetensi,
        KasusKonseling,
        SesiBimbingan,
        UmpanBalikBimbingan,
    )
    from kasuari.development.queries.kompetensi import Gap

GROUPS = (
    (JenisKompetensi.MANAJERIAL, "Manajerial"),
    (JenisKompetensi.SOSIO_KULTURAL, "Sosio Kultural"),
    (JenisKompetensi.TEKNIS, "Teknis"),
)

ANSWERS = {"ya": "Ya", "sebagian": "Sebagian", "tidak": "Tidak"}


def print_evaluation(
    evaluasi: EvaluasiKompetensi, asked: tuple[Gap, ...], *, by: Actor, at: datetime
) -> bytes:
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
    return paper_as_it_stands(
        contract=DataKompetensi(
            instansi=signer.instansi.upper(),
            periode=_year(on),
            pegawai=identitas(organisation.identity(evaluasi.pegawai_id, on)),
            penilai=identitas(penilai),
            kelompok=groups,
            rekomendasi=tuple(evaluasi.rekomendasi.splitlines()),
            skala=tuple(zip(SKALA, ARTI_SKALA, strict=True)),
            ttd=signature(signer, signed_at=evaluasi.signed_at, place=evaluasi.pegawai.instansi.kota),
            printed_at=at,
            final=evaluasi.signed_at is not None,
        ),
        print_with=print_kompetensi,
        kind="B.1.9",
        title=f"Evaluasi Kompetensi Pegawai – {evaluasi.pegawai.nama_lengkap}",
        object_type="development.evaluasi_kompetensi",
        object_id=evaluasi.pk,
        pegawai_id=evaluasi.pegawai_id,
        by=by,
        at=at,
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


def signature(found: organisation.Identity, *, signed_at: datetime | None, place: str = "") -> TandaTangan:
    """A signature with its place and day; until it is given, the dotted line that a pen can fill."""
    return TandaTangan(
        nama=found.nama,
        nip=found.nip or None,
        place=place or None if signed_at else None,
        signed_date=timezone.localtime(signed_at).date() if signed_at else None,
        signed_at=signed_at,
    )


def print_session(sesi: SesiBimbingan, *, by: Actor, at: datetime) -> bytes:
    """B.1.6 or B.1.7 as it stands; until both have signed it says DRAF."""
    on = sesi.tanggal
    people = organisation.identity_many([sesi.pegawai_id, sesi.penilai_id, sesi.pembimbing_id], on)
    pegawai, guide = people[sesi.pegawai_id], people[sesi.pembimbing_id]
    kota = sesi.pegawai.instansi.kota

    def rows(key: str) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(row) for row in sesi.isi.get(key, ()))

    mentoring = sesi.jenis == JenisBimbingan.MENTORING
    return paper_as_it_stands(
        contract=DataBimbingan(
            mentoring=mentoring,
            instansi=pegawai.instansi.upper(),
            periode=_year(on),
            pegawai=identitas(pegawai),
            penilai=identitas(people[sesi.penilai_id]),
            tujuan=rows("tujuan"),
            fakta=rows("fakta"),
            peluang=tuple(line for row in rows("peluang") for line in row),
            langkah=rows("langkah"),
            jurnal=rows("jurnal"),
            ttd_pegawai=signature(pegawai, signed_at=sesi.pegawai_signed_at, place=kota),
            ttd_pembimbing=signature(guide, signed_at=sesi.pembimbing_signed_at, place=kota),
            printed_at=at,
            final=sesi.state == StateBimbingan.SELESAI,
        ),
        print_with=print_bimbingan,
        kind="B.1.7" if mentoring else "B.1.6",
        title=f"Pelaksanaan {'Mentoring' if mentoring else 'Coaching'} – {pegawai.nama}",
        object_type="development.bimbingan",
        object_id=sesi.pk,
        pegawai_id=sesi.pegawai_id,
        by=by,
        at=at,
    )


def print_answer(answer: UmpanBalikBimbingan, *, at: datetime) -> bytes:
    """B.1.8, printed when it is asked for and never stored. The answers ya, sebagian and tidak are ours: the
    format has no scale."""
    sesi = answer.sesi
    people = organisation.identity_many([sesi.pegawai_id, sesi.penilai_id], sesi.tanggal)
    given = iter(answer.jawaban)
    return print_umpan_balik(
        DataUmpanBalikBimbingan(
            instansi=people[sesi.pegawai_id].instansi.upper(),
            periode=_year(sesi.tanggal),
            pegawai=identitas(people[sesi.pegawai_id]),
            penilai=identitas(people[sesi.penilai_id]),
            kelompok=tuple(
                (subject, tuple((line, ANSWERS.get(next(given, ""), "")) for line in lines))
                for subject, lines in UMPAN_BALIK_BIMBINGAN
            ),
            catatan=tuple(answer.catatan.splitlines()),
            ttd=signature(
                people[sesi.pegawai_id], signed_at=answer.given_at, place=sesi.pegawai.instansi.kota
            ),
            printed_at=at,
        )
    )


def print_report(case: KasusKonseling, *, at: datetime) -> bytes:
    """B.1.10, printed when it is asked for and never stored."""
    on = case.told_at.date()
    people = organisation.identity_many([case.pegawai_id, case.penilai_id], on)
    selected = None if case.serupa is None else "YA" if case.serupa else "TIDAK"
    return print_permasalahan(
        DataPermasalahan(
            instansi=people[case.pegawai_id].instansi.upper(),
            periode=_year(on),
            pegawai=identitas(people[case.pegawai_id]),
            penilai=identitas(people[case.penilai_id]),
            ekspektasi=tuple(case.ekspektasi_khusus.splitlines()),
            permasalahan=tuple(case.permasalahan.splitlines()),
            serupa=Choice(options=("YA", "TIDAK"), selected=selected),
            upaya=(
                *case.upaya.splitlines(),
                *(f"Umpan balik {item['tanggal']}, {item['dari']}: {item['teks']}" for item in case.bukti),
            ),
            ttd=signature(
                people[case.penilai_id], signed_at=case.reported_at, place=case.pegawai.instansi.kota
            ),
            printed_at=at,
            final=case.reported_at is not None,
        )
    )


def _year(on: date) -> Periode:
    return Periode(start_date=date(on.year, 1, 1), end_date=date(on.year, 12, 31))
