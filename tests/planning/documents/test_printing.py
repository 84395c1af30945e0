from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kasuari.documents.contracts import TandaTangan
from kasuari.planning.documents import FormatSkp, HasilKerja, print_lampiran, print_skp
from tests.documents import examples
from tests.documents.paper import in_order, open_pdf, page_text, squeezed, whole_text

# What stands on paper is the same on every engine.
pytestmark = pytest.mark.any_engine

HEAD = [
    "PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2026",
    "NO",
    "PEGAWAI YANG DINILAI",
    "NO",
    "PEJABAT PENILAI KINERJA",
]
VALUES = [
    "Berorientasi pelayanan",
    "Akuntabel",
    "Kompeten",
    "Harmonis",
    "Loyal",
    "Adaptif",
    "Kolaboratif",
]
TITLES = {
    "SKP-1": [
        "PENDEKATAN HASIL KERJA KUANTITATIF",
        "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI",
    ],
    "SKP-3": [
        "PENDEKATAN HASIL KERJA KUALITATIF",
        "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI",
    ],
    "SKP-5": ["PENDEKATAN HASIL KERJA KUANTITATIF", "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL"],
    "SKP-7": ["PENDEKATAN HASIL KERJA KUALITATIF", "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL"],
}


@pytest.mark.parametrize("name", sorted(TITLES))
def test_labels_stand_in_the_order_of_the_format(name: str) -> None:
    text = whole_text(print_skp(examples.skp(name)))
    perilaku = "PERILAKU KERJA**" if name == "SKP-5" else "PERILAKU KERJA*"
    in_order(
        text,
        [
            "SASARAN KINERJA PEGAWAI",
            *TITLES[name],
            "PEMERINTAH PROVINSI PAPUA SELATAN",
            *HEAD,
            "HASIL KERJA",
            "A. UTAMA",
            "B. TAMBAHAN",
            perilaku,
            *VALUES,
            "Merauke, 12 Januari 2026",
            "Pejabat Penilai Kinerja",
        ],
    )


@pytest.mark.parametrize("name", ["SKP-1", "SKP-2", "SKP-3", "SKP-5", "SKP-6", "SKP-7"])
def test_every_word_of_the_official_examples_is_printed(name: str) -> None:
    data = examples.skp(name)
    text = squeezed(whole_text(print_skp(data)))
    lines = [item.rencana for item in data.hasil_kerja]
    lines += [
        words for item in data.hasil_kerja for iki in item.iki for words in (iki.indikator, iki.target or "")
    ]
    lines += [line for value in data.perilaku for line in (*value.panduan, *value.ekspektasi)]
    # A cell that runs over a page has the heading rows in between, so both ends are compared.
    missing = [line for line in lines if squeezed(line)[:30] not in text or squeezed(line)[-30:] not in text]
    assert missing == []


def test_a_jpt_leaves_the_nip_of_the_penilai_open_and_heads_row_five_with_instansi() -> None:
    text = page_text(print_skp(examples.skp("SKP-1")), 1)
    in_order(text, ["NIP (*opsional)", "UNIT KERJA", "INSTANSI", "KEMENTERIAN X"])
    assert "197906302006041002" not in text


def test_others_print_both_nip_and_unit_kerja() -> None:
    text = page_text(print_skp(examples.skp("SKP-5")), 1)
    assert "opsional" not in text
    assert text.count("UNIT KERJA") == 2
    in_order(text, ["198804122010012003", "197906302006041002"])


def test_the_heading_rows_come_back_on_the_next_page() -> None:
    content = print_skp(examples.skp("SKP-5"))
    heads = ["HASIL KERJA", "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI*", "RENCANA HASIL KERJA", "ASPEK"]
    in_order(page_text(content, 1), [*heads, "(6)"])
    in_order(page_text(content, 2), [*heads, "(6)"])
    assert page_text(content, 3).startswith("PERILAKU KERJA**")


