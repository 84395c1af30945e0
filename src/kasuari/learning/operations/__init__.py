"""Writes of learning."""

from kasuari.learning.operations.champions import decide_champion, end_champion, name_champion
from kasuari.learning.operations.lessons import answer_question, ask_question, finish_lesson

__all__ = [
    "answer_question",
    "ask_question",
    "decide_champion",
    "end_champion",
    "finish_lesson",
    "name_champion",
]
