"""Reads of bundles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from kasuari.evaluation.access_bundel import bundel_visible_to
from kasuari.evaluation.models import Bundel, Evaluasi
from kasuari.evaluation.queries.gate import evaluasi_visible
from kasuari.evaluation.states import SIGNED
from kasuari.foundation.access import Actor
from kasuari.foundation.rows import the_one
from kasuari.foundation.trees import within

if TYPE_CHECKING:
    from kasuari.organisation.models import UnitKerja
    from kasuari.planning.models import PeriodeEvaluasi


def bundel_rows(actor: Actor) -> QuerySet[Bundel]:
    """The bundles that the actor asked for, the newest first, with how much of each is there."""
    return (
        Bundel.objects.filter(bundel_visible_to(actor))
        .select_related("unit", "periode_evaluasi__periode")
        .annotate(total=Count("berkas"), done=Count("berkas", filter=~Q(berkas__sha256="")))
        .order_by("-created_at", "-pk")
    )


def bundel_for(actor: Actor, bundel_id: int) -> Bundel:
    """One bundle of the actor's own. Raises Http404."""
    found = the_one(bundel_rows(actor).filter(pk=bundel_id))
    if found is None:
        raise Http404
    return found


def evaluasi_to_bundle(
    actor: Actor, periode_evaluasi: PeriodeEvaluasi, unit: UnitKerja
) -> QuerySet[Evaluasi]:
    """The signed evaluations of a period in and below a unit that the actor may read, by unit and name."""
    return (
        evaluasi_visible(actor)
        .filter(within("skp__unit__path", unit.path), periode_evaluasi=periode_evaluasi, state__in=SIGNED)
        .order_by("skp__unit__path", "pegawai__nama", "pk")
    )
