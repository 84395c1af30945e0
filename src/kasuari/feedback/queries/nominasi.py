"""Reads of nominations: who was proposed to answer about whom, and rings among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, QuerySet
from django.http import Http404

from kasuari.feedback.enums import StatePutaran
from kasuari.feedback.models import PesertaPutaran, Putaran, TugasPutaran
from kasuari.feedback.queries.tugas import task_rows
from kasuari.feedback.rater_statistics import rings
from kasuari.foundation.access import Actor
from kasuari.organisation import queries as organisation


@dataclass(frozen=True, slots=True)
class RingSeen:
    """People who all proposed one another; `peluang`: how often luck alone makes such a ring, in percent."""

    nama: list[str]
    peluang: float


def rings_found(putaran: Putaran, *, on: date) -> list[RingSeen]:
    """Rings among the open nominations of a round: a reason to talk, never a proof. Answers play no part."""
    named = nominations_made(putaran)
    sizes = dict(putaran.peserta.order_by().values_list("unit_id").annotate(Count("pk")))
    places = dict(putaran.peserta.filter(pegawai_id__in=named).values_list("pegawai_id", "unit_id"))
    found = rings(named, {person: sizes[unit] - 1 for person, unit in places.items()})
    people = organisation.identity_many(
        sorted({pk for ring in found for pk in ring.people}), on, with_pangkat=False
    )
    return [
        RingSeen([people[pk].nama for pk in ring.people if pk in people], round(100 * ring.chance, 2))
        for ring in found
    ]


def _peserta() -> QuerySet[PesertaPutaran]:
    tasks = TugasPutaran.objects.select_related("pengisi").order_by("kelompok", "pengisi__nama", "pk")
    return PesertaPutaran.objects.select_related(
        "putaran__instrumen", "pegawai__user", "penilai", "unit"
    ).prefetch_related(Prefetch("tugas", queryset=tasks))


def nominations_of_team(actor: Actor) -> list[PesertaPutaran]:
    """The people whose nominations the actor approves, in rounds under nomination. Two queries."""
    rows = _peserta().filter(penilai_id=actor.pegawai_id, putaran__state=StatePutaran.NOMINASI)
    return list(rows.order_by("putaran__start_date", "putaran_id", "pegawai__nama", "pk"))


def own_nominations(actor: Actor) -> list[PesertaPutaran]:
    """One's own lists of raters in rounds under nomination. Two queries."""
    if actor.pegawai_id is None:
        return []
    rows = _peserta().filter(pegawai_id=actor.pegawai_id, putaran__state=StatePutaran.NOMINASI)
    return list(rows.order_by("putaran__start_date", "putaran_id"))


def peserta_for(actor: Actor, peserta_id: int) -> PesertaPutaran:
    """Somebody in a round: oneself or somebody whom one rates. Raises Http404."""
    found = _peserta().filter(pk=peserta_id).first()
    if (
        found is None
        or actor.pegawai_id is None
        or actor.pegawai_id not in {found.pegawai_id, found.penilai_id}
    ):
        raise Http404
    return found


def proposed_for(actor: Actor, tugas_id: int) -> TugasPutaran:
    """A proposed rater of somebody whom one rates. Raises Http404: who was drawn is nobody else's to know."""
    found = task_rows().select_related("pengisi", "peserta__putaran").filter(pk=tugas_id).first()
    if found is None or actor.pegawai_id is None or found.peserta.penilai_id != actor.pegawai_id:
        raise Http404
    return found


def nominations_made(putaran: Putaran) -> dict[int, set[int]]:
    """Whom each person of the round proposed openly: for finding rings, never from answers. One query."""
    found: dict[int, set[int]] = {}
    rows = TugasPutaran.objects.filter(peserta__putaran=putaran, sumber="usulan").order_by("pk")
    for about, asked in rows.values_list("peserta__pegawai_id", "pengisi_id"):
        found.setdefault(about, set()).add(asked)
    return found
