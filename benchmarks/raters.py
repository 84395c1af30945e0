"""What the hints about raters find and how often they are wrong, on simulated people with a fixed seed.

`raters.false_alarm`: of honest agencies (superiors differ a little in severity, nobody agrees on anything),
how many raise any alarm at all, about severity or about rings. `raters.ring_found`: of agencies with 200
people, 20 superiors of whom two are severe, and one ring of four in the nominations, how many of the planted
are found.
`raters.attributed_false_alarm` and `raters.attributed_ring_found`: the same for attributed feedback of 200
people, who praise and say what could be better as each person deserves and each giver is inclined: honest
agencies that raise any alarm about a ring or a lone giver; planted rings of praise of four that are found.
"""

from __future__ import annotations

from math import exp, log
from random import Random

from benchmarks.results import Result
from kasuari.feedback.givers import Said, apart, praised
from kasuari.feedback.rater_statistics import MILD, STRICT, rings, severities

NAMES = (
    "raters.false_alarm",
    "raters.ring_found",
    "raters.attributed_false_alarm",
    "raters.attributed_ring_found",
)
SEED = 20261125
AGENCIES = 400
PEOPLE, TEAM, NAMED, RING = 200, 10, 4, 4
SUPERIORS = PEOPLE // TEAM
ATTRIBUTED, LEANING = 200, 0.5  # agencies; how differently givers are inclined, in logits
USUAL_SPREAD, NOISE, SEVERE = 0.15, 0.45, 1.25  # in steps of the scale


def honest_differences(random: Random) -> dict[int, list[float]]:
    """By superior, superior minus others for each of the team: a personal leaning and noise."""
    found = {}
    for superior in range(SUPERIORS):
        leaning = random.gauss(0, USUAL_SPREAD)
        found[superior] = [random.gauss(leaning, NOISE) for _ in range(TEAM)]
    return found


def honest_nominations(random: Random) -> dict[int, set[int]]:
    """Everybody names up to four of their unit of ten, by chance and by closeness to a favourite."""
    named = {}
    for person in range(PEOPLE):
        team = range(person // TEAM * TEAM, (person // TEAM + 1) * TEAM)
        named[person] = set(random.sample([pk for pk in team if pk != person], random.randint(2, NAMED)))
    return named


def choices() -> dict[int, int]:
    return dict.fromkeys(range(PEOPLE), TEAM - 1)


def false_alarms(*, agencies: int = AGENCIES) -> float:
    """The share of honest agencies with any alarm, in percent."""
    random = Random(SEED)
    alarms = 0
    for _agency in range(agencies):
        severe = any(
            item.band not in {"lazim", "belum_cukup"} for item in severities(honest_differences(random))
        )
        alarms += severe or bool(rings(honest_nominations(random), choices()))
    return 100 * alarms / agencies


def planted_found(*, agencies: int = AGENCIES) -> float:
    """The share of what was planted, severe superiors and rings, that is found, in percent."""
    random = Random(SEED + 1)
    found = planted = 0
    for _agency in range(agencies):
        differences = honest_differences(random)
        severe = random.sample(range(SUPERIORS), 2)
        for superior in severe:
            differences[superior] = [value - SEVERE for value in differences[superior]]
        flagged = {item.rater for item in severities(differences) if item.band == STRICT}
        found += len(flagged & set(severe))
        named = honest_nominations(random)
        start = random.randrange(SUPERIORS) * TEAM
        ring = random.sample(range(start, start + TEAM), RING)
        for person in ring:
            others = [pk for pk in range(start, start + TEAM) if pk not in ring]
            named[person] = (set(ring) - {person}) | set(random.sample(others, random.randint(0, 1)))
        found += any(set(item.people) == set(ring) for item in rings(named, choices()))
        planted += len(severe) + 1
    return 100 * found / planted


def honest_feedback(random: Random) -> list[Said]:
    """A year of feedback: everybody speaks of five to nine colleagues, once to three times each; how often it
    is praise depends on the person, and a little on the giver."""
    merit = [random.betavariate(6, 2.5) for _ in range(PEOPLE)]
    said: list[Said] = []
    for giver in range(PEOPLE):
        leaning, first = random.gauss(0, LEANING), giver // TEAM * TEAM
        for about in random.sample(
            [pk for pk in range(first, first + TEAM) if pk != giver], random.randint(5, 9)
        ):
            share = 1 / (1 + exp(-(log(merit[about] / (1 - merit[about])) + leaning)))
            for _word in range(random.randint(1, 3)):
                kind = "apresiasi" if random.random() < share else "perbaikan"
                said.append((giver, str(giver), about, kind))
    return said


def attributed_false_alarms(*, agencies: int = ATTRIBUTED) -> float:
    """The share of honest agencies whose attributed feedback raises any alarm, in percent."""
    random = Random(SEED + 2)
    alarms = 0
    for _agency in range(agencies):
        said = honest_feedback(random)
        alone = any(item.band in {STRICT, MILD} for item in apart(said)[0])
        alarms += alone or bool(rings(praised(said), choices()))
    return 100 * alarms / agencies


def attributed_rings_found(*, agencies: int = ATTRIBUTED) -> float:
    """The share of planted rings of four, who praise one another and hardly anybody else, that are found."""
    random = Random(SEED + 3)
    found = 0
    for _agency in range(agencies):
        start = random.randrange(SUPERIORS) * TEAM
        team = range(start, start + TEAM)
        ring = set(random.sample(team, RING))
        said = [item for item in honest_feedback(random) if item[0] not in ring]
        for giver in ring:
            others = random.sample([pk for pk in team if pk not in ring], random.randint(0, 1))
            said += [(giver, str(giver), about, "apresiasi") for about in (*(ring - {giver}), *others)]
        found += any(set(item.people) == ring for item in rings(praised(said), choices()))
    return 100 * found / agencies


def measure() -> list[Result]:
    return [
        Result("raters.false_alarm", round(false_alarms(), 1), "%", 5),
        Result("raters.ring_found", round(planted_found(), 1), "%", 90, at_least=True),
        Result("raters.attributed_false_alarm", round(attributed_false_alarms(), 1), "%", 5),
        Result("raters.attributed_ring_found", round(attributed_rings_found(), 1), "%", 90, at_least=True),
    ]
