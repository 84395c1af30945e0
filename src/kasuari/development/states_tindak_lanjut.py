"""Which act leads where for proposals of a penghargaan and for files of potensi."""

from __future__ import annotations

from kasuari.development.enums.mitra import StateKatalog
from kasuari.development.enums.tindak_lanjut import StateUsulan
from kasuari.foundation.states import Transition, TransitionTable

_U, _K = StateUsulan, StateKatalog

PENGHARGAAN = TransitionTable(
    "development.penghargaan",
    initial=_U.DIUSULKAN,
    rows=[
        Transition(_U.DIUSULKAN, "setujui", "PyB atau pejabat pembina kepegawaian", _U.DISETUJUI),
        Transition(_U.DIUSULKAN, "tolak", "PyB atau pejabat pembina kepegawaian", _U.DITOLAK),
        Transition(_U.DIUSULKAN, "tarik", "pengusul", _U.DITARIK),
        Transition(_U.DISETUJUI, "cabut", "PyB atau pejabat pembina kepegawaian", _U.DICABUT),
    ],
)

IMPOR_POTENSI = TransitionTable(
    "development.impor_potensi",
    initial=_K.PRATINJAU,
    rows=[
        Transition(_K.PRATINJAU, "terapkan", "unit kepegawaian", _K.DITERAPKAN),
        Transition(_K.PRATINJAU, "batalkan", "unit kepegawaian", _K.DIBATALKAN),
    ],
)
