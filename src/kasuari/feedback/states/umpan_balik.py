"""Which act leads where: feedback, a request for it, a one-time link (Pasal 17-19; Lampiran BAB III C)."""

from __future__ import annotations

from kasuari.feedback.enums import StateIrama, StatePermintaan, StateTautan, StateUmpanBalik
from kasuari.foundation.states import Transition, TransitionTable

UMPAN_BALIK = TransitionTable(
    "feedback.umpan_balik",
    initial=StateUmpanBalik.DIBERIKAN,
    rows=[
        Transition(StateUmpanBalik.DIBERIKAN, "ralat", "pemberi", StateUmpanBalik.DIBERIKAN),
        Transition(StateUmpanBalik.DIBERIKAN, "tarik", "pemberi", StateUmpanBalik.DITARIK),
    ],
)

PERMINTAAN = TransitionTable(
    "feedback.permintaan",
    initial=StatePermintaan.MENUNGGU,
    rows=[
        Transition(StatePermintaan.MENUNGGU, "jawab", "pemberi", StatePermintaan.DIJAWAB),
        Transition(StatePermintaan.MENUNGGU, "tolak", "pemberi", StatePermintaan.DITOLAK),
        Transition(StatePermintaan.MENUNGGU, "batal", "pegawai", StatePermintaan.DIBATALKAN),
    ],
)

TAUTAN = TransitionTable(
    "feedback.tautan",
    initial=StateTautan.TERBUKA,
    rows=[
        Transition(StateTautan.TERBUKA, "pakai", "pihak lain", StateTautan.DIPAKAI),
        Transition(StateTautan.TERBUKA, "cabut", "pembuat", StateTautan.DICABUT),
    ],
)

IRAMA = TransitionTable(
    "feedback.irama",
    initial=StateIrama.DIUSULKAN,
    rows=[
        Transition(StateIrama.DIUSULKAN, "setujui", "yang tidak mengusulkan", StateIrama.DISEPAKATI),
        Transition(StateIrama.DIUSULKAN, "tolak", "pegawai, penilai", StateIrama.TIDAK_DISEPAKATI),
        Transition(StateIrama.DIUSULKAN, "ganti", "pegawai, penilai", StateIrama.DIGANTI),
        Transition(StateIrama.DISEPAKATI, "ganti", "pegawai, penilai", StateIrama.DIGANTI),
    ],
)
