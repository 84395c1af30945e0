"""How one SKP stands in a period: results, actions and evidence by rencana hasil kerja."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from kasuari.planning import queries as planning
from kasuari.planning.reaching import Standing, standing, standing_in_words
from kasuari.progress.models import BuktiDukung, PenutupanPelaksanaan, Realisasi, RencanaAksi

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi, Skp


def number_in_words(nilai: Decimal | None) -> str:
    """`1250.5` as people here write it: `1.250,5`; "" where no number is known."""
    if nilai is None:
        return ""
    whole, _point, fraction = f"{nilai.normalize():,f}".partition(".")
    return whole.replace(",", ".") + (f",{fraction}" if fraction else "")


@dataclass(frozen=True, slots=True)
class IndikatorProgress:
    """One indikator in one period, with what earlier periods brought (`earlier`, oldest first)."""

    indikator: planning.IsiIndikator
    realisasi: Realisasi | None
    bukti: tuple[BuktiDukung, ...] = ()
    earlier: tuple[tuple[PeriodeEvaluasi, Realisasi | None], ...] = ()
    period_id: int = 0

    @property
    def filled(self) -> bool:
        return self.realisasi is not None and bool(self.realisasi.teks or self.realisasi.nilai is not None)

    @property
    def has_numbers(self) -> bool:
        """Whether there is a line to draw: at least two known numbers."""
        return sum(value is not None for _label, value in self.values) > 1

    @property
    def shown_nilai(self) -> str:
        """The number as people here write it, "" where none is known."""
        return number_in_words(self.realisasi.nilai) if self.realisasi else ""

    @property
    def standing(self) -> Standing | None:
        """How the number stands beside the target; None where either is unknown."""
        item = self.indikator
        return standing(
            nilai=self.realisasi.nilai if self.realisasi else None,
            minimum=item.target_minimum,
            maksimum=item.target_maksimum,
            arah=item.arah,
        )

    @property
    def standing_words(self) -> str:
        """The same in one sentence; "" where it is None."""
        item, nilai = self.indikator, self.realisasi.nilai if self.realisasi else None
        found = self.standing
        if found is None or nilai is None:
            return ""
        return standing_in_words(
            found,
            nilai=nilai,
            target=item.target,
            satuan=item.satuan,
            arah=item.arah,
            baseline=item.baseline,
        )

    @property
    def past(self) -> list[dict[str, object]]:
        """Earlier periods in words: {label, filled, teks, nilai}; `nilai` "" where no number is known."""
        return [
            {
                "label": planning.label(period),
                "filled": item is not None and bool(item.teks or item.nilai is not None),
                "teks": item.teks if item else "",
                "nilai": number_in_words(item.nilai) if item else "",
            }
            for period, item in self.earlier
            if period.pk != self.period_id
        ]

    @property
    def form_id(self) -> str:
        return f"realisasi-{self.indikator.id}"

    @property
    def file_id(self) -> str:
        return f"berkas-{self.indikator.id}"

    @property
    def version(self) -> int:
        return self.realisasi.version if self.realisasi else 0

    @property
    def values(self) -> list[tuple[str, Decimal | None]]:
        """The numbers over the periods up to this one, None where none is known, without idle zeros."""
        return [
            (planning.label(period), item.nilai.normalize() if item and item.nilai is not None else None)
            for period, item in self.earlier
        ]


@dataclass(frozen=True, slots=True)
class RhkProgress:
    """One result with its planned steps and its indikator in a period."""

    rhk: planning.IsiRhk
    rencana_aksi: tuple[RencanaAksi, ...] = ()
    indikator: tuple[IndikatorProgress, ...] = ()


@dataclass(frozen=True, slots=True)
class SkpProgress:
    """An SKP in one period as the page shows it."""

    skp: Skp
    periode_evaluasi: PeriodeEvaluasi
    closed: bool
    rhk: tuple[RhkProgress, ...] = field(default_factory=tuple)

    @property
    def indikator(self) -> list[IndikatorProgress]:
        return [item for rhk in self.rhk for item in rhk.indikator]

    @property
    def total(self) -> int:
        return len(self.indikator)

    @property
    def filled(self) -> int:
        return sum(item.filled for item in self.indikator)

    @property
    def missing(self) -> int:
        return self.total - self.filled

    @property
    def bukti_count(self) -> int:
        return sum(len(item.bukti) for item in self.indikator)


def progress_of(skp: Skp, periode_evaluasi: PeriodeEvaluasi) -> SkpProgress:
    """The SKP (from `planning.skp_for`, with its contents at hand) in a period. Five queries of its own.

    `earlier` of each indikator holds every period of the same kind up to this one; for the annual evaluation
    the periodic ones.
    """
    periods = _periods_up_to(skp, periode_evaluasi)
    standing = (
        BuktiDukung.objects.filter(removed_at__isnull=True).select_related("file").order_by("added_at", "pk")
    )
    rows = (
        Realisasi.objects.filter(indikator__rhk__skp_id=skp.pk)
        .select_related("recorded_by")
        .prefetch_related(Prefetch("bukti_dukung", queryset=standing))
    )
    by_place = {(row.indikator_id, row.periode_evaluasi_id): row for row in rows}
    steps: dict[int, list[RencanaAksi]] = {}
    for step in RencanaAksi.objects.filter(rhk__skp_id=skp.pk, periode_evaluasi=periode_evaluasi).order_by(
        "rhk_id", "urutan"
    ):
        steps.setdefault(step.rhk_id, []).append(step)

    def of(item: planning.IsiIndikator) -> IndikatorProgress:
        now = by_place.get((item.id, periode_evaluasi.pk))
        return IndikatorProgress(
            indikator=item,
            realisasi=now,
            bukti=tuple(now.bukti_dukung.all()) if now else (),
            earlier=tuple((period, by_place.get((item.id, period.pk))) for period in periods),
            period_id=periode_evaluasi.pk,
        )

    return SkpProgress(
        skp=skp,
        periode_evaluasi=periode_evaluasi,
        closed=is_closed(skp, periode_evaluasi),
        rhk=tuple(
            RhkProgress(
                rhk=item,
                rencana_aksi=tuple(steps.get(item.id, ())),
                indikator=tuple(of(indikator) for indikator in item.indikator),
            )
            for item in planning.contents(skp).rhk
        ),
    )


def is_closed(skp: Skp, periode_evaluasi: PeriodeEvaluasi) -> bool:
    """Whether the evaluation of this period is signed, so that its results stand still."""
    return PenutupanPelaksanaan.objects.filter(skp=skp, periode_evaluasi=periode_evaluasi).exists()


def _periods_up_to(skp: Skp, periode_evaluasi: PeriodeEvaluasi) -> list[PeriodeEvaluasi]:
    periods = planning.periode_evaluasi(skp.periode)
    if periode_evaluasi.jenis == "tahunan":
        return [item for item in periods if item.jenis != "tahunan"]
    return [
        item
        for item in periods
        if item.jenis == periode_evaluasi.jenis and item.nomor <= periode_evaluasi.nomor
    ]
