"""Exact numbers as they are shown."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.utils import formats

from kasuari.regulation.kepuasan import bulatkan


def decimal_of(value: Fraction, digits: int) -> Decimal:
    """`value` half up to so many digits."""
    return Decimal(int(bulatkan(value, digits) * 10**digits)).scaleb(-digits)


def number(value: Fraction | None, digits: int = 2) -> str:
    """`value` half up in the way of the language: 90,56; "" where it is not known."""
    return "" if value is None else formats.number_format(decimal_of(value, digits), digits)


def paper_number(value: Fraction | None, digits: int = 2) -> str:
    """The same on paper, which is Indonesian."""
    return "" if value is None else f"{decimal_of(value, digits):.{digits}f}".replace(".", ",")
