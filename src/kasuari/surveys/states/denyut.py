"""A wave of the pulse."""

from __future__ import annotations

from kasuari.foundation.states import Transition, TransitionTable
from kasuari.surveys.enums import StateDenyut

DENYUT = TransitionTable(
    "surveys.denyut",
    initial=StateDenyut.DRAF,
    rows=[
        Transition(StateDenyut.DRAF, "buka", "kepegawaian", StateDenyut.TERBUKA),
        Transition(StateDenyut.TERBUKA, "tutup", "kepegawaian, sistem", StateDenyut.DITUTUP),
    ],
)
