"""Tables of the surveys."""

from kasuari.surveys.models.denyut import AmplopDenyut, Denyut, HasilDenyut, UndanganDenyut
from kasuari.surveys.models.skm import (
    EntriKertas,
    JawabanSkm,
    LembarKertas,
    SurveiSkm,
    TindakLanjutSkm,
    TumpukanSkm,
)

__all__ = [
    "AmplopDenyut",
    "Denyut",
    "EntriKertas",
    "HasilDenyut",
    "JawabanSkm",
    "LembarKertas",
    "SurveiSkm",
    "TindakLanjutSkm",
    "TumpukanSkm",
    "UndanganDenyut",
]
