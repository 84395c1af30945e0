"""Practice with invented people: rate two of them, and see what the law makes of it. Nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.reasons import Words
from kasuari.regulation.predikat import Rating


@dataclass(frozen=True, slots=True)
class OrangRekaan:
    """Somebody who does not exist, with what is known of their work, and what a careful penilai would see."""

    kode: str
    nama: str
    jabatan: Words
    fakta: tuple[Words, ...]
    hasil: Rating
    perilaku: Rating
    mengapa: Words


ORANG = (
    OrangRekaan(
        "a",
        "Nona Rekaan Anggrek",
        _("Bidan, puskesmas rekaan"),
        (
            _(
                "Target 90 % ibu hamil diperiksa enam kali; tercapai 97 %, dengan register "
                "kohort yang lengkap."
            ),
            _("Tiga rekan menyebut ia menyiapkan alat sebelum pelayanan dimulai."),
            _("Satu umpan balik: terlambat memberi tahu ketika tidak dapat bertugas."),
        ),
        Rating.DIATAS,
        Rating.SESUAI,
        _(
            "Hasilnya melampaui target dengan bukti. Perilakunya umumnya baik, dengan satu "
            "catatan yang perlu dibicarakan."
        ),
    ),
    OrangRekaan(
        "b",
        "Tuan Rekaan Kasuarina",
        _("Pengadministrasi, dinas rekaan"),
        (
            _(
                "Target 12 laporan bulanan tepat waktu; terkirim 8, empat di antaranya "
                "terlambat lebih dari seminggu."
            ),
            _("Ramah dan suka menolong; empat umpan balik memuji cara ia menerima tamu."),
            _("Tidak ada gangguan jaringan yang tercatat pada masa itu."),
        ),
        Rating.DIBAWAH,
        Rating.SESUAI,
        _(
            "Hasilnya di bawah target dan tidak ada sebab yang tercatat. Keramahan dinilai "
            "pada perilaku, bukan menutup hasil."
        ),
    ),
)
