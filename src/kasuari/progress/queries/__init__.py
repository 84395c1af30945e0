"""Reads of pelaksanaan."""

from kasuari.progress.queries.filled import (
    FILLED,
    RUNNING,
    Filled,
    ended_results,
    filled_counts,
    filled_of_team,
    filled_shares,
    written_by,
)
from kasuari.progress.queries.parts import (
    action_for,
    bukti_for,
    current_period,
    indikator_in,
    period_of,
    periods_of,
    rhk_in,
    running_skp,
)
from kasuari.progress.queries.reached import PkReached, Reached, pk_reached, reached_of
from kasuari.progress.queries.tree import (
    IndikatorProgress,
    RhkProgress,
    SkpProgress,
    is_closed,
    number_in_words,
    progress_of,
)
from kasuari.progress.queries.work import REMINDER, may_wait, work_for

__all__ = [
    "FILLED",
    "REMINDER",
    "RUNNING",
    "Filled",
    "IndikatorProgress",
    "PkReached",
    "Reached",
    "RhkProgress",
    "SkpProgress",
    "action_for",
    "bukti_for",
    "current_period",
    "ended_results",
    "filled_counts",
    "filled_of_team",
    "filled_shares",
    "indikator_in",
    "is_closed",
    "may_wait",
    "number_in_words",
    "period_of",
    "periods_of",
    "pk_reached",
    "progress_of",
    "reached_of",
    "rhk_in",
    "running_skp",
    "work_for",
    "written_by",
]
