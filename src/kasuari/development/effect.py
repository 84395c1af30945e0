"""Did a programme help? The change of those who took it against similar people who did not.

Every participant is set beside the people with the same gap before, the same kind of jabatan and the same
kind of unit who took nothing for that competency; the difference of the two changes is one observation.
Shown is the mean with its 95 % range (Student's t), and how many people it rests on. Pure: numbers in, words
elsewhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, variance

FEWEST = 5  # below this many matched participants nothing is said: neither would it hold, nor hide anybody
LEVEL = 0.95
ROUNDING = 1 / 12  # the variance that a value has for being said in whole steps


@dataclass(frozen=True, slots=True)
class Change:
    """One person between two assessments. `kind` is what makes people similar: gap before, kind of jabatan,
    kind of unit."""

    kind: Hashable
    before: int
    after: int

    @property
    def closed(self) -> int:
        """The steps by which the gap became smaller; negative where it grew."""
        return self.before - self.after


@dataclass(frozen=True, slots=True)
class Effect:
    """`trained` and `similar` are the mean steps closed, `mean` their difference with its range from `low` to
    `high`. `n` matched participants, `controls` people beside them, `unmatched` without anybody similar."""

    n: int
    controls: int
    unmatched: int
    trained: float
    similar: float
    mean: float
    low: float
    high: float

    @property
    def verdict(self) -> str:
        """`helps` or `harms` where the range leaves nought out, else `unproven`."""
        if self.low > 0:
            return "helps"
        return "harms" if self.high < 0 else "unproven"


def measure(trained: Sequence[Change], others: Sequence[Change]) -> Effect | None:
    """The effect, or None while fewer than `FEWEST` participants have anybody similar beside them."""
    beside: dict[Hashable, list[int]] = defaultdict(list)
    for change in others:
        beside[change.kind].append(change.closed)
    matched = [change for change in trained if beside.get(change.kind)]
    if len(matched) < FEWEST:
        return None
    usual = [fmean(beside[change.kind]) for change in matched]
    differences = [change.closed - before for change, before in zip(matched, usual, strict=True)]
    n, mean = len(differences), fmean(differences)
    reach = _reach(differences, [change.kind for change in matched], beside)
    return Effect(
        n=n,
        controls=sum(len(beside[kind]) for kind in {change.kind for change in matched}),
        unmatched=len(trained) - n,
        trained=fmean(change.closed for change in matched),
        similar=fmean(usual),
        mean=mean,
        low=mean - reach,
        high=mean + reach,
    )


def _reach(
    differences: Sequence[float], kinds: Sequence[Hashable], beside: Mapping[Hashable, Sequence[int]]
) -> float:
    """Half of the range. The mean of the people beside is itself uncertain: their spread, taken together over
    all kinds, joins that of the differences (Welch), and whole steps never leave nothing in doubt."""
    n, share = len(differences), Counter(kinds)
    groups = [beside[kind] for kind in share]
    inside = [(value - fmean(group)) ** 2 for group in groups for value in group]
    free = max(len(inside) - len(groups), 0)
    own = max(variance(differences), ROUNDING) / n
    usual = max(sum(inside) / free, ROUNDING) if free else max(variance(differences), ROUNDING)
    theirs = sum((number / n) ** 2 * usual / len(beside[kind]) for kind, number in share.items())
    degrees = (own + theirs) ** 2 / (own**2 / (n - 1) + theirs**2 / max(free, 1))
    from scipy.special import stdtrit  # loaded when needed: every command would wait for it

    return float(stdtrit(degrees, (1 + LEVEL) / 2)) * sqrt(own + theirs)
