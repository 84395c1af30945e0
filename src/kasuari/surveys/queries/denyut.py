"""Reads of the pulse: what one is asked, the waves, and what may be shown of units, with the trend."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from kasuari.foundation.access import Actor
from kasuari.foundation.presence import EVERYTHING
from kasuari.foundation.worklist import WorkItem
from kasuari.surveys.access import reads_pulse
from kasuari.surveys.enums import Skala, StateDenyut
from kasuari.surveys.models import Denyut, HasilDenyut, UndanganDenyut


def _invitations(pegawai_id: int, on: date) -> QuerySet[UndanganDenyut]:
    """The invitations of somebody to waves that run on a day."""
    return UndanganDenyut.objects.filter(
        pegawai_id=pegawai_id,
        denyut__state=StateDenyut.TERBUKA,
        denyut__start_date__lte=on,
        denyut__last_date__gte=on,
    )


def may_wait(pk: int, *, on: date) -> dict[str, QuerySet[Any]]:
    """Without a row here nothing of that kind waits, and it need not be read."""
    return {"surveys.pulse": _invitations(pk, on).filter(selesai=False)}


def invitation_of(pegawai_id: int, *, on: date) -> UndanganDenyut | None:
    """The invitation to the wave that runs on a day. One query."""
    rows = _invitations(pegawai_id, on)
    return rows.select_related("denyut").order_by("denyut__last_date", "pk").first()


def work_for(actor: Actor, *, on: date, waiting: Container[str] = EVERYTHING) -> list[WorkItem]:
    """The pulse that waits for an answer. One query, none where nothing waits."""
    if actor.pegawai_id is None or "surveys.pulse" not in waiting:
        return []
    found = invitation_of(actor.pegawai_id, on=on)
    if found is None or found.selesai:
        return []
    return [
        WorkItem(
            key=f"denyut-{found.denyut_id}",
            title=_("Jawab denyut: dua menit"),
            why=_(
                "Bagaimana kabar Anda di tempat kerja? "
                "Jawabannya dirahasiakan dan dilihat hanya per kelompok."
            ),
            action=_("Jawab"),
            url=reverse("surveys:pulse"),
            due_date=found.denyut.last_date,
        )
    ]


def waves_for(actor: Actor) -> QuerySet[Denyut]:
    """The waves of the agency, newest first, for those who run or read them. Raises Http404 for others."""
    if not reads_pulse(actor):
        raise Http404
    rows = Denyut.objects.all()
    if actor.pegawai_id is not None:
        rows = rows.filter(instansi__pegawai=actor.pegawai_id)
    return rows.order_by("-start_date", "-pk")


def wave_for(actor: Actor, denyut_id: int) -> Denyut:
    """One wave. Raises Http404."""
    found = waves_for(actor).filter(pk=denyut_id).select_related("instansi").first()
    if found is None:
        raise Http404
    return found


def turnout_of(denyut: Denyut) -> tuple[int, int]:
    """How many are asked and how many have answered, of the whole agency. One query."""
    found = denyut.undangan.aggregate(all=Count("pk"), done=Count("pk", filter=Q(selesai=True)))
    return found["all"], found["done"]


@dataclass(frozen=True, slots=True)
class UnitPulse:
    """A unit with what may be shown of it, and its scales in the waves before, oldest first."""

    unit_id: int
    nama: str
    depth: int
    isi: dict[str, Any]
    trend: dict[str, list[tuple[date, Decimal | None]]]


def results_of(denyut: Denyut, *, unit_ids: Iterable[int] | None = None) -> list[UnitPulse]:
    """What may be shown of each unit of a wave, as the tree is read. Two queries."""
    wanted = Q() if unit_ids is None else Q(unit_id__in=set(unit_ids))
    rows = list(
        HasilDenyut.objects.filter(wanted, denyut=denyut).select_related("unit").order_by("unit__path")
    )
    before: dict[int, list[tuple[date, dict[str, str]]]] = {}
    earlier = HasilDenyut.objects.filter(
        unit_id__in=[row.unit_id for row in rows],
        denyut__instansi_id=denyut.instansi_id,
        denyut__edisi=denyut.edisi,
        denyut__last_date__lte=denyut.last_date,
    )
    for unit_id, day, isi in earlier.order_by("denyut__last_date", "pk").values_list(
        "unit_id", "denyut__last_date", "isi"
    ):
        before.setdefault(unit_id, []).append((day, isi["skala"]))
    return [
        UnitPulse(
            row.unit_id,
            row.unit.nama,
            row.unit.depth,
            row.isi,
            {
                skala.value: [
                    (day, Decimal(found[skala.value]) if skala.value in found else None)
                    for day, found in before.get(row.unit_id, [])
                ]
                for skala in Skala
            },
        )
        for row in rows
    ]


def agency_pulse(actor: Actor) -> tuple[Denyut, UnitPulse] | None:
    """The newest closed wave of the actor's agency, and the whole of it; for everybody. Three queries."""
    rows = Denyut.objects.filter(instansi__pegawai=actor.pegawai_id, state=StateDenyut.DITUTUP)
    newest = rows.order_by("-last_date", "-pk").first()
    if newest is None:
        return None
    whole = [item for item in results_of(newest) if item.depth == 0]
    return (newest, whole[0]) if whole else None


def pulse_by_unit(
    unit_ids: Iterable[int], *, start_date: date, last_date: date
) -> dict[int, list[tuple[date, int, dict[str, Decimal]]]]:
    """By unit the waves that closed within these days: the day, how many answered, the scales. One query.

    A unit that may not be shown is left out.
    """
    rows = HasilDenyut.objects.filter(
        unit_id__in=set(unit_ids), denyut__last_date__range=(start_date, last_date)
    ).order_by("denyut__last_date", "pk")
    found: dict[int, list[tuple[date, int, dict[str, Decimal]]]] = {}
    for unit_id, day, isi in rows.values_list("unit_id", "denyut__last_date", "isi"):
        scales = {name: Decimal(value) for name, value in isi["skala"].items()}
        found.setdefault(unit_id, []).append((day, isi["jawaban"], scales))
    return found


def overdue_waves(*, on: date) -> list[Denyut]:
    """Open waves whose last day has passed. One query."""
    rows = Denyut.objects.filter(state=StateDenyut.TERBUKA, last_date__lt=on)
    return list(rows.order_by("pk"))
