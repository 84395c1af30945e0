"""Tables of tindak lanjut."""

from kasuari.development.models.kompetensi import (
    EvaluasiKompetensi,
    HasilKompetensi,
    Kompetensi,
    KompetensiVersi,
    StandarKompetensi,
)
from kasuari.development.models.kredit import CatatanKredit, PenetapanKredit
from kasuari.development.models.mitra import (
    AkunMitra,
    ImporKatalog,
    KeadaanUnit,
    Mitra,
    Perjalanan,
    PerjanjianMitra,
    ProgramPelatihan,
)
from kasuari.development.models.pendaftaran import Alokasi, Pendaftaran, UsulanAlokasi

__all__ = [
    "AkunMitra",
    "Alokasi",
    "CatatanKredit",
    "EvaluasiKompetensi",
    "HasilKompetensi",
    "ImporKatalog",
    "KeadaanUnit",
    "Kompetensi",
    "KompetensiVersi",
    "Mitra",
    "Pendaftaran",
    "PenetapanKredit",
    "Perjalanan",
    "PerjanjianMitra",
    "ProgramPelatihan",
    "StandarKompetensi",
    "UsulanAlokasi",
]
