"""The tables of planning."""

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
    "ButirLampiran",
    "CatatanSkp",
    "EkspektasiKhusus",
    "Indikator",
    "Periode",
    "PeriodeEvaluasi",
    "RencanaHasilKerja",
    "Skp",
]
