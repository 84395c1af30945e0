"""The advice of `regulation.kalimat` in words: what was seen, and how to say it so that it helps."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.reasons import Words
from kasuari.regulation.kalimat import Perhatian, Temuan

ADVICE: dict[Perhatian, tuple[Words, Words]] = {
    Perhatian.HINAAN: (
        _("Kata ini dapat menyakiti: {kata}."),
        _("Tulis apa yang terjadi dan akibatnya, tanpa sebutan untuk orangnya."),
    ),
    Perhatian.ORANG_KETIGA: (
        _("Tampaknya ada nama orang lain: {kata}."),
        _(
            "Umpan balik ini tentang satu orang. Ganti nama orang lain dengan perannya, misalnya "
            "“rekan sejawat”."
        ),
    ),
    Perhatian.DATA_PRIBADI: (
        _("Ada nomor yang tampak seperti data pribadi: {kata}."),
        _("Hapus NIK, NIP, atau nomor telepon; tidak diperlukan di sini."),
    ),
    Perhatian.SIFAT: (
        _("Ini menilai orangnya: {kata}."),
        _("Ceritakan perilakunya: kapan, apa yang dilakukan, dan apa akibatnya."),
    ),
    Perhatian.MUTLAK: (
        _("Kata ini jarang benar sepenuhnya: {kata}."),
        _("Sebut satu atau dua kejadian yang Anda lihat sendiri."),
    ),
    Perhatian.SAMAR: (
        _("Kalimat ini masih umum."),
        _("Sebut apa yang dilakukan dan apa akibatnya, supaya dapat diulangi atau diperbaiki."),
    ),
}

# A prompt and an example for each kind, beside the sentence.
PROMPTS: dict[str, tuple[Words, Words]] = {
    "apresiasi": (
        _("Apa yang dilakukan dengan baik, kapan, dan apa hasilnya bagi orang lain?"),
        _(
            "Contoh: “Pada kelas ibu hamil Selasa lalu penjelasannya mudah dipahami, dan tujuh ibu langsung "
            "bertanya.”"
        ),
    ),
    "perbaikan": (
        _("Apa yang Anda lihat, apa akibatnya, dan apa yang sebaiknya dicoba lain kali?"),
        _(
            "Contoh: “Laporan Mei terlambat empat hari sehingga tiga rekan menunggu; kirim datanya dahulu "
            "bila narasinya belum selesai.”"
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Saran:
    """One piece of advice: what was seen and what would help. It never blocks."""

    code: str
    seen: str
    help: Words


def saran_for(temuan: Temuan) -> Saran:
    """The words for what a rule found."""
    seen, better = ADVICE[temuan.perhatian]
    kata = ", ".join(f"“{word}”" for word in temuan.kata[:5])
    return Saran(temuan.code, str(seen).format(kata=kata), better)
