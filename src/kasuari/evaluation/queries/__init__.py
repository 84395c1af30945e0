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
from kasuari.evaluation.queries.clocks import (
    FairCalendar,
    FairDeadline,
    clocks_of,
    decision_deadline,
    delivery_deadline,
    fair_calendar,
    objection_deadline,
    return_deadline,
)
from kasuari.evaluation.queries.explanation import Explanation, explanation
from kasuari.evaluation.queries.facts import collect_fakta
from kasuari.evaluation.queries.gate import (
    calendar_of,
    evaluasi_for,
    evaluasi_of,
    evaluasi_visible,
    history,
    rating_last_date,
)
from kasuari.evaluation.queries.keberatan import (
    Aftermath,
    Objection,
    aftermath,
    disputing,
    keberatan_for,
    keberatan_visible,
    objection,
    waiting_keberatan,
)
from kasuari.evaluation.queries.outages import gangguan_for, gangguan_of
from kasuari.evaluation.queries.person import SideBySide, draft_fakta, may_rate, side_by_side
from kasuari.evaluation.queries.predikat import predikat_of
from kasuari.evaluation.queries.recompute import Difference, recompute
from kasuari.evaluation.queries.route import Route, route_of, routes_of, unsigned, waiting_for_atasan
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
    "Aftermath",
    "CapaianUsed",
    "Cell",
    "Difference",
    "Distribution",
    "Explanation",
    "FairCalendar",
    "FairDeadline",
    "Member",
    "Objection",
    "Route",
    "SideBySide",
    "SignedPredikat",
    "Team",
    "UnitCapaian",
    "aftermath",
    "board",
    "calendar_of",
    "capaian_of_units",
    "capaian_used",
    "clocks_of",
    "collect_fakta",
    "decision_deadline",
    "delivery_deadline",
    "disputing",
    "distribution",
    "draft_fakta",
    "evaluasi_for",
    "evaluasi_of",
    "evaluasi_visible",
    "explanation",
    "fair_calendar",
    "gangguan_for",
    "gangguan_of",
    "history",
    "keberatan_for",
    "keberatan_visible",
    "may_rate",
    "objection",
    "objection_deadline",
    "predikat_of",
    "rating_last_date",
    "recompute",
    "return_deadline",
    "route_of",
    "routes_of",
    "setting_capaian",
    "side_by_side",
    "signed_predikat",
    "team",
    "team_hints",
    "unit_to_set",
    "units_led",
    "units_to_set",
    "units_without_capaian",
    "unsigned",
    "waiting_for_atasan",
    "waiting_keberatan",
    "with_capaian",
    "work_for",
]
