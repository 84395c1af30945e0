"""The tables of planning."""

from kasuari.planning.models.manual import ButirWorkblock, ManualIndikator, Workblock
from kasuari.planning.models.matriks import (
    AnggotaMatriks,
    KolomMatriks,
    Matriks,
    PeranHasil,
    SelMatriks,
    TimKerja,
)
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

__all__ = [
    "AnggotaMatriks",
    "ButirLampiran",
    "ButirPustaka",
    "ButirTemplat",
    "ButirWorkblock",
    "CatatanSkp",
    "EkspektasiKhusus",
    "ImporPk",
    "Indikator",
    "IndikatorPk",
    "IndikatorPustaka",
    "KolomMatriks",
    "ManualIndikator",
    "Matriks",
    "PemakaianPustaka",
    "PeranHasil",
    "Periode",
    "PeriodeEvaluasi",
    "PerjanjianKinerja",
    "ProgramPk",
    "RencanaHasilKerja",
    "SasaranPk",
    "SelMatriks",
    "SisipanTemplat",
    "Skp",
    "TemplatLampiran",
    "TimKerja",
    "Workblock",
]
