"""The people of an agency on a day, as a 360 round needs them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kasuari.feedback.drawing import Person
from kasuari.organisation import queries as organisation

if TYPE_CHECKING:
    from kasuari.feedback.models import Putaran

_NO_SUBJECT = {"kepala_daerah"}


@dataclass(frozen=True, slots=True)
class Workforce:
    """Everybody with an open account and an appointment; `subjects`: whom the round is about, by id; `kinds`:
    their type of jabatan."""

    people: dict[int, Person]
    subjects: list[int]
    kinds: dict[int, str]


def workforce(putaran: Putaran, *, on: date) -> Workforce:
    """Who works where under whom. A fixed number of queries, however many people."""
    root = organisation.root_of(putaran.instansi)
    if root is None:
        return Workforce({}, [], {})
    posts: dict[int, tuple[int, str, str, bool]] = {}
    rows = organisation.people_in(root, on=on, below=True).filter(pegawai__user__is_active=True)
    for pegawai_id, unit_id, path, jenis, kind in (
        rows.select_related(None)
        .order_by("pk")
        .values_list("pegawai_id", "unit_id", "unit__path", "jenis", "jabatan__jenis")
    ):
        main = jenis == "definitif"
        if pegawai_id not in posts or (main and not posts[pegawai_id][3]):
            posts[pegawai_id] = (unit_id, path, kind, main)
    found = organisation.superiors_for_people(pegawai_ids=posts, on=on)
    people = {
        pk: Person(pk, unit_id, found[pk].penilai_id if pk in found else None)
        for pk, (unit_id, _path, _kind, _main) in posts.items()
    }
    wanted = tuple(putaran.cakupan.order_by("pk").values_list("unit__path", flat=True))
    subjects = sorted(
        pk
        for pk, (_u, path, kind, _m) in posts.items()
        if path.startswith(wanted) and kind not in _NO_SUBJECT
    )
    return Workforce(people, subjects, {pk: posts[pk][2] for pk in subjects})
