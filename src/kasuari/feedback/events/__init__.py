"""What can happen in feedback."""

from kasuari.feedback.events.umpan_balik import (
    BuktiUmpanBalikAdded,
    CatatanPribadiErased,
    CatatanPribadiWritten,
    IramaSet,
    KataAdded,
    KataRemoved,
    PermintaanCancelled,
    PermintaanDeclined,
    TautanCreated,
    TautanRevoked,
    TindakLanjutDecided,
    UmpanBalikCorrected,
    UmpanBalikGiven,
    UmpanBalikRequested,
    UmpanBalikWithdrawn,
)

__all__ = [
    "BuktiUmpanBalikAdded",
    "CatatanPribadiErased",
    "CatatanPribadiWritten",
    "IramaSet",
    "KataAdded",
    "KataRemoved",
    "PermintaanCancelled",
    "PermintaanDeclined",
    "TautanCreated",
    "TautanRevoked",
    "TindakLanjutDecided",
    "UmpanBalikCorrected",
    "UmpanBalikGiven",
    "UmpanBalikRequested",
    "UmpanBalikWithdrawn",
]
