"""Closed lists of recognition."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

PIAGAM = "PIAGAM"


class StateApresiasi(models.TextChoices):
    """Told to the person first; on the wall only when that person wants it there."""

    DISAMPAIKAN = "disampaikan", _("Disampaikan")
    TAMPIL = "tampil", _("Tampil di dinding")
    DITARIK = "ditarik", _("Ditarik")
