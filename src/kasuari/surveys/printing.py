"""From a survey to its report. Paper is Indonesian."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import translation

from kasuari.documents.contracts import Periode, Verifikasi
from kasuari.documents.words import day_in_words
from kasuari.surveys.documents import BarisUnsur, DataSkm, RencanaTindak, print_skm
from kasuari.surveys.enums import BobotSkm, UnsurSkm
from kasuari.surveys.words import paper_number

if TYPE_CHECKING:
    from kasuari.surveys.models import SurveiSkm
    from kasuari.surveys.queries.skm import Result

KINERJA = {"A": "Sangat baik", "B": "Baik", "C": "Kurang baik", "D": "Tidak baik", "": "Di luar tabel"}
BOBOT = {
    BobotSkm.TEPAT.value: "0,11 (tepat 1/9)",
    BobotSkm.TIGA_DESIMAL.value: "0,111",
    BobotSkm.DUA_DESIMAL.value: "0,11",
}


def print_report(survei: SurveiSkm, result: Result, *, at: datetime, mark: Verifikasi) -> bytes:
    """The report of a closed survey."""
    with translation.override("id"):
        return print_skm(_data(survei, result, at=at, mark=mark))


def _data(survei: SurveiSkm, result: Result, *, at: datetime, mark: Verifikasi) -> DataSkm:
    from kasuari.surveys.queries.skm import trend_of

    hasil = result.hasil
    weighted = {item.unsur.value: item.tertimbang for item in hasil.unsur} if hasil else {}
    return DataSkm(
        instansi=survei.instansi.nama,
        unit=survei.unit.nama,
        layanan=survei.layanan,
        periode=Periode(start_date=survei.start_date, end_date=survei.last_date),
        ikm=paper_number(result.ikm),
        mutu=result.mutu or "–",
        kinerja=KINERJA[result.mutu],
        ringkasan=(
            ("Responden", f"{result.responden}, di antaranya {result.kertas} lewat kertas"),
            ("Contoh yang diperlukan", _sample(result)),
            ("Bobot tiap unsur", BOBOT[survei.bobot]),
            ("Nilai indeks (NI)", paper_number(hasil.ni, 4) if hasil else ""),
            ("Jawaban yang tidak dihitung", str(survei.hasil.get("dibuang", 0))),
        ),
        baris=tuple(
            BarisUnsur(
                nomor=f"U{line.nomor}",
                nama=str(UnsurSkm(line.kode).label),
                terisi=str(line.terisi),
                nrr=paper_number(line.nrr, 4),
                tertimbang=paper_number(weighted.get(line.kode), 4),
                nilai=paper_number(line.nilai),
                mutu=line.mutu,
                persen=int(line.nilai or 0),
            )
            for line in result.lines
        ),
        catatan=_notes(survei, result),
        tindak_lanjut=tuple(
            RencanaTindak(
                unsur=str(UnsurSkm(row.unsur).label),
                rencana=row.rencana,
                waktu=day_in_words(row.due_date),
                penanggung_jawab=row.penanggung_jawab,
                hasil=row.hasil,
            )
            for row in survei.tindak_lanjut.order_by("due_date", "pk")
        ),
        riwayat=tuple((day_in_words(day), paper_number(value)) for day, value in trend_of(survei)),
        printed_at=at,
        verifikasi=mark,
    )


def _sample(result: Result) -> str:
    if result.perlu is None:
        return "Jumlah pengguna layanan belum dicatat"
    return f"{result.perlu} ({'terpenuhi' if result.cukup else 'belum terpenuhi'})"


def _notes(survei: SurveiSkm, result: Result) -> tuple[str, ...]:
    others = "; ".join(
        f"bobot {BOBOT[bobot]}: {paper_number(ikm)}{f' ({grade})' if grade else ''}"
        for bobot, ikm, grade in result.lain
    )
    notes = [
        "NRR adalah jumlah nilai dibagi banyaknya yang menjawab unsur itu; yang kosong tidak dihitung nol.",
        "Indeks = jumlah NRR tertimbang × 25, dibulatkan (lima ke atas), lalu dicocokkan dengan tabel mutu.",
        f"Menurut kebiasaan pembobotan yang lain: {others}.",
    ]
    if result.berubah:
        notes.append("Pilihan bobot mengubah mutu survei ini: bandingkan hanya dengan survei berbobot sama.")
    if result.tanpa_biaya is not None:
        notes.append(f"Layanan ini gratis. Tanpa unsur biaya, indeksnya {paper_number(result.tanpa_biaya)}.")
    lowest = sorted((line for line in result.lines if line.nrr is not None), key=lambda line: line.nrr or 0)[
        :3
    ]
    named = ", ".join(f"{line.nama} ({paper_number(line.nilai)})" for line in lowest)
    notes.append(f"Unsur dengan nilai terendah: {named}.")
    notes.append(
        "Jawaban yang datang terlalu banyak sekaligus ditahan dan diputuskan oleh orang dari luar unit ini, "
        "dengan alasan yang tercatat. Tidak ada alamat internet yang disimpan."
    )
    return tuple(notes)
