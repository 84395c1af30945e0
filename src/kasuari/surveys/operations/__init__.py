"""Writes of the surveys."""

from kasuari.surveys.operations.denyut import answer_pulse, close_pulse, open_pulse, plan_pulse
from kasuari.surveys.operations.jawaban import IsianSkm, receive_answer
from kasuari.surveys.operations.kertas import enter_sheet, resolve_sheet
from kasuari.surveys.operations.skm import (
    IsianSurvei,
    close_skm,
    decide_batch,
    finish_follow_up,
    forget_origins,
    issue_report,
    open_skm,
    plan_follow_up,
    plan_skm,
)

__all__ = [
    "IsianSkm",
    "IsianSurvei",
    "answer_pulse",
    "close_pulse",
    "close_skm",
    "decide_batch",
    "enter_sheet",
    "finish_follow_up",
    "forget_origins",
    "issue_report",
    "open_pulse",
    "open_skm",
    "plan_follow_up",
    "plan_pulse",
    "plan_skm",
    "receive_answer",
    "resolve_sheet",
]
