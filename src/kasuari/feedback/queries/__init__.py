"""Reads of feedback."""

from kasuari.feedback.queries.catatan import catatan_for, notes_about, penilai_ids_of
from kasuari.feedback.queries.kata import kamus_of, kata_for, kata_of, looked_at, suggestions
from kasuari.feedback.queries.permintaan import (
    asked_by,
    asked_of,
    link_by_token,
    links_of,
    permintaan_for,
    tautan_for,
)
from kasuari.feedback.queries.rekaman import Bagian, Rekaman, Ucapan, as_fact, rekaman_of, spoken
from kasuari.feedback.queries.tempo import Tempo, due_of, irama_of, usual_irama
from kasuari.feedback.queries.tindak_lanjut import Jenjang, ladder_of, step_of, takeovers_of, tindak_lanjut_of
from kasuari.feedback.queries.umpan_balik import (
    bukti_for,
    correctable_until,
    giveable_skp,
    given_by,
    known_results,
    part_to_give,
    peran_of,
    received_by,
    umpan_balik_for,
    umpan_balik_rows,
)
from kasuari.feedback.queries.work import work_for

__all__ = [
    "Bagian",
    "Jenjang",
    "Rekaman",
    "Tempo",
    "Ucapan",
    "as_fact",
    "asked_by",
    "asked_of",
    "bukti_for",
    "catatan_for",
    "correctable_until",
    "due_of",
    "giveable_skp",
    "given_by",
    "irama_of",
    "kamus_of",
    "kata_for",
    "kata_of",
    "known_results",
    "ladder_of",
    "link_by_token",
    "links_of",
    "looked_at",
    "notes_about",
    "part_to_give",
    "penilai_ids_of",
    "peran_of",
    "permintaan_for",
    "received_by",
    "rekaman_of",
    "spoken",
    "step_of",
    "suggestions",
    "takeovers_of",
    "tautan_for",
    "tindak_lanjut_of",
    "umpan_balik_for",
    "umpan_balik_rows",
    "usual_irama",
    "work_for",
]
