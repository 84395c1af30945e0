"""How complete planning is: who owes an SKP, how far each is, by unit down the tree.

A person counts once, in the unit of the main appointment, with the SKP that is least far. Numbers and names
come from the same rows, so a count and the list behind it agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import Http404

from kasuari.foundation.access import Actor
from kasuari.foundation.trees import within
from kasuari.organisation import queries as organisation
from kasuari.organisation.access import SEES_PERSONAL
from kasuari.organisation.names import search_form
from kasuari.planning.access import visible_to
from kasuari.planning.access_dialog import OVERSEERS, REMINDERS
from kasuari.planning.enums import Kelengkapan, StateSkp
from kasuari.planning.models import JadwalPengingat, PengingatPerencanaan, Periode, Skp
from kasuari.regulation import kewenangan as law
from kasuari.regulation import periode as periode_law

if TYPE_CHECKING:
    from kasuari.organisation.models import UnitKerja

# In this order the least complete comes first; with several SKP it counts.
ORDER = tuple(Kelengkapan.values)
OPEN = tuple(value for value in ORDER if value != Kelengkapan.DITETAPKAN)
OWN_TURN = (Kelengkapan.BELUM, Kelengkapan.DRAF, Kelengkapan.DIKEMBALIKAN)


@dataclass(frozen=True, slots=True)
class Tally:
    """People by how far they are."""

    counts: dict[str, int] = field(default_factory=dict)

    def of(self, keadaan: str) -> int:
        """How many are in one state."""
        return self.counts.get(keadaan, 0)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def open(self) -> int:
        return self.total - self.of(Kelengkapan.DITETAPKAN)

    @property
    def percent_set(self) -> int | None:
        """Whole percent of the people whose SKP is set; None where nobody owes one."""
        return self.of(Kelengkapan.DITETAPKAN) * 100 // self.total if self.total else None

    @property
    def cells(self) -> list[int]:
        return [self.of(keadaan) for keadaan in ORDER]


@dataclass(frozen=True, slots=True)
class UnitTally:
    """One unit with all below it."""

    unit: UnitKerja
    tally: Tally


@dataclass(frozen=True, slots=True)
class Reach:
    """The branches of the tree that somebody oversees or leads, and those in which they may remind."""

    paths: tuple[str, ...]
    reminding: tuple[str, ...]

    def covers(self, path: str) -> bool:
        return any(path.startswith(item) for item in self.paths)

    def reminds(self, path: str) -> bool:
        return any(path.startswith(item) for item in self.reminding)


@dataclass(frozen=True, slots=True)
class Jadwal:
    """When planning is reminded of by itself, in working days around the deadline; how long it then rests."""

    hari_sebelum: tuple[int, ...] = (10, 5, 2)
    hari_sesudah: tuple[int, ...] = (1, 5)
    jeda_hari: int = 3
    start_date: date | None = None


def reach_of(actor: Actor, *, on: date) -> Reach:
    """What somebody may see of the completion. Two queries at most."""
    led = [unit.path for unit in organisation.units_led_by(actor.pegawai_id, on)] if actor.pegawai_id else []
    return Reach(_topmost([*actor.scopes(*OVERSEERS), *led]), _topmost([*actor.scopes(*REMINDERS), *led]))


def deadline_of(periode: Periode) -> date:
    """The last day on which an SKP of the year is set in time (Pasal 14 ayat (1)). No query."""
    verdict = periode_law.batas_waktu(
        langkah=periode_law.Langkah.PENETAPAN_SKP,
        mulai=periode.start_date,
        kalender=None,
        on=periode.start_date,
    )
    return verdict.value or periode.last_date


def day_in(periode: Periode, today: date) -> date:
    """The day of the year at which its people are looked at: today, or the nearest day of the year."""
    return min(max(today, periode.start_date), periode.last_date)


def planners(
    periode: Periode,
    *,
    on: date,
    path: str = "",
    keadaan: Iterable[str] = (),
    q: str = "",
    pegawai_id: int | None = None,
) -> QuerySet[Any]:
    """Everybody below `path` who owes an SKP on a day, with `place` (the path of their unit) and `rank` (how
    far, as a place in `ORDER`). Who carries no SKP (Lampiran BAB II C.8) is left out.
    """
    posts = _posts(on).filter(pegawai=OuterRef("pk"))
    plans = Skp.objects.filter(pegawai=OuterRef("pk"), periode=periode, last_date__gte=on)
    found: QuerySet[Any] = (
        organisation.pegawai_rows()
        .filter(~Exists(_exempt(on)), instansi_id=periode.instansi_id)
        .annotate(
            place=Subquery(posts.values("unit__path")[:1]),
            rank=Coalesce(
                Subquery(plans.annotate(rank=_rank()).order_by("rank").values("rank")[:1]), Value(0)
            ),
        )
        .filter(place__isnull=False)
    )
    if path:
        near = _posts(on).filter(within("unit__path", path)).order_by()
        found = found.filter(within("place", path), pk__in=near.values("pegawai_id"))
    if chosen := [ORDER.index(item) for item in keadaan]:
        found = found.filter(rank__in=chosen)
    if pegawai_id is not None:
        found = found.filter(pk=pegawai_id)
    for word in search_form(q).split()[:6]:
        found = found.filter(Q(nama_cari__contains=word) | Q(nip__startswith=word))
    return found


def below_any(paths: Iterable[str]) -> Q:
    """People (with `place`) of one of these branches."""
    found = Q(pk__in=[])
    for path in paths:
        found |= within("place", path) if path else Q(pk__isnull=False)
    return found


def planner_rows(found: QuerySet[Any], periode: Periode, actor: Actor, *, on: date) -> QuerySet[Any]:
    """The same people as rows of a list, by unit and name: unit, post, SKP if it may be read, penilai, when
    they were last reminded, and whether they have an account."""
    posts = _posts(on).filter(pegawai=OuterRef("pk"))
    plans = (
        Skp.objects.filter(pegawai=OuterRef("pk"), periode=periode, last_date__gte=on)
        .annotate(rank=_rank())
        .order_by("rank", "pk")
    )
    told = PengingatPerencanaan.objects.filter(pegawai=OuterRef("pk"), periode=periode).order_by("-sent_at")
    rows: QuerySet[Any] = found.annotate(
        unit_nama=Subquery(posts.values("unit__nama")[:1]),
        jabatan_nama=Subquery(posts.values("jabatan__nama")[:1]),
        skp_id=Subquery(plans.filter(visible_to(actor)).values("pk")[:1]),
        penilai_nama=Subquery(plans.values("penilai__nama")[:1]),
        told_at=Subquery(told.values("sent_at")[:1]),
    ).order_by("place", "nama_cari", "pk")
    return rows


def tallies(periode: Periode, *, on: date, path: str = "") -> dict[str, Tally]:
    """People by unit (its path) and by how far they are. One query, a row for each unit and state."""
    rows = (
        planners(periode, on=on, path=path)
        .order_by()
        .values("place", "rank")
        .annotate(number=Count("pk"))
        .values_list("place", "rank", "number")
    )
    found: dict[str, dict[str, int]] = {}
    for place, rank, number in rows:
        counts = found.setdefault(place, {})
        counts[ORDER[rank]] = counts.get(ORDER[rank], 0) + number
    return {place: Tally(counts) for place, counts in found.items()}


def tally_of(by_place: dict[str, Tally], path: str = "", *, below: bool = True) -> Tally:
    """The sum over a unit and, with `below`, all units under it. No query."""
    counts: dict[str, int] = {}
    for place, tally in by_place.items():
        if place == path or (below and place.startswith(path)):
            for keadaan, number in tally.counts.items():
                counts[keadaan] = counts.get(keadaan, 0) + number
    return Tally(counts)


def unit_tallies(units: Sequence[UnitKerja], by_place: dict[str, Tally]) -> list[UnitTally]:
    """Each of `units` with all below it, in the order given. No query."""
    sums: dict[str, dict[str, int]] = {unit.path: {} for unit in units}
    lengths = {len(unit.path) for unit in units}
    for place, tally in by_place.items():
        for length in lengths:
            counts = sums.get(place[:length])
            if counts is None or len(place) < length:
                continue
            for keadaan, number in tally.counts.items():
                counts[keadaan] = counts.get(keadaan, 0) + number
    return [UnitTally(unit, Tally(sums[unit.path])) for unit in units]


def units_below(unit: UnitKerja) -> list[UnitKerja]:
    """The standing units directly below one. One query."""
    rows = organisation.unit_rows().filter(induk=unit, end_date=None)
    return list(rows.order_by("nama", "pk"))


def units_at_paths(instansi_id: int, paths: Sequence[str]) -> list[UnitKerja]:
    """The units in which a reach begins; the root of the agency for "". One query."""
    wanted = Q(induk=None, instansi_id=instansi_id, end_date=None) if "" in paths else Q(path__in=paths)
    return list(organisation.unit_rows().filter(wanted).order_by("path"))


def unit_in_reach(reach: Reach, unit_id: int, instansi_id: int) -> UnitKerja:
    """One unit of the reach. Raises Http404. One query."""
    found: UnitKerja | None = organisation.unit_rows().filter(pk=unit_id, instansi_id=instansi_id).first()
    if found is None or not reach.covers(found.path):
        raise Http404
    return found


def jadwal_on(instansi_id: int, on: date) -> Jadwal:
    """The schedule in force on a day, or the one that holds until the agency chooses. One query."""
    row = (
        JadwalPengingat.objects.filter(instansi_id=instansi_id, start_date__lte=on)
        .order_by("-start_date")
        .first()
    )
    if row is None:
        return Jadwal()
    return Jadwal(tuple(row.hari_sebelum), tuple(row.hari_sesudah), row.jeda_hari, row.start_date)


def jadwal_rows(instansi_id: int) -> QuerySet[JadwalPengingat]:
    """Every schedule that was chosen, the latest first."""
    return (
        JadwalPengingat.objects.filter(instansi_id=instansi_id)
        .select_related("created_by")
        .order_by("-start_date")
    )


def reads_nip_in(actor: Actor, path: str) -> bool:
    """Whether the NIP of the people below `path` may be written into an export."""
    return actor.is_system or actor.has(*SEES_PERSONAL, path=path)


def _posts(on: date) -> QuerySet[Any]:
    """The appointments of a day that carry an SKP, the main one of a person first."""
    order = Case(
        When(jenis="tugas_tambahan", memimpin=True, then=Value(1)),
        When(jenis="definitif", then=Value(2)),
        When(jenis="pj", then=Value(3)),
        When(jenis="plt", then=Value(4)),
        default=Value(5),
        output_field=IntegerField(),
    )
    return (
        organisation.penugasan_rows()
        .filter(Q(end_date__isnull=True) | Q(end_date__gt=on), start_date__lte=on)
        .exclude(jenis="plh")
        .exclude(jabatan__jenis="kepala_daerah")
        .annotate(main=order)
        .order_by("main", "-memimpin", "-start_date", "pk")
    )


def _exempt(on: date) -> QuerySet[Any]:
    standings = [
        item.value for item in law.KedudukanHukum if law.wajib_skp(kedudukan_hukum=item, on=on).value is False
    ]
    return organisation.kedudukan_rows().filter(
        Q(end_date__isnull=True) | Q(end_date__gt=on),
        pegawai=OuterRef("pk"),
        start_date__lte=on,
        kedudukan__in=standings,
    )


def _rank() -> Case:
    return Case(
        *(When(state=state, then=Value(ORDER.index(state))) for state in StateSkp.values),
        output_field=IntegerField(),
    )


def _topmost(paths: Iterable[str]) -> tuple[str, ...]:
    """Without paths that lie below another."""
    found: list[str] = []
    for path in sorted(set(paths)):
        if not any(path.startswith(item) for item in found):
            found.append(path)
    return tuple(found)
