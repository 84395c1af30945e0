"""The papers of a whole unit in one file, made by the worker."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kasuari.evaluation.enums import BentukBundel, IsiBundel, StateBundel


class Bundel(models.Model):
    """What somebody asked for: the papers of one period, of a unit and all below it. Its file is thrown away
    after some days."""

    periode_evaluasi = models.ForeignKey(
        "planning.PeriodeEvaluasi", on_delete=models.PROTECT, related_name="bundel"
    )
    unit = models.ForeignKey("organisation.UnitKerja", on_delete=models.PROTECT, related_name="+")
    isi = models.CharField(max_length=8, choices=IsiBundel.choices)
    bentuk = models.CharField(max_length=8, choices=BentukBundel.choices)
    state = models.CharField(max_length=10, choices=StateBundel.choices, default=StateBundel.BERJALAN)
    job = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("bundel dokumen")

    def __str__(self) -> str:
        return f"bundel {self.pk}"


class BundelBerkas(models.Model):
    """One paper of a bundle; `sha256` is empty until it is there."""

    bundel = models.ForeignKey(Bundel, on_delete=models.CASCADE, related_name="berkas")
    urutan = models.PositiveIntegerField()
    evaluasi = models.ForeignKey("evaluation.Evaluasi", on_delete=models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=8, choices=IsiBundel.choices)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("berkas bundel")
        constraints = [
            models.UniqueConstraint(fields=["bundel", "evaluasi", "jenis"], name="bundel_berkas_once"),
            models.UniqueConstraint(fields=["bundel", "urutan"], name="bundel_berkas_order"),
        ]

    def __str__(self) -> str:
        return f"{self.bundel_id}/{self.urutan}"
