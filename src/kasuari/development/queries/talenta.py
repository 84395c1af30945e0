"""The nine boxes: kinerja of a period's results against the potensi that holds on its last day or today."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When, Window
from django.db.models.functions import RowNumber
from django.http import Http404

from kasuari.development.access.talenta import (
    READERS,
    can_import_potential,
    can_read_talent,
    talent_visible_to,
)
from kasuari.development.models import ImporPotensi, PotensiPegawai
from kasuari.evaluation.queries import results_that_hold
from kasuari.foundation.access import Actor
from kasuari.foundation.trees import within
from kasuari.organisation import queries as organisation
from kasuari.organisation.access import visible_to
from kasuari.regulation.parameter import berlaku
from kasuari.regulation.predikat import Predikat
from kasuari.regulation.talenta import KELOMPOK_RENCANA_SUKSESI, KINERJA, KOTAK, Kinerja, Potensi, kotak

if TYPE_CHECKING:
    from kasuari.evaluation.models import Evaluasi
    from kasuari.organisation.models import Pegawai, UnitKerja
    from kasuari.planning.models import PeriodeEvaluasi

UNKNOWN = 0  # the place of those whose potensi is not known


@dataclass(frozen=True, slots=True)
class Boxes:
    """How many people are in each box (1 to 9), and how many have a result but an unknown potensi."""

    counts: dict[int, int]
    unknown: int

    @property
    def placed(self) -> int:
        return sum(self.counts.values())

    @property
    def succession(self) -> int:
        """How many are in the boxes from which the kelompok rencana suksesi is drawn."""
        return sum(self.counts.get(number, 0) for number in KELOMPOK_RENCANA_SUKSESI)


@dataclass(frozen=True, slots=True)
class OwnBox:
    """The box of one person with both of its axes; None and "" where an axis is not known."""

    evaluasi: Evaluasi | None
    potensi: PotensiPegawai | None
    box: int | None
    code: str


def boxed_results(
    actor: Actor,
    period: PeriodeEvaluasi,
    *,
    on: date,
    unit: UnitKerja | None = None,
) -> QuerySet[Any]:
    """The results of a period within reach, each with `potensi`, `potensi_date` and `kotak` (0: potensi not
    known), the highest box first. Raises NotAllowed. One query."""
    can_read_talent(actor).or_raise()
    last = PotensiPegawai.objects.filter(
        pegawai=OuterRef("pegawai"), cancelled_at__isnull=True, tanggal__lte=on
    ).order_by("-tanggal", "-pk")
    rows = results_that_hold(period).filter(
        talent_visible_to(actor, field="skp__unit__path"), visible_to(actor, prefix="pegawai__")
    )
    if unit is not None:
        rows = rows.filter(within("skp__unit__path", unit.path))
    rows = rows.annotate(
        potensi=Subquery(last.values("nilai")[:1]), potensi_date=Subquery(last.values("tanggal")[:1])
    ).annotate(kotak=_box_number(period.last_date))
    return rows.order_by("-kotak", "skp__unit__path", "pegawai__nama_cari", "pk")


def boxes_of(rows: QuerySet[Any]) -> Boxes:
    """The numbers behind the picture. One query."""
    counts: Counter[int] = Counter(rows.order_by().values_list("kotak", flat=True))
    unknown = counts.pop(UNKNOWN, 0)
    return Boxes(dict(counts), unknown)


def names_in_boxes(rows: QuerySet[Any], *, most: int) -> dict[int, list[tuple[int, str]]]:
    """(person, name) of the first `most` people of each box. One query."""
    turn = Window(RowNumber(), partition_by=F("kotak"), order_by=[F("pegawai__nama_cari"), F("pk")])
    found: dict[int, list[tuple[int, str]]] = {}
    for row in rows.order_by().annotate(turn=turn).filter(turn__lte=most):
        found.setdefault(row.kotak, []).append((row.pegawai_id, row.pegawai.nama_lengkap))
    return found


def own_box(actor: Actor, *, on: date) -> OwnBox:
    """One's own box after the latest delivered annual result, else the latest delivered one. Raises Http404
    without a personnel record. Two queries."""
    if actor.pegawai_id is None:
        raise Http404
    results = results_that_hold().filter(pegawai_id=actor.pegawai_id, delivered_at__isnull=False)
    annual_first = Case(
        When(periode_evaluasi__jenis="tahunan", then=Value(0)), default=1, output_field=IntegerField()
    )
    held = results.order_by(annual_first, "-periode_evaluasi__last_date", "-pk").first()
    potensi = (
        PotensiPegawai.objects.filter(pegawai_id=actor.pegawai_id, cancelled_at__isnull=True, tanggal__lte=on)
        .order_by("-tanggal", "-pk")
        .first()
    )
    answer = kotak(
        predikat=Predikat(held.predikat_berlaku) if held else None,
        potensi=Potensi(potensi.nilai) if potensi else None,
        on=held.periode_evaluasi.last_date if held else on,
    )
    return OwnBox(held, potensi, answer.value, answer.code)


def potential_of(actor: Actor, pegawai_id: int) -> tuple[Pegawai, list[PotensiPegawai]]:
    """A person and everything that was noted of them, newest first, for the readers of their unit. Raises
    Http404 for others, and for oneself, who reads one's own box."""
    pegawai = organisation.pegawai_for(actor, pegawai_id)
    found = organisation.identity_many([pegawai.pk], actor.on, with_pangkat=False)[pegawai.pk]
    if actor.pegawai_id == pegawai_id or not actor.has(*READERS, path=found.unit_path):
        raise Http404
    notes = PotensiPegawai.objects.filter(pegawai=pegawai).select_related("noted_by", "cancelled_by")
    return pegawai, list(notes.order_by("-tanggal", "-pk"))


