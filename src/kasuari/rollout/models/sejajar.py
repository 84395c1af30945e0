"""The parallel run: what the other system says beside what we say, and who is right."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.rollout.enums import Hal, SiapaBenar


class UjiSejajar(models.Model):
    """One file of the other system (e-Kinerja, a spreadsheet) for one evaluation period."""

    gelombang = models.ForeignKey("rollout.Gelombang", on_delete=models.PROTECT, related_name="sejajar")
    periode_evaluasi = models.ForeignKey(
        "planning.PeriodeEvaluasi", on_delete=models.PROTECT, related_name="+"
    )
    keterangan = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("uji sejajar")
        constraints = [
            models.UniqueConstraint(
                fields=["gelombang", "periode_evaluasi", "sha256"], name="sejajar_file_once"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class BarisSejajar(models.Model):
    """One thing about one person in both systems. "" is not known to that side, which is not a difference
    to be decided by a machine."""

    sejajar = models.ForeignKey(UjiSejajar, on_delete=models.PROTECT, related_name="baris")
    pegawai = models.ForeignKey(
        "organisation.Pegawai", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    nip = models.CharField(max_length=30)
    hal = models.CharField(max_length=10, choices=Hal.choices)
    mereka_teks = models.CharField(max_length=200, blank=True)
    kita_teks = models.CharField(max_length=200, blank=True)
    sama = models.BooleanField()
    putusan = models.CharField(max_length=16, choices=SiapaBenar.choices, blank=True)
    catatan = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("baris uji sejajar")
        constraints = [
            models.UniqueConstraint(fields=["sejajar", "nip", "hal"], name="sejajar_row_once"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, putusan="")
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(putusan="")),
                name="sejajar_decided_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nip} {self.hal}"
