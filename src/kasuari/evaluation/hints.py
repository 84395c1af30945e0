"""Calm hints for whoever rates: advice only. They never block and never change a value. Pure.

Each hint that rests on a number of people says how sure it is: with few people a likeness is easily chance.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import factorial, prod
from typing import NotRequired, TypedDict

from django.utils import formats
from django.utils.translation import gettext as _

from kasuari.foundation.reasons import Words

# From this many people on, a likeness within a team is worth a second look.
SMALLEST_GROUP = 4
SHORTEST_COPY = 20
SHORTEST_REASON = 25
# Evidence that all came within the last part of a period says little about what was before.
RECENT_PART = 0.25
# The two ratings of everybody agree by chance less often than this.
RARE = 0.2


class Rated(TypedDict):
    """One person's draft as the hints see it; "" is a rating or a reason not given. `key` is the SKP."""

    key: int
    nama: str
    rating_hasil_kerja: str
    rating_perilaku_kerja: str
    alasan_hasil_kerja: str
    alasan_perilaku_kerja: str
    bukti: int
    first_bukti: NotRequired[date | None]


@dataclass(frozen=True, slots=True)
class Around:
    """What the hints know beside the drafts: the period, and the penilai's own last ratings ("" unknown)."""

    start_date: date
    last_date: date
    own_hasil_kerja: str = ""
    own_perilaku_kerja: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """`about` names the SKP that it is about, empty for the whole team. `certainty` says how sure it is."""

    code: str
    text: Words
    about: tuple[int, ...] = ()
    certainty: Words = ""


def hints_for(people: Sequence[Rated], around: Around | None = None) -> list[Hint]:
    """Every hint for a team, those about the whole team first."""
    return [
        *_everybody_alike(people),
        *_both_ratings_agree(people),
        *(_like_oneself(people, around) if around else ()),
        *_copied(people),
        *_without_evidence(people),
        *(_only_lately(people, around) if around else ()),
        *_hardly_a_reason(people),
    ]


def hints_about(people: Sequence[Rated], key: int) -> list[Hint]:
    """The hints that concern one person."""
    return [hint for hint in hints_for(people) if key in hint.about]


def _rated(people: Sequence[Rated]) -> list[tuple[str, str]]:
    pairs = [(item["rating_hasil_kerja"], item["rating_perilaku_kerja"]) for item in people]
    return [pair for pair in pairs if all(pair)]


def _everybody_alike(people: Sequence[Rated]) -> Iterable[Hint]:
    rated = _rated(people)
    if len(rated) >= SMALLEST_GROUP and len(rated) == len(people) and len(set(rated)) == 1:
        yield Hint(
            "evaluation.hint.everybody_alike",
            _("Semua orang mendapat rating yang sama. Apakah sumbangan mereka memang sama besar?"),
            certainty=_few(len(rated)),
        )


def _both_ratings_agree(people: Sequence[Rated]) -> Iterable[Hint]:
    """Hasil kerja and perilaku kerja are the same for everybody, though the people differ (halo)."""
    rated = _rated(people)
    if len(rated) < SMALLEST_GROUP or len(set(rated)) == 1 or any(hasil != lain for hasil, lain in rated):
        return
    sizes = Counter(hasil for hasil, _same in rated).values()
    chance = prod(factorial(size) for size in sizes) / factorial(len(rated))
    if chance > RARE:
        return
    yield Hint(
        "evaluation.hint.both_ratings_agree",
        _(
            "Pada semua orang rating perilaku kerja sama dengan rating hasil kerjanya. Apakah perilaku "
            "dinilai dari perilakunya sendiri?"
        ),
        certainty=_(
            "Bila rating perilaku dibagikan secara acak, keadaan ini muncul sekitar 1 dari %(times)s kali."
        )
        % {"times": formats.number_format(round(1 / chance), use_l10n=True)},
    )


def _like_oneself(people: Sequence[Rated], around: Around) -> Iterable[Hint]:
    own = (around.own_hasil_kerja, around.own_perilaku_kerja)
    rated = _rated(people)
    if not all(own) or len(rated) < SMALLEST_GROUP or len(rated) < len(people):
        return
    same = sum(pair == own for pair in rated)
    if same < len(rated) - 1:
        return
    yield Hint(
        "evaluation.hint.like_oneself",
        _(
            "Hampir semua orang mendapat rating yang sama dengan rating terakhir Anda sendiri (%(count)d "
            "dari %(total)d). Ukurannya adalah ekspektasi masing-masing orang."
        )
        % {"count": same, "total": len(rated)},
        certainty=_few(len(rated)),
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
                _(
                    "Alasan yang sama dipakai untuk beberapa orang (%(names)s). Tuliskan apa yang khas "
                    "dari masing-masing."
                )
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


def _only_lately(people: Sequence[Rated], around: Around) -> Iterable[Hint]:
    days = (around.last_date - around.start_date).days + 1
    late = around.last_date - timedelta(days=round(days * RECENT_PART))
    for item in people:
        first = item.get("first_bukti")
        if item["rating_hasil_kerja"] and first is not None and first > late:
            yield Hint(
                "evaluation.hint.only_lately",
                _(
                    "Semua bukti %(name)s baru ditambahkan sejak %(day)s. Apakah pekerjaan di awal periode "
                    "ikut dipertimbangkan?"
                )
                % {"name": item["nama"], "day": formats.date_format(first, "j F")},
                (item["key"],),
                _("Tanggal menambahkan bukti belum tentu tanggal pekerjaannya."),
            )


def _hardly_a_reason(people: Sequence[Rated]) -> Iterable[Hint]:
    for item in people:
        texts = (item["alasan_hasil_kerja"], item["alasan_perilaku_kerja"])
        if any(text and len(_plain(text)) < SHORTEST_REASON for text in texts):
            yield Hint(
                "evaluation.hint.hardly_a_reason",
                _("Alasan untuk %(name)s sangat singkat. Sebut hasil, bukti, atau perilaku yang Anda lihat.")
                % {"name": item["nama"]},
                (item["key"],),
            )


def _few(count: int) -> Words:
    return _("Dengan %(count)d orang, kesamaan seperti ini dapat saja kebetulan.") % {"count": count}


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()
