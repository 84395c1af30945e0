"""Which act leads from which state to which."""

from kasuari.surveys.states.skm import LEMBAR, SURVEI, TUMPUKAN

__all__ = ["LEMBAR", "SURVEI", "TUMPUKAN"]
