"""Which act leads the appointment of a pendamping where."""

from __future__ import annotations

from kasuari.foundation.states import Transition, TransitionTable
from kasuari.learning.enums import StatePendamping

PENDAMPING = TransitionTable(
    "learning.pendamping",
    initial=StatePendamping.DIUSULKAN,
    rows=[
        Transition(StatePendamping.DIUSULKAN, "tetapkan", "unit kepegawaian", StatePendamping.BERTUGAS),
        Transition(StatePendamping.DIUSULKAN, "tolak", "unit kepegawaian", StatePendamping.DITOLAK),
        Transition(
            StatePendamping.BERTUGAS,
            "akhiri",
            "unit kepegawaian, pimpinan unit, pendamping",
            StatePendamping.BERAKHIR,
        ),
    ],
)
