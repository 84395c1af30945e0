"""Waves, the units in them, and what is switched on for them since when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.rollout.enums import JenisGelombang, Sinyal, StateGelombang


class Gelombang(models.Model):
    """A group of units that begins together.

    `sakelar` holds for each function the days on which it was switched: `{"skp": [["2026-07-01", true]]}`.
    `ambang` holds for each criterion of the gate what it must reach; null with a reason in `tanpa` where the
    agency does without. `pengenalan_*` is the half-open time in which everything works and nothing counts.
    """

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    nama = models.CharField(max_length=120)
    jenis = models.CharField(max_length=12, choices=JenisGelombang.choices)
    urutan = models.PositiveSmallIntegerField()
    rencana_date = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=StateGelombang.choices, default=StateGelombang.DISIAPKAN)
    sakelar = models.JSONField(default=dict)
    ambang = models.JSONField(default=dict)
    pengenalan_start_at = models.DateTimeField(null=True, blank=True)
    pengenalan_end_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("gelombang")
        constraints = [
            models.UniqueConstraint(fields=["instansi", "nama"], name="gelombang_nama_once"),
            models.CheckConstraint(
                condition=Q(started_at__isnull=True, started_by__isnull=True)
                | Q(started_at__isnull=False, started_by__isnull=False),
                name="gelombang_started_pair",
            ),
            models.CheckConstraint(
                condition=Q(pengenalan_end_at__isnull=True)
                | Q(pengenalan_start_at__isnull=False, pengenalan_end_at__gte=F("pengenalan_start_at")),
                name="gelombang_pengenalan_order",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def practises(self) -> bool:
        """Whether it is practising now."""
        return self.pengenalan_start_at is not None and self.pengenalan_end_at is None

    def is_on(self, fungsi: str, on: date) -> bool:
        """Whether a function is on by its own switch."""
        return switched(self.sakelar, fungsi, on)


class AnggotaGelombang(models.Model):
    """A unit, with all below it, in one wave. `sinyal` is what was measured there."""

    gelombang = models.ForeignKey(Gelombang, on_delete=models.PROTECT, related_name="anggota")
    unit = models.OneToOneField("organisation.UnitKerja", on_delete=models.PROTECT, related_name="+")
    sinyal = models.CharField(max_length=12, choices=Sinyal.choices, blank=True)
    sinyal_date = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("unit dalam gelombang")

    def __str__(self) -> str:
        return f"{self.gelombang_id} {self.unit_id}"


def switched(sakelar: dict[str, Any], fungsi: str, on: date) -> bool:
    """The latest switch on or before a day; off where there is none."""
    day, found = on.isoformat(), False
    for since, state in sakelar.get(fungsi, ()):
        if since <= day:
            found = bool(state)
    return found
