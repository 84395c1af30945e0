"""Reads of the rollout."""

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
    "member_for",
    "members_of",
    "paths_of",
    "people_below",
    "wave_for",
    "waves_of",
]
