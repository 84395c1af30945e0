"""What planning asks of the organisation: appointments, legal standing, the penilai of a day, printed
identities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import Http404

from kasuari.organisation import queries as organisation
from kasuari.organisation.queries import (
    PenilaiFound,
    instansi_of,
    jabatan_of,
    jabatan_of_instansi,
    kedudukan_on,
    pegawai_named,
    penugasan_with_people,
    units_at,
    units_by_id,
    units_of,
)

if TYPE_CHECKING:
    from kasuari.foundation.access import Actor
    from kasuari.organisation.models import Pegawai, Penugasan, UnitKerja
    from kasuari.planning.models import Skp

__all__ = [
    "Kewenangan",
    "identity_of",
    "identity_of_owner",
    "instansi_of",
    "jabatan_of",
    "jabatan_of_instansi",
    "kedudukan_on",
    "kewenangan_of",
    "kewenangan_of_many",
    "main_penugasan",
    "pegawai_named",
    "penugasan_with_people",
    "people_below",
    "person_within_reach",
    "plannable_penugasan",
    "units_at",
    "units_by_id",
    "units_of",
]

# In which appointment a person plans when several run: leading ones first, acting ones last, for those are
# written as a main result into the SKP of the person's own post (Lampiran BAB II A.6.d).
_ORDER = {"tugas_tambahan": 1, "definitif": 2, "pj": 3, "plt": 4}


@dataclass(frozen=True, slots=True)
class Kewenangan:
    """Who sets the SKP of somebody on a day, the atasan of that penilai, the unit led, and why (the code)."""

    penilai_id: int | None
    atasan_penilai_id: int | None
    unit_penilai_id: int | None
    code: str


def kewenangan_of(pegawai_id: int, *, on: date) -> Kewenangan:
    """The penilai of one person on a day, as the organisation and the regulation name them."""
    return _kewenangan(organisation.penilai_of(pegawai_id=pegawai_id, on=on))


def kewenangan_of_many(pegawai_ids: Iterable[int], *, on: date) -> dict[int, Kewenangan]:
    """The same for many people, with a number of queries that does not grow with them."""
    found = organisation.penilai_for_people(pegawai_ids=sorted(set(pegawai_ids)), on=on)
    return {pegawai_id: _kewenangan(answer) for pegawai_id, answer in found.items()}


def _kewenangan(found: PenilaiFound) -> Kewenangan:
    return Kewenangan(
        penilai_id=found.penilai.pegawai_id if found.penilai else None,
        atasan_penilai_id=found.atasan.pegawai_id if found.atasan else None,
        unit_penilai_id=found.penilai.unit_id if found.penilai else None,
        code=found.code,
    )


def plannable_penugasan(pegawai_id: int, *, start_date: date, last_date: date) -> list[Penugasan]:
    """The appointments of a person that touch these days and carry an SKP, the main one first. One query."""
    rows = [
        row
        for row in organisation.penugasan_between(pegawai_id, start_date=start_date, last_date=last_date)
        if row.jenis != "plh" and row.jabatan.jenis != "kepala_daerah"
    ]
    return sorted(rows, key=lambda row: (_rank(row), -row.start_date.toordinal(), row.pk))


def main_posts(
    instansi_id: int, *, on: date, pegawai_ids: Iterable[int] | None = None
) -> tuple[list[Penugasan], list[Pegawai]]:
    """In which appointment everybody of an agency plans on a day, leaders and upper units first; and who has
    none at all. For some people with `pegawai_ids`. Two queries."""
    people = organisation.pegawai_rows().filter(instansi_id=instansi_id)
    rows = (
        organisation.penugasan_rows()
        .filter(organisation.in_force(on), pegawai__instansi_id=instansi_id)
        .exclude(jenis="plh")
        .select_related("pegawai", "jabatan", "unit")
    )
    if pegawai_ids is not None:
        wanted = set(pegawai_ids)
        rows, people = rows.filter(pegawai_id__in=wanted), people.filter(pk__in=wanted)
    best: dict[int, Penugasan] = {}
    for row in sorted(rows, key=lambda row: (_rank(row), -row.start_date.toordinal(), row.pk)):
        best.setdefault(row.pegawai_id, row)
    posts = [row for row in best.values() if row.jabatan.jenis != "kepala_daerah"]
    posts.sort(
        key=lambda row: (not row.memimpin, row.unit.depth, row.unit.path, row.pegawai.nama_cari, row.pk)
    )
    without = [row for row in people.order_by("nama_cari", "pk") if row.pk not in best]
    return posts, without


def person_within_reach(actor: Actor, pegawai_id: int, *, on: date) -> Pegawai:
    """Somebody whose personal data the actor may read. Raises Http404."""
    pegawai = organisation.pegawai_for(actor, pegawai_id)
    if not organisation.person_record(actor, pegawai, on=on).personal:
        raise Http404
    return pegawai


def unit_path(unit_id: int) -> str:
    """Where a unit stands in the tree. One query; raises nothing for a unit that is gone, its path is then no
    one's."""
    rows = organisation.unit_rows().filter(pk=unit_id)
    return str(rows.values_list("path", flat=True).first() or "-")


