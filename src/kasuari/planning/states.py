"""Which act leads where: the SKP (Pasal 14; Lampiran BAB II C) and the performance year."""

from __future__ import annotations

from kasuari.foundation.states import Transition, TransitionTable
from kasuari.planning.enums import StateImporPk, StatePeriode, StatePk, StateSkp

SKP = TransitionTable(
    "planning.skp",
    initial=StateSkp.DRAF,
    rows=[
        Transition(StateSkp.DRAF, "ajukan", "pegawai", StateSkp.DIAJUKAN),
        Transition(StateSkp.DIAJUKAN, "tetapkan", "penilai", StateSkp.DITETAPKAN),
        Transition(StateSkp.DIAJUKAN, "kembalikan", "penilai", StateSkp.DIKEMBALIKAN),
        Transition(StateSkp.DIAJUKAN, "tarik", "pegawai", StateSkp.DRAF),
        Transition(StateSkp.DIKEMBALIKAN, "ajukan", "pegawai", StateSkp.DIAJUKAN),
    ],
)

PERIODE = TransitionTable(
    "planning.periode",
    initial=StatePeriode.DISIAPKAN,
    rows=[
        Transition(StatePeriode.DISIAPKAN, "buka", "kepegawaian", StatePeriode.DIBUKA),
        Transition(StatePeriode.DIBUKA, "tutup", "kepegawaian", StatePeriode.DITUTUP),
        Transition(StatePeriode.DITUTUP, "buka", "kepegawaian", StatePeriode.DIBUKA),
    ],
)

PK = TransitionTable(
    "planning.pk",
    initial=StatePk.DRAF,
    rows=[
        Transition(StatePk.DRAF, "tetapkan", "kepegawaian", StatePk.FINAL),
        Transition(StatePk.FINAL, "ubah", "kepegawaian", StatePk.DRAF),
    ],
)

IMPOR_PK = TransitionTable(
    "planning.impor_pk",
    initial=StateImporPk.PRATINJAU,
    rows=[
        Transition(StateImporPk.PRATINJAU, "terapkan", "kepegawaian", StateImporPk.DITERAPKAN),
        Transition(StateImporPk.PRATINJAU, "batalkan", "kepegawaian", StateImporPk.DIBATALKAN),
    ],
)

# In these states the owner may write; in these the penilai may still add an ekspektasi khusus.
WRITABLE = (StateSkp.DRAF, StateSkp.DIKEMBALIKAN)
BEFORE_SETTING = (StateSkp.DRAF, StateSkp.DIAJUKAN, StateSkp.DIKEMBALIKAN)
