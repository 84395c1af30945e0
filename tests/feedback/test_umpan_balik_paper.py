"""Formats B.1.3, B.1.4 and B.1.5 against the words of the annex (p. 71-77)."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from kasuari.feedback.documents import print_rekaman
from kasuari.feedback.printing import data_rekaman
from kasuari.planning import queries as planning
from kasuari.planning.models import Skp
from kasuari.regulation.perilaku import NILAI, panduan
from tests.cast import NOW, Cast
from tests.documents.paper import alternative_texts, in_order, open_pdf, squeezed, whole_text
from tests.feedback.acts import SENTENCE, about, give, results
from tests.planning_builder import set_skp_for

HEAD = "REKAMAN INFORMASI UMPAN BALIK BERKELANJUTAN"
REACHED, SAID = "REALISASI BERDASARKAN BUKTI DUKUNG", "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG"
FOOT = (
    "*pilih salah satu (periode disesuaikan dengan periode evaluasi siklus pendek yang ditetapkan Instansi "
    "Pemerintah)"
)
# The labels of each format in the order of the annex, as its text has them.
LABELS: dict[str, list[str]] = {
    "B.1.3": [
        HEAD,
        "PENDEKATAN HASIL KERJA KUALITATIF",
        "PERIODE: TRIWULAN I/II/III/IV-AKHIR*",
        "NO", "PEGAWAI YANG DINILAI", "NO", "PEJABAT PENILAI KINERJA",
        "NAMA", "NIP", "PANGKAT/ GOL. RUANG", "JABATAN", "UNIT KERJA",
        "HASIL KERJA", REACHED, SAID, "A. UTAMA", "Ukuran keberhasilan dan Target:",
        "B. TAMBAHAN", REACHED, SAID, "PERILAKU KERJA", SAID, "Berorientasi pelayanan",
        "Ekspektasi Khusus Pimpinan:", "Kolaboratif", "Pegawai yang Dinilai", FOOT,
    ],
    "B.1.4": [
        HEAD,
        "PENDEKATAN HASIL KERJA KUANTITATIF",
        "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI",
        "PERIODE: TRIWULAN I/II/III/IV-AKHIR*",
        "NIP", "NIP (*opsional)", "PANGKAT/GOL RUANG", "UNIT KERJA", "INSTANSI",
        "HASIL KERJA", "NO.", "RENCANA HASIL KERJA", "INDIKATOR KINERJA INDIVIDU", "TARGET", "PERSPEKTIF",
        REACHED, SAID, "(1)", "(7)", "A. UTAMA", "B. TAMBAHAN", "PERILAKU KERJA*", SAID,
        "Berorientasi pelayanan", "Kolaboratif", "Pegawai yang Dinilai", FOOT,
    ],
    "B.1.5": [
        HEAD,
        "PENDEKATAN HASIL KERJA KUANTITATIF",
        "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
        "PERIODE: TRIWULAN I/II/III/IV-AKHIR*",
        "PEGAWAI YANG DINILAI", "PANGKAT/GOL RUANG", "UNIT KERJA",
        "HASIL KERJA", "NO", "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI", "RENCANA HASIL KERJA", "ASPEK",
        "INDIKATOR KINERJA INDIVIDU", "TARGET", REACHED, SAID, "(1)", "(8)", "A. UTAMA", "B. TAMBAHAN",
        "PERILAKU KERJA*", SAID, "Berorientasi pelayanan", "Kolaboratif", "Pegawai yang Dinilai", FOOT,
    ],
}  # fmt: skip
FORMATS = [("A.1.1", "B.1.3"), ("A.1.6", "B.1.3"), ("A.1.2", "B.1.4"), ("A.1.7", "B.1.5")]


def paper_of(cast: Cast, skp: Skp, nomor: int = 2) -> bytes:
    found = planning.skp_for(cast.actor(cast.hendrika), skp.pk)
    return print_rekaman(data_rekaman(found, cast.triwulan(nomor), at=NOW))


@pytest.mark.parametrize(("format_skp", "form"), FORMATS)
def test_the_labels_stand_in_the_order_of_the_annex(format_skp: str, form: str, cast: Cast) -> None:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika, unit_penilai=cast.puskesmas, format=format_skp)
    content = paper_of(cast, skp)
    text = whole_text(content)
    in_order(text, LABELS[form])
    assert f"Format {form} PermenPANRB 6/2022" in text
    assert alternative_texts(content)[0] == "Periode: dipilih II; dicoret I, III, IV-AKHIR."
    page = open_pdf(content).pages[0].mediabox
    assert page.width > page.height  # landscape, as in the annex
    for value in NILAI:
        for line in panduan(nilai=value.nilai, format=form):
            assert squeezed(line) in squeezed(text), line


def test_feedback_stands_once_beside_its_result_with_giver_and_evidence(cast: Cast) -> None:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika, unit_penilai=cast.puskesmas)
    give(cast, skp, cast.hendrika, sasaran=about(results(skp)[0]))
    text = squeezed(whole_text(paper_of(cast, skp)))
    assert text.count(squeezed(f"Pimpinan ({cast.hendrika.nama_lengkap}): {SENTENCE}")) == 1


def test_only_what_was_said_in_the_period_is_printed_and_nothing_withdrawn(cast: Cast) -> None:
    from kasuari.feedback import operations

    skp = set_skp_for(cast, cast.yohana, cast.hendrika, unit_penilai=cast.puskesmas)
    first = give(cast, skp, cast.hendrika)
    assert squeezed(SENTENCE) not in squeezed(whole_text(paper_of(cast, skp, nomor=1)))
    assert squeezed(SENTENCE) in squeezed(whole_text(paper_of(cast, skp)))
    operations.withdraw(umpan_balik=first, alasan="", version=0, by=cast.actor(cast.hendrika), at=NOW)
    assert squeezed(SENTENCE) not in squeezed(whole_text(paper_of(cast, skp)))


def test_the_moment_decides_the_period_in_the_zone_of_the_agency(cast: Cast) -> None:
    """Half past midnight on 1 July in Salor is triwulan III, whatever day it is in UTC."""
    skp = set_skp_for(cast, cast.yohana, cast.hendrika, unit_penilai=cast.puskesmas)
    late: dict[str, Any] = {"tzinfo": timezone.get_default_timezone()}
    give(cast, skp, cast.hendrika, at=NOW.replace(month=7, day=1, hour=0, minute=30, **late))
    assert squeezed(SENTENCE) not in squeezed(whole_text(paper_of(cast, skp)))
    assert squeezed(SENTENCE) in squeezed(whole_text(paper_of(cast, skp, nomor=3)))
