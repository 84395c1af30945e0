"""Writes of feedback."""

from kasuari.feedback.operations.instrumen import Butir, make_instrumen, set_bobot, usual_instrumen
from kasuari.feedback.operations.jawaban import Isian, decline_tugas, read_drafs, save_draf, send_jawaban
from kasuari.feedback.operations.komentar import moderate_komentar
from kasuari.feedback.operations.nominasi import approve_nomination, nominate, strike_rater
from kasuari.feedback.operations.penghitungan import count_putaran
from kasuari.feedback.operations.putaran import (
    close_putaran,
    draw_putaran,
    note_job,
    open_putaran,
    plan_putaran,
    release_putaran,
    remind_raters,
)

__all__ = [
    "Butir",
    "Isian",
    "approve_nomination",
    "close_putaran",
    "count_putaran",
    "decline_tugas",
    "draw_putaran",
    "make_instrumen",
    "moderate_komentar",
    "nominate",
    "note_job",
    "open_putaran",
    "plan_putaran",
    "read_drafs",
    "release_putaran",
    "remind_raters",
    "save_draf",
    "send_jawaban",
    "set_bobot",
    "strike_rater",
    "usual_instrumen",
]
