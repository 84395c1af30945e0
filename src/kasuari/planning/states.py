"""Which act leads where: the SKP (Pasal 14; Lampiran BAB II C) and the performance year."""

from __future__ import annotations

from kasuari.foundation.states import Transition, TransitionTable
from kasuari.planning.enums import (
    StateAnggota,
    StateImporPk,
    StatePeriode,
    StatePk,
    StatePustaka,
    StateSkp,
)

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
        Transition(StateImporPk.PRATINJAU, "antrekan", "kepegawaian", StateImporPk.MENERAPKAN),
        Transition(StateImporPk.PRATINJAU, "batalkan", "kepegawaian", StateImporPk.DIBATALKAN),
        Transition(StateImporPk.MENERAPKAN, "selesaikan", "sistem", StateImporPk.DITERAPKAN),
        Transition(StateImporPk.MENERAPKAN, "kembalikan", "sistem", StateImporPk.PRATINJAU),
        Transition(StateImporPk.MENERAPKAN, "ulangi", "kepegawaian", StateImporPk.MENERAPKAN),
        Transition(StateImporPk.MENERAPKAN, "batalkan", "kepegawaian", StateImporPk.DIBATALKAN),
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

# Taking part in a matrix: the own people at once, others once their penilai agrees (Lampiran BAB II A.5.f).
ANGGOTA_MATRIKS = TransitionTable(
    "planning.anggota_matriks",
    initial=StateAnggota.DIMINTA,
    rows=[
        Transition(StateAnggota.DIMINTA, "setujui", "penilai", StateAnggota.DISETUJUI),
        Transition(StateAnggota.DIMINTA, "tidak_setujui", "penilai", StateAnggota.TIDAK_DISETUJUI),
        Transition(StateAnggota.DIMINTA, "akhiri", "pimpinan", StateAnggota.SELESAI),
        Transition(StateAnggota.DISETUJUI, "akhiri", "pimpinan", StateAnggota.SELESAI),
        Transition(StateAnggota.LANGSUNG, "akhiri", "pimpinan", StateAnggota.SELESAI),
        Transition(StateAnggota.TIDAK_DISETUJUI, "akhiri", "pimpinan", StateAnggota.SELESAI),
        Transition(StateAnggota.TIDAK_DISETUJUI, "minta", "pimpinan", StateAnggota.DIMINTA),
        Transition(StateAnggota.SELESAI, "minta", "pimpinan", StateAnggota.DIMINTA),
        Transition(StateAnggota.SELESAI, "ajak", "pimpinan", StateAnggota.LANGSUNG),
    ],
)
# These rows may be given roles; these also take roles into the SKP.
IN_MATRIX = (
    StateAnggota.LANGSUNG,
    StateAnggota.DIMINTA,
    StateAnggota.DISETUJUI,
    StateAnggota.TIDAK_DISETUJUI,
)
CARRYING = (StateAnggota.LANGSUNG, StateAnggota.DISETUJUI)
