"""What a write raises when it refuses. Each carries a code whose words are registered in `reasons`."""

from __future__ import annotations

from dataclasses import dataclass

from kasuari.foundation.reasons import Reason, Words, explain


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input: a stable code, the field's path ("" for the whole), the words."""

    code: str
    path: str
    message: Words
    basis: str = ""


class Refusal(Exception):
    """A write or read that is refused for a reason the user understands. `status` is the HTTP answer."""

    status = 422

    def __init__(self, code: str, *, problems: tuple[Problem, ...] = (), **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
        self.problems = problems

    @property
    def reason(self) -> Reason:
        return explain(self.code, **self.params)


class NotAllowed(Refusal):
    """Visible, but this person may not do it."""

    status = 403


class Stale(Refusal):
    """Somebody else wrote in between; nothing was saved."""

    status = 409

    def __init__(self) -> None:
        super().__init__("stale")


class TooLarge(Refusal):
    """More was sent than any page takes; it was not read."""

    status = 413


class Invalid(Refusal):
    """The input breaks a rule; `problems` lists every breach at once."""

    status = 422
