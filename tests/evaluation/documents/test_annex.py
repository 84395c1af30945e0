"""Formats C.1.1 to D.1.3 word by word against the annex (p. 105-118), in its order, with its columns.

The page images were laid beside these papers; what they print and the text layer loses (a strike-out, the
curve) is tested in `test_printing` and `test_curve`.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from kasuari.documents.contracts import TandaTangan
from kasuari.documents.emblem import MOST_BYTES, emblem
from kasuari.evaluation.documents import (
    DataKeputusanKeberatan,
    print_dokumen_evaluasi,
    print_hasil_evaluasi,
    print_keputusan_keberatan,
)
from tests.documents.paper import alternative_texts, in_order, open_pdf, page_text, squeezed, whole_text
from tests.evaluation.documents.examples import dokumen_evaluasi, hasil_evaluasi
from tests.evaluation.documents.test_printing import PIXEL

pytestmark = pytest.mark.any_engine

REACHED, SAID = "REALISASI BERDASARKAN BUKTI DUKUNG", "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG"
PERIOD = ["PERIODE***: TRIWULAN I/II/III/IV-AKHIR*", "PERIODE PENILAIAN:"]
CAPAIAN = ["CAPAIAN KINERJA ORGANISASI*", "ISTIMEWA/ BAIK/ BUTUH PERBAIKAN/ KURANG/ SANGAT KURANG"]
RATING = "DIATAS EKSPEKTASI/ SESUAI EKSPEKTASI/ DIBAWAH EKSPEKTASI**"
VALUES = [
    "Berorientasi pelayanan", "Memahami dan memenuhi kebutuhan masyarakat", "Ekspektasi Khusus Pimpinan:",
    "Akuntabel", "Kompeten", "Harmonis", "Loyal",
    "Menjaga nama baik sesama ASN, Pimpinan, Instansi, dan Negara",
    "Adaptif", "Kolaboratif",
]  # fmt: skip
CLOSE = [
    "RATING PERILAKU KERJA*", RATING,
    "PREDIKAT KINERJA PEGAWAI*",
    "SANGAT BAIK/ BAIK/ BUTUH PERBAIKAN/ KURANG (MISCONDUCT)/ SANGAT KURANG",
    "Pejabat Penilai Kinerja",
    "* pilih salah satu",
    "** rating hasil dan rating perilaku kerja Pegawai ditetapkan dengan mempertimbangkan pola distribusi "
    "predikat Kinerja Pegawai berdasarkan capaian kinerja organisasi serta kontribusi Pegawai terhadap "
    "Kinerja Organisasi",
    "*** periode disesuaikan dengan periode evaluasi kinerja Pegawai yang berlaku pada Instansi Pemerintah",
]  # fmt: skip


def people(pangkat: str, *, optional: bool = True, last: str = "UNIT KERJA") -> list[str]:
    """The head: row by row, the Pegawai on the left and the penilai on the right."""
    right = "NIP (*opsional)" if optional else "NIP"
    head = ["NO", "PEGAWAI YANG DINILAI", "NO", "PEJABAT PENILAI KINERJA"]
    pairs = ["1", "NAMA", "1", "NAMA", "2", "NIP", "2", right, "3", pangkat, "3", pangkat]
    return [*head, *pairs, "4", "JABATAN", "4", "JABATAN", "5", "UNIT KERJA", "5", last]


RESULTS: dict[str, tuple[str, list[str]]] = {
    "C.1.1": ("SKP-7", [
        "HASIL EVALUASI KINERJA PEGAWAI", "PENDEKATAN HASIL KERJA KUALITATIF", *PERIOD,
        *people("PANGKAT/ GOL. RUANG"), *CAPAIAN, "POLA DISTRIBUSI",
        "HASIL KERJA", REACHED, SAID, "A. UTAMA",
        "Ukuran Keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif****:",
        "B. TAMBAHAN", REACHED, SAID, "RATING HASIL KERJA*", RATING, "PERILAKU KERJA", SAID, *VALUES, *CLOSE,
        "**** perspektif hanya digunakan untuk pejabat pimpinan tinggi dan pimpinan unit kerja mandiri",
    ]),
    "C.1.2": ("SKP-1", [
        "HASIL EVALUASI KINERJA PEGAWAI", "PENDEKATAN HASIL KERJA KUANTITATIF",
        "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI", *PERIOD,
        *people("PANGKAT/GOL RUANG", last="INSTANSI"), *CAPAIAN, "POLA DISTRIBUSI:", "HASIL KERJA",
        "NO.", "RENCANA HASIL KERJA", "INDIKATOR KINERJA INDIVIDU", "TARGET", "PERSPEKTIF", REACHED, SAID,
        "(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "A. UTAMA", "B. TAMBAHAN",
        "RATING HASIL KERJA*", RATING, "PERILAKU KERJA", SAID, *VALUES, *CLOSE,
    ]),
    "C.1.3": ("SKP-5", [
        "HASIL EVALUASI KINERJA PEGAWAI", "PENDEKATAN HASIL KERJA KUANTITATIF",
        "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL", *PERIOD,
        *people("PANGKAT/GOL RUANG", optional=False), *CAPAIAN, "POLA DISTRIBUSI", "HASIL KERJA",
        "No.", "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI", "RENCANA HASIL KERJA", "ASPEK",
        "INDIKATOR KINERJA INDIVIDU", "TARGET", REACHED, SAID,
        "(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "A. UTAMA", "B. TAMBAHAN",
        "RATING HASIL KERJA*", RATING, "PERILAKU KERJA", SAID, *VALUES, *CLOSE,
    ]),
}  # fmt: skip
WHO = ["NAMA :", "NIP :", "PANGKAT/GOL RUANG :", "JABATAN :", "UNIT KERJA :"]
DOCUMENT = [
    "DOKUMEN EVALUASI KINERJA PEGAWAI", "PERIODE*: TRIWULAN I/II/III/IV-AKHIR**", "PERIODE PENILAIAN:",
    "PEGAWAI YANG DINILAI", *WHO, "PEJABAT PENILAI KINERJA", *WHO, "ATASAN PEJABAT PENILAI KINERJA", *WHO,
    "EVALUASI KINERJA", "CAPAIAN KINERJA ORGANISASI :", "PREDIKAT KINERJA PEGAWAI :",
]  # fmt: skip
NOTES = [
    "* periode disesuaikan dengan periode evaluasi kinerja Pegawai yang berlaku pada Instansi Pemerintah",
    "** pilih salah satu",
]


def decision(**changes: Any) -> DataKeputusanKeberatan:
    document = dokumen_evaluasi()
    given = {item.name: getattr(document, item.name) for item in fields(document)}
    del given["oleh_atasan"]
    given |= {
        "mengubah": True,
        "keberatan": "Bukti bulan Mei belum dihitung.",
        "penjelasan_penilai": "Bukti itu masuk sesudah jendela.",
        "keputusan": "Mengubah hasil evaluasi kinerja Pegawai.",
        "ttd_atasan": TandaTangan(nama="Agustinus Ndiken", place="Merauke", signed_date=date(2026, 1, 20)),
    }
    return DataKeputusanKeberatan(**(given | changes))


@pytest.mark.parametrize("form", list(RESULTS))
def test_the_result_has_the_words_and_columns_of_its_format(form: str) -> None:
    example, words = RESULTS[form]
    data = hasil_evaluasi(example)
    content = print_hasil_evaluasi(data)
    assert data.format == form
    in_order(whole_text(content), words)
    assert ("****" in squeezed(whole_text(content)).split("**rating")[1]) is (form == "C.1.1")
    assert page_text(content, 1).endswith("Halaman 1 dari " + str(len(open_pdf(content).pages)))


def test_d11_and_d12_have_the_words_of_their_formats() -> None:
    signers = {False: "6. Pejabat Penilai Kinerja", True: "6. Atasan Pejabat Penilai Kinerja"}
    for by_atasan, note in ((False, "CATATAN/REKOMENDASI"), (True, "CATATAN/ REKOMENDASI")):
        text = whole_text(print_dokumen_evaluasi(dokumen_evaluasi(oleh_atasan=by_atasan)))
        in_order(text, [*DOCUMENT, note, "7. Pegawai yang Dinilai", signers[by_atasan], *NOTES])
        assert signers[not by_atasan] not in text
        assert note in text


def test_d13_has_the_eleven_numbers_of_its_format_on_one_page() -> None:
    content = print_keputusan_keberatan(decision())
    in_order(
        whole_text(content),
        [
            *DOCUMENT, "CATATAN/ REKOMENDASI",
            "KEBERATAN", "Bukti bulan Mei belum dihitung.",
            "PENJELASAN PEJABAT PENILAI KINERJA ATAS KEBERATAN", "Bukti itu masuk sesudah jendela.",
            "KEPUTUSAN DAN REKOMENDASI ATASAN PEJABAT PENILAI KINERJA", "Mengubah hasil evaluasi",
            "10. Pegawai yang Dinilai", "9. Pejabat Penilai Kinerja", "11. Atasan Pejabat Penilai Kinerja",
            *NOTES,
        ],
    )  # fmt: skip
    assert len(open_pdf(content).pages) == 1
    assert "Format D.1.3" in whole_text(content)


def test_a_decision_that_upholds_never_calls_itself_d13() -> None:
    text = whole_text(print_keputusan_keberatan(decision(mengubah=False)))
    assert "KEPUTUSAN ATAS KEBERATAN HASIL EVALUASI KINERJA PEGAWAI" in text
    assert "D.1.3" not in text


def test_nothing_additional_leaves_a_row_as_high_as_a_word() -> None:
    data = hasil_evaluasi("SKP-5")
    assert all(item.utama for item in data.hasil_kerja)
    pages = open_pdf(print_hasil_evaluasi(data)).pages
    heights: dict[str, float] = {}

    def visit(text: str, at: list[float], _text_at: Any, _font: Any, _size: Any) -> None:
        for label in ("B. TAMBAHAN", "RATING HASIL KERJA"):
            if label in text:
                heights[label] = at[5]

    for page in pages:
        heights.clear()
        page.extract_text(visitor_text=visit)
        if len(heights) == 2:
            break
    assert heights["B. TAMBAHAN"] - heights["RATING HASIL KERJA"] > 25


def test_the_emblem_is_the_one_the_operator_put_into_the_data_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = settings.KASUARI.model_copy(update={"data_dir": tmp_path})
    monkeypatch.setattr(settings, "KASUARI", config)
    assert emblem() is None
    (tmp_path / "lambang.png").write_bytes(b"no picture")
    assert emblem() is None
    (tmp_path / "lambang.png").write_bytes(PIXEL + b"\0" * MOST_BYTES)
    assert emblem() is None
    (tmp_path / "lambang.png").write_bytes(PIXEL)
    found = emblem()
    assert found is not None
    content = print_dokumen_evaluasi(dokumen_evaluasi(lambang=found))
    assert "Lambang Garuda Pancasila" in alternative_texts(content)
