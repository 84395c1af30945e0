"""A pulse of motivation and readiness: who is asked, what is sealed, and what may be shown.

As in a 360 round, nothing here joins an answer to a person: the invitation says only whether it was used, an
envelope is sealed under a key outside the database, and when the wave closes only what may be shown is kept.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.surveys.enums import StateDenyut
from kasuari.surveys.models.skm import moment_pair


class Denyut(models.Model):
    """One wave. `edisi` is the wording of the items, `kunci` the name of the key, `panjang` the length of
    everything sealed, `ambang` the smallest group that shows figures: it can be raised, never lowered."""

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    nama = models.CharField(max_length=120)
    start_date = models.DateField()
    last_date = models.DateField()
    state = models.CharField(max_length=10, choices=StateDenyut.choices, default=StateDenyut.DRAF)
    edisi = models.PositiveSmallIntegerField(default=1)
    ambang = models.PositiveSmallIntegerField(default=5)
    kunci = models.CharField(max_length=40, unique=True)
    panjang = models.PositiveIntegerField()
    jawaban = models.PositiveIntegerField(null=True)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("denyut")
        constraints = [
            models.UniqueConstraint(fields=["instansi", "nama"], name="denyut_once"),
            models.CheckConstraint(condition=Q(last_date__gte=F("start_date")), name="denyut_days"),
            models.CheckConstraint(condition=Q(ambang__gte=5), name="denyut_threshold"),
            moment_pair("opened", "denyut_opened_pair"),
            # The product closes a wave by itself after its last day, without a person.
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | Q(closed_at__isnull=False), name="denyut_closed_pair"
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class UndanganDenyut(models.Model):
    """That somebody is asked, and whether they have answered. Never what and never when."""

    denyut = models.ForeignKey(Denyut, on_delete=models.CASCADE, related_name="undangan")
    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("organisation.UnitKerja", on_delete=models.PROTECT, related_name="+")
    selesai = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("undangan denyut")
        constraints = [models.UniqueConstraint(fields=["denyut", "pegawai"], name="undangan_denyut_once")]

    def __str__(self) -> str:
        return f"{self.denyut_id}/{self.pegawai_id}"


class AmplopDenyut(models.Model):
    """One sealed answer, until the wave closes. The key is random: it tells no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    denyut = models.ForeignKey(Denyut, on_delete=models.CASCADE, related_name="amplop")
    isi = models.BinaryField()

    class Meta:
        verbose_name = _("amplop denyut")

    def __str__(self) -> str:
        return f"amplop {self.denyut_id}"


class HasilDenyut(models.Model):
    """What may be shown about a unit with all below it."""

    denyut = models.ForeignKey(Denyut, on_delete=models.CASCADE, related_name="hasil")
    unit = models.ForeignKey("organisation.UnitKerja", on_delete=models.PROTECT, related_name="+")
    isi = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("hasil denyut")
        constraints = [models.UniqueConstraint(fields=["denyut", "unit"], name="hasil_denyut_once")]

    def __str__(self) -> str:
        return f"{self.denyut_id}/{self.unit_id}"
