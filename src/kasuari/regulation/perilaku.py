"""Perilaku kerja: the 7 values of BerAKHLAK, each with 3 panduan, in the wording of each printed format.

Pasal 10 ayat (3), the Lampiran, the formats and the examples word a few lines differently. A format is
printed in its own wording; its misprints ("106esame") are not repeated.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kasuari.regulation.verdict import berdasar, lampiran, p6

PASAL_10 = p6("Pasal 10 ayat (3)", 8)
EKSPEKTASI_KHUSUS = p6("Pasal 10 ayat (4)", 9)
ARTI = lampiran("II", "A.2.b.2", 29)


class NilaiDasar(StrEnum):
    """The seven values, in the order of print."""

    BERORIENTASI_PELAYANAN = "berorientasi_pelayanan"
    AKUNTABEL = "akuntabel"
    KOMPETEN = "kompeten"
    HARMONIS = "harmonis"
    LOYAL = "loyal"
    ADAPTIF = "adaptif"
    KOLABORATIF = "kolaboratif"


@dataclass(frozen=True, slots=True)
class Nilai:
    """One value: its printed `nama`, its meaning (p. 29-30) and the usual wording of its three lines."""

    nilai: NilaiDasar
    nama: str
    arti: str
    panduan: tuple[str, str, str]

    @property
    def tercetak(self) -> str:
        """The name as every printed format writes it: "Berorientasi pelayanan"."""
        return self.nama.capitalize()


NILAI: tuple[Nilai, ...] = (
    Nilai(
        NilaiDasar.BERORIENTASI_PELAYANAN,
        "Berorientasi Pelayanan",
        "komitmen memberikan pelayanan prima demi kepuasan masyarakat",
        (
            "Memahami dan memenuhi kebutuhan masyarakat",
            "Ramah, cekatan, solutif, dan dapat diandalkan",
            "Melakukan perbaikan tiada henti",
        ),
    ),
    Nilai(
        NilaiDasar.AKUNTABEL,
        "Akuntabel",
        "bertanggung jawab atas kepercayaan yang diberikan",
        (
            "Melaksanakan tugas dengan jujur, bertanggung jawab, cermat, disiplin, dan berintegritas tinggi",
            "Menggunakan kekayaan dan barang milik negara secara bertanggung jawab, efektif, dan efisien",
            "Tidak menyalahgunakan kewenangan jabatan",
        ),
    ),
    Nilai(
        NilaiDasar.KOMPETEN,
        "Kompeten",
        "terus belajar dan mengembangkan kapabilitas",
        (
            "Meningkatkan kompetensi diri untuk menjawab tantangan yang selalu berubah",
            "Membantu orang lain belajar",
            "Melaksanakan tugas dengan kualitas terbaik",
        ),
    ),
    Nilai(
        NilaiDasar.HARMONIS,
        "Harmonis",
        "saling peduli dan menghargai perbedaan",
        (
            "Menghargai setiap orang apapun latar belakangnya",
            "Suka menolong orang lain",
            "Membangun lingkungan kerja yang kondusif",
        ),
    ),
    Nilai(
        NilaiDasar.LOYAL,
        "Loyal",
        "berdedikasi dan mengutamakan kepentingan Bangsa dan Negara",
        (
            "Memegang teguh ideologi Pancasila, Undang-Undang Dasar Negara Republik Indonesia Tahun 1945, "
            "setia pada NKRI serta pemerintahan yang sah",
            "Menjaga nama baik sesama ASN, Pimpinan, Instansi, dan Negara",
            "Menjaga rahasia jabatan dan negara",
        ),
    ),
    Nilai(
        NilaiDasar.ADAPTIF,
        "Adaptif",
        "terus berinovasi dan antusias dalam menggerakkan serta menghadapi perubahan",
        (
            "Cepat menyesuaikan diri menghadapi perubahan",
            "Terus berinovasi dan mengembangkan kreativitas",
            "Bertindak proaktif",
        ),
    ),
    Nilai(
        NilaiDasar.KOLABORATIF,
        "Kolaboratif",
        "membangun kerja sama yang sinergis",
        (
            "Memberi kesempatan kepada berbagai pihak untuk berkontribusi",
            "Terbuka dalam bekerja sama untuk menghasilkan nilai tambah",
            "Menggerakkan pemanfaatan berbagai sumberdaya untuk tujuan bersama",
        ),
    ),
)

# Where a format, the Pasal, the Lampiran or the examples word a line (value, 0-2) differently.
_PANCASILA = "Memegang teguh ideologi Pancasila, Undang-Undang Dasar Negara Republik Indonesia Tahun 1945, "
REDAKSI_LAIN: dict[tuple[NilaiDasar, int], tuple[tuple[str, tuple[str, ...]], ...]] = {
    (NilaiDasar.AKUNTABEL, 0): (
        (
            "Melaksanakan tugas dengan jujur bertanggung jawab, cermat, disiplin, dan berintegritas tinggi",
            ("B.1.5", "C.1.3"),
        ),
        (
            "Melaksanakan tugas dengan jujur, bertanggung jawab cermat, disiplin, dan berintegritas tinggi",
            ("Pasal 10",),
        ),
        (
            "Melaksanakan tugas dengan jujur, bertanggungjawab, cermat, disiplin dan berintegritas tinggi",
            ("Lampiran",),
        ),
        (
            "Melaksanakan tugas dengan jujur bertanggung jawab cermat disiplin dan berintegritas tinggi",
            ("Contoh",),
        ),
    ),
    (NilaiDasar.AKUNTABEL, 1): (
        (
            "Menggunakan kekayaan dan barang milik negara secara bertanggung jawab efektif dan efisien",
            ("B.1.3", "B.1.5", "C.1.3"),
        ),
        (
            "Menggunakan kekayaan dan barang milik negara secara bertanggungjawab, efektif, dan efisien",
            ("Lampiran",),
        ),
        ("Menggunakan kekayaan dan BMN secara bertanggung jawab efektif dan efisien", ("Contoh",)),
    ),
    (NilaiDasar.LOYAL, 0): (
        (
            _PANCASILA + "setia pada Negara Kesatuan Republik Indonesia serta pemerintahan yang sah",
            ("A.1.1", "A.1.2"),
        ),
        (
            _PANCASILA + "setia kepada Negara Kesatuan Republik Indonesia serta pemerintahan yang sah",
            ("Pasal 10", "Lampiran"),
        ),
    ),
    (NilaiDasar.LOYAL, 1): (
        ("Menjaga nama baik sesama aparatur sipil negara, Pimpinan, instansi, dan negara", ("Pasal 10",)),
    ),
}


@berdasar(PASAL_10, ARTI)
def panduan(*, nilai: NilaiDasar, format: str) -> tuple[str, str, str]:  # noqa: A002
    """The three lines of `nilai` as `format` ("A.1.7", "C.1.2", also "Pasal 10", "Lampiran", "Contoh") words
    them."""
    usual = next(row.panduan for row in NILAI if row.nilai is nilai)
    first, second, third = (_redaksi(nilai, index, usual[index], format) for index in range(3))
    return first, second, third


def redaksi_resmi(nilai: NilaiDasar, index: int) -> frozenset[str]:
    """Every wording that the regulation itself prints for line `index` (0-2) of `nilai`."""
    usual = next(row.panduan[index] for row in NILAI if row.nilai is nilai)
    return frozenset({usual, *(words for words, _ in REDAKSI_LAIN.get((nilai, index), ()))})


def _redaksi(nilai: NilaiDasar, index: int, usual: str, place: str) -> str:
    for words, places in REDAKSI_LAIN.get((nilai, index), ()):
        if place in places:
            return words
    return usual
