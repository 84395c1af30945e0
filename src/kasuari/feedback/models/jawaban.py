"""What raters answer in a 360 round, and what becomes of it.

Nothing here names a rater. An envelope is sealed under a key that is not in the database; it holds even whom
it is about. When the box is counted, only what may be shown to somebody is written down, and every envelope
goes.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kasuari.feedback.enums import StateKomentar, SumberKomentar
from kasuari.feedback.models.putaran import PesertaPutaran, Putaran, TugasPutaran, moment_pair


class DrafJawaban(models.Model):
    """What a rater has written and not sent yet: sealed, the rater's own, gone on sending."""

    tugas = models.OneToOneField(
        TugasPutaran, on_delete=models.CASCADE, primary_key=True, related_name="draf"
    )
    isi = models.BinaryField()

    class Meta:
        verbose_name = _("draf jawaban 360")

    def __str__(self) -> str:
        return f"draf {self.tugas_id}"


class AmplopJawaban(models.Model):
    """One answer in the box, until the box is counted. The key is random: it tells no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    putaran = models.ForeignKey(Putaran, on_delete=models.CASCADE, related_name="amplop")
    isi = models.BinaryField()

    class Meta:
        verbose_name = _("amplop jawaban 360")

    def __str__(self) -> str:
        return f"amplop {self.putaran_id}"


class HasilPutaran(models.Model):
    """What may be shown about one person, and nothing else that was answered about them."""

    peserta = models.OneToOneField(
        PesertaPutaran, on_delete=models.CASCADE, primary_key=True, related_name="hasil"
    )
    isi = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("hasil putaran 360")

    def __str__(self) -> str:
        return f"hasil {self.peserta_id}"


class HasilUnitPutaran(models.Model):
    """What may be shown about a unit with all below it."""

    putaran = models.ForeignKey(Putaran, on_delete=models.CASCADE, related_name="hasil_unit")
    unit = models.ForeignKey("organisation.UnitKerja", on_delete=models.PROTECT, related_name="+")
    isi = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("hasil unit putaran 360")
        constraints = [models.UniqueConstraint(fields=["putaran", "unit"], name="hasil_unit_putaran_once")]

    def __str__(self) -> str:
        return f"{self.putaran_id}/{self.unit_id}"


class KomentarPutaran(models.Model):
    """One open answer, cut loose from the figures of whoever wrote it; shown once the moderator lets it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    peserta = models.ForeignKey(PesertaPutaran, on_delete=models.CASCADE, related_name="komentar")
    sumber = models.CharField(max_length=8, choices=SumberKomentar.choices)
    pertanyaan = models.CharField(max_length=20)
    teks = models.TextField()
    state = models.CharField(max_length=10, choices=StateKomentar.choices, default=StateKomentar.MENUNGGU)
    alasan = models.CharField(max_length=300, blank=True)
    moderated_at = models.DateTimeField(null=True, blank=True)
    moderated_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("komentar putaran 360")
        constraints = [moment_pair("moderated", "komentar_moderated_pair")]
        indexes = [models.Index(fields=["peserta", "state"], name="komentar_putaran_shown")]

    def __str__(self) -> str:
        return f"komentar {self.pk}"
