"""The questionnaire of the Survei Kepuasan Masyarakat: a plain question for each unsur with four answers.

The nine unsur are those of PermenPANRB 14/2017. The sentences are ours, written so that somebody at a counter
understands them at once; the four answers of each always run from 1 to 4.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.reasons import Words
from kasuari.surveys.enums import UnsurSkm


@dataclass(frozen=True, slots=True)
class Pertanyaan:
    """One question: its unsur, what is asked, and the words of the steps 1 to 4."""

    unsur: UnsurSkm
    teks: Words
    langkah: tuple[Words, Words, Words, Words]


_PERTANYAAN = {
    UnsurSkm.PERSYARATAN: Pertanyaan(
        UnsurSkm.PERSYARATAN,
        _("Apakah syarat yang diminta sesuai dengan pelayanannya?"),
        (_("Tidak sesuai"), _("Kurang sesuai"), _("Sesuai"), _("Sangat sesuai")),
    ),
    UnsurSkm.PROSEDUR: Pertanyaan(
        UnsurSkm.PROSEDUR,
        _("Seberapa mudah urutan pelayanannya diikuti?"),
        (_("Tidak mudah"), _("Kurang mudah"), _("Mudah"), _("Sangat mudah")),
    ),
    UnsurSkm.WAKTU: Pertanyaan(
        UnsurSkm.WAKTU,
        _("Seberapa cepat Anda dilayani?"),
        (_("Tidak cepat"), _("Kurang cepat"), _("Cepat"), _("Sangat cepat")),
    ),
    UnsurSkm.BIAYA: Pertanyaan(
        UnsurSkm.BIAYA,
        _("Bagaimana biaya yang Anda bayar?"),
        (_("Sangat mahal"), _("Cukup mahal"), _("Murah"), _("Gratis")),
    ),
    UnsurSkm.PRODUK: Pertanyaan(
        UnsurSkm.PRODUK,
        _("Apakah yang Anda terima sesuai dengan yang dijanjikan?"),
        (_("Tidak sesuai"), _("Kurang sesuai"), _("Sesuai"), _("Sangat sesuai")),
    ),
    UnsurSkm.KOMPETENSI: Pertanyaan(
        UnsurSkm.KOMPETENSI,
        _("Seberapa mampu petugas melayani Anda?"),
        (_("Tidak mampu"), _("Kurang mampu"), _("Mampu"), _("Sangat mampu")),
    ),
    UnsurSkm.PERILAKU: Pertanyaan(
        UnsurSkm.PERILAKU,
        _("Apakah petugas sopan dan ramah?"),
        (
            _("Tidak sopan dan ramah"),
            _("Kurang sopan dan ramah"),
            _("Sopan dan ramah"),
            _("Sangat sopan dan ramah"),
        ),
    ),
    UnsurSkm.PENGADUAN: Pertanyaan(
        UnsurSkm.PENGADUAN,
        _("Bagaimana pengaduan, saran, dan masukan ditangani?"),
        (
            _("Tidak ada tempat mengadu"),
            _("Ada, tetapi tidak ditanggapi"),
            _("Ditanggapi, tetapi lambat"),
            _("Ditanggapi dengan baik"),
        ),
    ),
    UnsurSkm.SARANA: Pertanyaan(
        UnsurSkm.SARANA,
        _("Bagaimana ruang, alat, dan kebersihannya?"),
        (_("Buruk"), _("Cukup"), _("Baik"), _("Sangat baik")),
    ),
}
# Where the law lets nobody pay, the place of the cost is taken by another question of the same unsur.
_GRATIS = Pertanyaan(
    UnsurSkm.BIAYA,
    _("Pelayanan ini gratis. Apakah Anda benar-benar tidak diminta membayar?"),
    (_("Diminta membayar"), _("Diminta memberi seikhlasnya"), _("Hampir tidak"), _("Sama sekali tidak")),
)
# Where nobody is met, the two unsur of the pelaksana are about the page instead.
_DARING = {
    UnsurSkm.KOMPETENSI: Pertanyaan(
        UnsurSkm.KOMPETENSI,
        _("Seberapa jelas petunjuk pada layanan daring ini?"),
        (_("Tidak jelas"), _("Kurang jelas"), _("Jelas"), _("Sangat jelas")),
    ),
    UnsurSkm.PERILAKU: Pertanyaan(
        UnsurSkm.PERILAKU,
        _("Seberapa baik bantuan yang Anda dapat ketika ada kesulitan?"),
        (_("Tidak ada bantuan"), _("Kurang baik"), _("Baik"), _("Sangat baik")),
    ),
}


def kuesioner(*, gratis: bool, daring: bool, pengaduan_terakhir: bool) -> list[Pertanyaan]:
    """The nine questions of a survey in the order in which it prints them."""
    chosen = dict(_PERTANYAAN)
    if gratis:
        chosen[UnsurSkm.BIAYA] = _GRATIS
    if daring:
        chosen |= _DARING
    return [chosen[unsur] for unsur in urutan(pengaduan_terakhir=pengaduan_terakhir)]


def urutan(*, pengaduan_terakhir: bool) -> list[UnsurSkm]:
    """The unsur in order: U8 pengaduan and U9 sarana as in the regulation, or the other way about."""
    order = list(UnsurSkm)
    return [*order[:7], order[8], order[7]] if pengaduan_terakhir else order
