"""Tables of tindak lanjut."""

from kasuari.development.models.kompetensi import (
    EvaluasiKompetensi,
    HasilKompetensi,
    Kompetensi,
    KompetensiVersi,
    StandarKompetensi,
)
from kasuari.development.models.kredit import CatatanKredit, PenetapanKredit
from kasuari.development.models.rencana import (
    CatatanBelajar,
    KegiatanPengembangan,
    KonversiJp,
    PandanganKompetensi,
    RencanaPengembangan,
)

__all__ = [
    "CatatanBelajar",
    "CatatanKredit",
    "EvaluasiKompetensi",
    "HasilKompetensi",
    "KegiatanPengembangan",
    "Kompetensi",
    "KompetensiVersi",
    "KonversiJp",
    "PandanganKompetensi",
    "PenetapanKredit",
    "RencanaPengembangan",
    "StandarKompetensi",
]
