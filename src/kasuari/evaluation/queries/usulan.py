"""What the system proposes as the capaian of a unit, from its perjanjian kinerja, with the arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from kasuari.planning import queries as planning
from kasuari.progress import queries as progress
from kasuari.progress.queries import number_in_words
from kasuari.regulation.capaian import CapaianIndikator, UsulanCapaian, usulan_capaian
from kasuari.regulation.verdict import Verdict

if TYPE_CHECKING:
    from kasuari.organisation.models import UnitKerja
    from kasuari.planning.models import IndikatorPk, PeriodeEvaluasi


@dataclass(frozen=True, slots=True)
class Line:
    """One indikator of the arithmetic, ready to be shown. `percent` None: unknown."""

    teks: str
    nilai: str
    target: str
    percent: int | None
    aksi: int
    bergerak: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """The proposal for one unit. `verdict.value` None: nothing can be proposed, and its code says why."""

    verdict: Verdict[UsulanCapaian]
    lines: tuple[Line, ...]

    @property
    def mean(self) -> int | None:
        """Whole percent, rounded down, so that it never looks better than it is."""
        return int(self.verdict.value.rata) if self.verdict.value else None

    @property
    def basis(self) -> str:
        return "; ".join(str(item) for item in self.verdict.basis)


def proposals_of(units: Iterable[UnitKerja], periode_evaluasi: PeriodeEvaluasi) -> dict[int, Proposal]:
    """A proposal for each unit with a perjanjian kinerja. Three queries, however many.

    A quarter is measured by its trajectory target, the year by the target of the year; a month has its
    rencana aksi (Lampiran BAB IV B.1.c).
    """
    items: dict[int, list[IndikatorPk]] = {}
    rows = planning.pk_of_units([unit.pk for unit in units], periode_evaluasi.periode.tahun)
    for row in rows:
        items.setdefault(row.sasaran.perjanjian.unit_id, []).append(row)
    if not rows:
        return {}
    reached = progress.pk_reached([row.pk for row in rows], periode_evaluasi)
    return {unit_id: _proposal(found, reached, periode_evaluasi) for unit_id, found in items.items()}


def _proposal(
    items: list[IndikatorPk], reached: dict[int, progress.PkReached], periode_evaluasi: PeriodeEvaluasi
) -> Proposal:
    facts, lines = [], []
    for item in items:
        target = item.target if periode_evaluasi.jenis == "tahunan" else None
        if periode_evaluasi.jenis == "triwulanan":
            target = planning.quarter_target(item, periode_evaluasi.nomor)
        found = reached.get(item.pk, progress.PkReached())
        facts.append(
            CapaianIndikator(
                id=str(item.pk),
                target=None if target is None else Fraction(target),
                nilai=None if found.nilai is None else Fraction(found.nilai),
                turun=item.arah == "turun",
                aksi=found.aksi,
                bergerak=found.bergerak,
            )
        )
        lines.append((item.teks, number_in_words(found.nilai), number_in_words(target), found))
    verdict = usulan_capaian(indikator=tuple(facts), on=periode_evaluasi.last_date)
    shares = dict(verdict.value.persen) if verdict.value else {}
    return Proposal(
        verdict,
        tuple(
            Line(
                teks,
                nilai,
                target,
                None if shares.get(fact.id) is None else int(shares[fact.id] or 0),
                found.aksi,
                found.bergerak,
            )
            for fact, (teks, nilai, target, found) in zip(facts, lines, strict=True)
        ),
    )
