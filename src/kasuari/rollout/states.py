"""Which act leads a wave where."""

from __future__ import annotations

from kasuari.foundation.states import Transition, TransitionTable
from kasuari.rollout.enums import StateGelombang, StateKekurangan

GELOMBANG = TransitionTable(
    "rollout.gelombang",
    initial=StateGelombang.DISIAPKAN,
    rows=[
        Transition(StateGelombang.DISIAPKAN, "ubah", "unit kepegawaian", StateGelombang.DISIAPKAN),
        Transition(StateGelombang.DISIAPKAN, "mulai", "unit kepegawaian", StateGelombang.BERJALAN),
        Transition(StateGelombang.BERJALAN, "selesaikan", "unit kepegawaian", StateGelombang.SELESAI),
    ],
)

KEKURANGAN = TransitionTable(
    "rollout.kekurangan",
    initial=StateKekurangan.DILAPORKAN,
    rows=[
        Transition(StateKekurangan.DILAPORKAN, "terima", "unit kepegawaian", StateKekurangan.DITERIMA),
        Transition(StateKekurangan.DILAPORKAN, "tolak", "unit kepegawaian", StateKekurangan.DITOLAK),
        Transition(StateKekurangan.DITERIMA, "perbaiki", "unit kepegawaian", StateKekurangan.DIPERBAIKI),
        Transition(StateKekurangan.DIPERBAIKI, "pastikan", "unit pelapor", StateKekurangan.DIPASTIKAN),
        Transition(StateKekurangan.DIPERBAIKI, "belum", "unit pelapor", StateKekurangan.DITERIMA),
        Transition(StateKekurangan.DITOLAK, "pertanyakan", "unit pelapor", StateKekurangan.DILAPORKAN),
    ],
)
# What a later wave waits for when it is grave.
OPEN = (StateKekurangan.DILAPORKAN, StateKekurangan.DITERIMA, StateKekurangan.DIPERBAIKI)
