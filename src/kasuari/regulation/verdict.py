"""What every rule answers: the value, a stable code finer than the value, the articles, and what is
missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Basis:
    """One citation: the regulation, the article or point, and the page of the official print (0: none)."""

    regulation: str
    article: str
    page: int = 0

    def __str__(self) -> str:
        place = f"{self.regulation} {self.article}"
        return f"{place} (hlm. {self.page})" if self.page else place


@dataclass(frozen=True, slots=True)
class Verdict(Generic[T]):
    """The answer of a rule.

    `value` is None when the facts do not suffice or the rule gives no value; `code` then says why. `missing`
    names the facts that are lacking, in the words of the parameters. Missing is never zero.
    """

    value: T | None
    code: str
    basis: tuple[Basis, ...] = ()
    missing: tuple[str, ...] = ()


def p6(article: str, page: int = 0) -> Basis:
    """A place in PermenPANRB 6/2022."""
    return Basis("PermenPANRB 6/2022", article, page)


def lampiran(bab: str, point: str, page: int) -> Basis:
    """A point of the annex of PermenPANRB 6/2022, such as `lampiran("II", "A.2.a.8", 29)`."""
    return p6(f"Lampiran BAB {bab} {point}", page)


def berdasar(*basis: Basis) -> Callable[[F], F]:
    """Declare the articles that a public rule carries out, so that the catalogue can list them."""

    def declare(rule: F) -> F:
        rule.__dict__["__basis__"] = basis
        return rule

    return declare
