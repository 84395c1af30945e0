"""The tables of planning."""

from kasuari.planning.models.periode import Periode, PeriodeEvaluasi
from kasuari.planning.models.pk import ImporPk, IndikatorPk, PerjanjianKinerja, ProgramPk, SasaranPk
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
    "ImporPk",
    "Indikator",
    "IndikatorPk",
    "Periode",
    "PeriodeEvaluasi",
    "PerjanjianKinerja",
    "ProgramPk",
    "RencanaHasilKerja",
    "SasaranPk",
    "Skp",
]
