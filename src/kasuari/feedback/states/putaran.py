"""Which act leads where: a 360 round, and one rater's task in it."""

from __future__ import annotations

from kasuari.feedback.enums import StatePutaran, StateTautan, StateTugas
from kasuari.foundation.states import Transition, TransitionTable

PUTARAN = TransitionTable(
    "feedback.putaran",
    initial=StatePutaran.DRAF,
    rows=[
        Transition(StatePutaran.DRAF, "undi", "kepegawaian", StatePutaran.NOMINASI),
        Transition(StatePutaran.NOMINASI, "undi", "kepegawaian", StatePutaran.NOMINASI),
        Transition(StatePutaran.NOMINASI, "buka", "kepegawaian", StatePutaran.TERBUKA),
        Transition(StatePutaran.DRAF, "ingat", "kepegawaian", StatePutaran.DRAF),
        Transition(StatePutaran.NOMINASI, "ingat", "kepegawaian", StatePutaran.NOMINASI),
        Transition(StatePutaran.TERBUKA, "ingat", "kepegawaian", StatePutaran.TERBUKA),
        Transition(StatePutaran.TERBUKA, "kartu", "kepegawaian", StatePutaran.TERBUKA),
        Transition(StatePutaran.TERBUKA, "tutup", "kepegawaian, sistem", StatePutaran.DITUTUP),
        Transition(StatePutaran.DITUTUP, "rilis", "kepegawaian", StatePutaran.DIRILIS),
    ],
)

TUGAS = TransitionTable(
    "feedback.tugas_putaran",
    initial=StateTugas.DIUSULKAN,
    rows=[
        Transition(StateTugas.DIUSULKAN, "buka", "kepegawaian", StateTugas.MENUNGGU),
        Transition(StateTugas.DIUSULKAN, "coret", "penilai", StateTugas.GUGUR),
        Transition(StateTugas.MENUNGGU, "kirim", "pengisi", StateTugas.SELESAI),
        Transition(StateTugas.MENUNGGU, "tolak", "pengisi", StateTugas.MENOLAK),
    ],
)

TAUTAN_PUTARAN = TransitionTable(
    "feedback.tautan_putaran",
    initial=StateTautan.TERBUKA,
    rows=[
        Transition(StateTautan.TERBUKA, "pakai", "penerima layanan", StateTautan.DIPAKAI),
        Transition(StateTautan.TERBUKA, "cabut", "kepegawaian", StateTautan.DICABUT),
    ],
)
