"""Setting by the atasan of the penilai, and reminding those whose planning is not complete."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.planning.enums import JenisPengingat
from kasuari.planning.models.periode import Periode
from kasuari.planning.models.skp import Skp


class PenetapanAtasan(models.Model):
    """The SKP was set by the atasan because the penilai had not by the end of January, and why."""

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="penetapan_atasan")
    atasan = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    penilai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    alasan = models.TextField()
    dasar = models.CharField(max_length=120)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("penetapan SKP oleh atasan pejabat penilai")
        constraints = [models.UniqueConstraint(fields=["skp", "set_at"], name="penetapan_atasan_once")]

    def __str__(self) -> str:
        return f"{self.skp_id} {self.atasan_id}"


class JadwalPengingat(models.Model):
    """When planning is reminded of by itself, from a day on. Days are working days around the deadline."""

    instansi = models.ForeignKey(
        "organisation.Instansi", on_delete=models.PROTECT, related_name="jadwal_pengingat"
    )
    start_date = models.DateField()
    hari_sebelum = models.JSONField(default=list)
    hari_sesudah = models.JSONField(default=list)
    jeda_hari = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("jadwal pengingat perencanaan")
        constraints = [
            models.UniqueConstraint(fields=["instansi", "start_date"], name="jadwal_pengingat_once"),
            models.CheckConstraint(
                condition=Q(jeda_hari__gte=1, jeda_hari__lte=60), name="jadwal_pengingat_jeda"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instansi_id} {self.start_date}"


class PengingatPerencanaan(models.Model):
    """Somebody was reminded of the planning of `pegawai`: the person, the penilai or, later, the atasan.

    `reminded_by` is empty where the calendar did it.
    """

    periode = models.ForeignKey(Periode, on_delete=models.PROTECT, related_name="pengingat")
    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    kepada = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=10, choices=JenisPengingat.choices)
    sent_at = models.DateTimeField()
    reminded_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("pengingat perencanaan")
        indexes = [
            models.Index(fields=["periode", "pegawai", "-sent_at"], name="pengingat_of_person"),
            models.Index(fields=["periode", "sent_at"], name="pengingat_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai_id} {self.sent_at:%Y-%m-%d}"
