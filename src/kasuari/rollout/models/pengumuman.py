"""What is announced to whom, and who has read it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.rollout.enums import PeranSasaran, Sasaran


class Pengumuman(models.Model):
    """An announcement to everybody, a unit with all below it, a wave, or a role; on the home page of whoever
    it is for until `last_date`, until they say that they have read it, or until it is withdrawn."""

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    judul = models.CharField(max_length=120)
    teks = models.CharField(max_length=4000)
    sasaran = models.CharField(max_length=12, choices=Sasaran.choices)
    unit = models.ForeignKey(
        "organisation.UnitKerja", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    gelombang = models.ForeignKey(
        "rollout.Gelombang", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    peran = models.CharField(max_length=12, choices=PeranSasaran.choices, blank=True)
    last_date = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    alasan = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("pengumuman")
        constraints = [
            models.CheckConstraint(
                condition=Q(sasaran=Sasaran.SEMUA, unit__isnull=True, gelombang__isnull=True, peran="")
                | Q(sasaran=Sasaran.UNIT, unit__isnull=False, gelombang__isnull=True, peran="")
                | Q(sasaran=Sasaran.GELOMBANG, unit__isnull=True, gelombang__isnull=False, peran="")
                | (Q(sasaran=Sasaran.PERAN, unit__isnull=True, gelombang__isnull=True) & ~Q(peran="")),
                name="pengumuman_one_audience",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(alasan=""),
                name="pengumuman_withdrawn_says_why",
            ),
        ]
        indexes = [models.Index(fields=["instansi", "last_date"], name="pengumuman_shown")]

    def __str__(self) -> str:
        return self.judul


class TandaBaca(models.Model):
    """That somebody has said "I have read it". It is no agreement and rates nobody."""

    pengumuman = models.ForeignKey(Pengumuman, on_delete=models.PROTECT, related_name="tanda_baca")
    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = _("tanda baca pengumuman")
        constraints = [models.UniqueConstraint(fields=["pengumuman", "pegawai"], name="tanda_baca_once")]

    def __str__(self) -> str:
        return f"{self.pengumuman_id} {self.pegawai_id}"
