"""Reads of evaluation."""

from kasuari.evaluation.queries.capaian import (
    CapaianUsed,
    UnitCapaian,
    capaian_of_units,
    capaian_used,
    setting_capaian,
    unit_to_set,
    units_led,
    units_to_set,
    units_without_capaian,
    with_capaian,
)
from kasuari.evaluation.queries.explanation import Explanation, explanation
from kasuari.evaluation.queries.facts import collect_fakta
from kasuari.evaluation.queries.gate import (
    calendar_of,
    delivery_deadline,
    evaluasi_for,
    evaluasi_of,
    evaluasi_visible,
    history,
    objection_deadline,
    rating_last_date,
    return_deadline,
)
from kasuari.evaluation.queries.person import SideBySide, draft_fakta, side_by_side
from kasuari.evaluation.queries.predikat import predikat_of
from kasuari.evaluation.queries.signed import SignedPredikat, signed_predikat
from kasuari.evaluation.queries.team import (
    Cell,
    Distribution,
    Member,
    Team,
    board,
    distribution,
    team,
    team_hints,
)
from kasuari.evaluation.queries.work import work_for

__all__ = [
    "CapaianUsed",
    "Cell",
    "Distribution",
    "Explanation",
    "Member",
    "SideBySide",
    "SignedPredikat",
    "Team",
    "UnitCapaian",
    "board",
    "calendar_of",
    "capaian_of_units",
    "capaian_used",
    "collect_fakta",
    "delivery_deadline",
    "distribution",
    "draft_fakta",
    "evaluasi_for",
    "evaluasi_of",
    "evaluasi_visible",
    "explanation",
    "history",
    "objection_deadline",
    "predikat_of",
    "rating_last_date",
    "return_deadline",
    "setting_capaian",
    "side_by_side",
    "signed_predikat",
    "team",
    "team_hints",
    "unit_to_set",
    "units_led",
    "units_to_set",
    "units_without_capaian",
    "with_capaian",
    "work_for",
]
