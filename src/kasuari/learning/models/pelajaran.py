"""Who has done which lesson, and what people asked at which step."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.learning.enums import Langkah, StatePertanyaan


class PelajaranSelesai(models.Model):
    """A lesson that somebody finished with the right answer. It opens the gate of a wave and rates nobody."""

    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.CASCADE, related_name="+")
    kode = models.CharField(max_length=30)
    done_date = models.DateField()

    class Meta:
        verbose_name = _("pelajaran selesai")
        constraints = [models.UniqueConstraint(fields=["pegawai", "kode"], name="pelajaran_once")]

    def __str__(self) -> str:
        return f"{self.pegawai_id} {self.kode}"


class Pertanyaan(models.Model):
    """A question with the step at which it arose; once answered it is part of what everybody can search."""

    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    langkah = models.CharField(max_length=12, choices=Langkah.choices)
    teks = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=StatePertanyaan.choices, default=StatePertanyaan.MENUNGGU)
    jawaban = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("pertanyaan")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(jawaban="")),
                name="pertanyaan_answered_pair",
            )
        ]
        indexes = [models.Index(fields=["instansi", "state"], name="pertanyaan_state")]

    def __str__(self) -> str:
        return self.teks[:40]
