"""A target of two numbers whose first is the larger one ("10–5 %"): both readings, and the one chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from kasuari.planning.enums import JenisTarget
from kasuari.planning.operations import IsianIndikator
from kasuari.planning.queries import IsiIndikator
from kasuari.planning.queries.contents import amount_in_words
from kasuari.regulation import mutu
from kasuari.regulation.mutu import Bacaan

_ACT = re.compile(r"bacaan:(\d{1,15}):([01])")
_LAST = re.compile(r".*\d(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading as a button: what it says, what the form sends; the likelier one stands out."""

    words: str
    act: str
    variant: str


def readings_of(item: IsiIndikator) -> list[Reading]:
    """The two ways to read the target of an indikator, the likelier first; none where it is clear."""
    found = mutu.bacaan_target(target=item.target, indikator=item.teks).value or ()
    unit = _unit(item.target)
    return [
        Reading(_words(reading, unit), f"bacaan:{item.id}:{number}", "secondary" if number == 0 else "plain")
        for number, reading in enumerate(found)
    ]


def chosen(act: str) -> tuple[int, int] | None:
    """The indikator and the number of the reading that a button names."""
    match = _ACT.fullmatch(act)
    return (int(match[1]), int(match[2])) if match else None


def reread(isian: IsianIndikator, number: int) -> IsianIndikator:
    """`isian` with its target as the reading says; unchanged where it has only one."""
    text = isian.target_teks
    if isian.target_jenis == JenisTarget.RENTANG:
        low, high = isian.target_minimum, isian.target_maksimum
        text = f"{amount_in_words(low, '')}–{amount_in_words(high, isian.satuan)}"
    found = mutu.bacaan_target(target=text, indikator=isian.teks).value or ()
    if number >= len(found):
        return isian
    reading = found[number]
    return replace(
        isian,
        target_jenis=JenisTarget.RENTANG.value if reading.rentang else JenisTarget.ANGKA.value,
        target_teks="",
        target_minimum=reading.minimum,
        target_maksimum=reading.maksimum,
        satuan=_unit(text),
        arah=reading.arah.value,
        baseline=isian.baseline if reading.baseline is None else reading.baseline,
    )


def _words(reading: Bacaan, unit: str) -> str:
    high = amount_in_words(reading.maksimum, unit)
    if reading.rentang:
        return _("Rentang %(low)s–%(high)s") % {"low": amount_in_words(reading.minimum, ""), "high": high}
    return _("Turun dari %(first)s menjadi %(last)s") % {
        "first": amount_in_words(reading.baseline, unit),
        "last": high,
    }


def _unit(text: str) -> str:
    """What stands behind the last number."""
    match = _LAST.fullmatch(text)
    return match[1].strip(" .")[:60] if match else ""
