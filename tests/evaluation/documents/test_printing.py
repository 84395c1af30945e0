from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from kasuari.documents.engine import Image
from kasuari.evaluation.documents import (
    PeriodeEvaluasi,
    print_dokumen_evaluasi,
    print_hasil_evaluasi,
    print_penjelasan,
)
from kasuari.regulation.predikat import CapaianOrganisasi, Predikat, Rating
from tests.documents.paper import (
    alternative_texts,
    drawn_strikes,
    in_order,
    open_pdf,
    page_text,
    squeezed,
    struck_out,
    whole_text,
)
from tests.evaluation.documents.examples import dokumen_evaluasi, hasil_evaluasi, penjelasan, pola

# What stands on paper is the same on every engine.
pytestmark = pytest.mark.any_engine

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
EXAMPLES = ["SKP-1", "SKP-2", "SKP-3", "SKP-5", "SKP-6", "SKP-7"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_labels_stand_in_the_order_of_the_format(name: str) -> None:
    in_order(
        whole_text(print_hasil_evaluasi(hasil_evaluasi(name))),
        [
            "HASIL EVALUASI KINERJA PEGAWAI",
            "PERIODE***: TRIWULAN I/II/III/IV-AKHIR*",
            "PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2026",
            "PEGAWAI YANG DINILAI",
            "CAPAIAN KINERJA ORGANISASI*",
            "ISTIMEWA/ BAIK/ BUTUH PERBAIKAN/ KURANG/ SANGAT KURANG",
            "POLA DISTRIBUSI",
            "HASIL KERJA",
            "A. UTAMA",
            "B. TAMBAHAN",
            "RATING HASIL KERJA*",
            "DIATAS EKSPEKTASI/ SESUAI EKSPEKTASI/ DIBAWAH EKSPEKTASI**",
            "PERILAKU KERJA",
            "Kolaboratif",
            "RATING PERILAKU KERJA*",
            "PREDIKAT KINERJA PEGAWAI*",
            "SANGAT BAIK/ BAIK/ BUTUH PERBAIKAN/ KURANG (MISCONDUCT)/ SANGAT KURANG",
            "Pejabat Penilai Kinerja",
            "* pilih salah satu",
        ],
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_realisasi_and_feedback_of_the_examples_is_printed(name: str) -> None:
    data = hasil_evaluasi(name)
    text = squeezed(whole_text(print_hasil_evaluasi(data)))
    lines = [line for item in data.hasil_kerja for line in item.realisasi]
    lines += [line for item in data.hasil_kerja for iki in item.iki for line in iki.realisasi]
    lines += [given.line for item in data.hasil_kerja for given in item.umpan_balik]
    lines += [given.line for value in data.perilaku for given in value.umpan_balik]
    assert lines
    # A cell that runs over a page has the heading rows in between, so beginnings are compared.
    missing = [line for line in lines if squeezed(line)[:40] not in text]
    assert missing == []


def test_choices_are_struck_out_on_paper_and_said_in_words() -> None:
    content = print_hasil_evaluasi(hasil_evaluasi("SKP-1"))
    assert [words for words in alternative_texts(content) if "dipilih" in words] == [
        "Periode: dipilih IV-AKHIR; dicoret I, II, III.",
        "CAPAIAN KINERJA ORGANISASI: dipilih BAIK; dicoret ISTIMEWA, BUTUH PERBAIKAN, KURANG, SANGAT KURANG.",
        "RATING HASIL KERJA: dipilih SESUAI EKSPEKTASI; dicoret DIATAS EKSPEKTASI, DIBAWAH EKSPEKTASI.",
        "RATING PERILAKU KERJA: dipilih DIATAS EKSPEKTASI; dicoret SESUAI EKSPEKTASI, DIBAWAH EKSPEKTASI.",
        "PREDIKAT KINERJA PEGAWAI: dipilih BAIK; dicoret SANGAT BAIK, BUTUH PERBAIKAN, KURANG (MISCONDUCT), "
        "SANGAT KURANG.",
    ]
    # 3 periods, 4 levels, twice 2 ratings and 4 predikat, one of which is set in two faces.
    assert struck_out(content) >= 15
    assert drawn_strikes(content, 1) == 7


def test_open_choices_are_not_struck_out() -> None:
    data = hasil_evaluasi(
        "SKP-7", rating_hasil_kerja=None, rating_perilaku_kerja=None, predikat=None, final=False
    )
    content = print_hasil_evaluasi(
        replace(data, capaian=None, pola=None, periode_evaluasi=PeriodeEvaluasi.triwulan(None))
    )
    assert struck_out(content) == 0
    assert sum("belum dipilih" in words for words in alternative_texts(content)) == 5
    assert "(diisi dengan gambar pola distribusi)" in page_text(content, 1)


@pytest.mark.parametrize("capaian", list(CapaianOrganisasi))
def test_the_curve_of_the_capaian_is_drawn_and_described(capaian: CapaianOrganisasi) -> None:
    content = print_hasil_evaluasi(hasil_evaluasi("SKP-7", capaian=capaian, pola=pola(capaian)))
    described = [words for words in alternative_texts(content) if words.startswith("Kurva distribusi")]
    assert len(described) == 1
    assert f"organisasi {capaian.replace('_', ' ').title()}." in described[0]


def test_jpt_formats_head_row_five_with_instansi() -> None:
    in_order(page_text(print_hasil_evaluasi(hasil_evaluasi("SKP-1")), 1), ["NIP (*opsional)", "INSTANSI"])
    assert "opsional" not in page_text(print_hasil_evaluasi(hasil_evaluasi("SKP-5")), 1)


@pytest.mark.parametrize(("name", "columns"), [("SKP-1", 7), ("SKP-5", 8)])
def test_heading_rows_come_back_on_the_next_page(name: str, columns: int) -> None:
    content = print_hasil_evaluasi(hasil_evaluasi(name))
    for number in (1, 2):
        in_order(page_text(content, number), ["HASIL KERJA", "REALISASI BERDASARKAN", f"({columns})"])


def test_a_signature_stands_on_the_page_of_the_predikat() -> None:
    for name in EXAMPLES:
        content = print_hasil_evaluasi(hasil_evaluasi(name))
        pages = [page.extract_text() for page in open_pdf(content).pages]
        signed = [index for index, text in enumerate(pages) if "Merauke, 12 Januari 2026" in text]
        given = [index for index, text in enumerate(pages) if "PREDIKAT KINERJA PEGAWAI*" in text]
        assert signed == given


@pytest.mark.parametrize(
    ("periode", "printed"),
    [
        (PeriodeEvaluasi.bulan(2), "BULAN JANUARI/FEBRUARI/"),
        (PeriodeEvaluasi.semester(2), "SEMESTER I/II-AKHIR*"),
        (PeriodeEvaluasi.tahunan(), "TAHUNAN AKHIR*"),
    ],
)
def test_the_period_follows_the_agency(periode: PeriodeEvaluasi, printed: str) -> None:
    content = print_hasil_evaluasi(hasil_evaluasi("SKP-7", periode_evaluasi=periode))
    assert squeezed("PERIODE***:" + printed) in squeezed(page_text(content, 1))


def test_a_period_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no period 5"):
        PeriodeEvaluasi.triwulan(5)


def test_d11_prints_its_seven_parts_in_order() -> None:
    content = print_dokumen_evaluasi(dokumen_evaluasi())
    assert len(open_pdf(content).pages) == 1
    in_order(
        whole_text(content),
        [
            "Lambang Garuda Pancasila",
            "DOKUMEN EVALUASI KINERJA PEGAWAI",
            "PERIODE*: TRIWULAN I/II/III/IV-AKHIR**",
            "PEGAWAI YANG DINILAI",
            "NAMA",
            "Yosefina Mahuze, A.Md.Keb.",
            "PEJABAT PENILAI KINERJA",
            "dr. Benediktus D'Arcy Gebze",
            "ATASAN PEJABAT PENILAI KINERJA",
            "Drs. Agustinus Ndiken, M.Kes.",
            "EVALUASI KINERJA",
            "CAPAIAN KINERJA ORGANISASI",
            "BAIK",
            "PREDIKAT KINERJA PEGAWAI",
            "BAIK",
            "CATATAN/REKOMENDASI",
            "Diusulkan mengikuti pelatihan",
            "7. Pegawai yang Dinilai",
            "6. Pejabat Penilai Kinerja",
        ],
    )


def test_d11_uses_the_emblem_of_the_agency() -> None:
    content = print_dokumen_evaluasi(dokumen_evaluasi(lambang=Image(PIXEL)))
    assert "Lambang Garuda Pancasila" in alternative_texts(content)
    assert "Lambang Garuda Pancasila" not in whole_text(content)


def test_a_long_catatan_runs_on_to_a_second_page() -> None:
    content = print_dokumen_evaluasi(dokumen_evaluasi(catatan="Catatan panjang sekali. " * 400))
    assert len(open_pdf(content).pages) > 1
    assert whole_text(content).count("Catatan panjang sekali.") == 400


@pytest.mark.parametrize("predikat", list(Predikat))
def test_d11_names_every_predikat(predikat: Predikat) -> None:
    text = whole_text(print_dokumen_evaluasi(dokumen_evaluasi(predikat=predikat)))
    words = {"kurang": "KURANG (MISCONDUCT)"}.get(predikat, predikat.replace("_", " ").upper())
    assert f"PREDIKAT KINERJA PEGAWAI : {words} CATATAN/REKOMENDASI" in text


def test_the_explanation_fits_one_page_and_can_be_recomputed() -> None:
    content = print_penjelasan(penjelasan())
    assert len(open_pdf(content).pages) == 1
    text = whole_text(content)
    in_order(
        text,
        [
            "PENJELASAN PREDIKAT KINERJA PEGAWAI",
            "HASIL KERJA",
            "SESUAI EKSPEKTASI",
            "PERILAKU KERJA",
            "DIATAS EKSPEKTASI",
            "Predikat Anda",
            "9 dari 9 indikator terisi",
            "halaman 102",
            "Edisi aturan",
            "12 Januari 2026 pukul 10.15 WIT",
            "Paling lambat 25 Januari 2027",
            "Mengajukan keberatan",
        ],
    )
    assert text.count("Kurang/ Misconduct") == 2
    assert text.count("Butuh Perbaikan") == 2


@pytest.mark.parametrize(
    ("hasil", "perilaku", "before"),
    [
        (Rating.DIATAS, Rating.DIATAS, "Sangat Baik"),
        (Rating.DIBAWAH, Rating.DIBAWAH, "Sangat Kurang"),
        (Rating.SESUAI, Rating.DIBAWAH, "Kurang/ Misconduct"),
        (Rating.DIBAWAH, Rating.SESUAI, "Butuh Perbaikan"),
    ],
)
def test_the_explanation_marks_the_cell_of_the_ratings(hasil: Rating, perilaku: Rating, before: str) -> None:
    text = whole_text(print_penjelasan(penjelasan(rating_hasil_kerja=hasil, rating_perilaku_kerja=perilaku)))
    assert text.count("Predikat Anda") == 1
    assert f"{before} Predikat Anda" in text


def test_without_a_rating_no_cell_is_marked() -> None:
    content = print_penjelasan(penjelasan(rating_hasil_kerja=None, predikat=Predikat.KURANG))
    assert "Predikat Anda" not in whole_text(content)
