"""Tables of tindak lanjut."""

from kasuari.development.models.bimbingan import KasusKonseling, SesiBimbingan, UmpanBalikBimbingan
from kasuari.development.models.kompetensi import (
    EvaluasiKompetensi,
    HasilKompetensi,
    Kompetensi,
    KompetensiVersi,
    StandarKompetensi,
)
from kasuari.development.models.kredit import CatatanKredit, PenetapanKredit
from kasuari.development.models.penghargaan import Apresiasi
from kasuari.development.models.rencana import (
    CatatanBelajar,
    KegiatanPengembangan,
    KonversiJp,
    PandanganKompetensi,
    RencanaPengembangan,
)

__all__ = [
    "Apresiasi",
    "CatatanBelajar",
    "CatatanKredit",
    "EvaluasiKompetensi",
    "HasilKompetensi",
    "KasusKonseling",
    "KegiatanPengembangan",
    "Kompetensi",
    "KompetensiVersi",
    "KonversiJp",
    "PandanganKompetensi",
    "PenetapanKredit",
    "RencanaPengembangan",
    "SesiBimbingan",
    "StandarKompetensi",
    "UmpanBalikBimbingan",
]
