"""Who may do what in the surveys."""

from kasuari.surveys.access.skm import (
    Standing,
    can_decide_batch,
    can_follow_up,
    can_run_skm,
    can_serve_counter,
)

__all__ = ["Standing", "can_decide_batch", "can_follow_up", "can_run_skm", "can_serve_counter"]
