"""The printed record of feedback: formats B.1.3, B.1.4 and B.1.5."""

from kasuari.feedback.documents.umpan_balik import (
    DataRekaman,
    FormatRekaman,
    HasilDirekam,
    IkiDirekam,
    PerilakuDirekam,
    print_rekaman,
)

__all__ = [
    "DataRekaman",
    "FormatRekaman",
    "HasilDirekam",
    "IkiDirekam",
    "PerilakuDirekam",
    "print_rekaman",
]
