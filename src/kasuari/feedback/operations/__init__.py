"""Writes of feedback."""

from kasuari.feedback.operations.catatan import erase_catatan, write_catatan
from kasuari.feedback.operations.pengaturan import add_kata, remove_kata, set_irama
from kasuari.feedback.operations.permintaan import ask, cancel_request, decline_request
from kasuari.feedback.operations.tautan import answer_by_link, invite, revoke_link
from kasuari.feedback.operations.tindak_lanjut import decide
from kasuari.feedback.operations.umpan_balik import (
    Isian,
    add_bukti_file,
    add_bukti_link,
    correct,
    give,
    withdraw,
)

__all__ = [
    "Isian",
    "add_bukti_file",
    "add_bukti_link",
    "add_kata",
    "answer_by_link",
    "ask",
    "cancel_request",
    "correct",
    "decide",
    "decline_request",
    "erase_catatan",
    "give",
    "invite",
    "remove_kata",
    "revoke_link",
    "set_irama",
    "withdraw",
    "write_catatan",
]
