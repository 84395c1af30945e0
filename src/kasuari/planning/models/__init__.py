"""The tables of planning."""

from kasuari.planning.models.dialog import DialogKinerja, Kesepakatan, TanggapanDialog, TopikDibahas
from kasuari.planning.models.impor_skp import ImporSkp
from kasuari.planning.models.manual import ButirWorkblock, ManualIndikator, Workblock
from kasuari.planning.models.massal import BarisMassal, RencanaMassal
from kasuari.planning.models.matriks import (
    AnggotaMatriks,
    KolomMatriks,
    Matriks,
    PeranHasil,
    SelMatriks,
    TimKerja,
)
from kasuari.planning.models.penetapan import JadwalPengingat, PenetapanAtasan, PengingatPerencanaan
from kasuari.planning.models.periode import Periode, PeriodeEvaluasi
from kasuari.planning.models.pk import ImporPk, IndikatorPk, PerjanjianKinerja, ProgramPk, SasaranPk
from kasuari.planning.models.pustaka import ButirPustaka, IndikatorPustaka, PemakaianPustaka
from kasuari.planning.models.skp import (
    ButirLampiran,
    CatatanSkp,
    EkspektasiKhusus,
    Indikator,
    RencanaHasilKerja,
    Skp,
)
from kasuari.planning.models.templat import ButirTemplat, SisipanTemplat, TemplatLampiran
from kasuari.planning.models.versi import CatatanVersi, VersiSkp

__all__ = [
    "AnggotaMatriks",
    "BarisMassal",
    "ButirLampiran",
    "ButirPustaka",
    "ButirTemplat",
    "ButirWorkblock",
    "CatatanSkp",
    "CatatanVersi",
    "DialogKinerja",
    "EkspektasiKhusus",
    "ImporPk",
    "ImporSkp",
    "Indikator",
    "IndikatorPk",
    "IndikatorPustaka",
    "JadwalPengingat",
    "Kesepakatan",
    "KolomMatriks",
    "ManualIndikator",
    "Matriks",
    "PemakaianPustaka",
    "PenetapanAtasan",
    "PengingatPerencanaan",
    "PeranHasil",
    "Periode",
    "PeriodeEvaluasi",
    "PerjanjianKinerja",
    "ProgramPk",
    "RencanaHasilKerja",
    "RencanaMassal",
    "SasaranPk",
    "SelMatriks",
    "SisipanTemplat",
    "Skp",
    "TanggapanDialog",
    "TemplatLampiran",
    "TimKerja",
    "TopikDibahas",
    "VersiSkp",
    "Workblock",
]
