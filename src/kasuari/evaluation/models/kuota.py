"""The shares of the predikat that an agency hints at, from a day on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SetelanKuota(models.Model):
    """The numbers that take the place of those of SE MenPANRB 3/2023 from `start_date` on.

    They are hints and block nothing; `tampil` False shows none. The columns are those of
    `regulation.kuota.AngkaKuota`.
    """

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    start_date = models.DateField()
    tampil = models.BooleanField(default=True)
    terbanyak = models.PositiveSmallIntegerField()
    atas = models.PositiveSmallIntegerField()
    utama = models.PositiveSmallIntegerField()
    perbaikan = models.PositiveSmallIntegerField()
    terbaca_dari = models.PositiveSmallIntegerField()
    dasar = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("setelan kuota predikat")
        constraints = [
            models.UniqueConstraint(fields=["instansi", "start_date"], name="setelan_kuota_once"),
            models.CheckConstraint(
                condition=Q(terbanyak__lte=100, atas__lte=100, utama__lte=100, perbaikan__lte=100),
                name="setelan_kuota_shares",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instansi_id} {self.start_date}"
