"""The tables of planning."""

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

__all__ = [
    "AnggotaMatriks",
    "ButirLampiran",
    "ButirPustaka",
    "CatatanSkp",
    "EkspektasiKhusus",
    "ImporPk",
    "Indikator",
    "IndikatorPk",
    "IndikatorPustaka",
    "KolomMatriks",
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
    "Skp",
    "TimKerja",
]
