"""Which capaian kinerja organisasi counts for whom, and who sets it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from kasuari.evaluation.access import SETTERS, can_set_capaian
from kasuari.evaluation.enums import LevelCapaian
from kasuari.evaluation.models import CapaianOrganisasi
from kasuari.foundation.access import Actor, Answer
from kasuari.foundation.kept import Kept
from kasuari.foundation.trees import within
from kasuari.planning import queries as planning

if TYPE_CHECKING:
    from kasuari.organisation.models import UnitKerja
    from kasuari.planning.models import PeriodeEvaluasi, Skp


@dataclass(frozen=True, slots=True)
class CapaianUsed:
    """The capaian that counts; `capaian` None: none is known. `tahun_lalu`: that of the year before."""

    unit_id: int | None
    unit_nama: str
    capaian: CapaianOrganisasi | None = None
    tahun_lalu: bool = False

    @property
    def level(self) -> str | None:
        return self.capaian.level if self.capaian else None

    @property
    def label(self) -> str:
        return str(LevelCapaian(self.capaian.level).label) if self.capaian else ""


def capaian_used(skp: Skp, periode_evaluasi: PeriodeEvaluasi) -> CapaianUsed:
    """The capaian of the unit that the penilai of `skp` leads, for this period. One query.

    The annual evaluation falls back on the annual capaian of the year before where this year's is not out
    (Lampiran BAB IV B.1.f-g, p. 94); a periodic one has its own or none.
    """
    if skp.unit_penilai is None:
        return CapaianUsed(None, "")
    return capaian_of_units([skp.unit_penilai], periode_evaluasi)[skp.unit_penilai.pk]


def capaian_of_units(units: Iterable[UnitKerja], periode_evaluasi: PeriodeEvaluasi) -> dict[int, CapaianUsed]:
    """As `capaian_used`, for several units at once. One query."""
    return capaian_of_named({unit.pk: unit.nama for unit in units}, periode_evaluasi)


def capaian_of_named(named: Mapping[int, str], periode_evaluasi: PeriodeEvaluasi) -> dict[int, CapaianUsed]:
    """As `capaian_of_units`, by the number and the name of the units. One query."""
    wanted = Q(periode_evaluasi=periode_evaluasi)
    if periode_evaluasi.jenis == "tahunan":
        wanted |= Q(
            periode_evaluasi__jenis="tahunan",
            periode_evaluasi__periode__tahun=periode_evaluasi.periode.tahun - 1,
        )
    found: dict[int, CapaianOrganisasi] = {}
    rows = CapaianOrganisasi.objects.filter(wanted, unit_id__in=list(named)).select_related(
        "periode_evaluasi__periode", "set_by"
    )
    for row in rows:
        if row.unit_id not in found or row.periode_evaluasi_id == periode_evaluasi.pk:
            found[row.unit_id] = row
    return {
        pk: CapaianUsed(
            pk, nama, row, tahun_lalu=row is not None and row.periode_evaluasi_id != periode_evaluasi.pk
        )
        for pk, nama in named.items()
        for row in [found.get(pk)]
    }


def setting_capaian(actor: Actor, unit: UnitKerja, *, on: date) -> Answer:
    """Whether `actor` may set the capaian of `unit`. At most one query."""
    led = units_led(actor, on=on, among=[unit.pk, unit.induk_id])
    return can_set_capaian(
        actor, unit, leads_unit=unit.pk in led, leads_above=unit.induk_id is not None and unit.induk_id in led
    )


@dataclass(frozen=True, slots=True)
class UnitCapaian:
    """One row of the page on which capaian are set."""

    unit: UnitKerja
    capaian: CapaianOrganisasi | None

    @property
    def version(self) -> int:
        return self.capaian.version if self.capaian else 0


def units_to_set(
    actor: Actor, periode_evaluasi: PeriodeEvaluasi, *, led: set[int], q: str = "", missing: bool = False
) -> QuerySet[UnitKerja]:
    """Units led by a penilai of this period whose capaian the actor may set: below a unit that they lead, or
    within the scope of a role. Those without a capaian first, then in the order of the tree.

    `led`: the units that the actor leads. `q` is a part of the name, `missing` leaves out what has a capaian.
    """
    units = _settable(actor, periode_evaluasi, led=led)
    held = CapaianOrganisasi.objects.filter(unit=OuterRef("pk"), periode_evaluasi=periode_evaluasi)
    units = units.annotate(has_capaian=Exists(held)).order_by("has_capaian", "path")
    if q:
        units = units.filter(nama__icontains=q)
    return units.filter(has_capaian=False) if missing else units


def with_capaian(units: Iterable[UnitKerja], periode_evaluasi: PeriodeEvaluasi) -> list[UnitCapaian]:
    """These units beside what they reached in the period itself. One query."""
    units = list(units)
    held = {
        row.unit_id: row
        for row in CapaianOrganisasi.objects.filter(
            periode_evaluasi=periode_evaluasi, unit_id__in=[unit.pk for unit in units]
        ).select_related("set_by")
    }
    return [UnitCapaian(unit, held.get(unit.pk)) for unit in units]


def units_without_capaian(actor: Actor, periode_evaluasi: PeriodeEvaluasi, *, led: set[int]) -> int:
    """How many of `units_to_set` have no capaian yet. `led`: the units that the actor leads. One query, which
    reads their ids: they are few, and that is cheaper than having them counted."""
    held = CapaianOrganisasi.objects.filter(periode_evaluasi=periode_evaluasi, unit=OuterRef("pk"))
    found = _settable(actor, periode_evaluasi, led=led).filter(~Exists(held))
    return len(found.order_by().values_list("pk"))


def _settable(actor: Actor, periode_evaluasi: PeriodeEvaluasi, *, led: set[int]) -> QuerySet[UnitKerja]:
    reach = Q(induk_id__in=led)
    for path in actor.scopes(*SETTERS):
        reach |= within("path", path) if path else Q(pk__isnull=False)
    needed = planning.evaluable(periode_evaluasi).filter(unit_penilai=OuterRef("pk")).order_by()
    return _units().filter(reach, Q(induk__isnull=True) | ~Q(pk__in=led), Exists(needed))


def unit_to_set(actor: Actor, periode_evaluasi: PeriodeEvaluasi, unit_id: int) -> UnitCapaian:
    """A unit of the agency with its capaian. Raises Http404; whether it may be set is asked by the
    operation."""
    unit = _units().filter(pk=unit_id, instansi_id=periode_evaluasi.periode.instansi_id).first()
    if unit is None:
        raise Http404
    held = CapaianOrganisasi.objects.filter(unit=unit, periode_evaluasi=periode_evaluasi).first()
    return UnitCapaian(unit, held)


def units_led(actor: Actor, *, on: date, among: Iterable[int | None] | None = None) -> set[int]:
    """Ids of the units that the actor leads on a day, of those named in `among`. One query."""
    if actor.pegawai_id is None:
        return set()
    if among is None:
        return {pk for (pk,) in _LED.rows(pegawai_id=actor.pegawai_id, on=on)}
    units = led_by(actor.pegawai_id, on=on).filter(pk__in=[pk for pk in among if pk is not None])
    return set(units.order_by("pk").values_list("pk", flat=True))


def led_by(pegawai_id: int, *, on: date) -> QuerySet[UnitKerja]:
    """The units that a person leads on a day."""
    return _units().filter(
        Q(penugasan__end_date__isnull=True) | Q(penugasan__end_date__gt=on),
        penugasan__pegawai_id=pegawai_id,
        penugasan__memimpin=True,
        penugasan__start_date__lte=on,
    )


_LED = Kept(lambda pegawai_id, on: led_by(pegawai_id, on=on).order_by("pk").values_list("pk"))


def _units() -> QuerySet[UnitKerja]:
    """The units of the organisation, whose tables stay closed to us, by way of our own column."""
    model = CapaianOrganisasi._meta.get_field("unit").related_model
    return cast("type[UnitKerja]", model)._default_manager.all()
