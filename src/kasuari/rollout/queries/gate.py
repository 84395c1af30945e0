"""The standing decision about a wave."""

from __future__ import annotations

from django.http import Http404

from kasuari.rollout.models import Gelombang, KeputusanGerbang


def decision_of(gelombang: Gelombang) -> KeputusanGerbang | None:
    """The decision that stands, with its signatures. Two queries."""
    return (
        KeputusanGerbang.objects.filter(gelombang=gelombang, replaced_at__isnull=True)
        .select_related("gelombang", "proposed_by")
        .prefetch_related("tanda_tangan__pegawai", "tanda_tangan__unit")
        .first()
    )


def decision_to_sign(gelombang: Gelombang) -> KeputusanGerbang:
    """The decision that stands. Raises Http404 where there is none."""
    found = decision_of(gelombang)
    if found is None:
        raise Http404
    return found