def potential_for(actor: Actor, potensi_id: int) -> PotensiPegawai:
    """One note, for the clerk of the agency. Raises Http404."""
    rows = PotensiPegawai.objects.filter(visible_to(actor, prefix="pegawai__"), pk=potensi_id)
    found = rows.select_related("pegawai").first() if can_import_potential(actor) else None
    if found is None:
        raise Http404
    return found


def import_for(actor: Actor, impor_id: int) -> ImporPotensi:
    """A file of the actor's agency, for the clerk. Raises Http404."""
    rows = ImporPotensi.objects.filter(visible_to(actor), pk=impor_id)
    found = rows.select_related("file", "instansi").first() if can_import_potential(actor) else None
    if found is None:
        raise Http404
    return found


def import_rows(actor: Actor) -> QuerySet[ImporPotensi]:
    """The files that were handed in, newest first."""
    return ImporPotensi.objects.filter(visible_to(actor)).select_related("file").order_by("-pk")


def noted_in(instansi_id: int) -> dict[tuple[int, date], tuple[str, str]]:
    """(nilai, dasar) of everything that is noted in an agency, by person and day. One query."""
    rows = PotensiPegawai.objects.filter(pegawai__instansi_id=instansi_id, cancelled_at__isnull=True)
    columns = ("pegawai_id", "tanggal", "nilai", "dasar")
    return {
        (who, day): (nilai, dasar) for who, day, nilai, dasar in rows.order_by("pk").values_list(*columns)
    }


def _box_number(on: date) -> Case:
    """The table of the regulation as one expression; 0 where the potensi is not known."""
    found = berlaku(KINERJA, on)
    by_kinerja: dict[Kinerja, list[str]] = {}
    for predikat, kinerja in (found.value if found else {}).items():
        by_kinerja.setdefault(kinerja, []).append(predikat.value)
    whens = [
        When(
            Q(predikat_berlaku__in=by_kinerja.get(kinerja, [])) & Q(potensi=potensi.value), then=Value(number)
        )
        for (kinerja, potensi), number in KOTAK.items()
    ]
    return Case(*whens, default=Value(UNKNOWN), output_field=IntegerField())
