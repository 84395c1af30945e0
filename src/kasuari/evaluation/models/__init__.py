"""Tables of evaluation."""

from kasuari.evaluation.models.evaluasi import CapaianOrganisasi, Evaluasi
from kasuari.evaluation.models.gangguan import Gangguan, GangguanUnit
from kasuari.evaluation.models.kalibrasi import ButirKalibrasi, PesertaKalibrasi, SesiKalibrasi
from kasuari.evaluation.models.keberatan import BuktiKeberatan, Keberatan
from kasuari.evaluation.models.kuota import SetelanKuota
from kasuari.evaluation.models.pengingat import Pengingat
from kasuari.evaluation.models.penutupan import Penutupan

__all__ = [
    "BuktiKeberatan",
    "ButirKalibrasi",
    "CapaianOrganisasi",
    "Evaluasi",
    "Gangguan",
    "GangguanUnit",
    "Keberatan",
    "Pengingat",
    "Penutupan",
    "PesertaKalibrasi",
    "SesiKalibrasi",
    "SetelanKuota",
]
