"""Plans for many at once: what was asked for, and what came of it for each person.

A run writes drafts that their owners complete and hand in. Its rows are made when it begins, so that a worker
that dies is followed by another that knows what is left; they also tell what may be taken back.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.planning.enums import JenisMassal, StateBarisMassal, StateMassal
from kasuari.planning.models.pairs import pair
from kasuari.planning.models.periode import Periode
from kasuari.planning.models.skp import Skp


class RencanaMassal(models.Model):
    """One plan for many: whom it is for and what it writes, as `pilihan`; `counts` once it has begun."""

    periode = models.ForeignKey(Periode, on_delete=models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=6, choices=JenisMassal.choices, default=JenisMassal.ISI)
    state = models.CharField(max_length=12, choices=StateMassal.choices, default=StateMassal.PRATINJAU)
    asal = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="perubahan"
    )
    pilihan = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    job = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("rencana massal")
        constraints = [pair("applied", "massal_applied_pair"), pair("undone", "massal_undone_pair")]
        indexes = [models.Index(fields=["periode", "created_by"], name="massal_of_person")]

    def __str__(self) -> str:
        return f"rencana massal {self.pk}"


class BarisMassal(models.Model):
    """What a run does for one person: still to do, written, passed over for a reason, taken back or kept.

    `made` says that the run began the SKP; `skp_version` is the version that it left behind, so that whatever
    was touched since can be told. `tulisan` holds what was written, by part: the column values before (a
    group change), or a short digest of the words (a plan).
    """

    massal = models.ForeignKey(RencanaMassal, on_delete=models.CASCADE, related_name="baris")
    urutan = models.PositiveIntegerField()
    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    penugasan = models.ForeignKey(
        "organisation.Penugasan", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    skp = models.ForeignKey(
        Skp, null=True, blank=True, on_delete=models.SET_NULL, related_name="baris_massal"
    )
    state = models.CharField(max_length=16, choices=StateBarisMassal.choices)
    code = models.CharField(max_length=60, blank=True)
    made = models.BooleanField(default=False)
    skp_version = models.PositiveIntegerField(default=0)
    rhk = models.PositiveSmallIntegerField(default=0)
    indikator = models.PositiveSmallIntegerField(default=0)
    sumber = models.JSONField(default=list)
    tulisan = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("baris rencana massal")
        constraints = [
            models.UniqueConstraint(fields=["massal", "pegawai"], name="massal_person_once"),
            models.CheckConstraint(
                condition=~Q(state="ditulis") | Q(code=""), name="massal_written_without_reason"
            ),
        ]
        indexes = [models.Index(fields=["massal", "state", "urutan"], name="massal_rows_left")]

    def __str__(self) -> str:
        return f"{self.massal_id}/{self.pegawai_id}"
