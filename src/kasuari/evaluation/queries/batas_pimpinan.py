"""How far the capaian of a unit bounds the rating of who leads it: SE 3/2023, or the agency's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kasuari.evaluation.models import SetelanBatasPimpinan
from kasuari.regulation.capaian import batas_rating_pimpinan
from kasuari.regulation.predikat import CapaianOrganisasi, Rating
from kasuari.regulation.verdict import Verdict


@dataclass(frozen=True, slots=True)
class BatasPimpinan:
    """What is in force on a day: the agency's own setting, or the letter (`setelan` None)."""

    on: date
    setelan: SetelanBatasPimpinan | None = None

    @property
    def tabel(self) -> dict[CapaianOrganisasi, Rating] | None:
        if self.setelan is None:
            return None
        return {level: Rating(getattr(self.setelan, level.value)) for level in CapaianOrganisasi}

    def verdict(self, capaian: CapaianOrganisasi | None) -> Verdict[Rating]:
        """The highest rating hasil kerja for who leads a unit of this capaian."""
        return batas_rating_pimpinan(capaian=capaian, tabel=self.tabel, on=self.on)

    @property
    def rows(self) -> list[tuple[CapaianOrganisasi, Rating | None]]:
        """Each capaian with its bound; None: nothing bounds."""
        return [(level, self.verdict(level).value) for level in CapaianOrganisasi]


def batas_on(instansi_id: int, on: date) -> BatasPimpinan:
    """One query."""
    rows = SetelanBatasPimpinan.objects.filter(instansi_id=instansi_id, start_date__lte=on)
    return BatasPimpinan(on, rows.order_by("-start_date").first())


def batas_history(instansi_id: int) -> list[SetelanBatasPimpinan]:
    """Every setting of the agency, the newest first. One query."""
    rows = SetelanBatasPimpinan.objects.filter(instansi_id=instansi_id).select_related("set_by")
    return list(rows.order_by("-start_date"))
