"""The API of feedback."""

from kasuari.feedback.rest.aturan_putaran import router as aturan_putaran
from kasuari.feedback.rest.putaran import router as putaran
from kasuari.feedback.rest.umpan_balik import router as umpan_balik

__all__ = ["aturan_putaran", "putaran", "umpan_balik"]
