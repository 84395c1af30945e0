"""The penilai's team in one period: who is where, the 3×3 board, the distribution beside its guide."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils import timezone

from kasuari.evaluation.enums import StateEvaluasi
from kasuari.evaluation.hints import Around, Hint, hints_for
from kasuari.evaluation.models import Evaluasi
from kasuari.evaluation.printing import guide
from kasuari.evaluation.queries.capaian import CapaianUsed, capaian_of_named
from kasuari.evaluation.queries.kuota import Kuota, KuotaReading, read_kuota
from kasuari.evaluation.queries.predikat import predikat_of
from kasuari.evaluation.states import DELIVERED, SIGNED
from kasuari.foundation.kept import Kept
from kasuari.organisation.names import with_titles
from kasuari.planning import queries as planning
from kasuari.progress import queries as progress
from kasuari.regulation.distribusi import SUMBU, PolaDistribusi
from kasuari.regulation.predikat import KUADRAN, CapaianOrganisasi, Predikat, Rating

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi

NO_KUOTA = KuotaReading()
# As drawn on p. 99: hasil kerja falls from top to bottom, perilaku kerja rises from left to right.
ROWS = (Rating.DIATAS, Rating.SESUAI, Rating.DIBAWAH)
COLUMNS = (Rating.DIBAWAH, Rating.SESUAI, Rating.DIATAS)


@dataclass(frozen=True, slots=True)
class Member:
    """One SKP of the team in the period, and its evaluation where one was begun. `state` is `belum_mulai` or
    that of the evaluation, `indikator_total` 0 says that the SKP has no indikator.

    Columns instead of objects: a board has sixty people.
    """

    skp_id: int
    pegawai_id: int
    nama: str
    nama_lengkap: str
    jabatan: str
    indikator_total: int
    filled: progress.Filled
    evaluasi_id: int | None = None
    version: int = 0
    state: str = "belum_mulai"
    jalur: str = ""
    rating_hasil_kerja: str = ""
    alasan_hasil_kerja: str = ""
    rating_perilaku_kerja: str = ""
    alasan_perilaku_kerja: str = ""
    predikat: str = ""

    @property
    def signed(self) -> bool:
        return self.state in SIGNED


@dataclass(frozen=True, slots=True)
class Team:
    """Everybody whose penilai this is, by name; `capaian` by unit of the penilai."""

    penilai_id: int
    periode_evaluasi: PeriodeEvaluasi
    members: tuple[Member, ...]
    capaian: tuple[CapaianUsed, ...]

    @property
    def total(self) -> int:
        return len(self.members)

    @property
    def signed(self) -> int:
        return sum(item.signed for item in self.members)

    @property
    def to_rate(self) -> list[Member]:
        return [item for item in self.members if not item.signed]

    @property
    def to_deliver(self) -> list[Member]:
        return [item for item in self.members if item.state == StateEvaluasi.DITANDATANGANI]

    @property
    def level(self) -> CapaianOrganisasi | None:
        """The capaian when it is one for the whole team, else None."""
        levels = {item.level for item in self.capaian}
        level = next(iter(levels)) if len(levels) == 1 else None
        return CapaianOrganisasi(level) if level else None

    def next_after(self, skp_id: int | None = None) -> Member | None:
        """The next person to rate: after `skp_id` in the list, then from its beginning."""
        ids = [item.skp_id for item in self.members]
        start = ids.index(skp_id) + 1 if skp_id in ids else 0
        around = [*self.members[start:], *self.members[:start]]
        return next((item for item in around if not item.signed and item.skp_id != skp_id), None)


def team(penilai_id: int, periode_evaluasi: PeriodeEvaluasi) -> Team:
    """Set SKP of the penilai that cover the period. Three queries, however many people."""
    rows = _MEMBERS.rows(
        penilai_id=penilai_id,
        periode_id=periode_evaluasi.periode_id,
        periode_evaluasi_id=periode_evaluasi.pk,
        start_date=periode_evaluasi.start_date,
        last_date=periode_evaluasi.last_date,
    )
    filled = progress.filled_of_team(penilai_id, periode_evaluasi)
    units: dict[int, str] = {}
    members = []
    for skp_id, pegawai_id, nama, depan, belakang, jabatan, unit_id, unit, indikator, *evaluasi in rows:
        if unit_id:
            units[unit_id] = unit
        found = Member(
            skp_id,
            pegawai_id,
            nama,
            with_titles(nama, depan, belakang),
            jabatan,
            indikator,
            filled.get(skp_id, progress.Filled()),
            *(evaluasi if evaluasi[0] is not None else ()),
        )
        if found.evaluasi_id is not None and not found.predikat:
            verdict = predikat_of(
                found.rating_hasil_kerja, found.rating_perilaku_kerja, on=periode_evaluasi.last_date
            )
            found = replace(found, predikat=verdict.value.value if verdict.value else "")
        members.append(found)
    capaian = capaian_of_named(units, periode_evaluasi)
    return Team(
        penilai_id=penilai_id,
        periode_evaluasi=periode_evaluasi,
        members=tuple(members),
        capaian=tuple(capaian[pk] for pk in sorted(capaian)),
    )


def _members(
    penilai_id: int, periode_id: int, periode_evaluasi_id: int, start_date: date, last_date: date
) -> QuerySet[Any, Any]:
    rows = planning.covering(periode_id, start_date=start_date, last_date=last_date)
    begun = FilteredRelation("evaluasi", condition=Q(evaluasi__periode_evaluasi=periode_evaluasi_id))
    return (
        rows.filter(penilai_id=penilai_id)
        .annotate(begun=begun, indikator_total=planning.indikator_total())
        .values_list(
            *("pk", "pegawai_id", "pegawai__nama", "pegawai__gelar_depan", "pegawai__gelar_belakang"),
            *("penugasan__jabatan__nama", "unit_penilai_id", "unit_penilai__nama", "indikator_total"),
            *("begun__pk", "begun__version", "begun__state", "begun__jalur"),
            *("begun__rating_hasil_kerja", "begun__alasan_hasil_kerja"),
            *("begun__rating_perilaku_kerja", "begun__alasan_perilaku_kerja", "begun__predikat"),
        )
    )


_MEMBERS = Kept(_members)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the kuadran with the people in it."""

    hasil_kerja: Rating
    perilaku_kerja: Rating
    predikat: Predikat
    members: tuple[Member, ...]


