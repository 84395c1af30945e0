"""What is known of the invented province while it is being built, and how to find things in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.utils import timezone

from kasuari.foundation.access import Actor
from kasuari.organisation import queries as people
from kasuari.planning import queries as plans

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi, Pegawai, UnitKerja
    from kasuari.planning.models import Periode, PeriodeEvaluasi, Skp


TAHUN = 2026
PRACTICE_DATE = date(2026, 6, 24)
ROSTER_DATE = date(2026, 1, 1)
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Result:
    """A leader's result, or one indikator of it, with the unit that carries it."""

    rhk_id: int
    indikator_id: int | None = None
    unit_id: int | None = None


@dataclass
class Province:
    """What is known while it is being built."""

    instansi: Instansi
    periode: Periode
    report: Report
    actors: dict[int, Actor] = field(default_factory=dict)
    carriers: dict[int, int] = field(default_factory=dict)
    results: dict[int, list[Result]] = field(default_factory=dict)
    heads: list[Skp] = field(default_factory=list)

    def actor(self, pegawai: Pegawai, *, on: date) -> Actor:
        found = self.actors.get(pegawai.pk)
        if found is None:
            if pegawai.user is None:
                raise LookupError(f"{pegawai} has no account")
            found = self.actors[pegawai.pk] = people.actor_for(pegawai.user, on=on)
        return found


def triwulan_of(periode: Periode, nomor: int) -> PeriodeEvaluasi:
    found = plans.periode_evaluasi(periode)
    return next(item for item in found if item.jenis == "triwulanan" and item.nomor == nomor)


def units_named(instansi: Instansi, names: tuple[str, ...]) -> list[UnitKerja]:
    found = {unit.nama: unit for unit in instansi.unit_kerja.filter(nama__in=names)}
    return [found[name] for name in names]


def person_of(nip: str) -> Pegawai:
    system = Actor.system("Kasuari", on=ROSTER_DATE)
    return people.colleagues(system).get(nip=nip)


def nine_on(day: date) -> datetime:
    """Nine in the morning of a day, in the zone of the agency."""
    return timezone.make_aware(datetime.combine(day, time(9)))
