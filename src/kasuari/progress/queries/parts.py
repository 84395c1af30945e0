"""The parts of an SKP that an address names, and the periods in which they are reported. The gate is that of
the SKP: whoever may see it may see its results and evidence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.http import Http404

from kasuari.foundation.access import Actor
from kasuari.planning import queries as planning
from kasuari.progress.models import BuktiDukung, RencanaAksi

if TYPE_CHECKING:
    from kasuari.planning.models import Indikator, PeriodeEvaluasi, RencanaHasilKerja, Skp


def bukti_for(actor: Actor, bukti_id: int) -> BuktiDukung:
    """Evidence that stands, for those who may see the SKP. Raises Http404 for everybody else."""
    found = (
        BuktiDukung.objects.select_related(
            "file", "realisasi__periode_evaluasi", "realisasi__indikator__rhk__skp"
        )
        .filter(pk=bukti_id, removed_at__isnull=True)
        .first()
    )
    if found is None:
        raise Http404
    skp_id = found.realisasi.indikator.rhk.skp_id
    if not planning.skp_visible(actor).filter(pk=skp_id).exists():
        raise Http404
    return found


def action_for(actor: Actor, skp_id: int, rencana_aksi_id: int) -> RencanaAksi:
    """A step of an SKP within reach. Raises Http404."""
    found = (
        RencanaAksi.objects.select_related("rhk__skp", "periode_evaluasi")
        .filter(pk=rencana_aksi_id, rhk__skp_id=skp_id)
        .first()
    )
    if found is None or not planning.skp_visible(actor).filter(pk=skp_id).exists():
        raise Http404
    return found


def rhk_in(skp: Skp, rhk_id: int) -> RencanaHasilKerja:
    """A result of this SKP (from `planning.skp_for`), never of another. Raises Http404. No query."""
    for rhk in skp.rencana_hasil_kerja.all():
        if rhk.pk == rhk_id:
            rhk.skp = skp
            return rhk
    raise Http404


def indikator_in(skp: Skp, indikator_id: int) -> Indikator:
    """An indikator of this SKP (from `planning.skp_for`), never of another. Raises Http404. No query."""
    for rhk in skp.rencana_hasil_kerja.all():
        for item in rhk.indikator.all():
            if item.pk == indikator_id:
                rhk.skp = skp
                item.rhk = rhk
                return item
    raise Http404


def period_of(skp: Skp, periode_evaluasi_id: int) -> PeriodeEvaluasi:
    """An evaluation period of the year of this SKP, whose periods are then at hand. Raises Http404. One
    query."""
    prefetch_related_objects([skp.periode], "evaluasi")
    for item in skp.periode.evaluasi.all():
        if item.pk == periode_evaluasi_id:
            item.periode = skp.periode
            return item
    raise Http404


def current_period(skp: Skp, on: date) -> PeriodeEvaluasi | None:
    """The periodic evaluation period that `on` falls in; before the year the first, after it the last."""
    periods = [
        item
        for item in planning.periode_evaluasi(skp.periode)
        if item.jenis != "tahunan" and item.start_date <= skp.last_date and skp.start_date <= item.last_date
    ]
    begun = [item for item in periods if item.start_date <= on]
    return begun[-1] if begun else next(iter(periods), None)


def periods_of(skp: Skp) -> list[PeriodeEvaluasi]:
    """The evaluation periods that this SKP covers, in order of time, the annual one last."""
    return [
        item
        for item in planning.periode_evaluasi(skp.periode)
        if item.start_date <= skp.last_date and skp.start_date <= item.last_date
    ]


def running_skp(pegawai_id: int, on: date) -> list[Skp]:
    """One person's set SKP that cover a day, newest first. One query."""
    found = planning.skp_of(pegawai_id).filter(state="ditetapkan", start_date__lte=on, last_date__gte=on)
    return list(found)
