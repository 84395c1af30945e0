"""Which act leads where: the SKP (Pasal 14; Lampiran BAB II C) and the performance year."""

from __future__ import annotations

from kasuari.foundation.states import Transition, TransitionTable
from kasuari.planning.enums import (
    StateAnggota,
    StateDialog,
    StateImporPk,
    StateMassal,
    StatePeriode,
    StatePk,
    StatePustaka,
    StateSkp,
    StateVersi,
)

SKP = TransitionTable(
    "planning.skp",
    initial=StateSkp.DRAF,
    rows=[
        Transition(StateSkp.DRAF, "ajukan", "pegawai", StateSkp.DIAJUKAN),
        Transition(StateSkp.DIAJUKAN, "tetapkan", "penilai", StateSkp.DITETAPKAN),
        # from February, where the penilai has not (Lampiran BAB II C.5)
        Transition(StateSkp.DIAJUKAN, "gantikan", "atasan penilai", StateSkp.DITETAPKAN),
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

IMPOR_SKP = TransitionTable(
    "planning.impor_skp",
    initial=StateImporPk.PRATINJAU,
    rows=[
        Transition(StateImporPk.PRATINJAU, "terapkan", "pembuat", StateImporPk.DITERAPKAN),
        Transition(StateImporPk.PRATINJAU, "batalkan", "pembuat", StateImporPk.DIBATALKAN),
    ],
)

# A new version of a set SKP goes the way of the SKP (Pasal 14 ayat (3)). One given up can be taken up.
VERSI = TransitionTable(
    "planning.versi",
    initial=StateVersi.DRAF,
    rows=[
        Transition(StateVersi.DRAF, "ajukan", "pegawai", StateVersi.DIAJUKAN),
        Transition(StateVersi.DIAJUKAN, "tarik", "pegawai", StateVersi.DRAF),
        Transition(StateVersi.DIAJUKAN, "kembalikan", "penilai", StateVersi.DIKEMBALIKAN),
        Transition(StateVersi.DIKEMBALIKAN, "ajukan", "pegawai", StateVersi.DIAJUKAN),
        Transition(StateVersi.DIAJUKAN, "tetapkan", "penilai", StateVersi.DITETAPKAN),
        Transition(StateVersi.DIAJUKAN, "gantikan", "atasan penilai", StateVersi.DITETAPKAN),
        Transition(StateVersi.DRAF, "batalkan", "pegawai atau penilai", StateVersi.DIBATALKAN),
        Transition(StateVersi.DIKEMBALIKAN, "batalkan", "pegawai atau penilai", StateVersi.DIBATALKAN),
        Transition(StateVersi.DIBATALKAN, "lanjutkan", "pegawai atau penilai", StateVersi.DRAF),
    ],
)
OPEN_VERSION = (StateVersi.DRAF, StateVersi.DIAJUKAN, StateVersi.DIKEMBALIKAN)
VERSION_WRITABLE = (StateVersi.DRAF, StateVersi.DIKEMBALIKAN)

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

MASSAL = TransitionTable(
    "planning.massal",
    initial=StateMassal.PRATINJAU,
    rows=[
        Transition(StateMassal.PRATINJAU, "terapkan", "kepegawaian", StateMassal.BERJALAN),
        Transition(StateMassal.PRATINJAU, "batalkan", "kepegawaian", StateMassal.DIBATALKAN),
        Transition(StateMassal.BERJALAN, "lanjutkan", "kepegawaian", StateMassal.BERJALAN),
        Transition(StateMassal.BERJALAN, "selesai", "sistem", StateMassal.DITERAPKAN),
        Transition(StateMassal.DITERAPKAN, "urungkan", "kepegawaian", StateMassal.MENGURUNGKAN),
        Transition(StateMassal.MENGURUNGKAN, "lanjutkan", "kepegawaian", StateMassal.MENGURUNGKAN),
        Transition(StateMassal.MENGURUNGKAN, "selesai", "sistem", StateMassal.DIURUNGKAN),
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

DIALOG = TransitionTable(
    "planning.dialog",
    initial=StateDialog.DRAF,
    rows=[
        Transition(StateDialog.DRAF, "bagikan", "penulis", StateDialog.DIBAGIKAN),
        Transition(StateDialog.DIBAGIKAN, "tarik", "penulis", StateDialog.DRAF),
        Transition(StateDialog.DIBAGIKAN, "ketahui", "pihak lain", StateDialog.DIKETAHUI),
    ],
)
