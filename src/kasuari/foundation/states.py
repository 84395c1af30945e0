"""One transition table per document: state, act, who, next state. Diagrams are generated from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kasuari.foundation.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Transition:
    """In `state`, `who` may `act`, which leads to `next`."""

    state: str
    act: str
    who: str
    next: str


class TransitionTable:
    """All moves of one kind of document, by name."""

    registry: dict[str, TransitionTable] = {}

    def __init__(self, name: str, *, initial: str, rows: Iterable[Transition]) -> None:
        self.name = name
        self.initial = initial
        self.rows = tuple(rows)
        self._next = {(row.state, row.act): row.next for row in self.rows}
        if len(self._next) != len(self.rows):
            raise RuntimeError(f"{name}: a state and act stand twice in the table")
        TransitionTable.registry[name] = self

    def allows(self, state: str, act: str) -> bool:
        return (state, act) in self._next

    def next(self, state: str, act: str) -> str:
        """The state after `act`. Raises Refusal("state.not_possible") where the table has no such move."""
        found = self._next.get((state, act))
        if found is None:
            raise StateRefusal("state.not_possible")
        return found

    def sources(self, act: str) -> list[str]:
        """Every state in which `act` is possible, for conditional updates."""
        return [row.state for row in self.rows if row.act == act]


class StateRefusal(Refusal):
    """The act is not possible in the present state."""

    status = 409
