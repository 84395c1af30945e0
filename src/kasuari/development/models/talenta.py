"""Potensi as it was assessed outside the product, and the files that it came in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.development.enums.mitra import StateKatalog
from kasuari.development.enums.tindak_lanjut import NilaiPotensi
from kasuari.development.models.pairs import pair


class PotensiPegawai(models.Model):
    """What an assessment said of a person on a day; the latest that is not cancelled holds.

    `dasar` names the assessment. A person without a row has an unknown potensi, never a low one.
    """

    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    nilai = models.CharField(max_length=10, choices=NilaiPotensi.choices)
    tanggal = models.DateField()
    dasar = models.CharField(max_length=200)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    alasan = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("potensi pegawai")
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "tanggal"],
                condition=Q(cancelled_at__isnull=True),
                name="potensi_once_a_day",
            ),
            pair("cancelled", "potensi_cancelled_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai_id} {self.nilai}"


class ImporPotensi(models.Model):
    """A file of potensi: kept, shown, then applied as a whole or given up."""

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=StateKatalog.choices, default=StateKatalog.PRATINJAU)
    file = models.ForeignKey("foundation.StoredFile", on_delete=models.PROTECT, related_name="+")
    counts = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("impor potensi")

    def __str__(self) -> str:
        return f"potensi {self.file_id}"
