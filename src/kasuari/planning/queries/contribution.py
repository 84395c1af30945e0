"""What each person contributes, as the matrices of a year tell (Lampiran BAB IV B.3.a.1.e)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from kasuari.planning.models import PeranHasil
from kasuari.planning.states import CARRYING


@dataclass(frozen=True, slots=True)
class Kontribusi:
    """Roles of one person: how many, and the results or indikator of leaders to which they belong."""

    peran: int
    kolom: tuple[str, ...]


def contributions(pegawai_ids: Iterable[int], periode_id: int) -> dict[int, Kontribusi]:
    """By person, for the year of a periode. Who has no role in any matrix is not in the answer. One query."""
    rows = (
        PeranHasil.objects.filter(
            Q(dicabut=False),
            sel__anggota__pegawai_id__in=list(pegawai_ids),
            sel__anggota__state__in=CARRYING,
            sel__anggota__matriks__skp__periode_id=periode_id,
        )
        .order_by("sel__kolom_id", "urutan", "pk")
        .values_list("sel__anggota__pegawai_id", "sel__kolom_id", "sel__kolom__teks")
    )
    roles: dict[int, int] = defaultdict(int)
    columns: dict[int, dict[int, str]] = defaultdict(dict)
    for pegawai_id, kolom_id, teks in rows:
        roles[pegawai_id] += 1
        columns[pegawai_id][kolom_id] = teks
    return {pk: Kontribusi(count, tuple(columns[pk].values())) for pk, count in roles.items()}
