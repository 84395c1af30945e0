"""Who may, in feedback."""

from kasuari.feedback.access.umpan_balik import (
    can_answer_irama,
    can_ask,
    can_close_request,
    can_correct,
    can_decide,
    can_give,
    can_invite,
    can_keep_words,
    can_note,
    can_propose_irama,
    can_read_record,
    can_revoke,
    can_withdraw,
    visible_to,
)

__all__ = [
    "can_answer_irama",
    "can_ask",
    "can_close_request",
    "can_correct",
    "can_decide",
    "can_give",
    "can_invite",
    "can_keep_words",
    "can_note",
    "can_propose_irama",
    "can_read_record",
    "can_revoke",
    "can_withdraw",
    "visible_to",
]
