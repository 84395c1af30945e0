"""Who is asked about whom: drawn at random, with a seed that is kept, among those who really worked together.

Pure: facts in, proposals out. The same facts and the same seed give the same draw.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from kasuari.feedback.enums import Kelompok, SumberTugas


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the agency on the day of the draw."""

    id: int
    unit_id: int
    penilai_id: int | None


@dataclass(frozen=True, slots=True)
class Facts:
    """`people` of the agency by id; `subjects`: whom the round is about; `together`: sets of people who share
    work in a matriks or tim kerja; `excluded`: pairs (about, asked) with a conflict."""

    people: Mapping[int, Person]
    subjects: Iterable[int]
    together: Iterable[frozenset[int]] = ()
    excluded: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Rules:
    """`peers`: how many are drawn; `reports`: at most so many bawahan; `load`: at most so many drawn tasks
    for one person; `seed` makes the draw repeatable.
    """

    peers: int
    reports: int
    load: int
    seed: int


@dataclass(frozen=True, slots=True)
class Proposal:
    about: int
    asked: int
    group: str
    source: str


@dataclass(slots=True)
class Draw:
    """What was drawn, and what is worth saying about it."""

    proposals: list[Proposal] = field(default_factory=list)
    short: int = 0  # people with fewer peers than wished
    mutual: int = 0  # pairs of peers who are asked about each other, where the team is too small otherwise
    heaviest: int = 0


def draw(facts: Facts, rules: Rules, *, progress: Callable[[int, int], None] | None = None) -> Draw:
    """Propose the raters of everybody in `facts.subjects`."""
    random = Random(rules.seed)  # noqa: S311 - a draw that must be repeatable
    subjects = sorted(set(facts.subjects))
    team: dict[int, list[int]] = defaultdict(list)
    unit: dict[int, list[int]] = defaultdict(list)
    for person in sorted(facts.people.values(), key=lambda item: item.id):
        unit[person.unit_id].append(person.id)
        if person.penilai_id is not None:
            team[person.penilai_id].append(person.id)
    shared: dict[int, set[int]] = defaultdict(set)
    for group in facts.together:
        for pk in group:
            shared[pk] |= group
    load: Counter[int] = Counter()
    result = Draw()
    for subject in subjects:
        result.proposals += _by_appointment(subject, facts, team, rules, random, load)
    # Those with the fewest colleagues choose first; among equals, chance decides.
    near = {pk: _near(facts.people[pk], team, unit) for pk in subjects}
    waiting = [(len(near[pk]) + len(shared[pk]), random.random(), pk) for pk in subjects]
    asks: dict[int, set[int]] = defaultdict(set)
    for number, (_size, _chance, subject) in enumerate(sorted(waiting), start=1):
        person = facts.people[subject]
        barred = {subject, person.penilai_id, *team[subject]}
        pool = [
            pk
            for pk in sorted((near[subject] | shared[subject]) - barred)
            if pk in facts.people and (subject, pk) not in facts.excluded
        ]
        chosen = _peers(subject, pool, shared[subject], asks, load, rules, random)
        result.short += len(chosen) < rules.peers
        for pk in chosen:
            load[pk] += 1
            result.mutual += subject in asks[pk]
            asks[subject].add(pk)
            result.proposals.append(Proposal(subject, pk, Kelompok.REKAN.value, SumberTugas.UNDIAN.value))
        if progress is not None and number % 1000 == 0:
            progress(number, len(subjects))
    result.heaviest = max(load.values(), default=0)
    return result


def _by_appointment(
    subject: int,
    facts: Facts,
    team: Mapping[int, list[int]],
    rules: Rules,
    random: Random,
    load: Counter[int],
) -> Iterator[Proposal]:
    """Oneself, the penilai, and those whose penilai one is (drawn, where there are very many)."""
    yield Proposal(subject, subject, Kelompok.DIRI.value, SumberTugas.JABATAN.value)
    penilai = facts.people[subject].penilai_id
    if penilai is not None and penilai != subject:
        yield Proposal(subject, penilai, Kelompok.ATASAN.value, SumberTugas.JABATAN.value)
    reports = [pk for pk in team.get(subject, ()) if pk != subject and (subject, pk) not in facts.excluded]
    source = SumberTugas.JABATAN.value
    if len(reports) > rules.reports:
        reports, source = random.sample(reports, rules.reports), SumberTugas.UNDIAN.value
    for pk in reports:
        load[pk] += 1
        yield Proposal(subject, pk, Kelompok.BAWAHAN.value, source)


def _near(person: Person, team: Mapping[int, list[int]], unit: Mapping[int, list[int]]) -> set[int]:
    """Colleagues of the same unit or under the same penilai."""
    found = set(unit[person.unit_id])
    if person.penilai_id is not None:
        found.update(team.get(person.penilai_id, ()))
    return found


def _peers(
    subject: int,
    pool: list[int],
    shared: set[int],
    asks: Mapping[int, set[int]],
    load: Mapping[int, int],
    rules: Rules,
    random: Random,
) -> list[int]:
    """Peers: who shares work first, then colleagues; the least loaded first; mutual pairs only as a last
    resort.
    """
    free = [pk for pk in pool if load.get(pk, 0) < rules.load]
    chance = {pk: random.random() for pk in free}
    free.sort(key=lambda pk: (subject in asks.get(pk, ()), pk not in shared, load.get(pk, 0), chance[pk]))
    return free[: rules.peers]
