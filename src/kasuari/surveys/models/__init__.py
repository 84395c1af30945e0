"""Tables of the surveys."""

from kasuari.surveys.models.skm import (
    EntriKertas,
    JawabanSkm,
    LembarKertas,
    SurveiSkm,
    TindakLanjutSkm,
    TumpukanSkm,
)

__all__ = [
    "EntriKertas",
    "JawabanSkm",
    "LembarKertas",
    "SurveiSkm",
    "TindakLanjutSkm",
    "TumpukanSkm",
]
