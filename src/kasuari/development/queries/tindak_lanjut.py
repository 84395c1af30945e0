"""What follows from the predikat that hold: who may be proposed for a penghargaan, who needs pembinaan, who
has a priority of Pasal 31."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import Http404
from django.utils import timezone

from kasuari.development.access.tindak_lanjut import awards_visible_to, results_visible_to
from kasuari.development.enums.tindak_lanjut import BentukPenghargaan, StateUsulan
from kasuari.development.models import SesiBimbingan, UsulanPenghargaan
from kasuari.evaluation.queries import results_that_hold
from kasuari.foundation.access import Actor
from kasuari.foundation.kept import KeptForOne
from kasuari.foundation.trees import within
from kasuari.organisation.access import visible_to
from kasuari.regulation.predikat import Predikat, Rating
from kasuari.regulation.tindak_lanjut import Pembinaan, pembinaan
from kasuari.regulation.verdict import Verdict

if TYPE_CHECKING:
    from kasuari.evaluation.models import Evaluasi
    from kasuari.organisation.models import UnitKerja
    from kasuari.planning.models import PeriodeEvaluasi

PEOPLE = ("pegawai", "unit", "evaluasi__periode_evaluasi", "proposed_by", "decided_by")


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority of Pasal 31 ayat (1) that was approved and still holds."""

    usulan_id: int
    bentuk: str
    predikat: str
    decided_date: date
    last_date: date


@dataclass(frozen=True, slots=True)
class Candidate:
    """A result that can ground an award, and what was proposed on it already."""

    evaluasi: Evaluasi
    usulan: tuple[UsulanPenghargaan, ...]


@dataclass(frozen=True, slots=True)
class Guided:
    """A result that calls for pembinaan; `sessions` of bimbingan since it was signed that the actor may know
    of. Konseling is confidential: the list never says whether there is a case."""

    evaluasi: Evaluasi
    hasil: str
    perilaku: str
    verdict: Verdict[tuple[Pembinaan, ...]]
    sessions: int

    @property
    def needs(self) -> tuple[Pembinaan, ...]:
        return self.verdict.value or ()


def priorities_of(
    pegawai_ids: Iterable[int] | None,
    *,
    on: date,
    instansi_id: int | None = None,
    bentuk: str = BentukPenghargaan.PENGEMBANGAN,
) -> dict[int, Priority]:
    """The priorities of people (None: of everybody of the agency) that hold on a day, the one that holds
    longest of several. Who has none is left out. One query."""
    if pegawai_ids is None:
        everybody = Q() if instansi_id is None else Q(pegawai__instansi_id=instansi_id)
        rows = list(_priority_rows(everybody, on=on, bentuk=bentuk))
    else:
        rows = _PRIORITIES[bentuk].rows(set(pegawai_ids), on=on)
    return {
        pegawai_id: Priority(pk, bentuk, predikat, timezone.localtime(decided_at).date(), last_date)
        for pegawai_id, pk, predikat, decided_at, last_date in rows
    }


def _priority_rows(of: Q, *, on: date, bentuk: str) -> QuerySet[UsulanPenghargaan, Any]:
    rows = UsulanPenghargaan.objects.filter(
        of,
        bentuk=bentuk,
        state=StateUsulan.DISETUJUI,
        decided_at__isnull=False,
        berlaku_sampai_date__gte=on,
    )
    return rows.order_by("berlaku_sampai_date", "pk").values_list(
        "pegawai_id", "pk", "predikat", "decided_at", "berlaku_sampai_date"
    )


_PRIORITIES = {
    bentuk: KeptForOne("pegawai_id", partial(_priority_rows, bentuk=bentuk))
    for bentuk in BentukPenghargaan.values
}


def award_results(
    actor: Actor, period: PeriodeEvaluasi, *, unit: UnitKerja | None = None, with_baik: bool = False
) -> QuerySet[Evaluasi]:
    """Results on which the actor may propose or read awards: Sangat Baik, with Baik where asked for, the
    higher first."""
    wanted = [Predikat.SANGAT_BAIK, *([Predikat.BAIK] if with_baik else [])]
    rows = _reached(actor, period, unit).filter(predikat_berlaku__in=wanted)
    first = Case(
        When(predikat_berlaku=Predikat.SANGAT_BAIK, then=Value(0)), default=1, output_field=IntegerField()
    )
    return rows.order_by(first, "skp__unit__path", "pegawai__nama_cari", "pk")


