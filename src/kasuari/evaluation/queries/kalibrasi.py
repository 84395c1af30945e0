"""Reads of kalibrasi: the gates, what a viewer may see of a session, who could be invited, what waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.http import Http404

from kasuari.evaluation.access_kalibrasi import sesi_visible_to
from kasuari.evaluation.agenda import Laid, Point, agenda_for
from kasuari.evaluation.enums import JalurEvaluasi, StateButir, StateEvaluasi, StateSesi
from kasuari.evaluation.models import ButirKalibrasi, Evaluasi, PesertaKalibrasi, SesiKalibrasi
from kasuari.evaluation.queries.capaian import capaian_of_units
from kasuari.evaluation.states import SIGNED
from kasuari.foundation.access import Actor
from kasuari.foundation.rows import the_one
from kasuari.foundation.trees import within
from kasuari.organisation import queries as organisation
from kasuari.planning import queries as planning
from kasuari.progress import queries as progress
from kasuari.regulation.distribusi import TERBANYAK
from kasuari.regulation.predikat import CapaianOrganisasi, Predikat

if TYPE_CHECKING:
    from datetime import date

    from kasuari.organisation.models import UnitKerja
    from kasuari.planning.models import PeriodeEvaluasi, Skp

# More levels than any agency has between a pelaksana and its head; two of them are read in one query.
MOST_STEPS = 8


def sesi_rows() -> QuerySet[SesiKalibrasi]:
    return SesiKalibrasi.objects.select_related(
        "pimpinan", "unit", "jabatan", "periode_evaluasi__periode__instansi"
    )


def sesi_for(actor: Actor, sesi_id: int) -> SesiKalibrasi:
    """One session within the actor's reach. Raises Http404."""
    found = the_one(sesi_rows().filter(sesi_visible_to(actor), pk=sesi_id).distinct())
    if found is None:
        raise Http404
    return found


def sesi_visible(actor: Actor) -> QuerySet[SesiKalibrasi]:
    """Every session that the actor may read, the newest first."""
    return sesi_rows().filter(sesi_visible_to(actor)).distinct().order_by("-opened_at", "-pk")


def invited(actor: Actor, sesi: SesiKalibrasi) -> bool:
    """Whether the actor takes part as a penilai. One query."""
    if actor.pegawai_id is None:
        return False
    return sesi.peserta.filter(pegawai_id=actor.pegawai_id).exists()


def out_of_sight(actor: Actor, periode_id: int, *, on: date) -> frozenset[int]:
    """The people whose records the actor may not see in a kalibrasi: oneself and everybody above.

    Above are the penilai and atasan of one's SKP of the year, theirs, and so on; and who rates one on the
    day. At most a query for every two levels.
    """
    me = actor.pegawai_id
    if me is None:
        return frozenset()
    found = organisation.penilai_of(pegawai_id=me, on=on).penilai
    seen = {me} | ({found.pegawai_id} if found else set())
    frontier = set(seen)
    for _step in range(MOST_STEPS):
        rows = planning.skp_rows().filter(periode_id=periode_id, pegawai_id__in=frontier)
        above = rows.order_by("pk").values_list("penilai_id", "atasan_penilai_id")
        frontier = {pk for pair in above for pk in pair if pk is not None} - seen
        if not frontier:
            break
        seen |= frontier
    return frozenset(seen)


def butir_rows() -> QuerySet[ButirKalibrasi]:
    return ButirKalibrasi.objects.select_related(
        "pegawai",
        "penilai",
        "proposed_by",
        "evaluasi__skp__unit_penilai",
        "evaluasi__periode_evaluasi",
        "sesi__pimpinan",
        "sesi__periode_evaluasi__periode__instansi",
    ).defer("evaluasi__fakta")


def butir_for(actor: Actor, butir_id: int, *, on: date) -> ButirKalibrasi:
    """One draft on the table, for those who may see it. The own record and those of one's superiors do not
    exist. Raises Http404."""
    found = the_one(butir_rows().filter(pk=butir_id))
    if found is None:
        raise Http404
    sesi = sesi_for(actor, found.sesi_id)
    if found.pegawai_id in out_of_sight(actor, sesi.periode_evaluasi.periode_id, on=on):
        raise Http404
    if not _takes_part(actor, sesi) and found.evaluasi.state not in SIGNED:
        raise Http404
    return found


