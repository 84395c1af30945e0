"""Reads of tindak lanjut."""

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

__all__ = [
    "CreditRecord",
    "Need",
    "credit_of",
    "credit_record",
    "kredit_words",
    "months_in_words",
    "note_for",
    "papers_of",
]
