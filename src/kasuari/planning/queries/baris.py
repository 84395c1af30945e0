"""The rows of a matrix: its people, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from kasuari.planning.models import AnggotaMatriks, Matriks, TimKerja
from kasuari.planning.people import jabatan_of
from kasuari.planning.states import IN_MATRIX

ROWS = 60


class Baris(NamedTuple):
    """One person of the matrix."""

    anggota_id: int
    pegawai_id: int
    nama: str
    jabatan: str
    state: str
    penilai_id: int | None
    ketua: str = ""


def members(matriks: Matriks, *, on: date, q: str = "", states: Iterable[str] = IN_MATRIX) -> QuerySet[Any]:
    """Its rows in their order as tuples, narrowed to a name."""
    rows = AnggotaMatriks.objects.filter(matriks=matriks, state__in=list(states))
    for word in q.lower().split()[:6]:
        rows = rows.filter(pegawai__nama_cari__contains=word)
    return rows.order_by("urutan", "pk").values_list(
        "pk",
        "pegawai_id",
        "pegawai__gelar_depan",
        "pegawai__nama",
        "pegawai__gelar_belakang",
        jabatan_of("pegawai_id", on=on),
        "state",
        "penilai_id",
    )


def _baris(row: Sequence[Any], ketua: Mapping[int, str]) -> Baris:
    pk, pegawai_id, before, nama, after, jabatan, state, penilai_id = row
    words = f"{f'{before} ' if before else ''}{nama}{f', {after}' if after else ''}"
    return Baris(pk, pegawai_id, words, jabatan or "", state, penilai_id, ketua.get(pegawai_id, ""))


def baris_of(
    matriks: Matriks,
    *,
    on: date,
    q: str = "",
    ids: Iterable[int] | None = None,
    page: int | None = None,
    more: bool = False,
) -> tuple[Baris, ...]:
    """Rows by name, by id or by page; all of them where nothing is asked. Two queries.

    `more` adds one row to a page, which tells that there is another page.
    """
    rows = members(matriks, on=on, q=q)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    if page is not None:
        rows = rows[(page - 1) * ROWS : page * ROWS + more]
    ketua = dict(
        TimKerja.objects.filter(matriks=matriks, end_date=None).order_by("pk").values_list("ketua_id", "nama")
    )
    return tuple(_baris(row, ketua) for row in rows)
