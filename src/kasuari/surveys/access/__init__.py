"""Who may do what in the surveys."""

from kasuari.surveys.access.denyut import can_answer_pulse, can_run_pulse, reads_pulse
from kasuari.surveys.access.skm import (
    Standing,
    can_decide_batch,
    can_follow_up,
    can_run_skm,
    can_serve_counter,
)

__all__ = [
    "Standing",
    "can_answer_pulse",
    "can_decide_batch",
    "can_follow_up",
    "can_run_pulse",
    "can_run_skm",
    "can_serve_counter",
    "reads_pulse",
]
