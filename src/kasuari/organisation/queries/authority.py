"""Who is whose penilai on a day: the facts gathered for `regulation.kewenangan`, and its answer with people.

For one person the facts are followed upwards from the own appointments; for many they are read for the whole
agency at once. Both ask a number of queries that does not depend on how many people there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery

from kasuari.foundation.trees import ancestors
from kasuari.organisation.enums import JenisJabatan, JenisPenugasan, KedudukanHukum
from kasuari.organisation.models import (
    Instansi,
    Pegawai,
    PenetapanPenilai,
    Penugasan,
    RiwayatKedudukan,
    UnitKerja,
    UnitKerjaVersi,
)
from kasuari.organisation.queries.identities import Identity, identity_in_posts, identity_many
from kasuari.regulation import kewenangan
from kasuari.regulation.edition import PASAL_PERALIHAN, edition_on
from kasuari.regulation.kewenangan import (
    FaktaPenetapan,
    FaktaPenugasan,
    FaktaUnit,
    Penilai,
    PenilaiMandiri,
    Susunan,
)
from kasuari.regulation.verdict import Basis, Verdict

AWAY = (KedudukanHukum.CLTN, KedudukanHukum.MPP, KedudukanHukum.PEMBERHENTIAN_SEMENTARA)
MANDIRI = {"3", "4", "5", "6"}
# The sekretaris daerah coordinates the perangkat daerah, which report through that office
# (UU 23/2014 Pasal 213).
COORDINATOR = "sekretaris daerah"
# The engines limit how many ids a statement may carry; above this a range is read instead.
MOST_IDS = 400


class _Post(NamedTuple):
    """What the rule asks of an appointment. Of a whole agency there are as many as people, so it is no model;
    `path` is that of the unit, where the facts are followed upwards."""

    pk: int
    pegawai_id: int
    unit_id: int
    jenis: str
    memimpin: bool
    start_date: date
    end_date: date | None
    jabatan_jenis: str
    path: str = ""


# The columns of `_Post`, the path aside.
POST = ("pk", "pegawai_id", "unit_id", "jenis", "memimpin", "start_date", "end_date", "jabatan__jenis")


@dataclass(frozen=True, slots=True)
class PenilaiFound:
    """The answer for one person: who rates, who stands above, in which appointment one is rated, and why.

    `penilai` is None where nobody can be named; `code` and `missing` then say why. `basis` are the articles.
    """

    pegawai_id: int
    penilai: Identity | None
    atasan: Identity | None
    penugasan_id: int | None
    code: str
    basis: tuple[Basis, ...]
    missing: tuple[str, ...] = ()

    @property
    def superiors(self) -> tuple[int, ...]:
        """Ids of the penilai and the atasan of the penilai, as far as there are any."""
        return tuple(person.pegawai_id for person in (self.penilai, self.atasan) if person is not None)


@dataclass(frozen=True, slots=True)
class Superiors:
    """Who rates a person and who stands above, by id alone: for whoever asks about rights and not names."""

    penilai_id: int | None = None
    atasan_id: int | None = None

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(pk for pk in (self.penilai_id, self.atasan_id) if pk is not None)


def in_force(on: date, prefix: str = "") -> Q:
    """Rows whose half-open period contains the day."""
    ends = f"{prefix}end_date"
    return Q(**{f"{prefix}start_date__lte": on}) & (Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gt": on}))


def penilai_of(
    *, on: date, pegawai_id: int | None = None, penugasan: Penugasan | int | None = None
) -> PenilaiFound:
    """Who rates a person on a day. Give the person or one of their appointments.

    Ten queries where penilai and atasan lead units of one line, at most 19 otherwise.
    """
    if pegawai_id is None:
        if penugasan is None:
            raise TypeError("penilai_of needs pegawai_id or penugasan")
        pegawai_id = (
            penugasan.pegawai_id
            if isinstance(penugasan, Penugasan)
            else Penugasan.objects.values_list("pegawai_id", flat=True).get(pk=penugasan)
        )
    return _answers(_facts_about(pegawai_id, on), [pegawai_id], on)[pegawai_id]


def superiors_of(*, pegawai_id: int, on: date) -> Superiors:
    """The same answer by id, without the three queries or more that tell who they are."""
    if edition_on(on) is None:
        return Superiors()
    return _superiors(_facts_about(pegawai_id, on).susunan(), pegawai_id)


def _superiors(susunan: Susunan, pegawai_id: int) -> Superiors:
    named = _named(susunan.penilai(str(pegawai_id)).value)
    penilai_id, atasan_id = [*(person for person, _post in named), None, None][:2]
    return Superiors(penilai_id, atasan_id if atasan_id != pegawai_id else None)


def penilai_for_many(*, penugasan_ids: Iterable[int], on: date) -> dict[int, PenilaiFound]:
    """The same for many appointments, by appointment. A fixed number of queries per agency (15)."""
    wanted = _people_of(penugasan_ids)
    by_agency: dict[int, set[int]] = {}
    for pegawai_id, instansi_id in wanted.values():
        by_agency.setdefault(instansi_id, set()).add(pegawai_id)
    answers: dict[int, PenilaiFound] = {}
    for instansi in Instansi.objects.filter(pk__in=by_agency).order_by("pk"):
        facts = _whole(instansi, on)
        answers |= _answers(facts, sorted(by_agency[instansi.pk]), on)
    return {penugasan_id: answers[pegawai_id] for penugasan_id, (pegawai_id, _) in wanted.items()}


def penilai_for_people(*, pegawai_ids: Iterable[int], on: date) -> dict[int, PenilaiFound]:
    """The same for many people, by person."""
    answers: dict[int, PenilaiFound] = {}
    for instansi, people in _by_agency(pegawai_ids):
        answers |= _answers(_whole(instansi, on), people, on)
    return answers


def superiors_for_people(*, pegawai_ids: Iterable[int], on: date) -> dict[int, Superiors]:
    """The same for many people by id alone, for whoever counts and compares. Seven queries per agency."""
    if edition_on(on) is None:
        return dict.fromkeys(pegawai_ids, Superiors())
    answers: dict[int, Superiors] = {}
    for instansi, people in _by_agency(pegawai_ids):
        susunan = _whole(instansi, on).susunan()
        answers |= {pk: _superiors(susunan, pk) for pk in people}
    return answers


def _by_agency(pegawai_ids: Iterable[int]) -> list[tuple[Instansi, list[int]]]:
    """These people by their agency. Two queries."""
    wanted: dict[int, list[int]] = {}
    people = Pegawai.objects.order_by("pk").values_list("pk", "instansi_id")
    ids = set(pegawai_ids)
    for pk, instansi_id in people.filter(pk__in=ids) if len(ids) <= MOST_IDS else people.iterator():
        if pk in ids:
            wanted.setdefault(instansi_id, []).append(pk)
    rows = Instansi.objects.filter(pk__in=wanted).order_by("pk")
    return [(instansi, wanted[instansi.pk]) for instansi in rows]


def leader_of(unit_id: int, on: date) -> Identity | None:
    """Who leads a unit on a day: a Plt. before the definitive officer, an officer who is away not at all."""
    return leaders_of([unit_id], on).get(unit_id)


def leaders_of(unit_ids: Iterable[int], on: date) -> dict[int, Identity]:
    """The leader of each unit that has one. Five queries."""
    leading = _leading(on).filter(unit_id__in=list(unit_ids), memimpin=True)
    rows = list(leading.only("pegawai", "unit", "jenis").order_by("start_date", "id"))
    away = _away([row.pegawai_id for row in rows], on)
    ranked: dict[int, Penugasan] = {}
    order = [item.value for item in kewenangan.URUTAN_PEMIMPIN]
    for row in rows:
        if row.pegawai_id in away or row.jenis == JenisPenugasan.PLH:
            continue
        best = ranked.get(row.unit_id)
        if best is None or order.index(row.jenis) <= order.index(best.jenis):
            ranked[row.unit_id] = row
    people = identity_in_posts([row.pk for row in ranked.values()], on)
    return {unit_id: people[row.pk] for unit_id, row in ranked.items()}


def units_led_by(pegawai_id: int, on: date) -> list[UnitKerja]:
    """The units that a person leads on a day, in the order of the tree. Two queries."""
    if _away([pegawai_id], on):
        return []
    led = Penugasan.objects.filter(in_force(on), pegawai_id=pegawai_id, memimpin=True)
    return list(UnitKerja.objects.filter(pk__in=led.order_by().values("unit_id")).order_by("path"))


def kepala_daerah_of(instansi_id: int, on: date) -> int | None:
    """The person who is kepala daerah on a day. One query."""
    return _kepala_daerah(on, instansi_id).values_list("pegawai_id", flat=True).first()


def _kepala_daerah(on: date, instansi: Any) -> QuerySet[Penugasan]:
    """The appointments as kepala daerah of an agency, of whom the first counts. Few posts are of this kind,
    so they are looked for by the post."""
    leading = Penugasan.objects.filter(in_force(on), memimpin=True, pegawai__instansi=instansi)
    posts = leading.filter(jabatan__instansi=instansi, jabatan__jenis=JenisJabatan.KEPALA_DAERAH)
    return posts.order_by("-start_date", "-id")


@dataclass(slots=True)
class _Facts:
    instansi: Instansi
    on: date
    kepala: int | None
    posts: dict[int, _Post] = field(default_factory=dict)
    units: dict[int, tuple[int | None, str, bool]] = field(default_factory=dict)
    decisions: list[tuple[int, int, date]] = field(default_factory=list)
    away: set[int] = field(default_factory=set)

    def susunan(self) -> Susunan:
        root = {pk for pk, (induk, _, _) in self.units.items() if induk is None}
        hub = next(
            (
                pk
                for pk, (induk, jabatan, _) in sorted(self.units.items())
                if induk in root and jabatan.casefold().startswith(COORDINATOR)
            ),
            None,
        )
        return Susunan(
            on=self.on,
            penugasan=self._appointments(),
            unit=[
                FaktaUnit(
                    id=str(pk),
                    induk=str(induk) if induk else None,
                    koordinator=str(hub) if hub and induk in root and pk != hub else None,
                    mandiri=mandiri,
                )
                for pk, (induk, _, mandiri) in self.units.items()
            ],
            penetapan=[
                FaktaPenetapan(pegawai=str(pegawai), penilai=str(penilai), start_date=start)
                for pegawai, penilai, start in self.decisions
            ],
            pimpinan_instansi=str(self.kepala) if self.kepala else None,
            penilai_mandiri=PenilaiMandiri.PIMPINAN_INSTANSI
            if self.instansi.pukm_dinilai_kepala_daerah
            else PenilaiMandiri.KOORDINATOR,
        )

    def _appointments(self) -> list[FaktaPenugasan]:
        """The kepala daerah is no appointment to the rule, and whoever is away leads only on paper."""
        held: dict[int, str] = {}
        led: dict[int, set[int]] = {}
        for post in self.posts.values():
            if post.jenis == JenisPenugasan.DEFINITIF:
                held[post.pegawai_id] = post.jabatan_jenis
            if _leads(post) and post.pegawai_id not in self.away:
                led.setdefault(post.unit_id, set()).add(post.pegawai_id)
        facts = []
        for post in self.posts.values():
            kind = held.get(post.pegawai_id, post.jabatan_jenis)
            if JenisJabatan.KEPALA_DAERAH in {kind, post.jabatan_jenis}:
                continue
            leads = _leads(post)
            if (
                leads
                and post.pegawai_id in self.away
                and not led.get(post.unit_id, set()) - {post.pegawai_id}
            ):
                leads = False
            facts.append(
                FaktaPenugasan(
                    id=str(post.pk),
                    pegawai=str(post.pegawai_id),
                    unit=str(post.unit_id),
                    jabatan_jenis=kewenangan.JenisJabatan(kind),
                    jenis=kewenangan.JenisPenugasan(post.jenis),
                    memimpin=leads,
                    start_date=post.start_date,
                    end_date=post.end_date,
                )
            )
        return facts


def _leads(post: _Post) -> bool:
    """A Plh. stands at the head of the unit to the rule, which then asks whether authority was given."""
    return post.memimpin or post.jenis == JenisPenugasan.PLH


def _posts(on: date) -> QuerySet[Penugasan]:
    return Penugasan.objects.filter(in_force(on))


def _with_path(rows: QuerySet[Penugasan]) -> dict[int, _Post]:
    return {row[0]: _Post(*row) for row in rows.values_list(*POST, "unit__path")}


def _leading(on: date) -> QuerySet[Penugasan]:
    return _posts(on).filter(Q(memimpin=True) | Q(jenis=JenisPenugasan.PLH))


def _whole(instansi: Instansi, on: date) -> _Facts:
    facts = _Facts(instansi, on, kepala_daerah_of(instansi.pk, on))
    posts = _posts(on).filter(pegawai__instansi=instansi).order_by("id")
    facts.posts = {row[0]: _Post(*row) for row in posts.values_list(*POST)}
    facts.units = _versions(Q(unit__instansi=instansi), on)
    facts.decisions = list(
        PenetapanPenilai.objects.filter(in_force(on), pegawai__instansi=instansi)
        .order_by("start_date", "id")
        .values_list("pegawai_id", "penilai_id", "start_date")
    )
    facts.away = set(
        RiwayatKedudukan.objects.filter(in_force(on), pegawai__instansi=instansi, kedudukan__in=AWAY)
        .order_by("id")
        .values_list("pegawai_id", flat=True)
    )
    return facts


def _facts_about(pegawai_id: int, on: date) -> _Facts:
    head = _kepala_daerah(on, OuterRef("pk")).values("pegawai_id")[:1]
    instansi = Instansi.objects.annotate(kepala_id=Subquery(head)).get(pegawai=pegawai_id)
    return _around(instansi, instansi.kepala_id, pegawai_id, on)


def _around(instansi: Instansi, kepala: int | None, pegawai_id: int, on: date) -> _Facts:
    """The facts that can matter for one person: two steps upwards, then the posts of those found there.

    Whoever leads a unit is read with all their posts at once, so a step reads nothing that is known.
    """
    facts = _Facts(instansi, on, kepala)
    asked: set[int] = set()
    complete: set[int] = set()
    people = {pegawai_id} | ({kepala} if kepala else set())
    for step in range(3):
        fresh = people - asked
        asked |= fresh
        if unread := fresh - complete:
            facts.posts |= _with_path(_posts(on).filter(pegawai_id__in=unread))
            complete |= unread
        if step == 2 or not fresh:
            break
        decided = list(
            PenetapanPenilai.objects.filter(in_force(on), pegawai_id__in=fresh)
            .order_by("start_date", "id")
            .values_list("pegawai_id", "penilai_id", "start_date")
        )
        facts.decisions += decided
        people |= {penilai for _, penilai, _ in decided}
        own = [post for post in facts.posts.values() if post.pegawai_id in fresh]
        entered = {post.path for post in own if post.unit_id not in facts.units}
        if not entered and step:
            continue
        facts.units |= _line_above(entered, instansi, on)
        leading = _leading(on).filter(unit_id__in=facts.units).order_by().values("pegawai_id")
        found = _with_path(_posts(on).filter(pegawai_id__in=leading))
        facts.posts |= found
        complete |= {post.pegawai_id for post in found.values()}
        people |= complete
    facts.posts = dict(sorted(facts.posts.items()))
    facts.away = _away([post.pegawai_id for post in facts.posts.values()], on)
    return facts


def _line_above(
    paths: Iterable[str], instansi: Instansi, on: date
) -> dict[int, tuple[int | None, str, bool]]:
    """The units at `paths` with all above them on that day, and the office that coordinates.

    One query, and one more for each step at which the tree was different then.
    """
    wanted = Q(unit__path__in={step for path in paths for step in ancestors(path)}) | Q(
        unit__instansi=instansi, unit__depth=1, nama_jabatan__istartswith=COORDINATOR
    )
    units = _versions(wanted, on)
    while missing := {induk for induk, _, _ in units.values() if induk} - set(units):
        more = _versions(Q(unit_id__in=missing), on)
        if not more:
            break
        units |= more
    return units


def _versions(wanted: Q, on: date) -> dict[int, tuple[int | None, str, bool]]:
    rows = (
        UnitKerjaVersi.objects.filter(in_force(on) & in_force(on, "unit__") & wanted)
        .order_by("start_date", "id")
        .values_list("unit_id", "induk_id", "nama_jabatan", "unit__jenis")
    )
    return {pk: (induk, jabatan, jenis in MANDIRI) for pk, induk, jabatan, jenis in rows}


def _away(pegawai_ids: Iterable[int], on: date) -> set[int]:
    rows = RiwayatKedudukan.objects.filter(in_force(on), pegawai_id__in=set(pegawai_ids), kedudukan__in=AWAY)
    return set(rows.order_by("id").values_list("pegawai_id", flat=True))


def _people_of(penugasan_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """(person, agency) of each appointment. One query."""
    wanted = set(penugasan_ids)
    rows = Penugasan.objects.order_by("id").values_list("id", "pegawai_id", "pegawai__instansi_id")
    if len(wanted) <= MOST_IDS:
        rows = rows.filter(pk__in=wanted)
    else:
        rows = rows.filter(pk__gte=min(wanted), pk__lte=max(wanted))
    return {pk: (pegawai, instansi) for pk, pegawai, instansi in rows if pk in wanted}


def _answers(facts: _Facts, pegawai_ids: list[int], on: date) -> dict[int, PenilaiFound]:
    if edition_on(on) is None:
        verdict: Verdict[Penilai] = Verdict(
            None, "kewenangan.edisi_tidak_ada", (PASAL_PERALIHAN,), ("edisi",)
        )
        return {
            pk: PenilaiFound(pk, None, None, None, verdict.code, verdict.basis, verdict.missing)
            for pk in pegawai_ids
        }
    susunan = facts.susunan()
    verdicts = {pk: susunan.penilai(str(pk)) for pk in pegawai_ids}
    holding: set[int] = set()
    without: set[int] = set()
    for verdict in verdicts.values():
        for person, post in _named(verdict.value):
            holding |= {post} if post else set()
            without |= set() if post else {person}
    held = identity_in_posts(holding, on)
    others = identity_many(without, on)
    answers = {}
    for pk, verdict in verdicts.items():
        own = susunan.dinilai_sebagai(str(pk))
        named = [held.get(post) if post else others.get(person) for person, post in _named(verdict.value)]
        answers[pk] = PenilaiFound(
            pegawai_id=pk,
            penilai=named[0] if named else None,
            atasan=named[1] if len(named) > 1 and named[1] and named[1].pegawai_id != pk else None,
            penugasan_id=int(own.id) if own else None,
            code=verdict.code,
            basis=verdict.basis,
            missing=verdict.missing,
        )
    return answers


def _named(found: Penilai | None) -> list[tuple[int, int | None]]:
    """(person, appointment) of the penilai and, if there is one, of the atasan."""
    if found is None:
        return []
    named = [(int(found.pegawai), int(found.penugasan) if found.penugasan else None)]
    if found.atasan is not None:
        named.append((int(found.atasan), int(found.penugasan_atasan) if found.penugasan_atasan else None))
    return named
