"""The surveys over the API."""

from kasuari.surveys.rest.denyut import router as denyut
from kasuari.surveys.rest.skm import router as skm

__all__ = [
    "denyut",
    "skm",
]
