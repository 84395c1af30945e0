"""How much answers can be trusted, in small numbers: advice in plain words, never a correction. Pure.

Sources: one-way ICC(1) and its Spearman-Brown extension (Shrout and Fleiss 1979; McGraw and Wong 1996);
raters needed for .70 (Hensel et al.: about 10); shrunken rater effects (best linear unbiased prediction, as
Zewotir 2012 uses it); robust scale by the median
absolute deviation (Hampel). All of it is sums and medians, so the standard library is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, sqrt
from statistics import NormalDist, fmean, median, stdev

# What ICC(1) of peers usually is, until the round itself has people enough to say.
USUAL_ICC = 0.3
PEOPLE_ENOUGH = 20
# Below so many people rated by one superior nothing is said about severity.
RATED_ENOUGH = 5
SUPERIORS_ENOUGH = 10
# Severity and rings together raise a false alarm in at most one honest agency of twenty.
SEVERITY_ALARMS = 0.035
RING_ALARMS = 0.01
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
    superiors in twenty-five raises any alarm.
    """
    known = {rater: list(values) for rater, values in differences.items() if len(values) >= RATED_ENOUGH}
    if len(known) < SUPERIORS_ENOUGH:
        known = {}
    few = [
        Severity(rater, len(values), 0.0, 0.0, 0.0, TOO_FEW)
        for rater, values in differences.items()
        if rater not in known
    ]
    if not known:
        return few
    means = {rater: fmean(values) for rater, values in known.items()}
    freedom = sum(len(values) - 1 for values in known.values())
    squares = sum(sum((value - means[rater]) ** 2 for value in values) for rater, values in known.items())
    noise = max(squares / freedom, 1e-6)
    centre = median(means.values())
    scale = _MAD * median(abs(mean - centre) for mean in means.values())
    usual = max(scale**2 - noise * median(1 / len(values) for values in known.values()), 0.0)
    errors = {rater: sqrt(usual + noise / len(values)) for rater, values in known.items()}
    apart = {rater: (means[rater] - centre) / errors[rater] for rater in known}
    flagged = outliers(apart)
    found = []
    for rater, values in known.items():
        weight = usual / (usual + noise / len(values))
        shift = means[rater] - centre
        # Whoever lies apart is not drawn towards what is usual for the others.
        band = USUAL if rater not in flagged else STRICT if shift < 0 else MILD
        shown = shift if rater in flagged else shift * weight
        found.append(Severity(rater, len(values), shown, errors[rater], weight, band))
    return few + found


def outliers(values: Mapping[int, float], *, level: float = SEVERITY_ALARMS) -> set[int]:
    """Who lies apart from all others, by the generalised extreme Studentised deviate (Rosner 1983).

    Several may lie apart without hiding one another; where nobody does, somebody is named with the chance
    `level` at most.
    """
    left, removed, apart = dict(values), [], 0
    for _step in range(len(values) * 3 // 10):
        centre, spread = fmean(left.values()), stdev(left.values())
        if not spread:
            break
        most = max(left, key=lambda key: abs(left[key] - centre))
        distance = abs(left[most] - centre) / spread
        size = len(left)
        removed.append(most)
        if distance > _critical(size, level):
            apart = len(removed)
        del left[most]
    return set(removed[:apart])


def _critical(size: int, level: float) -> float:
    """The distance that the farthest of so many values exceeds by chance with probability `level`."""
    t = _student(1 - level / (2 * size), size - 2)
    return (size - 1) * t / sqrt((size - 2 + t * t) * size)


def _student(share: float, freedom: int) -> float:
    """The quantile of Student's t by the expansion of Cornish and Fisher, close from 6 degrees of freedom."""
    z = _NORMAL.inv_cdf(share)
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )


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
    level: float = RING_ALARMS,
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
