"""The functional posts that people have held, jenjang by jenjang."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kasuari.organisation.enums import JenisJabatan, JenisPenugasan
from kasuari.organisation.models import Penugasan


@dataclass(frozen=True, slots=True)
class FunctionalPost:
    """A functional post of one jenjang, from a day until another that no longer belongs to it."""

    pegawai_id: int
    jabatan: str
    jenjang: str
    start_date: date
    end_date: date | None


def functional_posts(pegawai_ids: Iterable[int]) -> list[FunctionalPost]:
    """The definitive functional posts of people, oldest first. One query."""
    rows = (
        Penugasan.objects.filter(
            pegawai_id__in=set(pegawai_ids),
            jenis=JenisPenugasan.DEFINITIF,
            jabatan__jenis=JenisJabatan.JF,
        )
        .exclude(jabatan__jenjang="")
        .order_by("start_date", "pk")
        .values_list("pegawai_id", "jabatan__nama", "jabatan__jenjang", "start_date", "end_date")
    )
    return [FunctionalPost(*row) for row in rows]
