"""What planning asks of the organisation: appointments, legal standing, the penilai of a day, printed
identities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import OuterRef, Q, Subquery

from kasuari.foundation.trees import within
from kasuari.organisation import queries as organisation
from kasuari.organisation.queries import PenilaiFound

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi, Pegawai, Penugasan, UnitKerja
    from kasuari.planning.models import Skp

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


def kedudukan_on(pegawai_ids: Iterable[int], *, on: date) -> dict[int, str]:
    """The legal standing of each person on a day; who has none recorded is left out. One query."""
    rows = apps.get_model("organisation", "RiwayatKedudukan")._default_manager.filter(
        _running(on), pegawai_id__in=set(pegawai_ids)
    )
    return dict(rows.order_by("start_date").values_list("pegawai_id", "kedudukan"))


def penugasan_with_people(ids: Iterable[int]) -> list[Penugasan]:
    """These appointments with person, post and unit, in order of id. One query."""
    rows = apps.get_model("organisation", "Penugasan")._default_manager.filter(pk__in=list(ids))
    return list(rows.select_related("pegawai", "jabatan", "unit").order_by("pk"))


def plannable_penugasan(pegawai_id: int, *, start_date: date, last_date: date) -> list[Penugasan]:
    """The appointments of a person that touch these days and carry an SKP, the main one first. One query."""
    rows = (
        apps.get_model("organisation", "Penugasan")
        ._default_manager.filter(
            Q(end_date__isnull=True) | Q(end_date__gt=start_date),
            pegawai_id=pegawai_id,
            start_date__lte=last_date,
        )
        .exclude(jenis="plh")
        .exclude(jabatan__jenis="kepala_daerah")
        .select_related("pegawai", "jabatan", "unit")
    )
    return sorted(rows, key=lambda row: (_rank(row), -row.start_date.toordinal(), row.pk))


def main_posts(
    instansi_id: int, *, on: date, pegawai_ids: Iterable[int] | None = None
) -> tuple[list[Penugasan], list[Pegawai]]:
    """In which appointment everybody of an agency plans on a day, leaders and upper units first; and who has
    none at all. For some people with `pegawai_ids`. Two queries."""
    people = apps.get_model("organisation", "Pegawai")._default_manager.filter(instansi_id=instansi_id)
    rows = (
        apps.get_model("organisation", "Penugasan")
        ._default_manager.filter(_running(on), pegawai__instansi_id=instansi_id)
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


def unit_path(unit_id: int) -> str:
    """Where a unit stands in the tree. One query; raises nothing for a unit that is gone, its path is then no
    one's."""
    rows = apps.get_model("organisation", "UnitKerja")._default_manager.filter(pk=unit_id)
    return str(rows.values_list("path", flat=True).first() or "-")


def instansi_of(pegawai_id: int | None) -> Instansi | None:
    """The agency of a person. One query."""
    if pegawai_id is None:
        return None
    found: Instansi | None = (
        apps.get_model("organisation", "Instansi")._default_manager.filter(pegawai=pegawai_id).first()
    )
    return found


def units_at(instansi_id: int, *, depth: int, path: str = "") -> list[UnitKerja]:
    """The units of an agency that stand at `depth` of the tree (0: the root), at or below `path`. One
    query."""
    rows = apps.get_model("organisation", "UnitKerja")._default_manager.filter(
        within("path", path), instansi_id=instansi_id, depth=depth, end_date=None
    )
    return list(rows.order_by("nama", "pk"))


def units_of(instansi_id: int) -> list[UnitKerja]:
    """Every standing unit of an agency in the order of the tree. One query."""
    rows = apps.get_model("organisation", "UnitKerja")._default_manager.filter(
        instansi_id=instansi_id, end_date=None
    )
    return list(rows.order_by("path"))


def units_by_id(ids: Iterable[int]) -> list[UnitKerja]:
    """These units in the order of the tree. One query."""
    rows = apps.get_model("organisation", "UnitKerja")._default_manager.filter(pk__in=list(ids))
    return list(rows.order_by("depth", "nama", "pk"))


def units_by_path(paths: Iterable[str]) -> list[UnitKerja]:
    """The units at these places, from the root down. One query."""
    rows = apps.get_model("organisation", "UnitKerja")._default_manager.filter(path__in=list(paths))
    return list(rows.order_by("depth", "path"))


def jabatan_of(reference: str, *, on: date) -> Subquery:
    """The post of the person that `reference` names, on a day, as a column of a query: leading first."""
    rows = (
        apps.get_model("organisation", "Penugasan")
        ._default_manager.filter(_running(on), pegawai_id=OuterRef(reference))
        .order_by("-memimpin", "jenis", "pk")
    )
    return Subquery(rows.values("jabatan__nama")[:1])


def people_below(pegawai_id: int, *, on: date) -> list[int]:
    """Everybody whose penilai this person is on a day, leaders first, then by name."""
    led = organisation.units_led_by(pegawai_id, on)
    decided = apps.get_model("organisation", "PenetapanPenilai")._default_manager.filter(
        _running(on), penilai_id=pegawai_id
    )
    order: dict[int, tuple[bool, str]] = {
        row.pegawai_id: (True, row.pegawai.nama_cari) for row in decided.select_related("pegawai")
    }
    for unit in led:
        for post in organisation.people_in(unit, on=on, below=True):
            order[post.pegawai_id] = (
                order.get(post.pegawai_id, (True, ""))[0] and not post.memimpin,
                post.pegawai.nama_cari,
            )
    order.pop(pegawai_id, None)
    found = organisation.penilai_for_people(pegawai_ids=sorted(order), on=on)
    mine = [pk for pk, answer in found.items() if answer.penilai and answer.penilai.pegawai_id == pegawai_id]
    return sorted(mine, key=lambda pk: (order[pk], pk))


def pegawai_named(instansi_id: int, ids: Iterable[int]) -> dict[int, Pegawai]:
    """These people of one agency, by id. One query."""
    rows = apps.get_model("organisation", "Pegawai")._default_manager.filter(
        pk__in=list(ids), instansi_id=instansi_id
    )
    return {row.pk: row for row in rows.order_by("pk")}


def hold_person(pegawai_id: int) -> None:
    """Lock one person within the transaction, so that two of their SKP are never begun at once. One query."""
    rows = apps.get_model("organisation", "Pegawai")._default_manager.select_for_update()
    rows.filter(pk=pegawai_id).order_by("pk").first()


def jabatan_of_instansi(instansi_id: int) -> list[tuple[int, str]]:
    """(id, name) of every jabatan of an agency, by name. One query."""
    rows = apps.get_model("organisation", "Jabatan")._default_manager.filter(instansi_id=instansi_id)
    return list(rows.order_by("nama", "pk").values_list("pk", "nama"))


def main_penugasan(pegawai: Pegawai, *, on: date, unit_id: int | None = None) -> Penugasan | None:
    """The appointment in which somebody stands on paper on a day; leading `unit_id` comes before all. One
    query."""
    rows = pegawai.penugasan.filter(_running(on)).select_related("jabatan", "unit")
    leads = unit_id
    return min(
        rows, key=lambda row: (not (row.memimpin and row.unit_id == leads), _rank(row), row.pk), default=None
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


def _running(on: date) -> Q:
    return Q(start_date__lte=on) & (Q(end_date__isnull=True) | Q(end_date__gt=on))


def kinds_of_jabatan() -> list[tuple[str, str]]:
    """The kinds of jabatan that carry an SKP, with their words."""
    from kasuari.organisation.enums import JenisJabatan

    return [(item.value, str(item.label)) for item in JenisJabatan if item.value != "kepala_daerah"]
