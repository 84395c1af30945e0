"""The surveys over the API."""

from kasuari.surveys.rest.skm import router as skm

__all__ = ["skm"]
