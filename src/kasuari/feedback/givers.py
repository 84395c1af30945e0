"""Attributed feedback as the search for rings of praise and for givers who lie apart takes it. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import comb, exp, lgamma
from statistics import fmean

from kasuari.feedback.enums import Sifat
from kasuari.feedback.rater_statistics import MILD, STRICT, TOO_FEW, USUAL, Severity, severities

TINY = 1e-6
# Beside the test among givers, and stricter: a leaning of people that differ is no alarm.
CHANCE_ALARMS = 0.002
PRIOR = 2.0  # what is usual counts as two words beside those that others gave
# Who gave it, their name, whom it is about, and of which kind it is.
Said = tuple[int, str, int, str]


@dataclass(frozen=True, slots=True)
class Words:
    """What a giver said of one person: how often praise among how many, beside what the others said
    (`praised`, `not_praised`, each with its part of `PRIOR`)."""

    praise: int
    given: int
    praised: float
    not_praised: float


def praised(said: Iterable[Said]) -> dict[int, set[int]]:
    """By giver, whom they praised."""
    found: dict[int, set[int]] = defaultdict(set)
    for giver, _name, about, sifat in said:
        if sifat == Sifat.APRESIASI:
            found[giver].add(about)
    return dict(found)


def apart(said: Iterable[Said]) -> tuple[list[Severity], bool]:
    """Givers beside the others who spoke of the same people, and whether there were enough of them.

    Whoever lies apart from the other givers is named only where chance would seldom make so much, or so
    little, praise of the people they spoke of: where nearly everybody praises, one or two words of
    improvement set a giver apart and mean nothing.
    """
    shares: dict[int, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for giver, _name, about, sifat in said:
        shares[about][giver].append(1.0 if sifat == Sifat.APRESIASI else 0.0)
    given = [value for by_giver in shares.values() for values in by_giver.values() for value in values]
    usual = fmean(given) if given else 0.0
    differences: dict[int, list[float]] = defaultdict(list)
    words: dict[int, list[Words]] = defaultdict(list)
    for by_giver in shares.values():
        for giver, own in by_giver.items():
            others = [value for other, values in by_giver.items() if other != giver for value in values]
            if others:
                differences[giver].append(fmean(own) - fmean(others))
                praise, improvement = sum(others), len(others) - sum(others)
                words[giver].append(
                    Words(
                        round(sum(own)),
                        len(own),
                        praise + PRIOR * usual,
                        improvement + PRIOR * (1 - usual),
                    )
                )
    found = severities(differences)
    level = CHANCE_ALARMS / max(1, sum(item.band != TOO_FEW for item in found))
    kept = [
        replace(item, band=USUAL, shift=item.shift * item.weight)
        if item.band in {STRICT, MILD} and seldom(words[item.rater]) > level
        else item
        for item in found
    ]
    return kept, any(item.weight > 0 or item.error > 0 for item in found)


def seldom(words: Iterable[Words]) -> float:
    """How often chance alone makes at most, or at least, so much praise in all (both tails), where how much
    each person is praised is known from what others said and no better (beta-binomial)."""
    chances, praise = [1.0], 0
    for item in words:
        own = [_beta_binomial(number, item) for number in range(item.given + 1)]
        wider = [0.0] * (len(chances) + item.given)
        for before, chance in enumerate(chances):
            for more, other in enumerate(own):
                wider[before + more] += chance * other
        chances, praise = wider, praise + item.praise
    return min(1.0, 2 * min(sum(chances[: praise + 1]), sum(chances[praise:])))


def _beta_binomial(number: int, words: Words) -> float:
    """The chance of `number` words of praise among those given."""
    first, second = max(words.praised, TINY), max(words.not_praised, TINY)
    logarithm = lgamma(number + first) + lgamma(words.given - number + second)
    logarithm += lgamma(first + second) - lgamma(words.given + first + second)
    logarithm -= lgamma(first) + lgamma(second)
    return comb(words.given, number) * exp(logarithm)
