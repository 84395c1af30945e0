"""The arithmetic of the pilot's evaluation: numbers in, numbers out. No table, no clock."""

from kasuari.rollout.estimate.draw import drawn, drawn_within_strata, strata_of
from kasuari.rollout.estimate.inference import library
from kasuari.rollout.estimate.panel import Estimate, Panel, difference_in_differences, stepped_wedge

__all__ = [
    "Estimate",
    "Panel",
    "difference_in_differences",
    "drawn",
    "drawn_within_strata",
    "library",
    "stepped_wedge",
    "strata_of",
]
