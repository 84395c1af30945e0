"""Feedback over the API."""

from kasuari.feedback.rest.umpan_balik import router as umpan_balik

__all__ = ["umpan_balik"]
