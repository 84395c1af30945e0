"""The twelve items of the pulse: our own, free to use, and not validated yet.

They rest on ideas that nobody owns (commitment and efficacy for a change; procedural, interpersonal and
informational fairness; meaning of work) and on no published scale. Until an expert check, interviews and a
check of reliability with at least a hundred answers, read item by item and never as a test score. The wording
is the same in every wave; another wording is another edition.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.reasons import Words
from kasuari.surveys.enums import Skala

EDISI = 1
TERTINGGI = 5


@dataclass(frozen=True, slots=True)
class Butir:
    """One item. `balik`: agreement is bad news, so that the index counts it the other way about."""

    kode: str
    skala: Skala
    teks: Words
    balik: bool = False


BUTIR = (
    Butir("M1", Skala.MOTIVASI, _("Pekerjaan saya bermanfaat nyata bagi masyarakat.")),
    Butir("M2", Skala.MOTIVASI, _("Dalam sebulan terakhir saya bersemangat memulai hari kerja.")),
    Butir("M3", Skala.MOTIVASI, _("Saya tahu hasil apa yang diharapkan dari saya tahun ini.")),
    Butir("C1", Skala.KESIAPAN, _("Cara kerja baru ini layak diterapkan di unit kami.")),
    Butir("C2", Skala.KESIAPAN, _("Rekan-rekan di unit saya bersungguh-sungguh menjalankan perubahan ini.")),
    Butir("C3", Skala.KESIAPAN, _("Unit kami mampu menjalankan perubahan ini meskipun ada hambatan.")),
    Butir("C4", Skala.KESIAPAN, _("Pimpinan saya memberi contoh dalam menjalankan perubahan ini.")),
    Butir("F1", Skala.KEADILAN, _("Penilaian kinerja saya didasarkan pada bukti, bukan kesan.")),
    Butir("F2", Skala.KEADILAN, _("Saya diberi kesempatan menanggapi sebelum penilaian ditetapkan.")),
    Butir("F3", Skala.KEADILAN, _("Atasan menjelaskan alasan penilaian dengan jelas dan santun.")),
    Butir(
        "F4R",
        Skala.KEADILAN,
        _("Hasil penilaian di unit kami lebih ditentukan kedekatan daripada kinerja."),
        balik=True,
    ),
    Butir("T1", Skala.PERCAYA, _("Saya yakin jawaban saya di sini tidak dapat ditelusuri ke diri saya.")),
)
LANGKAH = (
    _("Sangat tidak setuju"),
    _("Tidak setuju"),
    _("Antara keduanya"),
    _("Setuju"),
    _("Sangat setuju"),
)
