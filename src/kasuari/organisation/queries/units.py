"""Units: the tree, one unit, the line above it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.http import Http404

from kasuari.foundation.access import Actor
from kasuari.foundation.trees import WIDTH, ancestors, within
from kasuari.organisation.access import visible_to
from kasuari.organisation.models import Instansi, Penugasan, UnitKerja
from kasuari.organisation.queries.authority import in_force


@dataclass(frozen=True, slots=True)
class UnitNode:
    """A unit in the tree, with how many people work in it and below, and whether there are units below."""

    unit: UnitKerja
    people: int
    has_children: bool


def unit_for(actor: Actor, unit_id: int) -> UnitKerja:
    """A unit of the actor's agency. Raises Http404 for all others. One query."""
    found = (
        UnitKerja.objects.filter(visible_to(actor), pk=unit_id)
        .select_related("induk", "perangkat_daerah", "instansi")
        .order_by("pk")
        .first()
    )
    if found is None:
        raise Http404
    return found


def root_of(instansi: Instansi) -> UnitKerja | None:
    """The topmost unit of an agency."""
    return (
        UnitKerja.objects.filter(instansi=instansi, induk__isnull=True, end_date__isnull=True)
        .order_by("pk")
        .first()
    )


def line_of(unit: UnitKerja) -> list[UnitKerja]:
    """From the root down to the unit itself. One query."""
    return list(UnitKerja.objects.filter(path__in=ancestors(unit.path)).order_by("depth"))


def children_of(unit: UnitKerja, *, on: date) -> list[UnitNode]:
    """The units directly below, with their numbers. Three queries."""
    children = list(UnitKerja.objects.filter(induk=unit, end_date__isnull=True).order_by("path"))
    size = len(unit.path) + WIDTH + 1
    people: Counter[str] = Counter()
    posts = Penugasan.objects.filter(in_force(on), within("unit__path", unit.path))
    for path, number in (
        posts.order_by("unit__path").values_list("unit__path").annotate(Count("pegawai", distinct=True))
    ):
        people[path[:size]] += number
    below = UnitKerja.objects.filter(induk__in=[child.pk for child in children], end_date__isnull=True)
    parents = set(below.order_by().values_list("induk_id", flat=True).distinct())
    return [UnitNode(child, people[child.path], child.pk in parents) for child in children]


def unit_paths_of(instansi_id: int) -> list[tuple[int, str]]:
    """(id, path) of every unit of an agency that still exists, as the tree is read. One query."""
    rows = UnitKerja.objects.filter(instansi_id=instansi_id, end_date__isnull=True).order_by("path")
    return list(rows.values_list("pk", "path"))
