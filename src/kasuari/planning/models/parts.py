"""Rows that stood in an earlier version of an SKP stay in their table and out of every list."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

Part = TypeVar("Part", bound=models.Model)


class AllVersions(models.Manager[Part]):
    """The parts of every version, also those that were taken out."""


class InForce(models.Manager[Part]):
    """The parts of the running version; `versi_akhir` names the last version of those that were taken out.

    What points at a row that was taken out, such as a realisasi, still reaches it: Django follows a foreign
    key past this.
    """

    def get_queryset(self) -> models.QuerySet[Part]:
        return super().get_queryset().filter(versi_akhir__isnull=True)
