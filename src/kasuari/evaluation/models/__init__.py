"""Tables of evaluation."""

from kasuari.evaluation.models.aturan_tpp import AturanTpp
from kasuari.evaluation.models.batas_pimpinan import SetelanBatasPimpinan
from kasuari.evaluation.models.bundel import Bundel, BundelBerkas
from kasuari.evaluation.models.evaluasi import CapaianOrganisasi, Evaluasi
from kasuari.evaluation.models.gangguan import Gangguan, GangguanUnit
from kasuari.evaluation.models.kalibrasi import ButirKalibrasi, PesertaKalibrasi, SesiKalibrasi
from kasuari.evaluation.models.keberatan import BuktiKeberatan, Keberatan
from kasuari.evaluation.models.khusus import HasilStudi, PakaiHasil, PenolakanTandaTangan
from kasuari.evaluation.models.kuota import SetelanKuota
from kasuari.evaluation.models.pengingat import Pengingat
from kasuari.evaluation.models.penutupan import Penutupan

__all__ = [
    "AturanTpp",
    "BuktiKeberatan",
    "Bundel",
    "BundelBerkas",
    "ButirKalibrasi",
    "CapaianOrganisasi",
    "Evaluasi",
    "Gangguan",
    "GangguanUnit",
    "HasilStudi",
    "Keberatan",
    "PakaiHasil",
    "Pengingat",
    "PenolakanTandaTangan",
    "Penutupan",
    "PesertaKalibrasi",
    "SesiKalibrasi",
    "SetelanBatasPimpinan",
    "SetelanKuota",
]
