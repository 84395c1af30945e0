"""Reads of the versions of an SKP. The gate is that of the SKP."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404

from kasuari.foundation.access import Actor
from kasuari.foundation.rows import the_one
from kasuari.planning.access import visible_to
from kasuari.planning.models import CatatanVersi, RencanaHasilKerja, Skp, VersiSkp
from kasuari.planning.queries.contents import CONTENT_PREFETCH
from kasuari.planning.queries.skp import PEOPLE
from kasuari.planning.states import OPEN_VERSION


def versions_of(skp: Skp) -> list[VersiSkp]:
    """Every version of an SKP, the newest first; none where it never changed. One query."""
    rows = VersiSkp.objects.filter(skp=skp).select_related("started_by", "set_by", "penilai")
    return list(rows.defer("isi", "dasar", "fakta").order_by("-nomor", "-pk"))


def open_version(skp: Skp) -> VersiSkp | None:
    """The version that is being prepared. One query."""
    return the_one(VersiSkp.objects.filter(skp=skp, state__in=OPEN_VERSION))


def versi_for(actor: Actor, skp_id: int, versi_id: int) -> VersiSkp:
    """One version with its SKP and the running contents of it (five queries). Raises Http404 when the SKP is
    out of the actor's reach."""
    within = Skp.objects.filter(visible_to(actor), pk=skp_id)
    rows = VersiSkp.objects.select_related(*(f"skp__{name}" for name in PEOPLE), "penilai")
    found = the_one(rows.filter(pk=versi_id, skp_id=skp_id, skp__in=within))
    if found is None:
        raise Http404
    prefetch_related_objects([found.skp], *CONTENT_PREFETCH)
    return found


def versions_waiting(penilai_id: int) -> QuerySet[VersiSkp]:
    """New versions that wait for this penilai, oldest first."""
    return (
        VersiSkp.objects.filter(penilai_id=penilai_id, state="diajukan", skp__periode__state="dibuka")
        .select_related("skp__pegawai", "skp__penugasan__jabatan", "skp__periode")
        .order_by("submitted_at", "pk")
    )


def catatan_of_version(versi: VersiSkp) -> dict[str, list[CatatanVersi]]:
    """What the penilai wrote when the version was last returned, by path of the part. One query."""
    found: dict[str, list[CatatanVersi]] = {}
    notes = list(versi.catatan.select_related("written_by").order_by("-written_at", "pk"))
    for note in notes:
        if note.written_at == notes[0].written_at:
            found.setdefault(note.path, []).append(note)
    return found


def leaning_on(rhk_ids: Iterable[int], indikator_ids: Iterable[int] = ()) -> list[RencanaHasilKerja]:
    """Results of others that serve these results or these indikator, with their owners. One query."""
    below = RencanaHasilKerja.objects.filter(intervensi_id__in=list(rhk_ids))
    below |= RencanaHasilKerja.objects.filter(intervensi_indikator_id__in=list(indikator_ids))
    return list(below.select_related("skp__pegawai").order_by("skp__pegawai__nama", "pk"))
