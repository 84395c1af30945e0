"""Kompetensi: the nine that every post asks for, the scale of format B.1.9, and what a gap is.

The eight manajerial and the one sosio-kultural come from PermenPANRB 38/2017. Its level texts are told here
in our own words; the printed names are those of format B.1.9 (PermenPANRB 6/2022 p. 84).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kasuari.regulation.verdict import Basis, Verdict, berdasar, lampiran

KAMUS = Basis("PermenPANRB 38/2017", "Lampiran")
EVALUASI_KOMPETENSI = lampiran("III", "D.4.h", 84)
SKALA_PENILAIAN = lampiran("III", "D.4.h Format B.1.9", 84)

MEMADAI = 3  # the value of B.1.9 that says: as the standard of the post asks
LEVEL = NILAI = range(1, 6)


class JenisKompetensi(StrEnum):
    """The three kinds, in the order of format B.1.9."""

    MANAJERIAL = "manajerial"
    SOSIO_KULTURAL = "sosio_kultural"
    TEKNIS = "teknis"


@dataclass(frozen=True, slots=True)
class ButirKamus:
    """One competency: its stable code, its printed name and what its five levels ask for."""

    kode: str
    jenis: JenisKompetensi
    nama: str
    arti: str
    level: tuple[str, str, str, str, str]


KAMUS_WAJIB: tuple[ButirKamus, ...] = (
    ButirKamus(
        "integritas",
        JenisKompetensi.MANAJERIAL,
        "Integritas",
        "Bertindak sesuai nilai, norma, dan etika organisasi, juga ketika sulit.",
        (
            "Bertindak sendiri sesuai nilai, norma, dan etika yang berlaku.",
            "Mengingatkan dan mengajak rekan kerja bertindak sesuai nilai, norma, dan etika.",
            "Memastikan timnya memegang nilai, norma, dan etika, dengan cara yang resmi.",
            "Menciptakan keadaan kerja yang membuat orang patuh pada nilai, norma, dan etika.",
            "Menjadi teladan integritas sampai tingkat nasional.",
        ),
    ),
    ButirKamus(
        "kerja_sama",
        JenisKompetensi.MANAJERIAL,
        "Kerjasama",
        "Membina hubungan kerja yang efektif dan saling percaya untuk hasil bersama.",
        (
            "Ikut serta dalam kerja kelompok.",
            "Menumbuhkan tim yang terbuka dan mau terlibat.",
            "Membangun tim yang efektif untuk mencapai kinerja.",
            "Membangun komitmen dan sinergi antarunit.",
            "Menjaga kerja sama yang terus-menerus di dalam dan di luar instansi.",
        ),
    ),
    ButirKamus(
        "komunikasi",
        JenisKompetensi.MANAJERIAL,
        "Komunikasi",
        "Menyampaikan gagasan dan mendengarkan dengan jelas, lisan maupun tertulis.",
        (
            "Menyampaikan informasi dengan jelas, lengkap, dan dipahami bersama.",
            "Aktif berkomunikasi, mendengarkan, dan menyusun naskah yang runtut.",
            "Berkomunikasi asertif dan mampu menjelaskan hal yang peka atau rumit.",
            "Menyusun argumen untuk banyak pihak sampai tercapai kesepakatan.",
            "Merancang sistem komunikasi yang terbuka untuk mencari jalan keluar bersama.",
        ),
    ),
    ButirKamus(
        "orientasi_hasil",
        JenisKompetensi.MANAJERIAL,
        "Orientasi pada Hasil",
        "Menyelesaikan pekerjaan dengan andal, mampu mengukur hambatan, dan mencapai hasil.",
        (
            "Bertanggung jawab memenuhi standar kerja.",
            "Berusaha mencapai hasil di atas standar bagi pekerjaannya sendiri.",
            "Menetapkan sasaran yang menantang bagi unit kerjanya.",
            "Mendorong unit-unit kerja melampaui sasarannya.",
            "Meningkatkan mutu hasil kerja seluruh organisasi.",
        ),
    ),
    ButirKamus(
        "pelayanan_publik",
        JenisKompetensi.MANAJERIAL,
        "Pelayanan Publik",
        "Melayani masyarakat secara profesional, terbuka, tanggap, adil, dan tidak memihak.",
        (
            "Menjalankan tugas mengikuti standar pelayanan.",
            "Mengawasi pelayanan dan menjelaskannya secara terbuka.",
            "Memperbaiki standar pelayanan di lingkup kerjanya.",
            "Memperhitungkan akibat jangka panjang dan berbagai kepentingan bagi pelayanan.",
            "Menyusun kebijakan yang menjamin pelayanan tetap netral dan objektif.",
        ),
    ),
    ButirKamus(
        "pengembangan",
        JenisKompetensi.MANAJERIAL,
        "Pengembangan Diri dan Orang Lain",
        "Terus belajar, dan membantu orang lain berkembang.",
        (
            "Mengembangkan diri sendiri.",
            "Membantu rekan belajar dengan contoh dan penjelasan.",
            "Memberi umpan balik dan bimbingan.",
            "Menyusun program pengembangan jangka panjang.",
            "Menciptakan organisasi yang terus belajar.",
        ),
    ),
    ButirKamus(
        "mengelola_perubahan",
        JenisKompetensi.MANAJERIAL,
        "Mengelola Perubahan",
        "Menyesuaikan diri dengan keadaan baru dan membawa perubahan ke arah yang lebih baik.",
        (
            "Mengikuti perubahan dengan arahan.",
            "Menyesuaikan cara kerja atas kemauan sendiri.",
            "Membantu orang lain mengikuti perubahan dan mengantisipasinya.",
            "Memimpin perubahan di unit kerjanya.",
            "Menggerakkan pemangku kepentingan sehingga perubahan bertahan.",
        ),
    ),
    ButirKamus(
        "pengambilan_keputusan",
        JenisKompetensi.MANAJERIAL,
        "Pengambilan Keputusan",
        "Membuat keputusan yang baik pada waktunya dan menanggung akibatnya.",
        (
            "Mengumpulkan informasi untuk bertindak sesuai kewenangan.",
            "Menganalisis masalah secara mendalam.",
            "Membandingkan pilihan dan menimbang risikonya.",
            "Menyelesaikan masalah berisiko tinggi dan menyiapkan cara menguranginya.",
            "Mengambil keputusan yang berakibat jangka panjang atau nasional.",
        ),
    ),
    ButirKamus(
        "perekat_bangsa",
        JenisKompetensi.SOSIO_KULTURAL,
        "Perekat dan Pemersatu Bangsa",
        "Menghargai keberagaman dan menjaga persatuan dalam melayani.",
        (
            "Peka dan mau menerima keberagaman.",
            "Aktif mengembangkan sikap saling menghargai dan persatuan.",
            "Mendorong toleransi dan menengahi perbedaan.",
            "Memakai perbedaan untuk membuat organisasi lebih efektif.",
            "Mewakili pemerintah membangun hubungan sosial di masyarakat.",
        ),
    ),
)

# Format B.1.9, "deskripsi skala penilaian": the value against the standard of the post, not a level.
SKALA: tuple[str, ...] = ("Sangat Kurang", "Kurang memadai", "Memadai", "Diatas Memadai", "Istimewa")
ARTI_SKALA: tuple[str, ...] = (
    "Diberikan apabila pegawai yang dinilai kompetensinya jauh dibawah standar kompetensi yang "
    "dipersyaratkan pada jabatan pegawai bersangkutan (Tidak ada Indikator Kompetensi yang dipenuhi)",
    "Diberikan apabila pegawai yang dinilai kompetensinya dibawah standar kompetensi yang "
    "dipersyaratkan pada jabatan pegawai yang bersangkutan (1-2 Indikator Kompetensi yang dipenuhi)",
    "Diberikan apabila pegawai yang dinilai kompetensinya sesuai standar kompetensi yang "
    "dipersyaratkan pada jabatan pegawai yang bersangkutan (3 Indikator Kompetensi yang dipenuhi)",
    "Diberikan apabila pegawai yang dinilai kompetensinya diatas standar kompetensi yang "
    "dipersyaratkan pada jabatan pegawai yang bersangkutan (3 Indikator Kompetensi dipenuhi dan "
    "menunjukkan perilaku di atas level kompetensinya)",
    "Diberikan apabila pegawai yang dinilai kompetensinya jauh diatas standar kompetensi yang "
    "dipersyaratkan pada jabatan pegawai yang bersangkutan (3 Indikator Perilaku dipenuhi dan "
    "menunjukkan perilaku jauh di atas level kompetensinya)",
)


@berdasar(EVALUASI_KOMPETENSI, SKALA_PENILAIAN)
def kesenjangan(*, nilai: int | None) -> Verdict[int]:
    """How far somebody is below the standard of the post: 0 to 2 steps of the scale of B.1.9.

    None where nobody has assessed it: unknown, not weak.
    """
    if nilai is None:
        return Verdict(None, "kompetensi.belum_dinilai", (EVALUASI_KOMPETENSI,), missing=("nilai",))
    if nilai not in NILAI:
        return Verdict(None, "kompetensi.di_luar_skala", (SKALA_PENILAIAN,), missing=("nilai",))
    below = max(0, MEMADAI - nilai)
    code = (
        "kompetensi.di_bawah" if below else "kompetensi.di_atas" if nilai > MEMADAI else "kompetensi.sesuai"
    )
    return Verdict(below, code, (SKALA_PENILAIAN,))
