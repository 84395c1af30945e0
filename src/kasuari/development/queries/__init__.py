"""Reads of tindak lanjut."""

from kasuari.development.queries.kompetensi import (
    Butir,
    Evidence,
    Gap,
    dictionary,
    gaps_of,
    gaps_of_many,
    kompetensi_for,
    standards_of,
)
from kasuari.development.queries.kredit import (
    CreditRecord,
    Need,
    credit_of,
    credit_record,
    kredit_words,
    months_in_words,
    note_for,
    papers_of,
)
from kasuari.development.queries.rencana import HomeProgress, home_progress
from kasuari.development.queries.work import may_wait, work_for

__all__ = [
    "Butir",
    "CreditRecord",
    "Evidence",
    "Gap",
    "HomeProgress",
    "Need",
    "credit_of",
    "credit_record",
    "dictionary",
    "gaps_of",
    "gaps_of_many",
    "home_progress",
    "kompetensi_for",
    "kredit_words",
    "may_wait",
    "months_in_words",
    "note_for",
    "papers_of",
    "standards_of",
    "work_for",
]
