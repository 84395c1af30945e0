"""The printed formats of perencanaan: SKP (A.1.1, A.1.2, A.1.6, A.1.7), its lampiran (A.1.8), the
matriks pembagian peran dan hasil (A.1.5)."""

from kasuari.planning.documents.data import (
    PENETAP,
    BarisKesepakatan,
    BarisMatriks,
    DataDialog,
    DataLampiran,
    DataMatriks,
    DataSkp,
    FormatSkp,
    HasilKerja,
    Iki,
    Perilaku,
    TabelMatriks,
)
from kasuari.planning.documents.printing import print_dialog, print_lampiran, print_matriks, print_skp

__all__ = [
    "PENETAP",
    "BarisKesepakatan",
    "BarisMatriks",
    "DataDialog",
    "DataLampiran",
    "DataMatriks",
    "DataSkp",
    "FormatSkp",
    "HasilKerja",
    "Iki",
    "Perilaku",
    "TabelMatriks",
    "print_dialog",
    "print_lampiran",
    "print_matriks",
    "print_skp",
]
