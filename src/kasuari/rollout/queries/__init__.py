"""Reads of the rollout."""

from kasuari.rollout.queries.announcements import (
    announcement_for,
    announcements_for,
    answerable_for,
    is_addressed,
    may_wait,
    receipts_of,
    work_for,
)
from kasuari.rollout.queries.gains import gains_of
from kasuari.rollout.queries.gate import decision_of, decision_to_sign
from kasuari.rollout.queries.parallel import comparisons_of, difference_for, differences_of
from kasuari.rollout.queries.setup import meter_of, steps_of
from kasuari.rollout.queries.shortcomings import shortcoming_for, shortcomings_of
from kasuari.rollout.queries.signs import signs_of
from kasuari.rollout.queries.trials import (
    coverage_of,
    draw_for,
    draws_of,
    latest_result,
    trial_for,
    trials_of,
)
from kasuari.rollout.queries.units import alike, candidates
from kasuari.rollout.queries.waves import (
    accounts_in,
    member_for,
    members_of,
    paths_of,
    people_below,
    wave_for,
    waves_of,
)

__all__ = [
    "accounts_in",
    "alike",
    "announcement_for",
    "announcements_for",
    "answerable_for",
    "candidates",
    "comparisons_of",
    "coverage_of",
    "decision_of",
    "decision_to_sign",
    "difference_for",
    "differences_of",
    "draw_for",
    "draws_of",
    "gains_of",
    "is_addressed",
    "latest_result",
    "may_wait",
    "member_for",
    "members_of",
    "meter_of",
    "paths_of",
    "people_below",
    "receipts_of",
    "shortcoming_for",
    "shortcomings_of",
    "signs_of",
    "steps_of",
    "trial_for",
    "trials_of",
    "wave_for",
    "waves_of",
    "work_for",
]
