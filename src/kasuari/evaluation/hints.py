"""Calm hints for whoever rates: advice only. They never block and never change a value. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypedDict

from django.utils.translation import gettext as _

from kasuari.foundation.reasons import Words

# From this many people on, the same rating for all is worth a second look.
SMALLEST_GROUP = 4
SHORTEST_COPY = 20


class Rated(TypedDict):
    """One person's draft as the hints see it; "" is a rating or a reason not given. `key` is the SKP."""

    key: int
    nama: str
    rating_hasil_kerja: str
    rating_perilaku_kerja: str
    alasan_hasil_kerja: str
    alasan_perilaku_kerja: str
    bukti: int


@dataclass(frozen=True, slots=True)
class Hint:
    """`about` names the SKP that it is about, empty for the whole team."""

    code: str
    text: Words
    about: tuple[int, ...] = ()


def hints_for(people: Sequence[Rated]) -> list[Hint]:
    """Every hint for a team, those about the whole team first."""
    return [*_everybody_alike(people), *_copied(people), *_without_evidence(people)]


def hints_about(people: Sequence[Rated], key: int) -> list[Hint]:
    """The hints that concern one person."""
    return [hint for hint in hints_for(people) if key in hint.about]


def _everybody_alike(people: Sequence[Rated]) -> Iterable[Hint]:
    pairs = [(item["rating_hasil_kerja"], item["rating_perilaku_kerja"]) for item in people]
    rated = [pair for pair in pairs if all(pair)]
    if len(rated) >= SMALLEST_GROUP and len(rated) == len(people) and len(set(rated)) == 1:
        yield Hint(
            "evaluation.hint.everybody_alike",
            _("Semua orang mendapat rating yang sama. Apakah sumbangan mereka memang sama besar?"),
        )


def _copied(people: Sequence[Rated]) -> Iterable[Hint]:
    seen: dict[str, list[Rated]] = {}
    for item in people:
        texts = {_plain(item["alasan_hasil_kerja"]), _plain(item["alasan_perilaku_kerja"])}
        for text in texts:
            if len(text) >= SHORTEST_COPY:
                seen.setdefault(text, []).append(item)
    told: set[tuple[int, ...]] = set()
    for group in seen.values():
        keys = tuple(item["key"] for item in group)
        if len(group) > 1 and keys not in told:
            told.add(keys)
            yield Hint(
                "evaluation.hint.copied",
                _("Alasan yang sama dipakai untuk %(names)s. Tuliskan apa yang khas dari masing-masing.")
                % {"names": ", ".join(item["nama"] for item in group)},
                keys,
            )


def _without_evidence(people: Sequence[Rated]) -> Iterable[Hint]:
    for item in people:
        if item["rating_hasil_kerja"] and not item["bukti"]:
            yield Hint(
                "evaluation.hint.without_evidence",
                _(
                    "%(name)s diberi rating hasil kerja tanpa bukti dukung. Mintalah bukti, atau sebutkan "
                    "dasarnya."
                )
                % {"name": item["nama"]},
                (item["key"],),
            )


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()
