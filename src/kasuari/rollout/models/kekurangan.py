"""What was found lacking, and the help that was offered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.rollout.enums import StateKekurangan, Tanda, Tingkat


class Kekurangan(models.Model):
    """A shortcoming of the product or of the way it is used: found by whom and where, how bad, what was
    decided, in which version it was repaired, and verified by the unit that reported it."""

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    judul = models.CharField(max_length=150)
    teks = models.TextField()
    halaman = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey("organisation.UnitKerja", on_delete=models.PROTECT, related_name="+")
    pelapor = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    tingkat = models.CharField(max_length=12, choices=Tingkat.choices)
    state = models.CharField(
        max_length=12, choices=StateKekurangan.choices, default=StateKekurangan.DILAPORKAN
    )
    version = models.PositiveIntegerField(default=0)
    reported_at = models.DateTimeField()
    putusan_teks = models.CharField(max_length=600, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rilis = models.CharField(max_length=40, blank=True)
    repaired_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("kekurangan")
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="kekurangan_decided_pair",
            ),
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True, verified_by__isnull=True)
                | Q(verified_at__isnull=False, verified_by__isnull=False),
                name="kekurangan_verified_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.judul


class BantuanUnit(models.Model):
    """Help that was offered to a unit because of a sign of trouble. It says nothing about a person."""

    unit = models.ForeignKey("organisation.UnitKerja", on_delete=models.PROTECT, related_name="+")
    tanda = models.CharField(max_length=16, choices=Tanda.choices)
    teks = models.CharField(max_length=300)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("bantuan kepada unit")

    def __str__(self) -> str:
        return f"{self.unit_id} {self.tanda}"
