"""Closed lists of penghargaan and of manajemen talenta."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kasuari.regulation.talenta import Potensi
from kasuari.regulation.tindak_lanjut import Bentuk


class BentukPenghargaan(models.TextChoices):
    """The awards of Pasal 31."""

    SUKSESI = Bentuk.SUKSESI.value, _("Prioritas kelompok rencana suksesi")
    PENGEMBANGAN = Bentuk.PENGEMBANGAN.value, _("Prioritas pengembangan kompetensi")
    LAIN = Bentuk.LAIN.value, _("Penghargaan lain")


class StateUsulan(models.TextChoices):
    """A proposal on its way to a decision."""

    DIUSULKAN = "diusulkan", _("Menunggu keputusan")
    DISETUJUI = "disetujui", _("Disetujui")
    DITOLAK = "ditolak", _("Tidak disetujui")
    DITARIK = "ditarik", _("Ditarik pengusul")
    DICABUT = "dicabut", _("Dicabut")


class NilaiPotensi(models.TextChoices):
    """Potensi as it was assessed. Without an assessment it is unknown, which is none of these."""

    RENDAH = Potensi.RENDAH.value, _("Rendah")
    MENENGAH = Potensi.MENENGAH.value, _("Menengah")
    TINGGI = Potensi.TINGGI.value, _("Tinggi")
