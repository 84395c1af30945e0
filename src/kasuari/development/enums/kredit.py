"""Closed lists of angka kredit."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kasuari.regulation.angka_kredit import Kenaikan

# The kinds of papers, as documents know them.
KONVERSI, AKUMULASI, PENETAPAN = PAPERS = ("AK-KONVERSI", "AK-AKUMULASI", "AK-PENETAPAN")


class JenisKredit(models.TextChoices):
    """The rows of a penetapan angka kredit besides the conversion (PerBKN 3/2023)."""

    DASAR = "dasar", _("AK dasar yang diberikan")
    JF_LAMA = "jf_lama", _("AK JF lama, termasuk integrasi")
    PENYESUAIAN = "penyesuaian", _("AK penyesuaian atau penyetaraan")
    PENDIDIKAN = "pendidikan", _("AK dari peningkatan pendidikan")


class UntukKenaikan(models.TextChoices):
    """What the angka kredit is awarded for."""

    PANGKAT = Kenaikan.PANGKAT.value, _("Kenaikan pangkat")
    JENJANG = Kenaikan.JENJANG.value, _("Kenaikan jenjang")
