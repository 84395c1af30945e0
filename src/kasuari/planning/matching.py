"""How alike two sentences are, by their words: enough to propose, never to decide.

Words are folded, small words left out, and the commonest endings taken off; what counts is the share of words
that both have. It is our own measure, in this one place, and explains itself: `shared` names the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

PROPOSE = 0.3
SMALL = frozenset(
    {
        "yang",
        "dan",
        "atau",
        "di",
        "ke",
        "dari",
        "pada",
        "untuk",
        "dengan",
        "dalam",
        "oleh",
        "bagi",
        "sesuai",
        "serta",
        "sebagai",
        "secara",
        "para",
        "telah",
        "akan",
        "ini",
        "itu",
        "adalah",
        "per",
        "antar",
        "hingga",
        "sampai",
        "atas",
        "tidak",
        "iki",
    }
)
ENDINGS = ("nya", "kan", "lah")


@dataclass(frozen=True, slots=True)
class Match:
    """One candidate with its likeness (0 to 1) and the words that decided it."""

    key: int
    likeness: float
    shared: tuple[str, ...]


@lru_cache(maxsize=2048)
def words_of(text: str) -> frozenset[str]:
    """The words of a sentence that say something, without their commonest endings."""
    return frozenset(_stem(word) for word in re.findall(r"\w+", text.casefold()) if word not in SMALL)


def best_matches(
    text: str, candidates: Iterable[tuple[int, str]], *, at_least: float = PROPOSE
) -> list[Match]:
    """The candidates (key, text) that are alike enough, the best first; equal ones in the order given."""
    wanted = words_of(text)
    found = []
    for key, other in candidates:
        words = words_of(other)
        shared = wanted & words
        if not shared:
            continue
        likeness = 2 * len(shared) / (len(wanted) + len(words))
        # A short expectation inside a long result is alike too.
        inside = len(shared) / min(len(wanted), len(words)) * 0.75 if len(shared) > 1 else 0
        if (score := max(likeness, inside)) >= at_least:
            found.append(Match(key, round(score, 3), tuple(sorted(shared))))
    return sorted(found, key=lambda match: -match.likeness)


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
