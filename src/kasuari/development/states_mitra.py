"""Which act leads where for programmes, enrolments, allocations and files of the catalogue."""

from __future__ import annotations

from kasuari.development.enums.mitra import (
    StateAlokasi,
    StateKatalog,
    StatePendaftaran,
    StateProgram,
)
from kasuari.foundation.states import Transition, TransitionTable

_P, _D, _A, _K = StateProgram, StatePendaftaran, StateAlokasi, StateKatalog

PROGRAM = TransitionTable(
    "development.program",
    initial=_P.DRAF,
    rows=[
        Transition(_P.DRAF, "terbitkan", "mitra", _P.TERBIT),
        Transition(_P.TERBIT, "tutup", "mitra", _P.DITUTUP),
        Transition(_P.DITUTUP, "terbitkan", "mitra", _P.TERBIT),
    ],
)

PENDAFTARAN = TransitionTable(
    "development.pendaftaran",
    initial=_D.DIUSULKAN,
    rows=[
        Transition(_D.DIUSULKAN, "setujui", "unit kepegawaian", _D.DISETUJUI),
        Transition(_D.DIUSULKAN, "batalkan", "pegawai atau unit kepegawaian", _D.BATAL),
        Transition(_D.DISETUJUI, "undang", "unit kepegawaian", _D.DIUNDANG),
        Transition(_D.DISETUJUI, "batalkan", "pegawai atau unit kepegawaian", _D.BATAL),
        Transition(_D.DIUNDANG, "terima", "pegawai", _D.DITERIMA),
        Transition(_D.DIUNDANG, "tolak", "pegawai", _D.DITOLAK),
        Transition(_D.DIUNDANG, "batalkan", "pegawai atau unit kepegawaian", _D.BATAL),
        Transition(_D.DITERIMA, "hadirkan", "mitra", _D.HADIR),
        Transition(_D.DITERIMA, "batalkan", "pegawai atau unit kepegawaian", _D.BATAL),
        Transition(_D.HADIR, "selesaikan", "mitra", _D.SELESAI),
    ],
)

ALOKASI = TransitionTable(
    "development.alokasi",
    initial=_A.MENGHITUNG,
    rows=[
        Transition(_A.MENGHITUNG, "selesaikan", "sistem", _A.SIAP),
        Transition(_A.MENGHITUNG, "buntu", "sistem", _A.BUNTU),
        Transition(_A.MENGHITUNG, "ulangi", "unit kepegawaian", _A.MENGHITUNG),
        Transition(_A.MENGHITUNG, "tinggalkan", "unit kepegawaian", _A.DITINGGALKAN),
        Transition(_A.SIAP, "ubah", "unit kepegawaian", _A.SIAP),
        Transition(_A.SIAP, "setujui", "pejabat yang berwenang", _A.DISETUJUI),
        Transition(_A.SIAP, "tinggalkan", "unit kepegawaian", _A.DITINGGALKAN),
        Transition(_A.BUNTU, "tinggalkan", "unit kepegawaian", _A.DITINGGALKAN),
    ],
)

KATALOG = TransitionTable(
    "development.katalog",
    initial=_K.PRATINJAU,
    rows=[
        Transition(_K.PRATINJAU, "terapkan", "unit kepegawaian", _K.DITERAPKAN),
        Transition(_K.PRATINJAU, "batalkan", "unit kepegawaian", _K.DIBATALKAN),
    ],
)
