"""How what was reached stands beside a target: the words and the share, whichever way is better.

Where lower is better the share is the target as a part of what was reached, so that less is always more than
a hundred; a target of zero, or nothing at all where lower is better, has no share and only words. An
over-achievement is told as it is. A number that is missing stands beside nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from kasuari.planning.enums import ArahTarget
from kasuari.planning.queries.contents import amount_in_words


class Keadaan(StrEnum):
    """`melampaui` is better than asked for; `meleset` lies outside where only the target itself is right."""

    MELAMPAUI = "melampaui"
    TERCAPAI = "tercapai"
    BELUM = "belum"
    MELESET = "meleset"

    @property
    def reached(self) -> bool:
        return self in {Keadaan.MELAMPAUI, Keadaan.TERCAPAI}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a number stands beside its target; `percent` None where no share can be told."""

    keadaan: Keadaan
    percent: int | None = None


def standing(
    *, nilai: Decimal | None, minimum: Decimal | None, maksimum: Decimal | None, arah: str
) -> Standing | None:
    """Where `nilai` stands beside the target; None where either is not known as a number."""
    if nilai is None or (minimum is None and maksimum is None):
        return None
    if arah == ArahTarget.TURUN:
        limit, best = _bounds(maksimum, minimum)
        keadaan = _keadaan(-nilai, -limit, -best)
        if nilai == limit:
            return Standing(keadaan, 100)
        return Standing(keadaan, _share(limit, nilai) if nilai > 0 and limit >= 0 else None)
    if arah == ArahTarget.TETAP:
        low, high = _bounds(minimum, maksimum)
        if low <= nilai <= high:
            return Standing(Keadaan.TERCAPAI, 100)
        if nilai < low:
            return Standing(Keadaan.BELUM, _share(nilai, low))
        return Standing(Keadaan.MELESET, _share(nilai, high))
    low, best = _bounds(minimum, maksimum)
    return Standing(_keadaan(nilai, low, best), _share(nilai, low))


def standing_in_words(
    found: Standing, *, nilai: Decimal, target: str, satuan: str, arah: str, baseline: Decimal | None = None
) -> str:
    """One sentence for whoever reads: what was reached, the target, which way is better, and the baseline
    where it is known."""
    facts = {"nilai": amount_in_words(nilai, satuan), "target": target}
    if found.keadaan is Keadaan.MELAMPAUI:
        words = (
            _("Melampaui target: %(nilai)s di bawah target %(target)s; makin rendah makin baik.")
            if arah == ArahTarget.TURUN
            else _("Melampaui target: %(nilai)s dari target %(target)s.")
        )
    elif found.keadaan is Keadaan.TERCAPAI:
        words = _("Target tercapai: %(nilai)s dari target %(target)s.")
    elif found.keadaan is Keadaan.MELESET:
        words = _("Di atas target: %(nilai)s, padahal yang diharapkan tepat %(target)s.")
    elif arah == ArahTarget.TURUN:
        words = _("Belum tercapai: %(nilai)s masih di atas target %(target)s; makin rendah makin baik.")
    else:
        words = _("Belum tercapai: %(nilai)s dari target %(target)s.")
    sentence = words % facts
    if baseline is not None:
        sentence += " " + _("Baseline %(baseline)s.") % {"baseline": amount_in_words(baseline, satuan)}
    return sentence


def _bounds(first: Decimal | None, second: Decimal | None) -> tuple[Decimal, Decimal]:
    """Both ends of a target; one that is not written is the other."""
    one = first if first is not None else second
    other = second if second is not None else first
    if one is None or other is None:
        raise ValueError("a target without numbers has no bounds")
    return one, other


def _keadaan(nilai: Decimal, low: Decimal, best: Decimal) -> Keadaan:
    if nilai < low:
        return Keadaan.BELUM
    return Keadaan.MELAMPAUI if nilai > max(low, best) else Keadaan.TERCAPAI


def _share(part: Decimal, whole: Decimal) -> int | None:
    return round(part * 100 / whole) if whole else None
