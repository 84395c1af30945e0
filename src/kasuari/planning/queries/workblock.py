"""Reads of workblocks: those of an SKP, those of an indikator, one, and what a new one is filled with."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from kasuari.foundation.access import Actor
from kasuari.planning.access import visible_to
from kasuari.planning.models import Indikator, Skp, Workblock
from kasuari.planning.numbers import number_in_words
from kasuari.planning.queries.contents import target_in_words
from kasuari.planning.queries.skp import PEOPLE

# The four lists of the form: bagian and sifat by the name of the field.
LISTS = {
    "strategi_rutin": ("strategi", "rutin"),
    "strategi_transformatif": ("strategi", "transformatif"),
    "keluaran_rutin": ("keluaran", "rutin"),
    "keluaran_transformatif": ("keluaran", "transformatif"),
}


def workblocks_of(skp: Skp) -> QuerySet[Workblock]:
    """The workblocks of an SKP in their order, with their lines. Two queries."""
    rows = Workblock.objects.filter(skp=skp).select_related("indikator__rhk")
    return rows.prefetch_related("butir").order_by("urutan")


def workblock_for(actor: Actor, workblock_id: int) -> Workblock:
    """One workblock with its lines, for whoever may read the SKP. Raises Http404. Two queries."""
    seen = Skp.objects.filter(visible_to(actor))
    found = (
        Workblock.objects.filter(pk=workblock_id, skp__in=seen.order_by().values("pk"))
        .select_related("indikator__rhk", *(f"skp__{name}" for name in PEOPLE))
        .prefetch_related("butir")
        .first()
    )
    if found is None:
        raise Http404
    return found


def lines_of(row: Workblock) -> dict[str, list[str]]:
    """The four lists of a workblock in the order of the form. One query, none where they are at hand."""
    found: dict[str, list[str]] = {name: [] for name in LISTS}
    for line in sorted(row.butir.all(), key=lambda item: (item.bagian, item.sifat, item.urutan)):
        found[f"{line.bagian}_{line.sifat}"].append(line.teks)
    return found


def workblock_prefill(skp: Skp, indikator_id: int | None) -> dict[str, str]:
    """What is known of a new workblock: its owner, the span of the SKP and, for an indikator, its words with
    the target, the tujuan of its manual and the budget of its programme. One query."""
    months = (skp.last_date.year - skp.start_date.year) * 12 + skp.last_date.month - skp.start_date.month + 1
    known = {"pemilik": skp.penugasan.jabatan.nama, "waktu": _("%(count)s bulan") % {"count": months}}
    row = (
        Indikator.objects.filter(rhk__skp=skp, pk=indikator_id or 0)
        .select_related("manual", "indikator_pk__program")
        .first()
    )
    if row is None:
        return known
    known["intervensi_teks"] = ": ".join(part for part in (row.teks, target_in_words(row)) if part)
    known["tujuan"] = row.manual.tujuan if hasattr(row, "manual") else ""
    source = row.indikator_pk
    if source is not None and source.program is not None and source.program.anggaran is not None:
        known["anggaran"] = f"Rp {number_in_words(source.program.anggaran)}"
    return known
