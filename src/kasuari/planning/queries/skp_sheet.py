"""Reads for the sheet of SKP rows: which SKP go out, and the sheets that came back."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from kasuari.foundation.access import Actor
from kasuari.foundation.trees import within
from kasuari.planning.access import impor_skp_visible_to, sheet_reach
from kasuari.planning.models import ImporSkp, Periode, Skp
from kasuari.planning.people import unit_path


def sheet_skp(actor: Actor, periode: Periode, *, unit_id: int | None = None) -> QuerySet[Skp]:
    """The SKP of a year that the actor may take out, of a unit and below, with their contents. Three
    queries."""
    rows = Skp.objects.filter(sheet_reach(actor), periode=periode).defer("fakta")
    if unit_id is not None:
        rows = rows.filter(within("unit__path", unit_path(unit_id)))
    return (
        rows.select_related("periode", "pegawai", "penugasan__jabatan", "unit")
        .prefetch_related("rencana_hasil_kerja__indikator")
        .order_by("unit__path", "pegawai__nama_cari", "pk")
    )


def impor_skp_rows(actor: Actor) -> QuerySet[ImporSkp]:
    """The sheets that the actor brought back, newest first."""
    rows = ImporSkp.objects.filter(impor_skp_visible_to(actor))
    return rows.select_related("periode__instansi", "file", "created_by").order_by("-pk")


def impor_skp_for(actor: Actor, impor_id: int) -> ImporSkp:
    """One of them. Raises Http404."""
    found = impor_skp_rows(actor).filter(pk=impor_id).first()
    if found is None:
        raise Http404
    return found
