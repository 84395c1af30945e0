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
    "CatatanSkp",
    "EkspektasiKhusus",
    "Indikator",
    "KolomMatriks",
    "Matriks",
    "PeranHasil",
    "Periode",
    "PeriodeEvaluasi",
    "RencanaHasilKerja",
    "SelMatriks",
    "Skp",
    "TimKerja",
]
