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
from kasuari.feedback.operations.pengaturan import (
    add_kata,
    agree_irama,
    decline_irama,
    propose_irama,
    remove_kata,
    set_irama,
)
from kasuari.feedback.operations.penghitungan import count_putaran
from kasuari.feedback.operations.pengingat import (
    choose_pengingat,
    remind_raters,
    remind_raters_by_calendar,
)
from kasuari.feedback.operations.permintaan import ask, cancel_request, decline_request
from kasuari.feedback.operations.putaran import (
    close_putaran,
    draw_putaran,
    note_job,
    open_putaran,
    plan_putaran,
    release_putaran,
)
from kasuari.feedback.operations.tautan import answer_by_link, invite, revoke_link
from kasuari.feedback.operations.tautan_putaran import (
    SlipsOf,
    answer_by_slip,
    check_slip,
    make_slips,
    revoke_slips,
)
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
    "SlipsOf",
    "add_bukti_file",
    "add_bukti_link",
    "add_kata",
    "agree_irama",
    "answer_by_link",
    "answer_by_slip",
    "approve_nomination",
    "ask",
    "cancel_request",
    "check_slip",
    "choose_pengingat",
    "close_putaran",
    "correct",
    "count_putaran",
    "decide",
    "decline_irama",
    "decline_request",
    "decline_tugas",
    "draw_putaran",
    "erase_catatan",
    "give",
    "invite",
    "make_instrumen",
    "make_slips",
    "moderate_komentar",
    "nominate",
    "note_job",
    "open_putaran",
    "plan_putaran",
    "propose_irama",
    "read_drafs",
    "release_putaran",
    "remind_raters",
    "remind_raters_by_calendar",
    "remove_kata",
    "revoke_link",
    "revoke_slips",
    "save_draf",
    "send_jawaban",
    "set_bobot",
    "set_irama",
    "strike_rater",
    "usual_instrumen",
    "withdraw",
    "write_catatan",
]
