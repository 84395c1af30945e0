"""Numbers that the government may change: a value, the first day it holds, and the article beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from kasuari.regulation.verdict import Basis

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parameter(Generic[T]):
    """`value` holds from `start_date` until the next parameter of the same sequence starts."""

    start_date: date
    value: T
    basis: Basis


def berlaku(riwayat: Sequence[Parameter[T]], on: date) -> Parameter[T] | None:
    """The parameter in force on `on`, None before the first; the order of `riwayat` does not matter."""
    sudah_mulai = [parameter for parameter in riwayat if parameter.start_date <= on]
    return max(sudah_mulai, key=lambda parameter: parameter.start_date, default=None)
