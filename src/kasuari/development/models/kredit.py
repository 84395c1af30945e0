"""What the conversion does not know by itself, and what was awarded."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.development.enums.kredit import JenisKredit, UntukKenaikan


class CatatanKredit(models.Model):
    """Angka kredit that a person brings along: AK dasar, of the old rules, from a degree. `tanggal` is the
    first day on which it counts. A wrong one is cancelled with its reason, never changed."""

    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=12, choices=JenisKredit.choices)
    nilai = models.DecimalField(max_digits=9, decimal_places=4)
    tanggal = models.DateField()
    teks = models.CharField(max_length=300)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    alasan = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("catatan angka kredit")
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "jenis", "tanggal"],
                condition=Q(cancelled_at__isnull=True),
                name="kredit_noted_once",
            ),
            models.CheckConstraint(condition=Q(nilai__gt=0), name="kredit_positive"),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True)
                | (Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(alasan="")),
                name="kredit_cancelled_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.nilai}"


class PenetapanKredit(models.Model):
    """An award (PAK), signed by the penilai once enough is in hand. `rincian` holds what it was computed
    from, fractions as text, so that it can be recomputed."""

    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    penilai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    untuk = models.CharField(max_length=8, choices=UntukKenaikan.choices)
    jenjang = models.CharField(max_length=16)
    golongan = models.CharField(max_length=6)
    sampai_date = models.DateField()
    jumlah = models.DecimalField(max_digits=12, decimal_places=6)
    rincian = models.JSONField(default=dict)
    awarded_at = models.DateTimeField()
    awarded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("penetapan angka kredit")
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "untuk", "jenjang", "golongan"], name="kredit_awarded_once"
            ),
        ]

    def __str__(self) -> str:
        return f"PAK {self.pegawai_id} {self.untuk} {self.sampai_date}"
