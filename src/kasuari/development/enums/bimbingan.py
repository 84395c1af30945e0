"""Closed lists of bimbingan and konseling kinerja, and the parts of formats B.1.6 to B.1.8."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from kasuari.development.enums.rencana import Pihak
from kasuari.foundation.reasons import Words


class JenisBimbingan(models.TextChoices):
    COACHING = "coaching", _("Coaching (format B.1.6)")
    MENTORING = "mentoring", _("Mentoring (format B.1.7)")


class BentukMentoring(models.TextChoices):
    """Lampiran BAB III D.4.f.3."""

    SHADOWING = "shadowing", _("Shadowing: ikut mengamati kegiatan mentor")
    WORK_SHARING = "work_sharing", _("Work sharing: ikut mengerjakan kegiatan mentor")
    HANDS_ON = "hands_on", _("Hands-on training: dilatih pekerjaan baru")
    INTRODUCING = "introducing", _("Introducing: dikenalkan kepada yang ahli")


class StateBimbingan(models.TextChoices):
    TERBUKA = "terbuka", _("Sedang diisi")
    SELESAI = "selesai", _("Ditandatangani berdua")


class Jawaban(models.TextChoices):
    """The answers to the nine statements of B.1.8. The format has no scale; this one is ours."""

    YA = "ya", _("Ya")
    SEBAGIAN = "sebagian", _("Sebagian")
    TIDAK = "tidak", _("Tidak")


class StateKonseling(models.TextChoices):
    DISAMPAIKAN = "disampaikan", _("Disampaikan kepada pegawai")
    BERUBAH = "berubah", _("Perilaku sudah berubah")
    DILAPORKAN = "dilaporkan", _("Dilaporkan ke unit kepegawaian")
    DITETAPKAN = "ditetapkan", _("Konselor dan jadwal ditetapkan")
    DIREKAM = "direkam", _("Selesai direkam")


class PeranKonselor(models.TextChoices):
    """Lampiran BAB III D.5.c.2."""

    INDEPENDEN = "independen", _("Konselor independen")
    PENILAI = "penilai", _("Penilai yang telah dilatih konseling")
    PEJABAT = "pejabat", _("Pejabat yang berfungsi memberi konseling")


@dataclass(frozen=True, slots=True)
class Section:
    """One part of B.1.6 or B.1.7: who fills it in, its columns, and how many rows the page offers."""

    key: str
    pihak: Pihak
    judul: Words
    kolom: tuple[Words, ...]
    rows: int


SECTIONS: dict[str, tuple[Section, ...]] = {
    JenisBimbingan.COACHING: (
        Section(
            "tujuan",
            Pihak.PEGAWAI,
            _("Tujuan: apa yang ingin saya capai?"),
            (
                _("Indikator kinerja individu"),
                _("Baseline target (jika ada)"),
                _("Target"),
                _("Strategi pencapaian target"),
            ),
            3,
        ),
        Section(
            "fakta",
            Pihak.PEGAWAI,
            _("Fakta: di mana saya sekarang?"),
            (_("Target SKP"), _("Progres pencapaian target"), _("Masalah atau hambatan"), _("Penyebab")),
            3,
        ),
        Section("peluang", Pihak.PEGAWAI, _("Peluang: apa yang dapat saya lakukan?"), (_("Peluang"),), 1),
        Section(
            "langkah",
            Pihak.PENILAI,
            _("Langkah ke depan: apa yang akan saya lakukan ke depan?"),
            (
                _("Indikator kinerja individu"),
                _("Strategi untuk mengatasi masalah/hambatan"),
                _("Penyesuaian ukuran keberhasilan dan target (ya/tidak)"),
            ),
            3,
        ),
    ),
    JenisBimbingan.MENTORING: (
        Section(
            "tujuan",
            Pihak.PEGAWAI,
            _("Tujuan: apa yang ingin saya capai dengan mentoring?"),
            (
                _("Keahlian/keterampilan spesifik yang akan dikembangkan"),
                _("Jangka waktu mentoring"),
                _("Perubahan yang diharapkan"),
                _("Ukuran keberhasilan mentoring"),
            ),
            3,
        ),
        Section(
            "jurnal",
            Pihak.PENILAI,
            _("Jurnal mentoring"),
            (_("Waktu dan tempat"), _("Materi mentoring"), _("Rencana aksi"), _("Target waktu rencana aksi")),
            6,
        ),
    ),
}

# Format B.1.8, p. 83, word for word.
UMPAN_BALIK_BIMBINGAN: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "TENTANG PEGAWAI",
        (
            "Saya merasa diperhatikan dan dipahami",
            "Saya merasa tindakan/langkah yang telah saya lakukan dihargai",
            "Saya merasa dapat dengan bebas mengemukakan pendapat/pemikiran saya",
        ),
    ),
    (
        "TENTANG PIMPINAN/ PIHAK LAIN YANG DIBERIKAN PENUGASAN KHUSUS",
        (
            "Saya merasa bahwa pandangan yang diberikan berdasarkan data/fakta yang akurat",
            "Saya merasa bahwa pandangan/pendapat yang diberikan kepada saya bersifat positif",
            "Lebih banyak menggunakan metode bertanya dibandingkan menggurui",
        ),
    ),
    (
        "TENTANG PEGAWAI DAN PIMPINAN/ PIHAK LAIN YANG DIBERIKAN PENUGASAN KHUSUS",
        (
            "Saya merasa dibantu dalam mencari solusi dan aksi tindak lanjut",
            "Saya tahu apa yang harus saya lakukan setelah mengikuti kegiatan bimbingan kinerja ini",
            "Saya memahami maksud dan tujuan kegiatan bimbingan kinerja ini",
        ),
    ),
)
STATEMENTS = tuple(line for _subject, lines in UMPAN_BALIK_BIMBINGAN for line in lines)
