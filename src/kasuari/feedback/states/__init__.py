"""Which act leads from which state to which."""

from kasuari.feedback.states.putaran import PUTARAN, TAUTAN_PUTARAN, TUGAS
from kasuari.feedback.states.umpan_balik import IRAMA, PERMINTAAN, TAUTAN, UMPAN_BALIK

__all__ = [
    "IRAMA",
    "PERMINTAAN",
    "PUTARAN",
    "TAUTAN",
    "TAUTAN_PUTARAN",
    "TUGAS",
    "UMPAN_BALIK",
]
