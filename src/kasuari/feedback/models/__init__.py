"""Tables of feedback."""

from kasuari.feedback.models.umpan_balik import (
    BuktiUmpanBalik,
    CatatanPribadi,
    IramaUmpanBalik,
    KataUmpanBalik,
    PermintaanUmpanBalik,
    RedaksiUmpanBalik,
    TautanUmpanBalik,
    TindakLanjut,
    UmpanBalik,
)

__all__ = [
    "BuktiUmpanBalik",
    "CatatanPribadi",
    "IramaUmpanBalik",
    "KataUmpanBalik",
    "PermintaanUmpanBalik",
    "RedaksiUmpanBalik",
    "TautanUmpanBalik",
    "TindakLanjut",
    "UmpanBalik",
]