def _takes_part(actor: Actor, sesi: SesiKalibrasi) -> bool:
    """Who only oversees sees what is signed: a draft belongs to its penilai and to whom they showed it."""
    return actor.pegawai_id is not None and (actor.pegawai_id == sesi.pimpinan_id or invited(actor, sesi))


@dataclass(frozen=True, slots=True)
class OnTable:
    """One draft with the points of the agenda that are about it alone."""

    butir: ButirKalibrasi
    laid: Laid
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """A session as one viewer sees it: never the own record, never one's superiors'."""

    sesi: SesiKalibrasi
    peserta: tuple[PesertaKalibrasi, ...]
    rows: tuple[OnTable, ...]
    agenda: tuple[Point, ...]

    @property
    def open(self) -> bool:
        return self.sesi.state == StateSesi.BERLANGSUNG


def room(actor: Actor, sesi: SesiKalibrasi, *, on: date) -> Room:
    """The drafts that the actor may see, with an agenda made of these alone. About ten queries, however many
    drafts; those that are on the agenda come first."""
    hidden = out_of_sight(actor, sesi.periode_evaluasi.periode_id, on=on)
    peserta = tuple(sesi.peserta.select_related("pegawai").order_by("pegawai__nama", "pk"))
    takes_part = actor.pegawai_id == sesi.pimpinan_id or any(
        item.pegawai_id == actor.pegawai_id for item in peserta
    )
    rows = butir_rows().filter(sesi=sesi).exclude(pegawai_id__in=hidden)
    if not takes_part:
        rows = rows.filter(evaluasi__state__in=SIGNED)
    butir = list(rows.order_by("penilai__nama", "pegawai__nama", "pk"))
    if not butir:
        return Room(sesi, peserta, (), ())
    period = sesi.periode_evaluasi
    filled = progress.filled_counts([item.evaluasi.skp_id for item in butir], period)
    before = _before(butir, period)
    laid = {
        item.pk: Laid(
            key=item.pk,
            penilai_id=item.penilai_id,
            penilai=item.penilai.nama_lengkap,
            nama=item.pegawai.nama_lengkap,
            hasil_kerja=item.semula_hasil_kerja,
            predikat=item.semula_predikat,
            before=before.get(item.pegawai_id, ""),
            bukti=filled.get(item.evaluasi.skp_id, progress.Filled()).bukti,
            changed=item.state in {StateButir.TERBUKA, StateButir.DIPERTAHANKAN}
            and (item.evaluasi.rating_hasil_kerja, item.evaluasi.rating_perilaku_kerja)
            != (item.semula_hasil_kerja, item.semula_perilaku_kerja),
        )
        for item in butir
    }
    points = tuple(agenda_for(list(laid.values()), peaks=_peaks(butir, period)))
    about: dict[int, list[Point]] = {}
    for point in points:
        if len(point.about) == 1:
            about.setdefault(point.about[0], []).append(point)
    on_table = [OnTable(item, laid[item.pk], tuple(about.get(item.pk, ()))) for item in butir]
    return Room(sesi, peserta, tuple(sorted(on_table, key=lambda row: not row.points)), points)


def _before(butir: list[ButirKalibrasi], period: PeriodeEvaluasi) -> dict[int, str]:
    """The last predikat of the same year before the period, by person. One query."""
    rows = (
        Evaluasi.objects.filter(
            pegawai_id__in=[item.pegawai_id for item in butir],
            periode_evaluasi__periode_id=period.periode_id,
            periode_evaluasi__last_date__lt=period.last_date,
            state__in=SIGNED,
        )
        .order_by("periode_evaluasi__last_date", "pk")
        .values_list("pegawai_id", "predikat_berlaku")
    )
    return dict(rows)


