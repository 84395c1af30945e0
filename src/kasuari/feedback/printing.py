"""From the record of feedback to its printed format (Lampiran BAB III C.16)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import override

from kasuari.documents.contracts import Identitas, Periode, PeriodeEvaluasi, TandaTangan
from kasuari.documents.operations import paper_as_it_stands
from kasuari.feedback.documents import (
    DataRekaman,
    FormatRekaman,
    HasilDirekam,
    IkiDirekam,
    PerilakuDirekam,
    print_rekaman,
)
from kasuari.feedback.queries import rekaman_of
from kasuari.feedback.queries.rekaman import Ucapan
from kasuari.foundation.access import Actor
from kasuari.planning import queries as planning
from kasuari.planning.printing import frozen_facts
from kasuari.progress import queries as progress
from kasuari.regulation import perilaku
from kasuari.regulation.umpan_balik import format_rekaman

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi as Period
    from kasuari.planning.models import Skp


def rekaman_paper(skp: Skp, period: Period, *, by: Actor, at: datetime) -> bytes:
    """The record of a period as it stands; what is said later makes a new paper in the place of this."""
    with override("id"):  # paper is Indonesian, whatever language the page has
        data = data_rekaman(skp, period, at=at)
    return paper_as_it_stands(
        contract=data,
        print_with=print_rekaman,
        kind=data.format.value,
        title=f"Rekaman umpan balik – {skp.pegawai.nama_lengkap} – {planning.label(period)}",
        object_type=f"feedback.rekaman.{period.pk}",
        object_id=skp.pk,
        pegawai_id=skp.pegawai_id,
        by=by,
        at=at,
    )


def data_rekaman(skp: Skp, period: Period, *, at: datetime) -> DataRekaman:
    """The record of `skp` (from `planning.skp_for`) in a period, as B.1.3, B.1.4 or B.1.5."""
    kind = format_rekaman(format_skp=skp.format).value
    if kind is None:
        raise ValueError(f"there is no record for format {skp.format}")
    form = FormatRekaman(kind)
    facts = frozen_facts(skp, edition="", at=at)
    isi = planning.contents(skp)
    said = rekaman_of(skp, period)
    reached = {row.indikator.id: _realisasi(row) for row in progress.progress_of(skp, period).indikator}
    results = tuple(_hasil(item, form, reached, said.of_rhk(item.id)) for item in isi.rhk)
    return DataRekaman(
        format=form,
        instansi=facts["instansi"].upper(),
        periode=Periode(start_date=skp.start_date, end_date=skp.last_date),
        periode_evaluasi=_period(period),
        pegawai=_identitas(facts["pegawai"]),
        penilai=_identitas(facts["penilai"], instansi=form is FormatRekaman.B14),
        hasil_kerja=results,
        perilaku=tuple(
            PerilakuDirekam(
                no=number,
                nilai=value.tercetak,
                panduan=perilaku.panduan(nilai=value.nilai, format=form.value),
                ekspektasi=given.ekspektasi,
                umpan_balik=tuple(item.cetak for item in reversed(said.of_nilai(number))),
            )
            for number, (value, given) in enumerate(zip(perilaku.NILAI, isi.perilaku, strict=True), start=1)
        ),
        ttd_pegawai=TandaTangan(nama=facts["pegawai"]["nama"], nip=facts["pegawai"]["nip"]),
        ttd_penilai=TandaTangan(
            nama=facts["penilai"]["nama"] if facts["penilai"] else "",
            nip=facts["penilai"]["nip"] if facts["penilai"] else None,
        ),
        printed_at=at,
    )


def _hasil(
    item: planning.IsiRhk,
    form: FormatRekaman,
    reached: dict[int, tuple[str, ...]],
    said: tuple[Ucapan, ...],
) -> HasilDirekam:
    whole = form is FormatRekaman.B13
    return HasilDirekam(
        no=item.nomor,
        utama=item.utama,
        rencana=item.teks,
        penugasan_dari=item.penugasan_dari or None,
        diintervensi=tuple(filter(None, item.intervensi_teks.split("\n"))),
        realisasi=tuple(line for row in item.indikator for line in reached.get(row.id, ())) if whole else (),
        umpan_balik=tuple(words.cetak for words in reversed(said)),
        iki=tuple(
            IkiDirekam(
                indikator=row.teks,
                target=row.target or None,
                aspek=row.aspek_label or None,
                perspektif=row.perspektif_label or None,
                realisasi=() if whole else reached.get(row.id, ()),
            )
            for row in item.indikator
        ),
    )


def _realisasi(row: progress.IndikatorProgress) -> tuple[str, ...]:
    """What was reached in words and number, with its evidence; nothing where nothing is known."""
    if row.realisasi is None:
        return ()
    number = f"{row.shown_nilai} {row.indikator.satuan}".strip() if row.shown_nilai else ""
    evidence = ", ".join(item.nama for item in row.bukti)
    return tuple(filter(None, [row.realisasi.teks, number, f"Bukti dukung: {evidence}" if evidence else ""]))


def _period(period: Period) -> PeriodeEvaluasi:
    match period.jenis:
        case "bulanan":
            return PeriodeEvaluasi.bulan(period.nomor)
        case "triwulanan":
            return PeriodeEvaluasi.triwulan(period.nomor)
        case _:
            return PeriodeEvaluasi.tahunan()


def _identitas(given: dict[str, Any] | None, *, instansi: bool = False) -> Identitas:
    """As planning froze it; B.1.4 heads row 5 of the penilai INSTANSI."""
    if given is None:
        return Identitas(nama="", instansi="" if instansi else None)
    at = (given.get("instansi") or given.get("unit_kerja") or "") if instansi else None
    return Identitas(
        nama=given["nama"],
        nip=given.get("nip"),
        pangkat=given.get("pangkat"),
        jabatan=given.get("jabatan"),
        unit_kerja=given.get("unit_kerja"),
        instansi=at,
    )
