"""Units that could be pilots, with what makes them comparable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log2
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kasuari.foundation.trees import ancestors
from kasuari.organisation.queries import in_force, penugasan_rows, units_of
from kasuari.planning.queries import current_periode, skp_rows
from kasuari.rollout.models import AnggotaGelombang

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi

IntArray = npt.NDArray[np.intp]
LEAST = 5  # people; a smaller unit shows its people in every figure


@dataclass(frozen=True, slots=True)
class Calon:
    """A unit that could be a pilot. `remote`: the signal measured there is limited or none. `baseline`: where
    it stands today, percent of its people whose SKP of the year is set; None while nobody's is. `wave`: where
    it, a unit above or one below already has its place, so that it may not join another."""

    unit_id: int
    nama: str
    kind: str
    kind_label: str
    path: str
    people: int
    remote: bool
    wave: str
    baseline: int | None = None


def candidates(instansi: Instansi, *, on: date) -> list[Calon]:
    """The perangkat daerah, UPT, schools, puskesmas and hospitals with at least `LEAST` people. Five
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
        row.unit.path: row
        for row in AnggotaGelombang.objects.filter(gelombang__instansi=instansi)
        .select_related("gelombang", "unit")
        .order_by("unit__path")
    }
    waves = {above: row.gelombang.nama for path, row in members.items() for above in ancestors(path)}
    planned = _with_set_skp(instansi, on)
    found = []
    for unit in units:
        if people[unit.path] < LEAST:
            continue
        row = members.get(unit.path)
        taken = [members[path].gelombang.nama for path in ancestors(unit.path) if path in members]
        found.append(
            Calon(
                unit.pk,
                unit.nama,
                unit.jenis,
                unit.get_jenis_display(),
                unit.path,
                people[unit.path],
                row is not None and row.sinyal in {"terbatas", "tidak_ada"},
                taken[-1] if taken else waves.get(unit.path, ""),
                round(100 * planned[unit.path] / people[unit.path]) if planned else None,
            )
        )
    return found


def _with_set_skp(instansi: Instansi, on: date) -> Counter[str]:
    """How many people of each unit, and below it, have a set SKP of the running year."""
    periode = current_periode(instansi, on)
    found: Counter[str] = Counter()
    if periode is not None:
        rows = skp_rows().filter(periode=periode, state="ditetapkan").order_by("pk")
        for path, _person in {*rows.values_list("unit__path", "pegawai_id")}:
            found.update(ancestors(path))
    return found


def alike(units: Sequence[Calon], *, count: int = 3) -> dict[int, list[Calon]]:
    """For each unit those most like it: the same kind first, then near in size, as remote, and from where it
    stands. Twice the people, the other signal, and 100 points of the baseline weigh alike."""
    size = np.array([log2(unit.people) for unit in units])
    remote = np.array([unit.remote for unit in units])
    baseline = np.array([np.nan if unit.baseline is None else unit.baseline for unit in units])
    kind = np.array([unit.kind for unit in units])

    def nearest(place: int, among: IntArray, most: int) -> list[int]:
        apart = np.abs(size[among] - size[place]) + (remote[among] != remote[place])
        apart += np.nan_to_num(np.abs(baseline[among] - baseline[place]) / 100)
        if most < len(among):
            near = apart <= np.partition(apart, most)[most]
            among, apart = among[near], apart[near]
        return [int(other) for other in among[np.argsort(apart, kind="stable")] if other != place][:most]

    found = {}
    for each in np.unique(kind):
        same, rest = np.flatnonzero(kind == each), np.flatnonzero(kind != each)
        for place in same.tolist():
            near = nearest(place, same, count)
            if len(near) < count:
                near += nearest(place, rest, count - len(near))
            found[units[place].unit_id] = [units[other] for other in near]
    return found
