"""Tables of the rollout."""

from kasuari.rollout.models.gelombang import AnggotaGelombang, Gelombang
from kasuari.rollout.models.gerbang import KeputusanGerbang, TandaTanganGerbang
from kasuari.rollout.models.kekurangan import BantuanUnit, Kekurangan
from kasuari.rollout.models.pengumuman import Pengumuman, TandaBaca
from kasuari.rollout.models.sejajar import BarisSejajar, UjiSejajar
from kasuari.rollout.models.uji import Amatan, HasilUji, UjiCoba, Undian

__all__ = [
    "Amatan",
    "AnggotaGelombang",
    "BantuanUnit",
    "BarisSejajar",
    "Gelombang",
    "HasilUji",
    "Kekurangan",
    "KeputusanGerbang",
    "Pengumuman",
    "TandaBaca",
    "TandaTanganGerbang",
    "UjiCoba",
    "UjiSejajar",
    "Undian",
]
