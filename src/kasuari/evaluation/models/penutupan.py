"""The end of an evaluation period: closed by one person, opened again only by two."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.evaluation.enums import StatePenutupan
from kasuari.evaluation.models.pairs import pair


class Penutupan(models.Model):
    """A closed period: its figures on that day, and a fingerprint of every rating and predikat in it.

    `alasan` says why it was closed with something left undone, `pembukaan_alasan` why it shall be opened
    again. It is open again until `buka_sampai_date`, that day included, and closes by itself (`sendiri`)
    after it; `closed_by` is then who closed it before.
    """

    periode_evaluasi = models.OneToOneField(
        "planning.PeriodeEvaluasi", on_delete=models.PROTECT, related_name="penutupan"
    )
    state = models.CharField(max_length=10, choices=StatePenutupan.choices, default=StatePenutupan.DITUTUP)
    alasan = models.TextField(blank=True)
    angka = models.JSONField(default=dict)
    sidik = models.CharField(max_length=64)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    sendiri = models.BooleanField(default=False)
    pembukaan_alasan = models.TextField(blank=True)
    hari = models.PositiveSmallIntegerField(default=0)
    buka_sampai_date = models.DateField(null=True, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("penutupan periode evaluasi")
        constraints = [
            pair("proposed", "penutupan_proposed_pair"),
            pair("approved", "penutupan_approved_pair"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="penutupan_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state="dibuka")
                | Q(approved_at__isnull=False, proposed_at__isnull=False, buka_sampai_date__isnull=False),
                name="penutupan_opened_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"penutupan {self.periode_evaluasi_id} {self.state}"
