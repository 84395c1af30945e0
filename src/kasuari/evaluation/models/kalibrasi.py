"""Kalibrasi: penilai and their atasan compare drafts before anybody signs. Ours; no law asks for it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.evaluation.enums import PredikatKinerja, RatingKinerja, StateButir, StateSesi
from kasuari.evaluation.models.pairs import pair


class SesiKalibrasi(models.Model):
    """One session in one period, led by the atasan of the penilai who take part.

    About everybody whom these penilai rate, or only those in `unit` and below, or only those in `jabatan`.
    """

    periode_evaluasi = models.ForeignKey(
        "planning.PeriodeEvaluasi", on_delete=models.PROTECT, related_name="kalibrasi"
    )
    pimpinan = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    nama = models.CharField(max_length=200)
    unit = models.ForeignKey(
        "organisation.UnitKerja", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    jabatan = models.ForeignKey(
        "organisation.Jabatan", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=12, choices=StateSesi.choices, default=StateSesi.BERLANGSUNG)
    catatan = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("sesi kalibrasi")
        constraints = [
            models.UniqueConstraint(
                fields=["periode_evaluasi", "pimpinan", "nama"],
                condition=Q(state="berlangsung"),
                name="kalibrasi_once",
            ),
            pair("closed", "kalibrasi_closed_pair"),
        ]
        indexes = [models.Index(fields=["pimpinan", "state"], name="kalibrasi_led")]

    def __str__(self) -> str:
        return self.nama


class PesertaKalibrasi(models.Model):
    """A penilai who takes part; `brought_at` once they laid the drafts of their team on the table."""

    sesi = models.ForeignKey(SesiKalibrasi, on_delete=models.PROTECT, related_name="peserta")
    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(null=True, blank=True)
    brought_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("peserta kalibrasi")
        constraints = [
            models.UniqueConstraint(fields=["sesi", "pegawai"], name="peserta_kalibrasi_once"),
            pair("brought", "peserta_brought_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.sesi_id}/{self.pegawai_id}"


class ButirKalibrasi(models.Model):
    """One draft on the table: as it was brought, what the session proposes, what its penilai answered.

    `semula` never changes. `usulan` is a proposal: the rating itself stands in the evaluation, and only its
    penilai writes and signs it there.
    """

    sesi = models.ForeignKey(SesiKalibrasi, on_delete=models.PROTECT, related_name="butir")
    evaluasi = models.ForeignKey("evaluation.Evaluasi", on_delete=models.PROTECT, related_name="kalibrasi")
    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    penilai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=13, choices=StateButir.choices, default=StateButir.TERBUKA)
    semula_hasil_kerja = models.CharField(max_length=8, choices=RatingKinerja.choices)
    semula_perilaku_kerja = models.CharField(max_length=8, choices=RatingKinerja.choices)
    semula_predikat = models.CharField(max_length=16, choices=PredikatKinerja.choices)
    semula_alasan_hasil_kerja = models.TextField(blank=True)
    semula_alasan_perilaku_kerja = models.TextField(blank=True)
    usulan_hasil_kerja = models.CharField(max_length=8, choices=RatingKinerja.choices, blank=True)
    usulan_perilaku_kerja = models.CharField(max_length=8, choices=RatingKinerja.choices, blank=True)
    usulan_predikat = models.CharField(max_length=16, choices=PredikatKinerja.choices, blank=True)
    alasan = models.TextField(blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    jawaban = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("butir kalibrasi")
        constraints = [
            models.UniqueConstraint(fields=["sesi", "evaluasi"], name="butir_kalibrasi_once"),
            models.CheckConstraint(condition=~Q(penilai=F("pegawai")), name="butir_kalibrasi_not_self"),
            models.CheckConstraint(
                condition=~Q(state__in=["diusulkan", "diterima", "ditolak"])
                | (~Q(usulan_predikat="") & Q(proposed_at__isnull=False) & ~Q(alasan="")),
                name="butir_kalibrasi_proposed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["diterima", "ditolak"])
                | (Q(answered_at__isnull=False) & ~Q(jawaban="")),
                name="butir_kalibrasi_answered",
            ),
            pair("proposed", "butir_proposed_pair"),
            pair("answered", "butir_answered_pair"),
        ]
        indexes = [models.Index(fields=["penilai", "state"], name="butir_kalibrasi_waiting")]

    def __str__(self) -> str:
        return f"{self.sesi_id}/{self.evaluasi_id} {self.state}"
