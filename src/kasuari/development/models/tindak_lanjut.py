"""Proposals for a penghargaan on the result of an evaluation, and what was decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.development.enums.tindak_lanjut import BentukPenghargaan, StateUsulan
from kasuari.development.models.pairs import pair
from kasuari.evaluation.enums import PredikatKinerja


class UsulanPenghargaan(models.Model):
    """A proposal (Pasal 31) on one evaluation, with the predikat that it rests on.

    `nama` says which award where it is another than the two priorities. An approved priority holds to the end
    of `berlaku_sampai_date`.
    """

    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.UnitKerja", on_delete=models.PROTECT, related_name="+")
    evaluasi = models.ForeignKey("evaluation.Evaluasi", on_delete=models.PROTECT, related_name="+")
    predikat = models.CharField(max_length=16, choices=PredikatKinerja.choices)
    bentuk = models.CharField(max_length=12, choices=BentukPenghargaan.choices)
    nama = models.CharField(max_length=150, blank=True)
    alasan = models.CharField(max_length=500)
    state = models.CharField(max_length=12, choices=StateUsulan.choices, default=StateUsulan.DIUSULKAN)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    putusan_teks = models.CharField(max_length=500, blank=True)
    berlaku_sampai_date = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("usulan penghargaan")
        constraints = [
            models.UniqueConstraint(
                fields=["evaluasi", "bentuk"],
                condition=Q(state__in=[StateUsulan.DIUSULKAN, StateUsulan.DISETUJUI]),
                name="usulan_penghargaan_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[StateUsulan.DISETUJUI, StateUsulan.DITOLAK, StateUsulan.DICABUT])
                | Q(decided_at__isnull=False),
                name="usulan_penghargaan_decided",
            ),
            pair("decided", "usulan_penghargaan_pair"),
        ]
        indexes = [models.Index(fields=["state", "bentuk"], name="usulan_penghargaan_waiting")]

    def __str__(self) -> str:
        return f"{self.pegawai_id} {self.bentuk}"
