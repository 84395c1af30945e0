"""Who worked together in a stretch of time, as matrices and tim kerja tell."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Q

from kasuari.planning.models import AnggotaMatriks, PeranHasil
from kasuari.planning.states import CARRYING

LARGEST_TEAM = 15


def worked_together(instansi_id: int, *, start_date: date, last_date: date) -> list[frozenset[int]]:
    """Sets of people: the members of one matrix that day, and those with a role in the same column. Two
    queries.

    Who only stands in the matrix of a large unit has worked with those in the same column, so a matrix counts
    as a whole only where it is one team (at most 15 people).
    """
    running = Q(start_date__lte=last_date) & (Q(end_date=None) | Q(end_date__gt=start_date))
    rows = AnggotaMatriks.objects.filter(running, pegawai__instansi_id=instansi_id, state__in=CARRYING)
    matrices: dict[int, set[int]] = defaultdict(set)
    for matriks_id, pegawai_id in rows.order_by("pk").values_list("matriks_id", "pegawai_id"):
        matrices[matriks_id].add(pegawai_id)
    columns: dict[int, set[int]] = defaultdict(set)
    roles = PeranHasil.objects.filter(
        dicabut=False, sel__anggota__pegawai__instansi_id=instansi_id, sel__anggota__in=rows
    )
    pairs = roles.order_by("pk").values_list("sel__kolom_id", "sel__anggota__pegawai_id")
    for kolom_id, pegawai_id in pairs:
        columns[kolom_id].add(pegawai_id)
    teams = [people for people in matrices.values() if len(people) <= LARGEST_TEAM]
    return [frozenset(people) for people in (*teams, *columns.values()) if len(people) > 1]
