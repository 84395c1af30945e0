"""Tables of evaluation."""

from kasuari.evaluation.models.evaluasi import CapaianOrganisasi, Evaluasi
from kasuari.evaluation.models.gangguan import Gangguan, GangguanUnit
from kasuari.evaluation.models.keberatan import BuktiKeberatan, Keberatan
from kasuari.evaluation.models.kuota import SetelanKuota
from kasuari.evaluation.models.pengingat import Pengingat

__all__ = [
    "BuktiKeberatan",
    "CapaianOrganisasi",
    "Evaluasi",
    "Gangguan",
    "GangguanUnit",
    "Keberatan",
    "Pengingat",
    "SetelanKuota",
]
