"""A survey, answers that came together, and a sheet of paper."""

from __future__ import annotations

from kasuari.foundation.states import Transition, TransitionTable
from kasuari.surveys.enums import StateLembar, StateSurvei, StateTumpukan

SURVEI = TransitionTable(
    "surveys.skm",
    initial=StateSurvei.DRAF,
    rows=[
        Transition(StateSurvei.DRAF, "buka", "kepegawaian", StateSurvei.TERBUKA),
        Transition(StateSurvei.TERBUKA, "tutup", "kepegawaian", StateSurvei.DITUTUP),
    ],
)

TUMPUKAN = TransitionTable(
    "surveys.tumpukan_skm",
    initial=StateTumpukan.DIHITUNG,
    rows=[
        Transition(StateTumpukan.DIHITUNG, "tahan", "sistem", StateTumpukan.DITAHAN),
        Transition(StateTumpukan.DITAHAN, "terima", "kepegawaian", StateTumpukan.DITERIMA),
        Transition(StateTumpukan.DITAHAN, "buang", "kepegawaian", StateTumpukan.DIBUANG),
    ],
)

LEMBAR = TransitionTable(
    "surveys.lembar_skm",
    initial=StateLembar.MENUNGGU,
    rows=[
        Transition(StateLembar.MENUNGGU, "sama", "pengetik kedua", StateLembar.SELESAI),
        Transition(StateLembar.MENUNGGU, "beda", "pengetik kedua", StateLembar.BERBEDA),
        Transition(StateLembar.BERBEDA, "selesaikan", "loket", StateLembar.SELESAI),
    ],
)
