"""How much answers can be trusted, in small numbers: advice in plain words, never a correction. Pure.

Sources: one-way ICC(1) and its Spearman-Brown extension (Shrout and Fleiss 1979; McGraw and Wong 1996);
raters needed for .70 (Hensel et al.: about 10); shrunken rater effects (best linear unbiased prediction, as
Zewotir 2012 uses it); false discoveries held by Benjamini and Hochberg 1995; robust scale by the median
absolute deviation (Hampel). All of it is sums and medians, so the standard library is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, sqrt
from statistics import NormalDist, fmean, median

# What ICC(1) of peers usually is, until the round itself has people enough to say.
USUAL_ICC = 0.3
PEOPLE_ENOUGH = 20
# Below so many people rated by one superior nothing is said about severity.
RATED_ENOUGH = 5
SUPERIORS_ENOUGH = 10
FALSE_ALARMS = 0.05
RING = 4
_NORMAL = NormalDist()
_MAD = 1.4826

MILD, USUAL, STRICT, TOO_FEW = "murah_hati", "lazim", "ketat", "belum_cukup"
FIRST_HINT, FOR_TALK, SOLID = "petunjuk_awal", "bahan_percakapan", "cukup_kuat"


def icc1(groups: Iterable[Sequence[float]]) -> float | None:
    """ICC(1) of people each rated by other raters; None where there are too few people to say.

    Never below 0: answers that agree less than by chance are simply unreliable.
    """
    rated = [list(values) for values in groups if len(values) >= 2]
    if len(rated) < PEOPLE_ENOUGH:
        return None
    total = sum(len(values) for values in rated)
    grand = sum(map(sum, rated)) / total
    between = sum(len(values) * (fmean(values) - grand) ** 2 for values in rated) / (len(rated) - 1)
    within = sum(sum((value - fmean(values)) ** 2 for value in values) for values in rated) / (
        total - len(rated)
    )
    size = (total - sum(len(values) ** 2 for values in rated) / total) / (len(rated) - 1)
    spread = between + (size - 1) * within
    return max(0.0, (between - within) / spread) if spread else None


def reliability(raters: int, icc: float) -> float:
    """Spearman-Brown: how reliable the mean of so many raters is."""
    return raters * icc / (1 + (raters - 1) * icc)


def trust(value: float) -> str:
    """The reliability in one of three words."""
    if value >= 0.7:
        return SOLID
    return FOR_TALK if value >= 0.5 else FIRST_HINT


def is_uniform(values: Sequence[int | None], *, least: int = 10) -> bool:
    """Whether somebody answered the same on every line, on at least so many lines."""
    given = [value for value in values if value is not None]
    return len(given) >= least and len(set(given)) == 1


@dataclass(frozen=True, slots=True)
class Severity:
    """One attributed source: how it lies beside the others, with the weight that its number allows.

    `shift` is shrunken towards what is usual by `weight` (λ); `error` is its standard error. `band` is
    TOO_FEW where nothing can be said.
    """

    rater: int
    rated: int
    shift: float
    error: float
    weight: float
    band: str


def severities(differences: Mapping[int, Sequence[float]]) -> list[Severity]:
    """Superiors who are unusually strict or mild beside what others say of the same people.

    `differences`: by superior, for each person what the superior answered minus what the others did. A team
    may really differ, so the answer is a reason to talk and never a proof. At most one honest set of
    superiors in twenty raises any alarm.
    """
    known = {rater: list(values) for rater, values in differences.items() if len(values) >= RATED_ENOUGH}
    few = [
        Severity(rater, len(values), 0.0, 0.0, 0.0, TOO_FEW)
        for rater, values in differences.items()
        if rater not in known
    ]
    if len(known) < SUPERIORS_ENOUGH:
        return few + [Severity(rater, len(values), 0.0, 0.0, 0.0, TOO_FEW) for rater, values in known.items()]
    means = {rater: fmean(values) for rater, values in known.items()}
    freedom = sum(len(values) - 1 for values in known.values())
    noise = sum(sum((value - means[rater]) ** 2 for value in values) for rater, values in known.items())
    noise = max(noise / freedom, 1e-6)
    centre = median(means.values())
    scale = _MAD * median(abs(mean - centre) for mean in means.values())
    usual = max(scale**2 - noise * median(1 / len(values) for values in known.values()), 0.0)
    found = []
    for rater, values in known.items():
        own = noise / len(values)
        weight = usual / (usual + own) if usual else 0.0
        found.append((rater, len(values), means[rater] - centre, sqrt(usual + own), weight))
    chances = [2 * (1 - _NORMAL.cdf(abs(shift) / error)) for _r, _n, shift, error, _w in found]
    flagged = discoveries(chances)
    return few + [
        Severity(
            rater,
            count,
            shift * (weight or 1.0) if number in flagged else shift * weight,
            error,
            weight,
            (STRICT if shift < 0 else MILD) if number in flagged else USUAL,
        )
        for number, (rater, count, shift, error, weight) in enumerate(found)
    ]


def discoveries(chances: Sequence[float], *, level: float = FALSE_ALARMS) -> set[int]:
    """Which of several findings stand, by Benjamini and Hochberg, so that few of those named are chance."""
    order = sorted(range(len(chances)), key=chances.__getitem__)
    standing = 0
    for place, number in enumerate(order, start=1):
        if chances[number] <= level * place / len(order):
            standing = place
    return set(order[:standing])


@dataclass(frozen=True, slots=True)
class Ring:
    """People who all named one another; `chance` is how often luck alone would make such a ring somewhere."""

    people: tuple[int, ...]
    chance: float


def rings(
    named: Mapping[int, set[int]],
    choices: Mapping[int, int],
    *,
    size: int = RING,
    level: float = FALSE_ALARMS,
) -> list[Ring]:
    """Rings in what people named openly (nominations, attributed feedback), never in anonymous answers.

    `choices`: from how many colleagues somebody could name. In a small unit everybody naming everybody is
    likely, so it is no ring: the chance over all possible rings stays below `level`.
    """
    mutual = {
        person: {other for other in others if person in named.get(other, ())}
        for person, others in named.items()
    }
    found = []
    for first in sorted(mutual):
        later = sorted(other for other in mutual[first] if other > first)
        for rest in combinations(later, size - 1):
            if all(second in mutual[one] for one, second in combinations(rest, 2)):
                ring = (first, *rest)
                chance = _chance_of(ring, named, choices, size)
                if chance <= level:
                    found.append(Ring(ring, chance))
    return found


def _chance_of(
    ring: Sequence[int], named: Mapping[int, set[int]], choices: Mapping[int, int], size: int
) -> float:
    """How likely luck alone makes a complete ring anywhere, by the sum over all possible rings."""
    chance, smallest = 1.0, 10**9
    for person in ring:
        pool, picked = max(choices.get(person, 0), len(named[person])), len(named[person])
        smallest = min(smallest, pool)
        if pool < size - 1 or picked < size - 1:
            return 1.0
        chance *= comb(pool - size + 1, picked - size + 1) / comb(pool, picked)
    possible = len(named) / (smallest + 1) * comb(smallest + 1, size)
    return min(1.0, chance * possible)
