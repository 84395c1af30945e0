"""Closed lists of feedback."""

from kasuari.feedback.enums.umpan_balik import (
    Bentuk,
    BentukPembinaan,
    IramaBerkala,
    KelompokKata,
    PeranPemberi,
    Sifat,
    StatePermintaan,
    StateTautan,
    StateUmpanBalik,
    TindakanLanjut,
)

__all__ = [
    "Bentuk",
    "BentukPembinaan",
    "IramaBerkala",
    "KelompokKata",
    "PeranPemberi",
    "Sifat",
    "StatePermintaan",
    "StateTautan",
    "StateUmpanBalik",
    "TindakanLanjut",
]
