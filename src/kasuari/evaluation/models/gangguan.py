"""Outages: when the system did not work, and for whom."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.evaluation.models.pairs import pair


class Gangguan(models.Model):
    """An outage in some units, from when to when and why. A withdrawn one moves no clock any more."""

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    wilayah = models.CharField(max_length=200)
    alasan = models.CharField(max_length=300)
    start_at = models.DateTimeField()
    end_at = models.DateTimeField()
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("gangguan sistem")
        constraints = [
            models.CheckConstraint(condition=Q(end_at__gt=F("start_at")), name="gangguan_dates"),
            pair("withdrawn", "gangguan_withdrawn_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.wilayah} {self.start_at:%Y-%m-%d}"


class GangguanUnit(models.Model):
    """A unit that an outage hit, with all units below it."""

    gangguan = models.ForeignKey(Gangguan, on_delete=models.CASCADE, related_name="units")
    unit = models.ForeignKey("organisation.UnitKerja", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("unit yang terganggu")
        constraints = [models.UniqueConstraint(fields=["gangguan", "unit"], name="gangguan_unit_once")]

    def __str__(self) -> str:
        return f"{self.gangguan_id} {self.unit_id}"
