"""Appointments, standings and units as the modules above ask for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from kasuari.foundation.trees import within
from kasuari.organisation.models import (
    Instansi,
    Jabatan,
    Pegawai,
    PenetapanPenilai,
    Penugasan,
    RiwayatKedudukan,
    UnitKerja,
)
from kasuari.organisation.queries.authority import in_force


def pegawai_rows() -> QuerySet[Pegawai]:
    """People, for the modules above to narrow by conditions that only they know. Read, never written."""
    return Pegawai.objects.all()


def penugasan_rows() -> QuerySet[Penugasan]:
    """Appointments, likewise."""
    return Penugasan.objects.all()


def unit_rows() -> QuerySet[UnitKerja]:
    """Units, likewise."""
    return UnitKerja.objects.all()


def kedudukan_rows() -> QuerySet[RiwayatKedudukan]:
    """Legal standings, likewise."""
    return RiwayatKedudukan.objects.all()


def kedudukan_on(pegawai_ids: Iterable[int], *, on: date) -> dict[int, str]:
    """The legal standing of each person on a day; who has none recorded is left out. One query."""
    rows = RiwayatKedudukan.objects.filter(in_force(on), pegawai_id__in=set(pegawai_ids))
    return dict(rows.order_by("start_date").values_list("pegawai_id", "kedudukan"))


def penugasan_with_people(ids: Iterable[int]) -> list[Penugasan]:
    """These appointments with person, post and unit, in order of id. One query."""
    rows = Penugasan.objects.filter(pk__in=list(ids))
    return list(rows.select_related("pegawai", "jabatan", "unit").order_by("pk"))


def penugasan_between(pegawai_id: int, *, start_date: date, last_date: date) -> list[Penugasan]:
    """The appointments of a person that touch these days, with post and unit, in order of id. One query."""
    rows = Penugasan.objects.filter(
        Q(end_date__isnull=True) | Q(end_date__gt=start_date),
        pegawai_id=pegawai_id,
        start_date__lte=last_date,
    )
    return list(rows.select_related("pegawai", "jabatan", "unit").order_by("pk"))


def penugasan_on(pegawai_id: int, *, on: date) -> list[Penugasan]:
    """The appointments of a person on a day, with post and unit, in order of id. One query."""
    rows = Penugasan.objects.filter(in_force(on), pegawai_id=pegawai_id)
    return list(rows.select_related("jabatan", "unit").order_by("pk"))


def jabatan_of(reference: str, *, on: date) -> Subquery:
    """The post of the person that `reference` names, on a day, as a column of a query: leading first."""
    rows = Penugasan.objects.filter(in_force(on), pegawai_id=OuterRef(reference))
    return Subquery(rows.order_by("-memimpin", "jenis", "pk").values("jabatan__nama")[:1])


def decided_below(penilai_id: int, *, on: date) -> list[Pegawai]:
    """Whom a decision of the clerk puts under this penilai on a day. One query."""
    rows = PenetapanPenilai.objects.filter(in_force(on), penilai_id=penilai_id)
    return [row.pegawai for row in rows.select_related("pegawai").order_by("pk")]


def pegawai_named(instansi_id: int, ids: Iterable[int]) -> dict[int, Pegawai]:
    """These people of one agency, by id. One query."""
    rows = Pegawai.objects.filter(pk__in=list(ids), instansi_id=instansi_id).order_by("pk")
    return {row.pk: row for row in rows}


def jabatan_of_instansi(instansi_id: int) -> list[tuple[int, str]]:
    """(id, name) of every jabatan of an agency, by name. One query."""
    rows = Jabatan.objects.filter(instansi_id=instansi_id).order_by("nama", "pk")
    return list(rows.values_list("pk", "nama"))


def instansi_of(pegawai_id: int | None) -> Instansi | None:
    """The agency of a person. One query."""
    return None if pegawai_id is None else Instansi.objects.filter(pegawai=pegawai_id).order_by("pk").first()


def units_at(instansi_id: int, *, depth: int, path: str = "") -> list[UnitKerja]:
    """The units of an agency that stand at `depth` of the tree (0: the root), at or below `path`. One
    query."""
    rows = UnitKerja.objects.filter(within("path", path), instansi_id=instansi_id, depth=depth, end_date=None)
    return list(rows.order_by("nama", "pk"))


def units_by_id(ids: Iterable[int]) -> list[UnitKerja]:
    """These units in the order of the tree. One query."""
    return list(UnitKerja.objects.filter(pk__in=list(ids)).order_by("depth", "nama", "pk"))
