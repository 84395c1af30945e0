"""What happens to the hints beside the pola distribusi, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class KuotaSet(
    Event,
    kind="evaluation.kuota_set",
    about="evaluation.setelan_kuota",
    sentence=_("{by} menetapkan angka kuota predikat yang berlaku mulai {start_date}."),
):
    start_date: date
    tampil: bool
    terbanyak: int
    atas: int
    utama: int
    perbaikan: int
    terbaca_dari: int
    dasar: str
