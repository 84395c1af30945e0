"""The reconciliation list."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from kasuari.foundation.access import Actor
from kasuari.organisation.queries import instansi_for
from kasuari.rollout.access import can_read_reports
from kasuari.rollout.models import BarisSejajar, Gelombang, UjiSejajar


def comparisons_of(actor: Actor, gelombang: Gelombang) -> QuerySet[UjiSejajar]:
    """The files that were compared, each with `rows`, `differ` and `left`. Raises NotAllowed: results of
    people are in them."""
    can_read_reports(actor).or_raise()
    differ = Q(baris__sama=False)
    return (
        UjiSejajar.objects.filter(gelombang=gelombang)
        .annotate(
            rows=Count("baris"),
            differ=Count("baris", filter=differ),
            left=Count("baris", filter=differ & Q(baris__putusan="")),
        )
        .order_by("-uploaded_at", "-pk")
    )


def differences_of(sejajar: UjiSejajar) -> QuerySet[BarisSejajar]:
    """The rows that differ, undecided first."""
    return sejajar.baris.filter(sama=False).select_related("pegawai").order_by("putusan", "nip", "hal", "pk")


def difference_for(actor: Actor, baris_id: int) -> BarisSejajar:
    """One row. Raises NotAllowed or Http404."""
    can_read_reports(actor).or_raise()
    found = (
        BarisSejajar.objects.filter(pk=baris_id, sejajar__gelombang__instansi=instansi_for(actor))
        .select_related("sejajar__gelombang")
        .first()
    )
    if found is None:
        raise Http404
    return found
