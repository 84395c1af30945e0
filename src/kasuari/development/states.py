"""Which act leads where in tindak lanjut."""

from __future__ import annotations

from kasuari.development.enums.kompetensi import StateEvaluasiKompetensi
from kasuari.foundation.states import Transition, TransitionTable

EVALUASI_KOMPETENSI = TransitionTable(
    "development.evaluasi_kompetensi",
    initial=StateEvaluasiKompetensi.DRAF,
    rows=[
        Transition(StateEvaluasiKompetensi.DRAF, "isi", "penilai", StateEvaluasiKompetensi.DRAF),
        Transition(
            StateEvaluasiKompetensi.DRAF,
            "tanda_tangani",
            "penilai",
            StateEvaluasiKompetensi.DITANDATANGANI,
        ),
    ],
)
