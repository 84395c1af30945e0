"""Writes of the rollout."""

from kasuari.rollout.operations.announcements import announce, mark_read, withdraw_announcement
from kasuari.rollout.operations.gate import propose_decision, set_threshold, sign_decision, start_wave
from kasuari.rollout.operations.parallel import compare_file, decide_difference
from kasuari.rollout.operations.shortcomings import (
    decide_shortcoming,
    offer_help,
    reopen_shortcoming,
    repair_shortcoming,
    report_shortcoming,
    verify_shortcoming,
)
from kasuari.rollout.operations.trials import (
    draw_units,
    estimate_trial,
    lock_trial,
    read_observations,
    take_observations,
)
from kasuari.rollout.operations.waves import (
    add_unit,
    begin_practice,
    change_wave,
    end_practice,
    end_wave,
    make_wave,
    note_signal,
    remove_unit,
    switch,
)

__all__ = [
    "add_unit",
    "announce",
    "begin_practice",
    "change_wave",
    "compare_file",
    "decide_difference",
    "decide_shortcoming",
    "draw_units",
    "end_practice",
    "end_wave",
    "estimate_trial",
    "lock_trial",
    "make_wave",
    "mark_read",
    "note_signal",
    "offer_help",
    "propose_decision",
    "read_observations",
    "remove_unit",
    "reopen_shortcoming",
    "repair_shortcoming",
    "report_shortcoming",
    "set_threshold",
    "sign_decision",
    "start_wave",
    "switch",
    "take_observations",
    "verify_shortcoming",
    "withdraw_announcement",
]
