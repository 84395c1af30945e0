"""What an SKP still lacks, in words, at its field, with its article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kasuari.foundation.reasons import Words
from kasuari.planning.models import Skp
from kasuari.planning.queries.contents import IsiSkp, facts
from kasuari.planning.wording import SHORTCOMINGS
from kasuari.regulation import skp as law


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """One thing that is lacking. `wajib` False is advice. `basis` is the article as text."""

    code: str
    path: str
    message: Words
    basis: str
    wajib: bool


@dataclass(frozen=True, slots=True)
class Shortcomings:
    """Everything that is lacking, also by the path of its field."""

    items: tuple[Shortcoming, ...]
    by_path: dict[str, tuple[Shortcoming, ...]] = field(default_factory=dict)

    @property
    def wajib(self) -> tuple[Shortcoming, ...]:
        return tuple(item for item in self.items if item.wajib)

    @property
    def saran(self) -> tuple[Shortcoming, ...]:
        return tuple(item for item in self.items if not item.wajib)

    def at(self, path: str) -> tuple[Shortcoming, ...]:
        """What is lacking at exactly this field."""
        return self.by_path.get(path, ())

    def below(self, path: str) -> tuple[Shortcoming, ...]:
        """What is lacking at this field or inside it."""
        return tuple(item for item in self.items if item.path == path or item.path.startswith(f"{path}/"))


def shortcomings(skp: Skp, *, on: date, isi: IsiSkp | None = None) -> Shortcomings:
    """Everything that `skp` lacks under the rules of `on`, in the order of the form
    (`regulation.skp.periksa`)."""
    verdict = law.periksa(skp=facts(skp, isi), on=on)
    found = [
        Shortcoming(
            code=item.code,
            path=item.path,
            message=SHORTCOMINGS[item.code],
            basis="; ".join(str(basis) for basis in item.basis),
            wajib=item.severity is law.Severity.WAJIB,
        )
        for item in verdict.kekurangan
    ]
    if verdict.value is None:
        basis = "; ".join(str(item) for item in verdict.basis)
        found.append(Shortcoming(verdict.code, "", SHORTCOMINGS[verdict.code], basis, wajib=True))
    return Shortcomings(tuple(found), by_path(found))


def by_path(found: Iterable[Shortcoming]) -> dict[str, tuple[Shortcoming, ...]]:
    """`found` by the path of its field."""
    places: dict[str, list[Shortcoming]] = {}
    for item in found:
        places.setdefault(item.path, []).append(item)
    return {path: tuple(items) for path, items in places.items()}