def units_by_path(paths: Iterable[str]) -> list[UnitKerja]:
    """The units at these places, from the root down. One query."""
    rows = organisation.unit_rows().filter(path__in=list(paths))
    return list(rows.order_by("depth", "path"))


def people_below(pegawai_id: int, *, on: date) -> list[int]:
    """Everybody whose penilai this person is on a day, leaders first, then by name."""
    led = organisation.units_led_by(pegawai_id, on)
    decided = organisation.decided_below(pegawai_id, on=on)
    order: dict[int, tuple[bool, str]] = {pegawai.pk: (True, pegawai.nama_cari) for pegawai in decided}
    for unit in led:
        for post in organisation.people_in(unit, on=on, below=True):
            order[post.pegawai_id] = (
                order.get(post.pegawai_id, (True, ""))[0] and not post.memimpin,
                post.pegawai.nama_cari,
            )
    order.pop(pegawai_id, None)
    found = organisation.superiors_for_people(pegawai_ids=order, on=on)
    mine = [pk for pk, answer in found.items() if answer.penilai_id == pegawai_id]
    return sorted(mine, key=lambda pk: (order[pk], pk))


def hold_person(pegawai_id: int) -> None:
    """Lock one person within the transaction, so that two of their SKP are never begun at once. One query."""
    rows = organisation.pegawai_rows().select_for_update()
    rows.filter(pk=pegawai_id).order_by("pk").first()


def main_penugasan(pegawai: Pegawai, *, on: date, unit_id: int | None = None) -> Penugasan | None:
    """The appointment in which somebody stands on paper on a day; leading `unit_id` comes before all. One
    query."""
    return min(
        organisation.penugasan_on(pegawai.pk, on=on),
        key=lambda row: (not (row.memimpin and row.unit_id == unit_id), _rank(row), row.pk),
        default=None,
    )


def identity_of(pegawai: Pegawai, *, on: date, unit_id: int | None = None) -> dict[str, Any]:
    """A person as documents print them on a day: nama, nip, pangkat, jabatan, unit_kerja (None: blank)."""
    post = main_penugasan(pegawai, on=on, unit_id=unit_id)
    return _identity(pegawai.pk, post.pk if post else None, on)


def identity_of_owner(skp: Skp, *, on: date) -> dict[str, Any]:
    """The owner in the appointment that the SKP is about."""
    return _identity(skp.pegawai_id, skp.penugasan_id, on)


def _identity(pegawai_id: int, penugasan_id: int | None, on: date) -> dict[str, Any]:
    found = organisation.identity(pegawai_id, on, penugasan_id=penugasan_id)
    return {
        "pegawai_id": pegawai_id,
        "nama": found.nama,
        "nip": found.nip or None,
        "pangkat": found.pangkat_golongan or None,
        "jabatan": found.jabatan or None,
        "unit_kerja": found.unit or None,
        "instansi": None,
    }


def _rank(row: Penugasan) -> tuple[int, bool]:
    return (
        _ORDER.get(row.jenis, 9) if row.memimpin or row.jenis != "tugas_tambahan" else 5,
        not row.memimpin,
    )


def kinds_of_jabatan() -> list[tuple[str, str]]:
    """The kinds of jabatan that carry an SKP, with their words."""
    from kasuari.organisation.enums import JenisJabatan

    return [(item.value, str(item.label)) for item in JenisJabatan if item.value != "kepala_daerah"]
