"""The printed formats of perencanaan: SKP (A.1.1, A.1.2, A.1.6, A.1.7), its lampiran (A.1.8), the
manual indikator (A.1.3), the workblock (A.1.4) and the matriks pembagian peran dan hasil (A.1.5)."""

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
from kasuari.planning.documents.printing import (
    print_dialog,
    print_lampiran,
    print_manual,
    print_matriks,
    print_skp,
    print_workblock,
)
from kasuari.planning.documents.strategi import (
    DataManual,
    DataWorkblock,
    Kotak,
    LembarManual,
    LembarWorkblock,
)

__all__ = [
    "PENETAP",
    "BarisKesepakatan",
    "BarisMatriks",
    "DataDialog",
    "DataLampiran",
    "DataManual",
    "DataMatriks",
    "DataSkp",
    "DataWorkblock",
    "FormatSkp",
    "HasilKerja",
    "Iki",
    "Kotak",
    "LembarManual",
    "LembarWorkblock",
    "Perilaku",
    "TabelMatriks",
    "print_dialog",
    "print_lampiran",
    "print_manual",
    "print_matriks",
    "print_skp",
    "print_workblock",
]
