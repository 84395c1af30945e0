"""The versions of one SKP (Pasal 14 ayat (2)-(3)): what was set, what is being prepared, what was given up.

The parts of the running version are the rows of `Skp`; a version that is prepared lives in `isi` alone, so
that nothing of the running one changes before the penilai sets it.
"""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.planning.enums import SebabPerubahan, StateVersi
from kasuari.planning.models.pairs import pair
from kasuari.planning.models.skp import Skp


class VersiSkp(models.Model):
    """One version. `dasar` is what it began from and `isi` what it says; `fakta` is frozen when it is set.

    `penilai` is whom it is asked of, read anew when it is begun and when it is submitted. `version`
    guards against overwriting what somebody else wrote; `nomor` is the number that people see.
    """

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="versi")
    nomor = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=StateVersi.choices, default=StateVersi.DRAF)
    sebab = models.CharField(max_length=16, choices=SebabPerubahan.choices, blank=True)
    alasan = models.TextField(blank=True)
    dasar = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    isi = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    fakta = models.JSONField(default=dict)
    edition = models.CharField(max_length=40, blank=True)
    penilai = models.ForeignKey(
        "organisation.Pegawai", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(null=True, blank=True)
    set_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("versi SKP")
        constraints = [
            models.UniqueConstraint(
                fields=["skp", "nomor"], condition=Q(state="ditetapkan"), name="versi_skp_once"
            ),
            models.UniqueConstraint(
                fields=["skp"],
                condition=Q(state__in=["draf", "diajukan", "dikembalikan"]),
                name="versi_skp_open_once",
            ),
            models.CheckConstraint(condition=Q(nomor__gte=1), name="versi_skp_nomor"),
            pair("started", "versi_skp_started_pair"),
            pair("submitted", "versi_skp_submitted_pair"),
            pair("set", "versi_skp_set_pair"),
        ]
        indexes = [models.Index(fields=["penilai", "state"], name="versi_skp_waiting")]

    def __str__(self) -> str:
        return f"SKP {self.skp_id} versi {self.nomor}"


class CatatanVersi(models.Model):
    """What the penilai wrote when giving a version back; `path` names the part it is about, "" the whole."""

    versi = models.ForeignKey(VersiSkp, on_delete=models.CASCADE, related_name="catatan")
    path = models.CharField(max_length=80, blank=True)
    teks = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("catatan versi SKP")

    def __str__(self) -> str:
        return self.teks[:80]
