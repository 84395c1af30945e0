"""Closed lists of competencies and their evaluation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kasuari.regulation.kompetensi import JenisKompetensi

B19 = "B.1.9"


class Jenis(models.TextChoices):
    """The three kinds of competency, in the order of format B.1.9."""

    MANAJERIAL = JenisKompetensi.MANAJERIAL.value, _("Manajerial")
    SOSIO_KULTURAL = JenisKompetensi.SOSIO_KULTURAL.value, _("Sosio Kultural")
    TEKNIS = JenisKompetensi.TEKNIS.value, _("Teknis")


class StateEvaluasiKompetensi(models.TextChoices):
    """An evaluation counts, and is seen by the Pegawai, from its signature on."""

    DRAF = "draf", _("Draf")
    DITANDATANGANI = "ditandatangani", _("Ditandatangani")
