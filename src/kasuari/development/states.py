"""Which act leads where in tindak lanjut."""

from __future__ import annotations

from kasuari.development.enums.bimbingan import StateBimbingan, StateKonseling
from kasuari.development.enums.kompetensi import StateEvaluasiKompetensi
from kasuari.development.enums.penghargaan import StateApresiasi
from kasuari.development.enums.rencana import StateBelajar, StateKegiatan, StateRencana
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

RENCANA = TransitionTable(
    "development.rencana",
    initial=StateRencana.DRAF,
    rows=[
        Transition(StateRencana.DRAF, "isi", "pegawai atau penilai", StateRencana.DRAF),
        Transition(StateRencana.DRAF, "ajukan", "pegawai", StateRencana.DIAJUKAN),
        Transition(StateRencana.DIAJUKAN, "sepakati", "penilai", StateRencana.DISEPAKATI),
        Transition(StateRencana.DIAJUKAN, "kembalikan", "penilai", StateRencana.DRAF),
        Transition(StateRencana.DIAJUKAN, "tarik", "pegawai", StateRencana.DRAF),
        Transition(StateRencana.DISEPAKATI, "ubah", "pegawai atau penilai", StateRencana.DRAF),
        Transition(StateRencana.DISEPAKATI, "tutup", "penilai", StateRencana.SELESAI),
    ],
)

KEGIATAN = TransitionTable(
    "development.kegiatan",
    initial=StateKegiatan.DIRENCANAKAN,
    rows=[
        Transition(StateKegiatan.DIRENCANAKAN, "mulai", "pegawai atau penilai", StateKegiatan.BERJALAN),
        Transition(StateKegiatan.BERJALAN, "mulai", "pegawai atau penilai", StateKegiatan.BERJALAN),
        Transition(StateKegiatan.DIRENCANAKAN, "selesaikan", "pegawai atau penilai", StateKegiatan.SELESAI),
        Transition(StateKegiatan.BERJALAN, "selesaikan", "pegawai atau penilai", StateKegiatan.SELESAI),
        Transition(StateKegiatan.DIRENCANAKAN, "batalkan", "pegawai atau penilai", StateKegiatan.BATAL),
        Transition(StateKegiatan.BERJALAN, "batalkan", "pegawai atau penilai", StateKegiatan.BATAL),
    ],
)

BELAJAR = TransitionTable(
    "development.belajar",
    initial=StateBelajar.DICATAT,
    rows=[
        Transition(StateBelajar.DICATAT, "sahkan", "penilai atau unit kepegawaian", StateBelajar.DISAHKAN),
        Transition(StateBelajar.DICATAT, "tolak", "penilai atau unit kepegawaian", StateBelajar.DITOLAK),
    ],
)

BIMBINGAN = TransitionTable(
    "development.bimbingan",
    initial=StateBimbingan.TERBUKA,
    rows=[
        Transition(StateBimbingan.TERBUKA, "isi", "pegawai atau pembimbing", StateBimbingan.TERBUKA),
        Transition(StateBimbingan.TERBUKA, "tandatangani", "pegawai atau pembimbing", StateBimbingan.TERBUKA),
        Transition(
            StateBimbingan.TERBUKA, "tandatangani_kedua", "pegawai atau pembimbing", StateBimbingan.SELESAI
        ),
    ],
)

KONSELING = TransitionTable(
    "development.konseling",
    initial=StateKonseling.DISAMPAIKAN,
    rows=[
        Transition(StateKonseling.DISAMPAIKAN, "tutup", "penilai", StateKonseling.BERUBAH),
        Transition(StateKonseling.DISAMPAIKAN, "laporkan", "penilai", StateKonseling.DILAPORKAN),
        Transition(
            StateKonseling.DILAPORKAN, "tetapkan", "PyB atau unit kepegawaian", StateKonseling.DITETAPKAN
        ),
        Transition(
            StateKonseling.DITETAPKAN, "tetapkan", "PyB atau unit kepegawaian", StateKonseling.DITETAPKAN
        ),
        Transition(StateKonseling.DITETAPKAN, "catat", "konselor", StateKonseling.DITETAPKAN),
        Transition(StateKonseling.DITETAPKAN, "rekam", "konselor", StateKonseling.DIREKAM),
    ],
)

APRESIASI = TransitionTable(
    "development.apresiasi",
    initial=StateApresiasi.DISAMPAIKAN,
    rows=[
        Transition(StateApresiasi.DISAMPAIKAN, "tampilkan", "yang diapresiasi", StateApresiasi.TAMPIL),
        Transition(StateApresiasi.TAMPIL, "turunkan", "yang diapresiasi", StateApresiasi.DISAMPAIKAN),
        Transition(StateApresiasi.DISAMPAIKAN, "tarik", "yang memberi", StateApresiasi.DITARIK),
        Transition(StateApresiasi.TAMPIL, "tarik", "yang memberi", StateApresiasi.DITARIK),
    ],
)
