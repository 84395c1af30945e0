"""Closed lists of the surveys."""

from kasuari.surveys.enums.denyut import Skala, StateDenyut
from kasuari.surveys.enums.skm import (
    BobotSkm,
    JenisKelamin,
    KelompokUsia,
    Pekerjaan,
    Pendidikan,
    Sebab,
    StateLembar,
    StateSurvei,
    StateTumpukan,
    Sumber,
    UnsurSkm,
)

__all__ = [
    "BobotSkm",
    "JenisKelamin",
    "KelompokUsia",
    "Pekerjaan",
    "Pendidikan",
    "Sebab",
    "Skala",
    "StateDenyut",
    "StateLembar",
    "StateSurvei",
    "StateTumpukan",
    "Sumber",
    "UnsurSkm",
]
