"""Setting several SKP in one go: each on its own, and none that lacks something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kasuari.foundation.access import Actor
from kasuari.foundation.reasons import Reason, explain
from kasuari.foundation.refusals import Refusal
from kasuari.planning.models import Skp
from kasuari.planning.operations.submission import set_skp
from kasuari.planning.queries.checks import shortcomings


@dataclass(frozen=True, slots=True)
class SetOutcome:
    """What came of it: how many were set, and whose were not, with the reason."""

    done: int
    refused: tuple[tuple[Skp, str, Reason], ...]


def set_many(*, chosen: Sequence[tuple[Skp, int]], by: Actor, at: datetime) -> SetOutcome:
    """Set each SKP in the version that the penilai has read; one that is refused does not stop the others.

    An SKP that lacks something wajib is refused by name. The papers are issued with their first print.
    """
    done, refused = 0, []
    for skp, version in chosen:
        lacking = shortcomings(skp, on=skp.start_date).wajib
        if lacking:
            refused.append((skp, "planning.incomplete", explain("planning.incomplete", count=len(lacking))))
            continue
        try:
            set_skp(skp=skp, version=version, by=by, at=at, issue=False)
            done += 1
        except Refusal as refusal:
            refused.append((skp, refusal.code, refusal.reason))
    return SetOutcome(done, tuple(refused))
