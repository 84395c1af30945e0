"""Which act leads where: the evaluation (Pasal 24-25; Lampiran BAB IV and V.A)."""

from __future__ import annotations

from kasuari.evaluation.enums import StateEvaluasi
from kasuari.foundation.states import Transition, TransitionTable

EVALUASI = TransitionTable(
    "evaluation.evaluasi",
    initial=StateEvaluasi.DINILAI,
    rows=[
        Transition(StateEvaluasi.DINILAI, "nilai", "penilai", StateEvaluasi.DINILAI),
        Transition(StateEvaluasi.DINILAI, "tanda_tangani", "penilai", StateEvaluasi.DITANDATANGANI),
        Transition(StateEvaluasi.DITANDATANGANI, "sampaikan", "penilai", StateEvaluasi.DISAMPAIKAN),
        Transition(StateEvaluasi.DISAMPAIKAN, "terima", "pegawai", StateEvaluasi.DITERIMA),
    ],
)

# What the owner may see, and what no operation changes any more.
DELIVERED = (StateEvaluasi.DISAMPAIKAN, StateEvaluasi.DITERIMA)
SIGNED = (StateEvaluasi.DITANDATANGANI, *DELIVERED)
