"""Enrolments, as each may see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.http import Http404

from kasuari.development.access.mitra import can_read_agency
from kasuari.development.enums.mitra import BERKURSI, LEPAS, TERLIHAT_MITRA, StatePendaftaran
from kasuari.development.models import CatatanBelajar, Mitra, Pendaftaran
from kasuari.development.queries.mitra import partner_of
from kasuari.foundation.access import Actor
from kasuari.foundation.kept import Kept, KeptForOne
from kasuari.organisation import queries as organisation
from kasuari.organisation.access import visible_to
from kasuari.organisation.enums import KedudukanHukum

AWAY = (KedudukanHukum.CLTN, KedudukanHukum.MPP, KedudukanHukum.PEMBERHENTIAN_SEMENTARA)
_SHOWN = ("program__mitra", "pegawai", "unit", "sertifikat")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands on the days of a programme: `active`, and the unit if it is another now."""

    active: bool
    moved_to: str = ""


def pendaftaran_for(actor: Actor, pendaftaran_id: int) -> Pendaftaran:
    """An enrolment: of one's own, of somebody whose penilai one is, of the own programme for a partner, all
    for those who oversee. Raises Http404."""
    row = (
        Pendaftaran.objects.filter(pk=pendaftaran_id)
        .select_related(*_SHOWN, "program__mitra__instansi")
        .first()
    )
    if row is None or not _sees(actor, row):
        raise Http404
    return row


def _sees(actor: Actor, row: Pendaftaran) -> bool:
    if actor.is_system or (actor.pegawai_id is not None and actor.pegawai_id == row.pegawai_id):
        return True
    if actor.pegawai_id is None:
        partner = partner_of(actor)
        if partner is not None:
            return row.program.mitra_id == partner.pk and row.state in TERLIHAT_MITRA
    if can_read_agency(actor):
        return Mitra.objects.filter(visible_to(actor), pk=row.program.mitra_id).exists()
    if actor.pegawai_id is None:
        return False
    return actor.pegawai_id in organisation.superiors_of(pegawai_id=row.pegawai_id, on=actor.on).ids


class Enrolled(NamedTuple):
    """An enrolment as a line of a list."""

    pk: int
    judul: str
    state: StatePendaftaran


def enrolments_of(pegawai_id: int) -> list[Enrolled]:
    """Every enrolment of a person, the latest programme first. One query."""
    return [
        Enrolled(pk, judul, StatePendaftaran(state))
        for pk, judul, state in _ENROLLED.rows(pegawai_id=pegawai_id)
    ]


_ENROLLED = Kept(
    lambda pegawai_id: (
        Pendaftaran.objects.filter(pegawai_id=pegawai_id)
        .order_by("-program__start_date", "-pk")
        .values_list("pk", "program__judul", "state")
    )
)


def hours_taken(row: Pendaftaran) -> bool:
    """Whether its JP stand in the notes of learning already. One query."""
    return CatatanBelajar.objects.filter(pendaftaran=row).exists()


def enrolments_in(actor: Actor, *, state: str = "", program_id: int | None = None) -> QuerySet[Pendaftaran]:
    """The enrolments of the agency for those who oversee, the earliest programme first."""
    can_read_agency(actor).or_raise()
    rows = Pendaftaran.objects.filter(program__mitra__in=Mitra.objects.filter(visible_to(actor)))
    if state:
        rows = rows.filter(state=state)
    if program_id:
        rows = rows.filter(program_id=program_id)
    return rows.select_related(*_SHOWN).order_by("program__start_date", "pegawai__nama_cari", "pk")


def standings(rows: Iterable[Pendaftaran], *, on: date) -> dict[int, Standing]:
    """Whether each person still is where they were when they were enrolled, by enrolment. Two queries."""
    rows = list(rows)
    people = {row.pegawai_id for row in rows}
    posts: dict[int, list[tuple[int, str]]] = {}
    in_force = organisation.penugasan_rows().filter(organisation.in_force(on), pegawai_id__in=people)
    for pegawai_id, unit_id, nama in in_force.order_by("pk").values_list(
        "pegawai_id", "unit_id", "unit__nama"
    ):
        posts.setdefault(pegawai_id, []).append((unit_id, nama))
    kedudukan = organisation.kedudukan_on(people, on=on) if people else {}
    found = {}
    for row in rows:
        held = posts.get(row.pegawai_id, [])
        active = bool(held) and kedudukan.get(row.pegawai_id) not in AWAY
        stays = row.unit_id is None or any(unit_id == row.unit_id for unit_id, _ in held)
        found[row.pk] = Standing(active, "" if stays or not held else held[0][1])
    return found


def places_of_many(
    pegawai_ids: Iterable[int] | None, *, instansi_id: int
) -> list[tuple[int, int, date, date, str]]:
    """(person, programme, first day, last day, state) of every enrolment that is not over without a place.
    One query."""
    if pegawai_ids is None:
        return list(_place_rows(Q(), instansi_id=instansi_id))
    return _PLACES.rows(set(pegawai_ids), instansi_id=instansi_id)


def _place_rows(of: Q, *, instansi_id: int) -> QuerySet[Pendaftaran, tuple[int, int, date, date, str]]:
    rows = Pendaftaran.objects.exclude(state__in=LEPAS).filter(of, program__mitra__instansi_id=instansi_id)
    names = ("pegawai_id", "program_id", "program__start_date", "program__last_date", "state")
    return rows.order_by("pk").values_list(*names)


_PLACES = KeptForOne("pegawai_id", _place_rows)


def departed(*, on: date) -> list[Pendaftaran]:
    """Enrolments that hold a seat or wait for one, of people who hold no post any more or are away. Three
    queries."""
    waiting = (*BERKURSI[:3], StatePendaftaran.DIUSULKAN)
    rows = list(
        Pendaftaran.objects.filter(state__in=waiting, program__last_date__gte=on)
        .select_related(*_SHOWN)
        .order_by("pk")
    )
    where = standings(rows, on=on)
    return [row for row in rows if not where[row.pk].active]
