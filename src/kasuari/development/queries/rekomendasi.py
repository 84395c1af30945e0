"""What could close the gaps of a person, with every reason; and the same facts for a whole agency at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import Http404

from kasuari.development.enums.kompetensi import StateEvaluasiKompetensi
from kasuari.development.enums.mitra import Sasaran, StatePendaftaran, StateProgram
from kasuari.development.feasibility import Journey, Journeys, Judgement, Person, Programme, judge
from kasuari.development.models import HasilKompetensi, KeadaanUnit, Perjalanan, ProgramPelatihan
from kasuari.development.queries.dampak import effects_of
from kasuari.development.queries.kompetensi import Gap, gaps_of_many
from kasuari.development.queries.mitra import agreed_spans, is_agreed
from kasuari.development.queries.pendaftaran import places_of_many
from kasuari.development.queries.tindak_lanjut import priorities_of
from kasuari.foundation.access import Actor
from kasuari.foundation.trees import ancestors
from kasuari.organisation import queries as organisation
from kasuari.organisation.enums import JenisPenugasan
from kasuari.regulation.kompetensi import MEMADAI

if TYPE_CHECKING:
    from kasuari.organisation.models import Pegawai

SHOWN = 3  # programmes that are recommended for one gap
MENTORS = 2
_SASARAN = {
    "jpt_utama": Sasaran.JPT,
    "jpt_madya": Sasaran.JPT,
    "jpt_pratama": Sasaran.JPT,
    **{item.value: item for item in (Sasaran.ADMINISTRATOR, Sasaran.PENGAWAS, Sasaran.JF, Sasaran.PELAKSANA)},
}


@dataclass(frozen=True, slots=True)
class Mentor:
    """A colleague who is strong in a competency, as near as there is one."""

    pegawai_id: int
    nama: str
    unit: str
    same_unit: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A programme with the judgement about it."""

    program: ProgramPelatihan
    judged: Judgement


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One gap: the programmes that close it, those that cannot be taken and why, and what costs nothing."""

    gap: Gap
    offers: tuple[Offer, ...]
    others: tuple[Offer, ...]
    mentors: tuple[Mentor, ...]


@dataclass(frozen=True, slots=True)
class Recommended:
    """Everything for a person. `unknown`: competencies that nobody assessed."""

    pegawai: Pegawai
    is_self: bool
    items: tuple[Recommendation, ...]
    unknown: tuple[Gap, ...]


def recommendations_for(actor: Actor, pegawai_id: int, *, on: date) -> Recommended:
    """For the person, the penilai, the atasan and those who oversee. Raises Http404 for others."""
    pegawai = organisation.pegawai_for(actor, pegawai_id)
    is_self = actor.pegawai_id == pegawai_id
    if not is_self and not organisation.person_record(actor, pegawai, on=on).personal:
        raise Http404
    gaps = gaps_of_many([pegawai_id], on=on).get(pegawai_id, ())
    open_gaps = sorted((gap for gap in gaps if gap.is_gap), key=lambda gap: -(gap.size or 0))
    wanted = {gap.kompetensi_id for gap in open_gaps}
    if not wanted:
        return Recommended(pegawai, is_self, (), tuple(gap for gap in gaps if gap.assessed is None))
    people = people_facts([pegawai_id], instansi_id=pegawai.instansi_id, on=on, gaps={pegawai_id: gaps})
    programs = programmes_open(pegawai.instansi_id, on=on, kompetensi_ids=wanted)
    facts = programme_facts(programs)
    journeys = journeys_of(pegawai.instansi_id)
    person = people[pegawai_id] if pegawai_id in people else Person(pegawai_id, {})
    mentors = mentors_near(person, wanted, on=on)
    by_kompetensi: dict[int, list[Offer]] = defaultdict(list)
    for program, fact in zip(programs, facts, strict=True):
        judged = judge(person, fact, journeys=journeys, on=on)
        by_kompetensi[program.kompetensi_id or 0].append(Offer(program, judged))
    items = []
    for gap in open_gaps:
        found = sorted(by_kompetensi[gap.kompetensi_id], key=_best_first)
        good = [offer for offer in found if offer.judged.feasible]
        items.append(
            Recommendation(
                gap,
                tuple(good[:SHOWN]),
                tuple(offer for offer in found if not offer.judged.feasible),
                tuple(mentors[gap.kompetensi_id]),
            )
        )
    return Recommended(pegawai, is_self, tuple(items), tuple(gap for gap in gaps if gap.assessed is None))


def _best_first(offer: Offer) -> tuple[Any, ...]:
    judged = offer.judged
    return (-judged.value, judged.days, judged.cost, offer.program.start_date, offer.program.pk)


def programmes_open(
    instansi_id: int, *, on: date, kompetensi_ids: Iterable[int] | None = None, last_date: date | None = None
) -> list[ProgramPelatihan]:
    """The published programmes of an agency that begin on `on` or later and serve a known competency. One
    query."""
    rows = ProgramPelatihan.objects.filter(
        mitra__instansi_id=instansi_id,
        start_date__gte=on,
        kompetensi__isnull=False,
        state=StateProgram.TERBIT,
    )
    if kompetensi_ids is not None:
        rows = rows.filter(kompetensi_id__in=set(kompetensi_ids))
    if last_date is not None:
        rows = rows.filter(start_date__lte=last_date)
    return list(rows.select_related("mitra", "prasyarat").order_by("start_date", "pk"))


def programme_facts(programs: list[ProgramPelatihan]) -> list[Programme]:
    """What decides about each. Three queries."""
    spans = agreed_spans({row.mitra_id for row in programs})
    effects = effects_of([row.pk for row in programs])
    return [
        Programme(
            program_id=row.pk,
            kompetensi_id=row.kompetensi_id,
            moda=row.moda,
            lokasi=row.lokasi,
            biaya=row.biaya,
            free=row.kursi - row.terisi,
            start_date=row.start_date,
            last_date=row.last_date,
            batas_daftar=row.batas_daftar,
            sasaran=tuple(row.sasaran),
            rumpun=row.rumpun,
            luring=row.luring,
            bahasa=row.bahasa,
            prasyarat_id=row.prasyarat_id,
            prasyarat=row.prasyarat.judul if row.prasyarat else "",
            state=row.state,
            agreed=is_agreed(row, spans[row.mitra_id]),
            effect=effects.get(row.pk),
        )
        for row in programs
    ]


def journeys_of(instansi_id: int) -> Journeys:
    """Every journey that is recorded. One query."""
    rows = Perjalanan.objects.filter(instansi_id=instansi_id).order_by("pk")
    return {(row.asal, row.tujuan): Journey(row.hari, row.biaya) for row in rows}


def people_facts(
    pegawai_ids: Iterable[int] | None,
    *,
    instansi_id: int,
    on: date,
    gaps: dict[int, tuple[Gap, ...]] | None = None,
) -> dict[int, Person]:
    """What decides about each person who holds a post and has a known gap; `pegawai_ids` None: everybody of
    the agency. Four queries, and those of the gaps where they are not given."""
    posts = _posts(pegawai_ids, instansi_id, on)
    known = gaps if gaps is not None else gaps_of_many(posts, on=on)
    away = organisation.kedudukan_on(posts, on=on) if pegawai_ids is None else {}
    places = _places(instansi_id)
    preferred = priorities_of(None if pegawai_ids is None else set(posts), on=on, instansi_id=instansi_id)
    taken: dict[int, set[int]] = defaultdict(set)
    finished: dict[int, set[int]] = defaultdict(set)
    busy: dict[int, list[tuple[date, date]]] = defaultdict(list)
    wanted = None if pegawai_ids is None else set(posts)
    for pegawai_id, program_id, first, last, state in places_of_many(wanted, instansi_id=instansi_id):
        taken[pegawai_id].add(program_id)
        if state == StatePendaftaran.SELESAI:
            finished[pegawai_id].add(program_id)
        if last >= on:
            busy[pegawai_id].append((first, last))
    found = {}
    for pegawai_id, post in posts.items():
        sizes = {gap.kompetensi_id: gap.size for gap in known.get(pegawai_id, ()) if gap.size}
        if not sizes or away.get(pegawai_id) in organisation_away():
            continue
        place = next(
            (places[path] for path in reversed(ancestors(post["unit__path"])) if path in places), None
        )
        found[pegawai_id] = Person(
            pegawai_id=pegawai_id,
            gaps=sizes,
            sasaran=_SASARAN.get(post["jabatan__jenis"], ""),
            jabatan=post["jabatan__nama"],
            tempat=place[0] if place else "",
            terpencil=bool(place and place[1]),
            koneksi=place[2] if place else "",
            unit_id=post["unit_id"],
            perangkat_daerah_id=post["unit__perangkat_daerah_id"] or post["unit_id"],
            sex=post["pegawai__jenis_kelamin"],
            busy=tuple(busy[pegawai_id]),
            taken=taken[pegawai_id],
            finished=finished[pegawai_id],
            priority=pegawai_id in preferred,
        )
    return found


def organisation_away() -> tuple[str, ...]:
    """The standings in which nobody is sent to a training."""
    from kasuari.development.queries.pendaftaran import AWAY

    return tuple(AWAY)


def _posts(pegawai_ids: Iterable[int] | None, instansi_id: int, on: date) -> dict[int, dict[str, Any]]:
    rows = organisation.penugasan_rows().filter(organisation.in_force(on), pegawai__instansi_id=instansi_id)
    if pegawai_ids is not None:
        rows = rows.filter(pegawai_id__in=set(pegawai_ids))
    found: dict[int, dict[str, Any]] = {}
    for row in rows.order_by("start_date", "pk").values(
        "pegawai_id",
        "jenis",
        "unit_id",
        "unit__path",
        "unit__perangkat_daerah_id",
        "jabatan__nama",
        "jabatan__jenis",
        "pegawai__jenis_kelamin",
    ):
        before = found.get(row["pegawai_id"])
        if before is None or row["jenis"] == JenisPenugasan.DEFINITIF:
            found[row["pegawai_id"]] = dict(row)
    return found


def _places(instansi_id: int) -> dict[str, tuple[str, bool, str]]:
    """(place, remote, connection) by the path of the unit that has words of its own. One query."""
    rows = KeadaanUnit.objects.filter(unit__instansi_id=instansi_id).order_by("pk")
    return {
        path: (tempat, far, net)
        for path, tempat, far, net in rows.values_list("unit__path", "tempat", "terpencil", "koneksi")
    }


def mentors_near(person: Person, kompetensi_ids: Iterable[int], *, on: date) -> dict[int, list[Mentor]]:
    """Colleagues of the same perangkat daerah whose last assessment is above the standard, those of the same
    unit first. Two queries."""
    found: dict[int, list[Mentor]] = defaultdict(list)
    posts = organisation.penugasan_rows().filter(
        organisation.in_force(on), unit__perangkat_daerah_id=person.perangkat_daerah_id
    )
    where: dict[int, tuple[int, str, str]] = {}
    for pegawai_id, unit_id, unit, nama in (
        posts.exclude(pegawai_id=person.pegawai_id)
        .order_by("pk")
        .values_list("pegawai_id", "unit_id", "unit__nama", "pegawai__nama")
    ):
        where[pegawai_id] = (unit_id, unit, nama)
    last: dict[tuple[int, int], int] = {}
    rows = HasilKompetensi.objects.filter(
        kompetensi_id__in=set(kompetensi_ids),
        nilai__isnull=False,
        evaluasi__state=StateEvaluasiKompetensi.DITANDATANGANI,
        evaluasi__tanggal__lte=on,
        evaluasi__pegawai_id__in=where,
    )
    for kompetensi_id, pegawai_id, nilai in rows.order_by("evaluasi__tanggal", "pk").values_list(
        "kompetensi_id", "evaluasi__pegawai_id", "nilai"
    ):
        last[kompetensi_id, pegawai_id] = nilai or 0
    strong = [key for key, nilai in last.items() if nilai > MEMADAI]
    for kompetensi_id, pegawai_id in sorted(
        strong, key=lambda key: (where[key[1]][0] != person.unit_id, where[key[1]][2])
    ):
        if len(found[kompetensi_id]) < MENTORS:
            unit_id, unit, nama = where[pegawai_id]
            found[kompetensi_id].append(Mentor(pegawai_id, nama, unit, unit_id == person.unit_id))
    return found
