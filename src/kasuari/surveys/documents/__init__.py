"""The papers of the surveys."""

from kasuari.surveys.documents.skm import BarisUnsur, DataSkm, RencanaTindak, print_skm

__all__ = ["BarisUnsur", "DataSkm", "RencanaTindak", "print_skm"]
