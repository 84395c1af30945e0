"""Closed lists of feedback."""

from kasuari.feedback.enums.putaran import (
    ANONIM,
    JenisJabatanBobot,
    Kelompok,
    Rentang,
    StateKomentar,
    StateNominasi,
    StatePutaran,
    StateTugas,
    SumberKomentar,
    SumberTugas,
    Tingkat,
)

__all__ = [
    "ANONIM",
    "JenisJabatanBobot",
    "Kelompok",
    "Rentang",
    "StateKomentar",
    "StateNominasi",
    "StatePutaran",
    "StateTugas",
    "SumberKomentar",
    "SumberTugas",
    "Tingkat",
]
