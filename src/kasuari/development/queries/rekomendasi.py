"""What could close the gaps of a person, with every reason; and the same facts for a whole agency at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.http import Http404

from kasuari.development.enums.kompetensi import StateEvaluasiKompetensi
from kasuari.development.enums.mitra import Sasaran, StatePendaftaran, StateProgram
from kasuari.development.feasibility import Journey, Journeys, Judgement, Person, Programme, judge
from kasuari.development.models import HasilKompetensi, KeadaanUnit, Perjalanan, ProgramPelatihan
from kasuari.development.queries.dampak import effects_in
from kasuari.development.queries.kompetensi import Gap, gaps_of_many
from kasuari.development.queries.mitra import agreed
from kasuari.development.queries.pendaftaran import places_of_many
from kasuari.development.queries.tindak_lanjut import priorities_of
from kasuari.foundation.access import Actor
from kasuari.foundation.kept import Kept, KeptForOne
from kasuari.foundation.trees import ancestors
from kasuari.organisation import queries as organisation
from kasuari.organisation.enums import JenisPenugasan
from kasuari.regulation.kompetensi import MEMADAI

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
class Recommendation:
    """One gap: the programmes that close it, those that cannot be taken and why, and what costs nothing."""

    gap: Gap
    offers: tuple[Judgement, ...]
    others: tuple[Judgement, ...]
    mentors: tuple[Mentor, ...]


@dataclass(frozen=True, slots=True)
class Recommended:
    """Everything for a person. `unknown`: competencies that nobody assessed."""

    nama: str
    is_self: bool
    items: tuple[Recommendation, ...]
    unknown: tuple[Gap, ...]


def recommendations_for(actor: Actor, pegawai_id: int, *, on: date) -> Recommended:
    """For the person, the penilai, the atasan and those who oversee. Raises Http404 for others."""
    is_self = actor.pegawai_id == pegawai_id
    if is_self:
        nama, instansi_id = actor.name, organisation.instansi_id_of(pegawai_id)
    else:
        pegawai = organisation.pegawai_for(actor, pegawai_id)
        if not organisation.person_record(actor, pegawai, on=on).personal:
            raise Http404
        nama, instansi_id = pegawai.nama_lengkap, pegawai.instansi_id
    gaps = gaps_of_many([pegawai_id], on=on).get(pegawai_id, ())
    open_gaps = sorted((gap for gap in gaps if gap.is_gap), key=lambda gap: -(gap.size or 0))
    wanted = {gap.kompetensi_id for gap in open_gaps}
    if not wanted:
        return Recommended(nama, is_self, (), tuple(gap for gap in gaps if gap.assessed is None))
    people = people_facts([pegawai_id], instansi_id=instansi_id, on=on, gaps={pegawai_id: gaps})
    person = people[pegawai_id] if pegawai_id in people else Person(pegawai_id, {})
    programmes = programmes_for(pegawai_id, instansi_id=instansi_id, on=on)
    journeys = journeys_of(instansi_id)
    mentors = mentors_near(person, on=on)
    by_kompetensi: dict[int, list[Judgement]] = defaultdict(list)
    for programme in programmes:
        if programme.kompetensi_id in wanted:
            judged = judge(person, programme, journeys=journeys, on=on)
            by_kompetensi[programme.kompetensi_id].append(judged)
    items = []
    for gap in open_gaps:
        found = sorted(by_kompetensi[gap.kompetensi_id], key=_best_first)
        good = [offer for offer in found if offer.feasible]
        items.append(
            Recommendation(
                gap,
                tuple(good[:SHOWN]),
                tuple(offer for offer in found if not offer.feasible),
                tuple(mentors.get(gap.kompetensi_id, ())),
            )
        )
    return Recommended(nama, is_self, tuple(items), tuple(gap for gap in gaps if gap.assessed is None))


def _best_first(offer: Judgement) -> tuple[Any, ...]:
    programme = offer.programme
    return (-offer.value, offer.days, offer.cost, programme.start_date, programme.program_id)


def programmes_open(instansi_id: int, *, on: date, last_date: date) -> list[Programme]:
    """The published programmes of an agency that begin between two days and serve a known competency. Two
    queries, four where something was finished."""
    return _programmes(instansi_id, _open_programmes(instansi_id, on=on).filter(start_date__lte=last_date))


def programmes_for(pegawai_id: int, *, instansi_id: int, on: date) -> list[Programme]:
    """Likewise from `on`, those for a competency in which the person was ever assessed below the standard."""
    return _programmes(
        instansi_id, _PROGRAMMES_FOR.rows(pegawai_id=pegawai_id, instansi_id=instansi_id, on=on)
    )


def _open_programmes(instansi_id: int, *, on: date) -> QuerySet[ProgramPelatihan, Any]:
    rows = ProgramPelatihan.objects.filter(
        mitra__instansi_id=instansi_id,
        start_date__gte=on,
        kompetensi__isnull=False,
        state=StateProgram.TERBIT,
    )
    return rows.order_by("start_date", "pk").values_list(
        "pk",
        "kompetensi_id",
        "moda",
        "lokasi",
        "biaya",
        F("kursi") - F("terisi"),
        "start_date",
        "last_date",
        "batas_daftar",
        "sasaran",
        "rumpun",
        "luring",
        "bahasa",
        "prasyarat_id",
        "prasyarat__judul",
        "state",
        ExpressionWrapper(agreed(), output_field=BooleanField()),
        "judul",
        "mitra_id",
        "mitra__nama",
    )


def _below_the_standard(pegawai_id: int) -> QuerySet[HasilKompetensi, Any]:
    """The competencies in which a person was ever assessed below the standard."""
    rows = HasilKompetensi.objects.filter(evaluasi__pegawai_id=pegawai_id, nilai__lt=MEMADAI).order_by()
    return rows.values("kompetensi_id")


def _programmes(instansi_id: int, rows: Iterable[tuple[Any, ...]]) -> list[Programme]:
    found = [Programme(*row) for row in rows]
    effects = effects_in(instansi_id, {(item.mitra_id, item.judul) for item in found})
    return [replace(item, effect=effects.get((item.mitra_id, item.judul))) for item in found]


_PROGRAMMES_FOR = Kept(
    lambda pegawai_id, instansi_id, on: _open_programmes(instansi_id, on=on).filter(
        kompetensi_id__in=_below_the_standard(pegawai_id)
    )
)


def journeys_of(instansi_id: int) -> Journeys:
    """Every journey that is recorded. One query."""
    return {
        (asal, tujuan): Journey(hari, biaya)
        for asal, tujuan, hari, biaya in _JOURNEYS.rows(instansi_id=instansi_id)
    }


_JOURNEYS = Kept(
    lambda instansi_id: (
        Perjalanan.objects.filter(instansi_id=instansi_id)
        .order_by("pk")
        .values_list("asal", "tujuan", "hari", "biaya")
    )
)


def people_facts(
    pegawai_ids: Iterable[int] | None,
    *,
    instansi_id: int,
    on: date,
    gaps: dict[int, tuple[Gap, ...]] | None = None,
) -> dict[int, Person]:
    """What decides about each person who holds a post and has a known gap; `pegawai_ids` None: everybody of
    the agency. Four queries, and those of the gaps where they are not given."""
    wanted = None if pegawai_ids is None else set(pegawai_ids)
    posts = _posts(wanted, instansi_id, on)
    known = gaps if gaps is not None else gaps_of_many(posts, on=on)
    away = organisation.kedudukan_on(posts, on=on) if pegawai_ids is None else {}
    places = _places(instansi_id)
    preferred = priorities_of(wanted, on=on, instansi_id=instansi_id)
    taken: dict[int, set[int]] = defaultdict(set)
    finished: dict[int, set[int]] = defaultdict(set)
    busy: dict[int, list[tuple[date, date]]] = defaultdict(list)
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
        place = next((places[path] for path in reversed(ancestors(post.path)) if path in places), None)
        found[pegawai_id] = Person(
            pegawai_id=pegawai_id,
            gaps=sizes,
            sasaran=_SASARAN.get(post.jenis_jabatan, ""),
            jabatan=post.jabatan,
            tempat=place[0] if place else "",
            terpencil=bool(place and place[1]),
            koneksi=place[2] if place else "",
            unit_id=post.unit_id,
            perangkat_daerah_id=post.perangkat_daerah_id or post.unit_id,
            sex=post.sex,
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


class Post(NamedTuple):
    """A post as far as it decides about training."""

    pegawai_id: int
    jenis: str
    unit_id: int
    path: str
    perangkat_daerah_id: int | None
    jabatan: str
    jenis_jabatan: str
    sex: str


def _posts(pegawai_ids: Collection[int] | None, instansi_id: int, on: date) -> dict[int, Post]:
    """The post of each person: the definitive one, else the one that began first. One query."""
    if pegawai_ids is None:
        rows = list(_post_rows(Q(), instansi_id=instansi_id, on=on))
    else:
        rows = _POSTS.rows(pegawai_ids, instansi_id=instansi_id, on=on)
    found: dict[int, Post] = {}
    for post in map(Post._make, rows):
        if post.pegawai_id not in found or post.jenis == JenisPenugasan.DEFINITIF:
            found[post.pegawai_id] = post
    return found


def _post_rows(of: Q, *, instansi_id: int, on: date) -> QuerySet[Any, Any]:
    rows = organisation.penugasan_rows().filter(
        of, organisation.in_force(on), pegawai__instansi_id=instansi_id
    )
    return rows.order_by("start_date", "pk").values_list(
        "pegawai_id",
        "jenis",
        "unit_id",
        "unit__path",
        "unit__perangkat_daerah_id",
        "jabatan__nama",
        "jabatan__jenis",
        "pegawai__jenis_kelamin",
    )


_POSTS = KeptForOne("pegawai_id", _post_rows)


def _places(instansi_id: int) -> dict[str, tuple[str, bool, str]]:
    """(place, remote, connection) by the path of the unit that has words of its own. One query."""
    return {path: (tempat, far, net) for path, tempat, far, net in _PLACES.rows(instansi_id=instansi_id)}


_PLACES = Kept(
    lambda instansi_id: (
        KeadaanUnit.objects.filter(unit__instansi_id=instansi_id)
        .order_by("pk")
        .values_list("unit__path", "tempat", "terpencil", "koneksi")
    )
)


def mentors_near(person: Person, *, on: date) -> dict[int, list[Mentor]]:
    """Colleagues of the same perangkat daerah whose last assessment is above the standard, by competency, in
    those in which the person was ever below it; those of the same unit first. One query."""
    if person.perangkat_daerah_id is None:
        return {}
    strong: dict[tuple[int, int], Mentor] = {}
    for kompetensi_id, pegawai_id, nama, unit_id, unit in _STRONG.rows(
        pegawai_id=person.pegawai_id, perangkat_daerah_id=person.perangkat_daerah_id, on=on
    ):
        if pegawai_id != person.pegawai_id:
            strong[kompetensi_id, pegawai_id] = Mentor(pegawai_id, nama, unit, unit_id == person.unit_id)
    found: dict[int, list[Mentor]] = defaultdict(list)
    for (kompetensi_id, _pegawai), mentor in sorted(
        strong.items(), key=lambda item: (not item[1].same_unit, item[1].nama)
    ):
        if len(found[kompetensi_id]) < MENTORS:
            found[kompetensi_id].append(mentor)
    return found


def _strong(pegawai_id: int, perangkat_daerah_id: int, on: date) -> QuerySet[HasilKompetensi, Any]:
    signed = HasilKompetensi.objects.filter(
        evaluasi__state=StateEvaluasiKompetensi.DITANDATANGANI, evaluasi__tanggal__lte=on
    )
    later = signed.filter(
        Q(evaluasi__tanggal__gt=OuterRef("evaluasi__tanggal"))
        | Q(evaluasi__tanggal=OuterRef("evaluasi__tanggal"), pk__gt=OuterRef("pk")),
        kompetensi_id=OuterRef("kompetensi_id"),
        evaluasi__pegawai_id=OuterRef("evaluasi__pegawai_id"),
        nilai__isnull=False,
    )
    post = "evaluasi__pegawai__penugasan__"
    near = {f"{post}unit__perangkat_daerah_id": perangkat_daerah_id}
    rows = signed.filter(
        ~Exists(later),
        organisation.in_force(on, post),
        nilai__gt=MEMADAI,
        kompetensi_id__in=_below_the_standard(pegawai_id),
        **near,
    )
    return rows.order_by("pk", f"{post}pk").values_list(
        "kompetensi_id",
        "evaluasi__pegawai_id",
        "evaluasi__pegawai__nama",
        f"{post}unit_id",
        f"{post}unit__nama",
    )


_STRONG = Kept(_strong)
