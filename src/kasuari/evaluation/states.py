"""Which act leads where: the evaluation, the objection (Pasal 24-25 and 29; Lampiran BAB IV and V), and the
end of a period."""

from __future__ import annotations

from kasuari.evaluation.enums import (
    StateBundel,
    StateButir,
    StateEvaluasi,
    StateKeberatan,
    StatePenutupan,
    StateSesi,
)
from kasuari.foundation.states import Transition, TransitionTable

EVALUASI = TransitionTable(
    "evaluation.evaluasi",
    initial=StateEvaluasi.DINILAI,
    rows=[
        Transition(StateEvaluasi.DINILAI, "nilai", "penilai", StateEvaluasi.DINILAI),
        Transition(StateEvaluasi.DINILAI, "tanda_tangani", "penilai", StateEvaluasi.DITANDATANGANI),
        Transition(StateEvaluasi.DITANDATANGANI, "sampaikan", "penilai", StateEvaluasi.DISAMPAIKAN),
        Transition(StateEvaluasi.DISAMPAIKAN, "catat_penolakan", "penilai", StateEvaluasi.DISAMPAIKAN),
        Transition(StateEvaluasi.DISAMPAIKAN, "terima", "pegawai", StateEvaluasi.DITERIMA),
        # D.1.3 takes the place of the document that was delivered, and of its receipt (Lampiran BAB V B.7).
        Transition(StateEvaluasi.DISAMPAIKAN, "ubah", "atasan", StateEvaluasi.DIUBAH),
        Transition(StateEvaluasi.DITERIMA, "ubah", "atasan", StateEvaluasi.DIUBAH),
        Transition(StateEvaluasi.DIUBAH, "terima_perubahan", "pegawai", StateEvaluasi.DITERIMA),
    ],
)

KEBERATAN = TransitionTable(
    "evaluation.keberatan",
    initial=StateKeberatan.DIAJUKAN,
    rows=[
        Transition(StateKeberatan.DIAJUKAN, "jelaskan", "penilai", StateKeberatan.DIJELASKAN),
        Transition(StateKeberatan.DIAJUKAN, "tambahkan", "pegawai", StateKeberatan.DIAJUKAN),
        Transition(StateKeberatan.DIJELASKAN, "tambahkan", "pegawai", StateKeberatan.DIJELASKAN),
        Transition(StateKeberatan.DIAJUKAN, "cabut", "pegawai", StateKeberatan.DICABUT),
        Transition(StateKeberatan.DIJELASKAN, "cabut", "pegawai", StateKeberatan.DICABUT),
        Transition(StateKeberatan.DIAJUKAN, "putuskan", "atasan", StateKeberatan.DIPUTUS),
        Transition(StateKeberatan.DIJELASKAN, "putuskan", "atasan", StateKeberatan.DIPUTUS),
        Transition(StateKeberatan.DIPUTUS, "tanda_tangani", "pegawai atau penilai", StateKeberatan.DIPUTUS),
    ],
)

PENUTUPAN = TransitionTable(
    "evaluation.penutupan",
    initial=StatePenutupan.DITUTUP,
    rows=[
        Transition(StatePenutupan.DITUTUP, "usulkan", "kepegawaian", StatePenutupan.DIUSULKAN),
        Transition(StatePenutupan.DIUSULKAN, "setujui", "pejabat lain", StatePenutupan.DIBUKA),
        Transition(StatePenutupan.DIUSULKAN, "tolak", "pejabat lain", StatePenutupan.DITUTUP),
        Transition(StatePenutupan.DIBUKA, "tutup", "kepegawaian atau sistem", StatePenutupan.DITUTUP),
    ],
)

BUNDEL = TransitionTable(
    "evaluation.bundel",
    initial=StateBundel.BERJALAN,
    rows=[
        Transition(StateBundel.BERJALAN, "lanjutkan", "pembuat", StateBundel.BERJALAN),
        Transition(StateBundel.BERJALAN, "selesai", "sistem", StateBundel.SELESAI),
        Transition(StateBundel.SELESAI, "hapus", "sistem", StateBundel.DIHAPUS),
    ],
)

SESI_KALIBRASI = TransitionTable(
    "evaluation.kalibrasi",
    initial=StateSesi.BERLANGSUNG,
    rows=[
        Transition(StateSesi.BERLANGSUNG, "bawa", "penilai", StateSesi.BERLANGSUNG),
        Transition(StateSesi.BERLANGSUNG, "bahas", "peserta", StateSesi.BERLANGSUNG),
        Transition(StateSesi.BERLANGSUNG, "tutup", "pimpinan", StateSesi.SELESAI),
    ],
)

BUTIR_KALIBRASI = TransitionTable(
    "evaluation.butir_kalibrasi",
    initial=StateButir.TERBUKA,
    rows=[
        Transition(StateButir.TERBUKA, "usulkan", "peserta", StateButir.DIUSULKAN),
        Transition(StateButir.DIPERTAHANKAN, "usulkan", "peserta", StateButir.DIUSULKAN),
        Transition(StateButir.DIUSULKAN, "usulkan", "peserta", StateButir.DIUSULKAN),
        Transition(StateButir.TERBUKA, "pertahankan", "pimpinan", StateButir.DIPERTAHANKAN),
        Transition(StateButir.DIUSULKAN, "pertahankan", "pimpinan", StateButir.DIPERTAHANKAN),
        Transition(StateButir.DIUSULKAN, "terima", "penilai", StateButir.DITERIMA),
        Transition(StateButir.DIUSULKAN, "tolak", "penilai", StateButir.DITOLAK),
    ],
)

# What the owner may see, and what no operation changes any more.
DELIVERED = (StateEvaluasi.DISAMPAIKAN, StateEvaluasi.DITERIMA, StateEvaluasi.DIUBAH)
SIGNED = (StateEvaluasi.DITANDATANGANI, *DELIVERED)
OPEN_KEBERATAN = (StateKeberatan.DIAJUKAN, StateKeberatan.DIJELASKAN)
