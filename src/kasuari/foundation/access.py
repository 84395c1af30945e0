"""Who acts, and the two answers to "may they?".

An access rule is a function that returns `Allowed()` or `Denied("module.reason")`. Both behave as booleans.
The code of a denial is the same in the API, on the greyed button and in the tests; its words are in
`kasuari.foundation.reasons`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kasuari.foundation.functions import EVERYTHING_ON, Standing
from kasuari.foundation.reasons import Reason, explain


@dataclass(frozen=True, slots=True)
class Grant:
    """A role on a day; `scope` is the path of the unit it holds for, "" for the whole agency."""

    role: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever performs a write or asks for a read: a signed-in person or the system itself.

    `pegawai_id` is None for accounts without a personnel record. `on` is the day the rights were read for.
    `standing` says which functions are on for the person, `rates` whether the organisation gives them people
    to rate: it orders what they see first and permits nothing.
    """

    user_id: int | None
    name: str
    on: date
    pegawai_id: int | None = None
    grants: frozenset[Grant] = field(default_factory=frozenset)
    standing: Standing = EVERYTHING_ON
    rates: bool = False

    @classmethod
    def system(cls, name: str, *, on: date) -> Actor:
        """The product itself, for jobs, commands and demo data. Never a person."""
        return cls(user_id=None, name=name, on=on, grants=frozenset({Grant("sistem")}))

    @property
    def is_system(self) -> bool:
        return Grant("sistem") in self.grants

    def has(self, *roles: str, path: str = "") -> bool:
        """Whether one of `roles` is held for the unit at `path` (or for the whole agency)."""
        return any(grant.role in roles and path.startswith(grant.scope) for grant in self.grants)

    def scopes(self, *roles: str) -> list[str]:
        """Paths of the units for which one of `roles` is held; "" means the whole agency."""
        return sorted({grant.scope for grant in self.grants if grant.role in roles})


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes."""

    def __bool__(self) -> bool:
        return True

    def or_raise(self) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Denied:
    """No, with the stable code of the reason."""

    code: str
    params: tuple[tuple[str, object], ...] = ()

    def __bool__(self) -> bool:
        return False

    @property
    def reason(self) -> Reason:
        return explain(self.code, **dict(self.params))

    def or_raise(self) -> None:
        from kasuari.foundation.refusals import NotAllowed

        raise NotAllowed(self.code, problems=(), **dict(self.params))


Answer = Allowed | Denied


def first_denial(answers: Iterable[Answer]) -> Answer:
    """The first Denied among `answers`, or Allowed."""
    for answer in answers:
        if not answer:
            return answer
    return Allowed()
