"""Which act leads where: the SKP (Pasal 14; Lampiran BAB II C) and the performance year."""

from __future__ import annotations

from kasuari.foundation.states import Transition, TransitionTable
from kasuari.planning.enums import StatePeriode, StatePustaka, StateSkp

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

PUSTAKA = TransitionTable(
    "planning.pustaka",
    initial=StatePustaka.CALON,
    rows=[
        Transition(StatePustaka.CALON, "setujui", "kepegawaian", StatePustaka.DISETUJUI),
        Transition(StatePustaka.CALON, "sembunyikan", "kepegawaian", StatePustaka.DISEMBUNYIKAN),
        Transition(StatePustaka.CALON, "gabung", "kepegawaian", StatePustaka.DIGABUNG),
        Transition(StatePustaka.DISETUJUI, "sembunyikan", "kepegawaian", StatePustaka.DISEMBUNYIKAN),
        Transition(StatePustaka.DISETUJUI, "gabung", "kepegawaian", StatePustaka.DIGABUNG),
        Transition(StatePustaka.DISEMBUNYIKAN, "setujui", "kepegawaian", StatePustaka.DISETUJUI),
        Transition(StatePustaka.DISEMBUNYIKAN, "gabung", "kepegawaian", StatePustaka.DIGABUNG),
    ],
)

# In these states the owner may write; in these the penilai may still add an ekspektasi khusus.
WRITABLE = (StateSkp.DRAF, StateSkp.DIKEMBALIKAN)
BEFORE_SETTING = (StateSkp.DRAF, StateSkp.DIAJUKAN, StateSkp.DIKEMBALIKAN)
