"""How far the capaian of a unit bounds the rating of who leads it, as an agency decided from a day on."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kasuari.evaluation.enums import RatingKinerja


class SetelanBatasPimpinan(models.Model):
    """The highest rating hasil kerja for each capaian from `start_date` on, instead of SE MenPANRB 3/2023.

    Diatas everywhere bounds nobody. The columns are those of `regulation.predikat.CapaianOrganisasi`.
    """

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    start_date = models.DateField()
    istimewa = models.CharField(max_length=8, choices=RatingKinerja.choices)
    baik = models.CharField(max_length=8, choices=RatingKinerja.choices)
    butuh_perbaikan = models.CharField(max_length=8, choices=RatingKinerja.choices)
    kurang = models.CharField(max_length=8, choices=RatingKinerja.choices)
    sangat_kurang = models.CharField(max_length=8, choices=RatingKinerja.choices)
    dasar = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("setelan batas rating pimpinan")
        constraints = [
            models.UniqueConstraint(fields=["instansi", "start_date"], name="setelan_batas_pimpinan_once"),
        ]

    def __str__(self) -> str:
        return f"{self.instansi_id} {self.start_date}"
