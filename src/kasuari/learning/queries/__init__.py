"""Reads of learning."""

from kasuari.learning.queries.champions import (
    active_champions,
    champion_accounts,
    champion_for,
    champions_for,
    champions_within,
    every_champion,
    helps_asker,
    may_wait,
    questions_to_answer,
    work_for,
)
from kasuari.learning.queries.lessons import (
    done_by,
    lesson_for,
    lessons_done,
    question_for,
    questions_for,
    questions_waiting,
    roles_of,
)

__all__ = [
    "active_champions",
    "champion_accounts",
    "champion_for",
    "champions_for",
    "champions_within",
    "done_by",
    "every_champion",
    "helps_asker",
    "lesson_for",
    "lessons_done",
    "may_wait",
    "question_for",
    "questions_for",
    "questions_to_answer",
    "questions_waiting",
    "roles_of",
    "work_for",
]
