"""Which act leads where in feedback."""

from kasuari.feedback.states.putaran import PUTARAN, TUGAS

__all__ = ["PUTARAN", "TUGAS"]
