"""The printed formats of perencanaan: SKP (A.1.1, A.1.2, A.1.6, A.1.7) and its lampiran (A.1.8)."""

from kasuari.planning.documents.data import (
    DataLampiran,
    DataSkp,
    FormatSkp,
    HasilKerja,
    Iki,
    Perilaku,
)
from kasuari.planning.documents.printing import print_lampiran, print_skp

__all__ = [
    "DataLampiran",
    "DataSkp",
    "FormatSkp",
    "HasilKerja",
    "Iki",
    "Perilaku",
    "print_lampiran",
    "print_skp",
]