def test_perspektif_and_assigning_jabatan_are_printed_for_jpt() -> None:
    text = page_text(print_skp(examples.skp("SKP-3")), 1)
    assert "(penugasan dari Kepala Daerah)" in text
    assert "(Perspektif Penerima Layanan)" in text


def test_each_format_uses_its_own_wording_of_loyal() -> None:
    assert "Negara Kesatuan Republik Indonesia" in whole_text(print_skp(examples.skp("SKP-1")))
    assert "setia pada NKRI" in whole_text(print_skp(examples.skp("SKP-7")))


def test_an_empty_tambahan_and_a_result_without_indikator_still_print() -> None:
    data = examples.skp("SKP-5")
    bare = HasilKerja(no=1, utama=True, rencana="Tanpa indikator")
    text = whole_text(print_skp(replace(data, hasil_kerja=(bare,))))
    in_order(text, ["A. UTAMA", "1", "Tanpa indikator", "B. TAMBAHAN", "PERILAKU KERJA**"])


@pytest.mark.parametrize("of_format", list(FormatSkp))
def test_every_format_prints_without_any_result(of_format: FormatSkp) -> None:
    source = {"A.1.1": "SKP-3", "A.1.2": "SKP-1", "A.1.6": "SKP-7", "A.1.7": "SKP-5"}[of_format]
    content = print_skp(examples.skp(source, hasil_kerja=()))
    in_order(whole_text(content), ["A. UTAMA", "B. TAMBAHAN", "PERILAKU KERJA"])


def test_an_electronic_signature_says_when_it_was_given() -> None:
    text = whole_text(print_skp(examples.skp("SKP-7")))
    assert "Ditandatangani secara elektronik pada 12 Januari 2026 pukul 10.15 WIT" in text


def test_a_moment_is_printed_in_the_zone_of_the_agency() -> None:
    signed = replace(examples.penandatangan("penilai"), signed_at=datetime(2026, 1, 11, 16, 30, tzinfo=UTC))
    text = whole_text(print_skp(examples.skp("SKP-7", ttd_penilai=signed)))
    assert "secara elektronik pada 12 Januari 2026 pukul 01.30 WIT" in text


def test_an_unsigned_skp_leaves_room_for_pen_and_date() -> None:
    unsigned = TandaTangan(nama="dr. Benediktus D'Arcy Gebze")
    text = whole_text(print_skp(examples.skp("SKP-7", ttd_penilai=unsigned, final=False)))
    assert "secara elektronik" not in text
    in_order(
        text, ["......................., ......", "Pejabat Penilai Kinerja", "dr. Benediktus D'Arcy Gebze"]
    )


def test_pages_are_f4_and_lie_as_in_the_regulation() -> None:
    across = open_pdf(print_skp(examples.skp("SKP-7"))).pages[0].mediabox
    upright = open_pdf(print_lampiran(examples.lampiran("SKP-7"))).pages[0].mediabox
    assert (across.width, across.height) == (936, 612)
    assert (upright.width, upright.height) == (612, 936)


@pytest.mark.parametrize("name", ["SKP-5", "SKP-7"])
def test_the_lampiran_prints_its_three_lists_in_order(name: str) -> None:
    data = examples.lampiran(name)
    text = whole_text(print_lampiran(data))
    in_order(
        text,
        [
            "LAMPIRAN SASARAN KINERJA PEGAWAI",
            "PERIODE PENILAIAN:",
            "DUKUNGAN SUMBER DAYA",
            *data.dukungan_sumber_daya,
            "SKEMA PERTANGGUNGJAWABAN",
            *data.skema_pertanggungjawaban,
            "KONSEKUENSI",
            *data.konsekuensi,
        ],
    )
    assert "PEGAWAI YANG DINILAI" not in text


def test_footnotes_explain_the_stars() -> None:
    text = whole_text(print_skp(examples.skp("SKP-5")))
    in_order(
        text, ["* Dalam hal rencana hasil kerja Pimpinan yang diintervensi", "** Pimpinan dapat memberikan"]
    )
