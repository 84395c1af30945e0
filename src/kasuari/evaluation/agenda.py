"""The agenda of a kalibrasi: what is worth talking about, and how sure that is. Pure; it changes nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from statistics import median_low

from django.utils.translation import gettext as _

from kasuari.foundation.reasons import Words
from kasuari.regulation.distribusi import SUMBU
from kasuari.regulation.predikat import Predikat, Rating

# Below this many people nothing is said of a penilai's shares.
FEW = 5
# A difference that chance alone makes less often than this is worth a talk.
RARE = 0.05
# Steps on the axis of the predikat from the middle of the session.
FAR = 2
_RANK = {predikat.value: rank for rank, predikat in enumerate(SUMBU)}


@dataclass(frozen=True, slots=True)
class Laid:
    """One draft on the table. `before` is the predikat of the period before ("" unknown); `changed` says that
    the penilai has written another rating since it was brought."""

    key: int
    penilai_id: int
    penilai: str
    nama: str
    hasil_kerja: str
    predikat: str
    before: str = ""
    bukti: int = 0
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One point. `about` are the keys of the drafts that it is about; `certainty` says how sure it is."""

    code: str
    text: Words
    about: tuple[int, ...]
    certainty: Words = ""


def agenda_for(laid: Sequence[Laid], *, peaks: Mapping[int, Predikat]) -> list[Point]:
    """Every point, in the order in which to talk: outliers, penilai who differ, changes, too few to tell.

    `peaks`: by penilai, the predikat that most people ideally have under the capaian of that penilai's unit.
    """
    teams: dict[int, list[Laid]] = defaultdict(list)
    for item in laid:
        teams[item.penilai_id].append(item)
    return [
        *_outliers(laid),
        *_unlike_others(laid, teams),
        *_far_from_guide(teams, peaks),
        *_changed(laid),
        *_without_evidence(laid),
        *_too_few(teams),
    ]


def _outliers(laid: Sequence[Laid]) -> Iterable[Point]:
    if len(laid) < FEW:
        return
    middle = median_low(_RANK[item.predikat] for item in laid)
    for item in laid:
        if abs(_RANK[item.predikat] - middle) >= FAR:
            yield Point(
                "evaluation.agenda.outlier",
                _("%(name)s jauh dari bagian tengah kalibrasi ini. Apa dasarnya?") % {"name": item.nama},
                (item.key,),
                _("Jauh bukan berarti keliru; mungkin memang berbeda."),
            )


def _unlike_others(laid: Sequence[Laid], teams: Mapping[int, list[Laid]]) -> Iterable[Point]:
    """A penilai whose share of "diatas" chance would hardly make, were the drafts dealt out at random."""
    high = sum(item.hasil_kerja == Rating.DIATAS for item in laid)
    judged = [members for members in teams.values() if len(members) >= FEW]
    for members in judged:
        rest = len(laid) - len(members)
        if rest < FEW:
            continue
        own = sum(item.hasil_kerja == Rating.DIATAS for item in members)
        chance = _as_far(own, len(members), high, len(laid))
        if chance < RARE:
            yield Point(
                "evaluation.agenda.unlike_others",
                _(
                    "%(penilai)s menilai %(own)d dari %(count)d orang diatas ekspektasi; peserta lain "
                    "%(others)d dari %(rest)d."
                )
                % {
                    "penilai": members[0].penilai,
                    "own": own,
                    "count": len(members),
                    "others": high - own,
                    "rest": rest,
                },
                tuple(item.key for item in members),
                _(
                    "Perbedaan sebesar ini atau lebih muncul kebetulan sekitar %(chance)s dari 100 kali; "
                    "%(tests)d penilai diperiksa."
                )
                % {"chance": max(1, round(100 * chance)), "tests": len(judged)},
            )


def _as_far(own: int, count: int, high: int, total: int) -> float:
    """How often `count` drawn from `total`, of which `high` are high, differ as far as `own` or further."""
    ways = comb(total, count)
    here = comb(high, own) * comb(total - high, count - own)
    smallest, largest = max(0, count - (total - high)), min(high, count)
    each = [comb(high, k) * comb(total - high, count - k) for k in range(smallest, largest + 1)]
    return sum(item for item in each if item <= here) / ways


def _far_from_guide(teams: Mapping[int, list[Laid]], peaks: Mapping[int, Predikat]) -> Iterable[Point]:
    for penilai_id, members in teams.items():
        peak = peaks.get(penilai_id)
        if peak is None or len(members) < FEW:
            continue
        counts = Counter(item.predikat for item in members)
        if counts[peak.value] == max(counts.values()):
            continue
        yield Point(
            "evaluation.agenda.far_from_guide",
            _(
                "Pada tim %(penilai)s, predikat yang menurut pola distribusi idealnya terbanyak hanya "
                "dimiliki %(count)d dari %(total)d orang."
            )
            % {"penilai": members[0].penilai, "count": counts[peak.value], "total": len(members)},
            tuple(item.key for item in members),
            _("Pola distribusi adalah bahan pertimbangan, bukan kuota (Lampiran BAB IV B.2)."),
        )


def _changed(laid: Sequence[Laid]) -> Iterable[Point]:
    for item in laid:
        if item.changed:
            yield Point(
                "evaluation.agenda.changed_since",
                _("Penilaian %(name)s diubah penilainya setelah dibawa ke kalibrasi.") % {"name": item.nama},
                (item.key,),
            )
        elif item.before and item.before != item.predikat:
            yield Point(
                "evaluation.agenda.changed",
                _("Predikat %(name)s berbeda dari periode sebelumnya. Apa yang berubah?")
                % {"name": item.nama},
                (item.key,),
            )


def _without_evidence(laid: Sequence[Laid]) -> Iterable[Point]:
    for item in laid:
        if not item.bukti:
            yield Point(
                "evaluation.agenda.without_evidence",
                _("Penilaian %(name)s belum disertai bukti dukung.") % {"name": item.nama},
                (item.key,),
            )


def _too_few(teams: Mapping[int, list[Laid]]) -> Iterable[Point]:
    for members in teams.values():
        if len(members) < FEW:
            yield Point(
                "evaluation.agenda.too_few",
                _("%(penilai)s membawa %(count)d penilaian; bagian dan sebarannya tidak dapat dibaca.")
                % {"penilai": members[0].penilai, "count": len(members)},
                tuple(item.key for item in members),
                _("Bahas orang demi orang, bukan sebagai bagian."),
            )
