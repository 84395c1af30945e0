"""The performance year and its evaluation periods.

`last_date` is the last day that counts (inclusive), as documents print it.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.planning.enums import JenisPeriode, StatePeriode
from kasuari.planning.models.pairs import pair


class Periode(models.Model):
    """A performance year of an agency, opened by the clerk."""

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="periode")
    tahun = models.PositiveSmallIntegerField()
    start_date = models.DateField()
    last_date = models.DateField()
    jenis_evaluasi = models.CharField(max_length=12, choices=JenisPeriode.choices)
    state = models.CharField(max_length=10, choices=StatePeriode.choices, default=StatePeriode.DISIAPKAN)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("periode")
        constraints = [
            models.UniqueConstraint(fields=["instansi", "tahun"], name="periode_once"),
            models.CheckConstraint(condition=Q(last_date__gt=F("start_date")), name="periode_dates"),
            pair("opened", "periode_opened_pair"),
        ]

    def __str__(self) -> str:
        return str(self.tahun)


class PeriodeEvaluasi(models.Model):
    """One evaluation: a month, a quarter or the whole year, with the window in which it is done."""

    periode = models.ForeignKey(Periode, on_delete=models.PROTECT, related_name="evaluasi")
    jenis = models.CharField(max_length=12, choices=JenisPeriode.choices)
    nomor = models.PositiveSmallIntegerField()
    start_date = models.DateField()
    last_date = models.DateField()
    window_start_date = models.DateField()
    window_last_date = models.DateField()

    class Meta:
        verbose_name = _("periode evaluasi")
        constraints = [
            models.UniqueConstraint(fields=["periode", "jenis", "nomor"], name="periode_evaluasi_once"),
            models.CheckConstraint(
                condition=Q(last_date__gte=F("start_date"), window_last_date__gte=F("window_start_date")),
                name="periode_evaluasi_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.nomor}"