def with_proposals(rows: Iterable[Evaluasi]) -> list[Candidate]:
    """The results of one page with what stands on them. One query."""
    results = list(rows)
    by_result: dict[int, list[UsulanPenghargaan]] = {}
    standing = UsulanPenghargaan.objects.filter(
        evaluasi_id__in=[row.pk for row in results],
        state__in=[StateUsulan.DIUSULKAN, StateUsulan.DISETUJUI, StateUsulan.DITOLAK],
    )
    for usulan in standing.order_by("pk"):
        by_result.setdefault(usulan.evaluasi_id, []).append(usulan)
    return [Candidate(row, tuple(by_result.get(row.pk, ()))) for row in results]


def result_to_award(actor: Actor, evaluasi_id: int) -> Evaluasi:
    """One result that holds and that the actor may read, with its person. Raises Http404."""
    found = results_that_hold().filter(results_visible_to(actor), pk=evaluasi_id).first()
    if found is None:
        raise Http404
    return found


def guidance_results(
    actor: Actor, period: PeriodeEvaluasi, *, unit: UnitKerja | None = None, kind: str = ""
) -> QuerySet[Evaluasi]:
    """Results with a rating below the expectation; `kind` narrows to bimbingan or to konseling."""
    below = {
        Pembinaan.BIMBINGAN: Q(hasil_berlaku=Rating.DIBAWAH),
        Pembinaan.KONSELING: Q(perilaku_berlaku=Rating.DIBAWAH),
    }
    wanted = (
        below[Pembinaan(kind)]
        if kind in list(Pembinaan)
        else below[Pembinaan.BIMBINGAN] | below[Pembinaan.KONSELING]
    )
    return _reached(actor, period, unit).filter(wanted)


def with_guidance(rows: Iterable[Any]) -> list[Guided]:
    """The results of one page with what they call for, and how many sessions there were. One query.

    How often somebody was guided is told to whoever reads the list; what was said is not.
    """
    results = list(rows)
    held: dict[int, list[date]] = {}
    sessions = SesiBimbingan.objects.filter(pegawai_id__in={row.pegawai_id for row in results})
    for pegawai_id, tanggal in sessions.order_by("tanggal").values_list("pegawai_id", "tanggal"):
        held.setdefault(pegawai_id, []).append(tanggal)
    return [
        Guided(
            row,
            row.hasil_berlaku,
            row.perilaku_berlaku,
            pembinaan(
                hasil_kerja=Rating(row.hasil_berlaku),
                perilaku_kerja=Rating(row.perilaku_berlaku),
                on=row.periode_evaluasi.last_date,
            ),
            sum(day >= timezone.localtime(row.signed_at).date() for day in held.get(row.pegawai_id, ())),
        )
        for row in results
    ]


def awards(actor: Actor, *, state: str = "", unit: UnitKerja | None = None) -> QuerySet[UsulanPenghargaan]:
    """The proposals within reach, those that wait first, then the newest."""
    rows = UsulanPenghargaan.objects.filter(awards_visible_to(actor), visible_to(actor, prefix="pegawai__"))
    if state in StateUsulan.values:
        rows = rows.filter(state=state)
    if unit is not None:
        rows = rows.filter(within("unit__path", unit.path))
    waiting = Case(When(state=StateUsulan.DIUSULKAN, then=Value(0)), default=1, output_field=IntegerField())
    return rows.select_related(*PEOPLE).order_by(waiting, "-proposed_at", "-pk")


def award_for(actor: Actor, usulan_id: int) -> UsulanPenghargaan:
    """One proposal within reach. Raises Http404."""
    found = awards(actor).filter(pk=usulan_id).first()
    if found is None:
        raise Http404
    return found


def _reached(actor: Actor, period: PeriodeEvaluasi, unit: UnitKerja | None) -> QuerySet[Evaluasi]:
    rows = results_that_hold(period).filter(results_visible_to(actor), visible_to(actor, prefix="pegawai__"))
    return rows.filter(within("skp__unit__path", unit.path)) if unit is not None else rows