def _peaks(butir: list[ButirKalibrasi], period: PeriodeEvaluasi) -> dict[int, Predikat]:
    units: dict[int, UnitKerja] = {
        item.penilai_id: item.evaluasi.skp.unit_penilai
        for item in butir
        if item.evaluasi.skp.unit_penilai is not None
    }
    levels = {pk: used.level for pk, used in capaian_of_units(units.values(), period).items()}
    return {
        penilai_id: TERBANYAK[CapaianOrganisasi(level)][0]
        for penilai_id, unit in units.items()
        if (level := levels[unit.pk])
    }


def in_scope(
    pimpinan_id: int, period: PeriodeEvaluasi, *, unit: UnitKerja | None = None, jabatan_id: int | None = None
) -> QuerySet[Skp]:
    """Set SKP of the people whose penilai have `pimpinan` as their atasan, in a unit or post where given."""
    rows = planning.evaluable(period).filter(atasan_penilai_id=pimpinan_id, penilai__isnull=False)
    if unit is not None:
        rows = rows.filter(within("unit__path", unit.path))
    return rows.filter(penugasan__jabatan_id=jabatan_id) if jabatan_id else rows


@dataclass(frozen=True, slots=True)
class Choices:
    """What a kalibrasi may be about: the penilai, and the units and posts of their people."""

    penilai: frozenset[int]
    units: tuple[tuple[int, str], ...]
    jabatan: tuple[tuple[int, str], ...]


def kalibrasi_choices(actor: Actor, period: PeriodeEvaluasi) -> Choices:
    """One query."""
    if actor.pegawai_id is None:
        return Choices(frozenset(), (), ())
    rows = list(
        in_scope(actor.pegawai_id, period)
        .order_by("pk")
        .values_list(
            *("penilai_id", "unit_id", "unit__nama"),
            *("penugasan__jabatan_id", "penugasan__jabatan__nama"),
        )
    )
    return Choices(
        frozenset(row[0] for row in rows),
        tuple(sorted({(row[1], row[2]) for row in rows}, key=lambda item: item[1])),
        tuple(sorted({(row[3], row[4]) for row in rows}, key=lambda item: item[1])),
    )


def drafts_to_bring(sesi: SesiKalibrasi, penilai_id: int) -> QuerySet[Evaluasi]:
    """Drafts of a penilai with both ratings that the session is about and that it does not have yet."""
    skps = in_scope(
        sesi.pimpinan_id, sesi.periode_evaluasi, unit=sesi.unit, jabatan_id=sesi.jabatan_id
    ).filter(penilai_id=penilai_id)
    return (
        Evaluasi.objects.filter(
            skp_id__in=skps.order_by().values("pk"),
            periode_evaluasi_id=sesi.periode_evaluasi_id,
            state=StateEvaluasi.DINILAI,
            jalur=JalurEvaluasi.PENILAI,
        )
        .exclude(Q(rating_hasil_kerja="") | Q(rating_perilaku_kerja=""))
        .exclude(kalibrasi__sesi=sesi)
        .order_by("pk")
    )


def waiting_in_kalibrasi(pegawai_id: int) -> QuerySet[SesiKalibrasi]:
    """Running sessions that wait for the drafts of a person, or for an answer."""
    answer = Q(butir__penilai_id=pegawai_id, butir__state=StateButir.DIUSULKAN)
    bring = Q(peserta__pegawai_id=pegawai_id, peserta__brought_at__isnull=True)
    return SesiKalibrasi.objects.filter(answer | bring, state=StateSesi.BERLANGSUNG)


def kalibrasi_waiting(pegawai_id: int) -> list[tuple[int, str, bool]]:
    """Id and name of each such session; True: a proposal waits for an answer. One query."""
    rows = waiting_in_kalibrasi(pegawai_id).order_by("opened_at", "pk")
    found: dict[int, tuple[int, str, bool]] = {}
    for pk, nama, penilai_id, state in rows.values_list("pk", "nama", "butir__penilai_id", "butir__state"):
        asks = penilai_id == pegawai_id and state == StateButir.DIUSULKAN
        found[pk] = (pk, nama, asks or (pk in found and found[pk][2]))
    return list(found.values())
