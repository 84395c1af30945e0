"""The duties of posts and the functions of units."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from kasuari.foundation.access import Actor
from kasuari.organisation.access import visible_to
from kasuari.organisation.models import FungsiUnit, Jabatan, TugasJabatan


@dataclass(frozen=True, slots=True)
class Duties:
    """What a post and its unit are there for, as texts."""

    tugas: tuple[str, ...] = ()
    fungsi: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.tugas, *self.fungsi)


def duties_of(*, jabatan_id: int, unit_id: int) -> Duties:
    """The duties of a post and the functions of a unit; empty where nobody wrote any. Two queries."""
    tugas = TugasJabatan.objects.filter(jabatan_id=jabatan_id).values_list("butir", flat=True).first()
    fungsi = FungsiUnit.objects.filter(unit_id=unit_id).values_list("butir", flat=True).first()
    return Duties(tuple(tugas or ()), tuple(fungsi or ()))


def posts(actor: Actor, text: str = "", *, empty: bool = False) -> QuerySet[Jabatan]:
    """The posts of the actor's agency with how many hold them (`holders`), those with most holders first;
    `empty`: only those without duties."""
    found = Jabatan.objects.filter(visible_to(actor)).select_related("tugas")
    for word in text.split()[:6]:
        found = found.filter(nama__icontains=word)
    if empty:
        found = found.filter(Q(tugas__isnull=True) | Q(tugas__butir=[]))
    counted = Count("penugasan", filter=Q(penugasan__end_date__isnull=True))
    return found.annotate(holders=counted).order_by("-holders", "nama", "pk")


def post_for(actor: Actor, jabatan_id: int) -> Jabatan:
    """A post of the actor's agency. Raises Http404."""
    found = Jabatan.objects.filter(visible_to(actor), pk=jabatan_id).order_by("pk").first()
    if found is None:
        raise Http404
    return found


def post_names(actor: Actor) -> dict[int, str]:
    """Every post of the actor's agency, key to name."""
    return dict(Jabatan.objects.filter(visible_to(actor)).order_by("pk").values_list("pk", "nama"))


def tugas_of(jabatan: Jabatan) -> TugasJabatan | None:
    return TugasJabatan.objects.filter(jabatan=jabatan).order_by("pk").first()


def fungsi_of(unit_id: int) -> FungsiUnit | None:
    return FungsiUnit.objects.filter(unit_id=unit_id).order_by("pk").first()
