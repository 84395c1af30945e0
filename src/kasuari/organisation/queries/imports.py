"""Imports and their rows, for the clerk."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from kasuari.foundation.access import Actor
from kasuari.organisation.access import can_import, visible_to
from kasuari.organisation.enums import RowVerdict
from kasuari.organisation.models import ImportBatch, ImportRow


def imports_for(actor: Actor) -> QuerySet[ImportBatch]:
    """The imports of the actor's agency, newest first; none for whoever may not import."""
    if not can_import(actor):
        return ImportBatch.objects.none()
    return ImportBatch.objects.filter(visible_to(actor)).select_related("created_by", "file").order_by("-pk")


def import_for(actor: Actor, import_id: int) -> ImportBatch:
    """One import. Raises Http404 where it is out of reach."""
    found = imports_for(actor).select_related("instansi").filter(pk=import_id).first()
    if found is None:
        raise Http404
    return found


def rows_for(batch: ImportBatch, *, show: str = "") -> QuerySet[ImportRow]:
    """The rows behind one tab (a verdict or an action), in the order of the file."""
    rows = batch.rows.order_by("pk")
    if show in {RowVerdict.REFUSED, RowVerdict.WARNED, RowVerdict.SKIPPED, RowVerdict.NORMALISED}:
        return rows.filter(verdict=show)
    if show:
        return rows.filter(action=show).exclude(verdict__in=[RowVerdict.REFUSED, RowVerdict.SKIPPED])
    return rows
