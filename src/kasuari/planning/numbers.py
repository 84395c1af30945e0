"""Numbers as people here write them: 85, 3,5, 1.250; also 3.5."""

from __future__ import annotations

import re
from decimal import Decimal

_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")
_PLAIN = re.compile(r"-?\d+([.,]\d+)?")


def read_number(text: str) -> Decimal:
    """The number that `text` writes; groups of three after a point are thousands. Raises ValueError."""
    text = text.strip()
    if _THOUSANDS.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", "."))
    raise ValueError(text)


def number_in_words(value: Decimal | None) -> str:
    """`1250.5` as people here write it: `1.250,5`; "" where no number is known."""
    if value is None:
        return ""
    whole, _point, fraction = f"{value.normalize():,f}".partition(".")
    return whole.replace(",", ".") + (f",{fraction}" if fraction else "")
