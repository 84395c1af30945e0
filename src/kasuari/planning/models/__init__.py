"""The tables of planning."""

from kasuari.planning.models.periode import Periode, PeriodeEvaluasi
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
    "ButirLampiran",
    "ButirPustaka",
    "CatatanSkp",
    "EkspektasiKhusus",
    "Indikator",
    "IndikatorPustaka",
    "PemakaianPustaka",
    "Periode",
    "PeriodeEvaluasi",
    "RencanaHasilKerja",
    "Skp",
]
