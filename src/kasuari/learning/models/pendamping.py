"""Whom the people of a unit ask first."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.learning.enums import StatePendamping


class Pendamping(models.Model):
    """A colleague who helps a unit and all below it from `start_date` until before `end_date`; proposed by
    the leader of the unit, appointed by the unit kepegawaian. It is help for others and rates nobody."""

    unit = models.ForeignKey("organisation.UnitKerja", on_delete=models.PROTECT, related_name="+")
    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=StatePendamping.choices, default=StatePendamping.DIUSULKAN
    )
    start_date = models.DateField()
    end_date = models.DateField(null=True, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("pendamping unit")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "pegawai"],
                condition=Q(state__in=(StatePendamping.DIUSULKAN, StatePendamping.BERTUGAS)),
                name="pendamping_once",
            ),
            models.CheckConstraint(
                condition=Q(end_date__isnull=True) | Q(end_date__gte=F("start_date")), name="pendamping_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.pegawai_id}"
