"""Signs that a unit needs help. By unit, above the small-group threshold; never a person, never a rating.

`LEAST` people must stand behind each figure, else the sign is not looked at. A sign is a reason to offer
help; it says nothing about anybody's work, and no other module reads it. A unit is late once the deadline of
Pasal 14 has passed and its wave has run for `LEFT_BEHIND`; whoever has not begun cannot be.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from kasuari.evaluation.queries import evaluasi_visible
from kasuari.foundation.access import Actor
from kasuari.learning.queries import champions_within
from kasuari.planning.queries import current_periode, deadline_of, result_texts, skp_rows
from kasuari.rollout.enums import Tanda
from kasuari.rollout.models import AnggotaGelombang, BantuanUnit
from kasuari.rollout.queries.units import LEAST
from kasuari.rollout.queries.waves import people_below

if TYPE_CHECKING:
    from kasuari.learning.models import Pendamping
    from kasuari.organisation.models import Instansi

LEFT_BEHIND = timedelta(days=21)
MANY = 3  # people for whom one account types
# From which share of a unit's people a sign is shown.
SHOWN_FROM = {
    Tanda.TERLAMBAT: 0.4,
    Tanda.SALINAN: 0.3,
    Tanda.NILAI_SAMA: 1.0,
    Tanda.SATU_AKUN: 0.3,
    Tanda.TERBENGKALAI: 0.3,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A sign in a unit: how many people it concerns, of how many."""

    tanda: Tanda
    count: int
    of: int

    @property
    def percent(self) -> int:
        return round(100 * self.count / self.of)


@dataclass(frozen=True, slots=True)
class UnitSigns:
    """A unit in a wave with its signs, those who help there, and the help that was offered. `hidden`: too
    small to look at."""

    unit_id: int
    nama: str
    wave: str
    people: int
    hidden: bool
    signs: tuple[Seen, ...]
    offered: tuple[BantuanUnit, ...]
    champions: tuple[Pendamping, ...] = ()


def signs_of(instansi: Instansi, *, on: date) -> list[UnitSigns]:
    """Every unit in a wave. A handful of queries, whatever their number."""
    members = list(
        AnggotaGelombang.objects.filter(gelombang__instansi=instansi)
        .select_related("gelombang", "unit")
        .order_by("gelombang__urutan", "unit__path")
    )
    units = {row.unit_id: row.unit.path for row in members}
    by_path = people_below(units.values(), on=on)
    counts = {unit: len(by_path[path]) for unit, path in units.items()}
    running = {row.unit_id: row.gelombang.started_at for row in members}
    found = _counted(instansi, units, counts, running, on)
    champions = champions_within(units.values(), on=on)
    offered: dict[int, list[BantuanUnit]] = defaultdict(list)
    for help_given in BantuanUnit.objects.filter(unit_id__in=units).order_by("-offered_at", "-pk"):
        offered[help_given.unit_id].append(help_given)
    return [
        UnitSigns(
            row.unit_id,
            row.unit.nama,
            row.gelombang.nama,
            counts[row.unit_id],
            counts[row.unit_id] < LEAST,
            tuple(
                seen
                for tanda in Tanda
                if (seen := found.get((row.unit_id, tanda))) is not None and _shows(seen)
            ),
            tuple(offered[row.unit_id]),
            tuple(champions[row.unit.path]),
        )
        for row in members
    ]


def _shows(seen: Seen) -> bool:
    return seen.of >= LEAST and seen.count / seen.of >= SHOWN_FROM[seen.tanda]


def _counted(
    instansi: Instansi,
    units: Mapping[int, str],
    people: Mapping[int, int],
    running: Mapping[int, datetime | None],
    on: date,
) -> dict[tuple[int, Tanda], Seen]:
    periode = current_periode(instansi, on)
    if periode is None or not units:
        return {}
    found: dict[tuple[int, Tanda], Seen] = {}
    plans = list(
        skp_rows()
        .filter(periode=periode)
        .order_by("pk")
        .values_list(
            "pk", "unit__path", "pegawai_id", "state", "created_at", "submitted_by_id", "pegawai__user_id"
        )
    )
    begun: dict[int, set[int]] = defaultdict(set)
    unit_of: dict[int, int] = {}
    left: dict[int, set[int]] = defaultdict(set)
    typed: dict[int, Counter[int]] = defaultdict(Counter)
    deadline = deadline_of(periode)
    old = timezone.make_aware(datetime.combine(on - LEFT_BEHIND, time.min))
    for pk, path, person, state, created_at, by, own in plans:
        unit = _unit_of(path, units)
        if unit is None:
            continue
        unit_of[pk] = unit
        if state not in {"draf", "dikembalikan"}:
            begun[unit].add(person)
        elif created_at < old:
            left[unit].add(person)
        if by is not None and by != own:
            typed[unit][by] += 1
    for unit, count in people.items():
        since = running[unit]
        if on > deadline and since is not None and since < old:
            found[unit, Tanda.TERLAMBAT] = Seen(Tanda.TERLAMBAT, max(count - len(begun[unit]), 0), count)
        found[unit, Tanda.TERBENGKALAI] = Seen(Tanda.TERBENGKALAI, len(left[unit]), count)
        most = max(typed[unit].values(), default=0)
        found[unit, Tanda.SATU_AKUN] = Seen(Tanda.SATU_AKUN, most if most >= MANY else 0, count)
    for unit, (alike, of) in _copied(result_texts(periode), unit_of).items():
        found[unit, Tanda.SALINAN] = Seen(Tanda.SALINAN, alike, of)
    for unit, (same, of) in _same_ratings(units, on).items():
        found[unit, Tanda.NILAI_SAMA] = Seen(Tanda.NILAI_SAMA, same, of)
    return found


def _copied(texts: Iterable[tuple[int, str]], unit_of: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """How many plans of a unit hold a sentence that three plans there share, of how many plans."""
    plans: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    of: dict[int, set[int]] = defaultdict(set)
    for skp_id, text in texts:
        unit = unit_of.get(skp_id)
        if unit is not None:
            plans[unit][" ".join(text.lower().split())].add(skp_id)
            of[unit].add(skp_id)
    return {
        unit: (len({pk for held in rows.values() if len(held) >= MANY for pk in held}), len(of[unit]))
        for unit, rows in plans.items()
    }


def _same_ratings(units: Mapping[int, str], on: date) -> dict[int, tuple[int, int]]:
    """The signed evaluations of the last four months of a unit, where all have the same two ratings."""
    since = on - timedelta(days=120)
    rated: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    rows = evaluasi_visible(Actor.system("Kasuari", on=on)).filter(
        signed_at__isnull=False, periode_evaluasi__last_date__gte=since
    )
    for path, first, second in rows.values_list(
        "skp__unit__path", "rating_hasil_kerja", "rating_perilaku_kerja"
    ):
        unit = _unit_of(path, units)
        if unit is not None:
            rated[unit][first, second] += 1
    return {unit: (max(given.values()), given.total()) for unit, given in rated.items()}


def _unit_of(path: str, units: Mapping[int, str]) -> int | None:
    return next((pk for pk, own in units.items() if path.startswith(own)), None)
