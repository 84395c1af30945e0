"""Writes of feedback."""

from kasuari.feedback.operations.catatan import erase_catatan, write_catatan
from kasuari.feedback.operations.instrumen import Butir, make_instrumen, set_bobot, usual_instrumen
from kasuari.feedback.operations.jawaban import (
    IsianJawaban,
    decline_tugas,
    read_drafs,
    save_draf,
    send_jawaban,
)
from kasuari.feedback.operations.komentar import moderate_komentar
from kasuari.feedback.operations.nominasi import approve_nomination, nominate, strike_rater
from kasuari.feedback.operations.pengaturan import add_kata, remove_kata, set_irama
from kasuari.feedback.operations.penghitungan import count_putaran
from kasuari.feedback.operations.permintaan import ask, cancel_request, decline_request
from kasuari.feedback.operations.putaran import (
    close_putaran,
    draw_putaran,
    note_job,
    open_putaran,
    plan_putaran,
    release_putaran,
    remind_raters,
)
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
    "Butir",
    "Isian",
    "IsianJawaban",
    "add_bukti_file",
    "add_bukti_link",
    "add_kata",
    "answer_by_link",
    "approve_nomination",
    "ask",
    "cancel_request",
    "close_putaran",
    "correct",
    "count_putaran",
    "decide",
    "decline_request",
    "decline_tugas",
    "draw_putaran",
    "erase_catatan",
    "give",
    "invite",
    "make_instrumen",
    "moderate_komentar",
    "nominate",
    "note_job",
    "open_putaran",
    "plan_putaran",
    "read_drafs",
    "release_putaran",
    "remind_raters",
    "remove_kata",
    "revoke_link",
    "save_draf",
    "send_jawaban",
    "set_bobot",
    "set_irama",
    "strike_rater",
    "usual_instrumen",
    "withdraw",
    "write_catatan",
]
