"""What a predikat means for the tambahan penghasilan: a rule of the region, from a day on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AturanTpp(models.Model):
    """The percentages of a local regulation (`dasar`) for each predikat, from `start_date` until the next."""

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    start_date = models.DateField()
    dasar = models.CharField(max_length=300)
    sangat_baik = models.PositiveSmallIntegerField()
    baik = models.PositiveSmallIntegerField()
    butuh_perbaikan = models.PositiveSmallIntegerField()
    kurang = models.PositiveSmallIntegerField()
    sangat_kurang = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("aturan TPP")
        constraints = [
            models.UniqueConstraint(fields=["instansi", "start_date"], name="aturan_tpp_once"),
            models.CheckConstraint(
                condition=Q(
                    sangat_baik__lte=200,
                    baik__lte=200,
                    butuh_perbaikan__lte=200,
                    kurang__lte=200,
                    sangat_kurang__lte=200,
                ),
                name="aturan_tpp_percent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dasar} {self.start_date}"
