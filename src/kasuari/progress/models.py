"""What was planned step by step, what was reached, and what shows it (Pasal 15-16)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RencanaAksi(models.Model):
    """A step towards a result in one evaluation period (format B.1.1)."""

    rhk = models.ForeignKey(
        "planning.RencanaHasilKerja", on_delete=models.PROTECT, related_name="rencana_aksi"
    )
    periode_evaluasi = models.ForeignKey(
        "planning.PeriodeEvaluasi", on_delete=models.PROTECT, related_name="rencana_aksi"
    )
    urutan = models.PositiveSmallIntegerField()
    teks = models.TextField()
    due_date = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("rencana aksi")
        constraints = [
            models.UniqueConstraint(fields=["rhk", "periode_evaluasi", "urutan"], name="rencana_aksi_order")
        ]

    def __str__(self) -> str:
        return self.teks[:80]


class Realisasi(models.Model):
    """What was reached on one indikator in one evaluation period. An empty `nilai` is unknown, never zero."""

    indikator = models.ForeignKey("planning.Indikator", on_delete=models.PROTECT, related_name="realisasi")
    periode_evaluasi = models.ForeignKey(
        "planning.PeriodeEvaluasi", on_delete=models.PROTECT, related_name="realisasi"
    )
    teks = models.TextField(blank=True)
    nilai = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    sumber_data = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("realisasi")
        constraints = [
            models.UniqueConstraint(fields=["indikator", "periode_evaluasi"], name="realisasi_once")
        ]

    def __str__(self) -> str:
        return self.teks[:80]


class BuktiDukung(models.Model):
    """Evidence for a realisasi: a private file or a link."""

    realisasi = models.ForeignKey(Realisasi, on_delete=models.PROTECT, related_name="bukti_dukung")
    nama = models.CharField(max_length=200)
    file = models.ForeignKey(
        "foundation.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    url = models.URLField(max_length=500, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("bukti dukung")
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False, url="") | (Q(file__isnull=True) & ~Q(url="")),
                name="bukti_file_or_link",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="bukti_removed_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class PenutupanPelaksanaan(models.Model):
    """From `closed_at` on, results and evidence of this period stand still: the evaluation is signed."""

    skp = models.ForeignKey("planning.Skp", on_delete=models.PROTECT, related_name="penutupan_pelaksanaan")
    periode_evaluasi = models.ForeignKey(
        "planning.PeriodeEvaluasi", on_delete=models.PROTECT, related_name="penutupan_pelaksanaan"
    )
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("penutupan pelaksanaan")
        constraints = [
            models.UniqueConstraint(fields=["skp", "periode_evaluasi"], name="penutupan_pelaksanaan_once")
        ]

    def __str__(self) -> str:
        return f"{self.skp_id} {self.periode_evaluasi_id}"
