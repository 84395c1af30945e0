"""Appreciation of one person by another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.development.enums.penghargaan import StateApresiasi


class Apresiasi(models.Model):
    """Thanks with its reason. It reaches the wall only by the wish of whom it is for."""

    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    pemberi = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    teks = models.CharField(max_length=500)
    state = models.CharField(
        max_length=12, choices=StateApresiasi.choices, default=StateApresiasi.DISAMPAIKAN
    )
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("apresiasi")
        constraints = [
            models.CheckConstraint(condition=~Q(pegawai=F("pemberi")), name="apresiasi_not_self"),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai_id} {self.given_at:%Y-%m-%d}"
