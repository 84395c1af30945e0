"""Units that could be pilots, with what makes them comparable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import TYPE_CHECKING

from kasuari.foundation.trees import ancestors
from kasuari.organisation.queries import in_force, penugasan_rows, units_of
from kasuari.rollout.models import AnggotaGelombang

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi

LEAST = 5  # people; a smaller unit shows its people in every figure


@dataclass(frozen=True, slots=True)
class Calon:
    """A unit that could be a pilot. `remote`: the signal measured there is limited or none."""

    unit_id: int
    nama: str
    kind: str
    kind_label: str
    path: str
    people: int
    remote: bool
    wave: str


def candidates(instansi: Instansi, *, on: date) -> list[Calon]:
    """The perangkat daerah, UPT, schools, puskesmas and hospitals with at least `LEAST` people. Three
    queries."""
    units = list(units_of(instansi.pk).filter(jenis__in=("1", "3", "4", "5", "6")))
    people: Counter[str] = Counter()
    for path in (
        penugasan_rows()
        .filter(in_force(on), unit__instansi=instansi)
        .order_by("pk")
        .values_list("unit__path", flat=True)
    ):
        people.update(ancestors(path))
    members = {
        row.unit_id: row
        for row in AnggotaGelombang.objects.filter(gelombang__instansi=instansi).select_related("gelombang")
    }
    found = []
    for unit in units:
        if people[unit.path] < LEAST:
            continue
        row = members.get(unit.pk)
        found.append(
            Calon(
                unit.pk,
                unit.nama,
                unit.jenis,
                unit.get_jenis_display(),
                unit.path,
                people[unit.path],
                row is not None and row.sinyal in {"terbatas", "tidak_ada"},
                row.gelombang.nama if row is not None else "",
            )
        )
    return found


def alike(unit: Calon, others: Sequence[Calon], *, count: int = 3) -> list[Calon]:
    """The units most like one: the same kind first, then near in size, then as remote."""

    def distance(other: Calon) -> tuple[bool, float]:
        return (other.kind != unit.kind, abs(log(other.people / unit.people)) + (other.remote != unit.remote))

    return sorted((row for row in others if row.unit_id != unit.unit_id), key=distance)[:count]