def board(shown: Team) -> tuple[tuple[Cell, ...], ...]:
    """The kuadran kinerja, three rows of three as drawn on p. 99. Whoever has not both ratings is in no
    cell."""
    places: dict[tuple[str, str], list[Member]] = {}
    for item in shown.members:
        places.setdefault((item.rating_hasil_kerja, item.rating_perilaku_kerja), []).append(item)
    return tuple(
        tuple(
            Cell(hasil, perilaku, KUADRAN[hasil, perilaku], tuple(places.get((hasil, perilaku), ())))
            for perilaku in COLUMNS
        )
        for hasil in ROWS
    )


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many people per predikat, from Sangat Kurang to Sangat Baik, beside the guide of the capaian.

    `pola` is None where no single capaian is known. The guide is a consideration, no quota (BAB IV B.2.a).
    `kuota` is what the numbers of SE MenPANRB 3/2023 say, or why they cannot be read.
    """

    counts: tuple[tuple[Predikat, int], ...]
    pola: PolaDistribusi | None
    kuota: KuotaReading = NO_KUOTA

    @property
    def total(self) -> int:
        return sum(count for _predikat, count in self.counts)


def distribution(
    shown: Team, *, kuota: Kuota | None = None, chosen: tuple[int, str] | None = None
) -> Distribution:
    """The predikat of everybody who has one, drafts included. No query.

    `chosen` (SKP, predikat) puts one person where the ratings that are being looked at would put them.
    """
    held = {item.skp_id: item.predikat for item in shown.members}
    if chosen is not None and chosen[0] in held:
        held[chosen[0]] = chosen[1]
    found = Counter(predikat for predikat in held.values() if predikat)
    counts = tuple((predikat, found[predikat.value]) for predikat in SUMBU)
    on = shown.periode_evaluasi.last_date
    return Distribution(
        counts=counts,
        pola=guide(shown.level, on=on),
        kuota=read_kuota(kuota, dict(counts), capaian=shown.level, on=on) if kuota else NO_KUOTA,
    )


def team_hints(shown: Team) -> list[Hint]:
    """Calm advice on the team's ratings: never blocks, never changes a value.

    One query, for the penilai's own last result.
    """
    period = shown.periode_evaluasi
    own = _OWN_RATINGS.first(pegawai_id=shown.penilai_id) or ("", "")
    return hints_for(
        [
            {
                "key": item.skp_id,
                "nama": item.nama_lengkap,
                "rating_hasil_kerja": item.rating_hasil_kerja,
                "rating_perilaku_kerja": item.rating_perilaku_kerja,
                "alasan_hasil_kerja": item.alasan_hasil_kerja,
                "alasan_perilaku_kerja": item.alasan_perilaku_kerja,
                "bukti": item.filled.bukti,
                "first_bukti": timezone.localtime(item.filled.first_bukti).date()
                if item.filled.first_bukti
                else None,
            }
            for item in shown.members
        ],
        Around(period.start_date, period.last_date, *own),
    )


_OWN_RATINGS = Kept(
    lambda pegawai_id: (
        Evaluasi.objects.filter(pegawai_id=pegawai_id, state__in=DELIVERED)
        .order_by("-periode_evaluasi__last_date", "-pk")
        .values_list("rating_hasil_kerja", "rating_perilaku_kerja")[:1]
    )
)


@dataclass(frozen=True, slots=True)
class Compared:
    """One person beside the others by contribution; `kontribusi` None: no role in any matrix."""

    member: Member
    kontribusi: planning.Kontribusi | None

    @property
    def peran(self) -> int:
        return self.kontribusi.peran if self.kontribusi else 0


def comparison(shown: Team) -> list[Compared]:
    """The team by contribution to the organisation, the most roles first (Lampiran BAB IV B.3.a.1.e, p. 98).

    Empty where nobody of the team has a role in a matriks pembagian peran dan hasil. One query.
    """
    found = planning.contributions(
        [item.pegawai_id for item in shown.members], shown.periode_evaluasi.periode_id
    )
    if not found:
        return []
    rows = [Compared(item, found.get(item.pegawai_id)) for item in shown.members]
    return sorted(rows, key=lambda row: -row.peran)
