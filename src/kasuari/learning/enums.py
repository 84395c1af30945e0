"""Closed lists of learning."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Peran(models.TextChoices):
    """For whom a lesson is."""

    PEGAWAI = "pegawai", _("Pegawai")
    PENILAI = "penilai", _("Pejabat penilai kinerja")
    KEPEGAWAIAN = "kepegawaian", _("Unit kepegawaian")
    PIMPINAN = "pimpinan", _("Pimpinan unit")
    PYB = "pyb", _("Pejabat yang berwenang")
    AUDITOR = "auditor", _("Auditor")


class Langkah(models.TextChoices):
    """The step at which a question arose."""

    SKP = "skp", _("Menyusun SKP")
    REALISASI = "realisasi", _("Mencatat realisasi")
    UMPAN_BALIK = "umpan_balik", _("Umpan balik")
    EVALUASI = "evaluasi", _("Evaluasi dan hasil")
    SURVEI = "survei", _("Survei")
    LAIN = "lain", _("Lainnya")


class StatePertanyaan(models.TextChoices):
    MENUNGGU = "menunggu", _("Menunggu jawaban")
    TERJAWAB = "terjawab", _("Terjawab")


class StatePendamping(models.TextChoices):
    """How far the appointment of somebody who helps a unit is."""

    DIUSULKAN = "diusulkan", _("Diusulkan")
    BERTUGAS = "bertugas", _("Bertugas")
    DITOLAK = "ditolak", _("Tidak ditetapkan")
    BERAKHIR = "berakhir", _("Berakhir")
