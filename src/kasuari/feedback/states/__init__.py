"""Which act leads from which state to which."""

from kasuari.feedback.states.putaran import PUTARAN, TUGAS
from kasuari.feedback.states.umpan_balik import PERMINTAAN, TAUTAN, UMPAN_BALIK

__all__ = [
    "PERMINTAAN",
    "PUTARAN",
    "TAUTAN",
    "TUGAS",
    "UMPAN_BALIK",
]
