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
from kasuari.development.models.penghargaan import Apresiasi
from kasuari.development.models.rencana import (
    CatatanBelajar,
    KegiatanPengembangan,
    KonversiJp,
    PandanganKompetensi,
    RencanaPengembangan,
)
from kasuari.development.models.talenta import ImporPotensi, PotensiPegawai
from kasuari.development.models.tindak_lanjut import UsulanPenghargaan

__all__ = [
    "AkunMitra",
    "Alokasi",
    "Apresiasi",
    "CatatanBelajar",
    "CatatanKredit",
    "EvaluasiKompetensi",
    "HasilKompetensi",
    "ImporKatalog",
    "ImporPotensi",
    "KasusKonseling",
    "KeadaanUnit",
    "KegiatanPengembangan",
    "Kompetensi",
    "KompetensiVersi",
    "KonversiJp",
    "Mitra",
    "PandanganKompetensi",
    "Pendaftaran",
    "PenetapanKredit",
    "Perjalanan",
    "PerjanjianMitra",
    "PotensiPegawai",
    "ProgramPelatihan",
    "RencanaPengembangan",
    "SesiBimbingan",
    "StandarKompetensi",
    "UmpanBalikBimbingan",
    "UsulanAlokasi",
    "UsulanPenghargaan",
]
