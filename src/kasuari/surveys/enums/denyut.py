"""Closed lists of the pulse."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class StateDenyut(models.TextChoices):
    """The life of a wave."""

    DRAF = "draf", _("Disiapkan")
    TERBUKA = "terbuka", _("Menerima jawaban")
    DITUTUP = "ditutup", _("Ditutup")


class Skala(models.TextChoices):
    """What the items are about."""

    MOTIVASI = "M", _("Motivasi")
    KESIAPAN = "C", _("Kesiapan berubah")
    KEADILAN = "F", _("Keadilan penilaian")
    PERCAYA = "T", _("Percaya pada kerahasiaan")
