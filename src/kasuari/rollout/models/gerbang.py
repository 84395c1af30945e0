"""Go and no go, with the signatures of whom it concerns."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.rollout.enums import Putusan, Sebagai


class KeputusanGerbang(models.Model):
    """One decision about a wave. `hasil` is what the criteria said when it was proposed; a later decision
    takes its place and it stays readable."""

    gelombang = models.ForeignKey("rollout.Gelombang", on_delete=models.PROTECT, related_name="keputusan")
    putusan = models.CharField(max_length=8, choices=Putusan.choices)
    alasan = models.CharField(max_length=600, blank=True)
    hasil = models.JSONField(default=list)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("keputusan gerbang")
        constraints = [
            models.UniqueConstraint(
                fields=["gelombang"], condition=Q(replaced_at__isnull=True), name="gerbang_one_standing"
            ),
            models.CheckConstraint(
                condition=Q(putusan=Putusan.LANJUT) | ~Q(alasan=""), name="gerbang_tunda_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gelombang_id} {self.putusan}"


class TandaTanganGerbang(models.Model):
    """Somebody whom the decision concerns; `signed_at` once they have signed."""

    keputusan = models.ForeignKey(KeputusanGerbang, on_delete=models.PROTECT, related_name="tanda_tangan")
    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    sebagai = models.CharField(max_length=16, choices=Sebagai.choices)
    unit = models.ForeignKey(
        "organisation.UnitKerja", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("tanda tangan gerbang")
        constraints = [
            models.UniqueConstraint(fields=["keputusan", "pegawai"], name="gerbang_signs_once"),
        ]

    def __str__(self) -> str:
        return f"{self.keputusan_id} {self.pegawai_id}"
