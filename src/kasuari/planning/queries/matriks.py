"""Reads of the matriks pembagian peran dan hasil: which there are, and one of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404

from kasuari.foundation.access import Actor
from kasuari.planning.access import can_read_matriks, matriks_visible_to
from kasuari.planning.models import AnggotaMatriks, Matriks, Periode
from kasuari.planning.states import IN_MATRIX


def matriks_rows() -> QuerySet[Matriks]:
    """Matrices with the leader and the year. One query."""
    return Matriks.objects.select_related(
        "skp__periode", "skp__pegawai", "skp__penugasan__jabatan", "skp__unit"
    ).defer("skp__fakta")


def matriks_for(actor: Actor, matriks_id: int) -> Matriks:
    """One matrix. Raises Http404 where it is out of reach. One query for its leader, two for others."""
    rows = Matriks.objects.select_related("skp__periode", "skp__pegawai", "skp__penugasan__jabatan")
    return _within_reach(actor, rows, matriks_id)


def matriks_to_write(actor: Actor, matriks_id: int) -> Matriks:
    """The same with what a write of cells needs, and no more."""
    return _within_reach(actor, Matriks.objects.select_related("skp__periode"), matriks_id)


def _within_reach(actor: Actor, rows: QuerySet[Matriks], matriks_id: int) -> Matriks:
    found = rows.defer("skp__fakta").filter(pk=matriks_id).order_by("pk").first()
    if found is None or not can_read_matriks(actor, found):
        raise Http404
    return found


def matriks_visible(actor: Actor) -> QuerySet[Matriks]:
    """Every matrix that the actor may read, newest year first, then by leader."""
    return (
        matriks_rows()
        .filter(matriks_visible_to(actor))
        .order_by("-skp__periode__tahun", "skp__pegawai__nama", "pk")
    )


def matriks_of_person(pegawai_id: int, periode: Periode) -> QuerySet[Matriks]:
    """The matrices in which somebody stands in a row."""
    rows = AnggotaMatriks.objects.filter(pegawai_id=pegawai_id, state__in=IN_MATRIX)
    return matriks_rows().filter(pk__in=rows.values("matriks_id"), skp__periode=periode).order_by("pk")


def matrices_of(skp_ids: Iterable[int]) -> dict[int, int]:
    """The matrix that belongs to each of these SKP, where one was opened: SKP to matrix. One query."""
    rows = Matriks.objects.filter(skp_id__in=list(skp_ids)).order_by("pk")
    return dict(rows.values_list("skp_id", "pk"))
