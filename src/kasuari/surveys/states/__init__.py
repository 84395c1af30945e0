"""Which act leads from which state to which."""

from kasuari.surveys.states.denyut import DENYUT
from kasuari.surveys.states.skm import LEMBAR, SURVEI, TUMPUKAN

__all__ = [
    "DENYUT",
    "LEMBAR",
    "SURVEI",
    "TUMPUKAN",
]
