"""Tables of tindak lanjut."""

from kasuari.development.models.kompetensi import (
    EvaluasiKompetensi,
    HasilKompetensi,
    Kompetensi,
    KompetensiVersi,
    StandarKompetensi,
)
from kasuari.development.models.kredit import CatatanKredit, PenetapanKredit

__all__ = [
    "CatatanKredit",
    "EvaluasiKompetensi",
    "HasilKompetensi",
    "Kompetensi",
    "KompetensiVersi",
    "PenetapanKredit",
    "StandarKompetensi",
]
