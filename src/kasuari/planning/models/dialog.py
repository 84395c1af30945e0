"""The dialog kinerja: what was talked about, what was agreed, who acknowledged it, what was added later."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.planning.enums import CaraDialog, PihakDialog, StateDialog, TopikDialog
from kasuari.planning.models.pairs import pair
from kasuari.planning.models.skp import Skp


class DialogKinerja(models.Model):
    """One talk about one SKP between its owner and a pimpinan (Pasal 7 ayat (2)).

    `penulis` is who wrote it down; until it is shared nobody else knows of it. Sharing is the writer's own
    acknowledgement; the other side then acknowledges, which is not the same as agreeing. From then on
    nothing in it changes.
    """

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="dialog")
    pimpinan = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    penulis = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    dialog_date = models.DateField()
    cara = models.CharField(max_length=12, choices=CaraDialog.choices, default=CaraDialog.TATAP_MUKA)
    tempat = models.CharField(max_length=200, blank=True)
    peserta_lain = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=StateDialog.choices, default=StateDialog.DRAF)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("dialog kinerja")
        constraints = [
            pair("shared", "dialog_shared_pair"),
            pair("acknowledged", "dialog_acknowledged_pair"),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) | ~Q(acknowledged_by=F("shared_by")),
                name="dialog_two_sides",
            ),
        ]
        indexes = [models.Index(fields=["skp", "state"], name="dialog_of_skp")]

    def __str__(self) -> str:
        return f"dialog {self.skp_id} {self.dialog_date}"


class TopikDibahas(models.Model):
    """What was said on one of the topics."""

    dialog = models.ForeignKey(DialogKinerja, on_delete=models.CASCADE, related_name="topik")
    topik = models.CharField(max_length=12, choices=TopikDialog.choices)
    teks = models.TextField()

    class Meta:
        verbose_name = _("topik dialog kinerja")
        constraints = [models.UniqueConstraint(fields=["dialog", "topik"], name="dialog_topik_once")]

    def __str__(self) -> str:
        return self.teks[:80]


class Kesepakatan(models.Model):
    """An agreement: who does what until when. `due_date` empty: no day was agreed."""

    dialog = models.ForeignKey(DialogKinerja, on_delete=models.CASCADE, related_name="kesepakatan")
    urutan = models.PositiveSmallIntegerField()
    pihak = models.CharField(max_length=10, choices=PihakDialog.choices)
    teks = models.TextField()
    due_date = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("kesepakatan dialog kinerja")
        constraints = [
            models.UniqueConstraint(fields=["dialog", "urutan"], name="kesepakatan_order"),
            pair("done", "kesepakatan_done_pair"),
        ]

    def __str__(self) -> str:
        return self.teks[:80]


class TanggapanDialog(models.Model):
    """A remark of one of the two, with the acknowledgement or later. It is added and never changed."""

    dialog = models.ForeignKey(DialogKinerja, on_delete=models.PROTECT, related_name="tanggapan")
    teks = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("tanggapan atas dialog kinerja")

    def __str__(self) -> str:
        return self.teks[:80]
