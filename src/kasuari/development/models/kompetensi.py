"""The dictionary of competencies, the standard of each post, and a person's evaluation (format B.1.9)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.development.enums.kompetensi import Jenis, StateEvaluasiKompetensi


def _dates(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(end_date__isnull=True) | Q(end_date__gt=F("start_date")), name=name
    )


class Kompetensi(models.Model):
    """A competency of the agency's dictionary. `kode` never changes; its words are in `KompetensiVersi`.

    From `retired_date` on it is no longer asked; what was found earlier stays.
    """

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    kode = models.SlugField(max_length=60)
    jenis = models.CharField(max_length=16, choices=Jenis.choices)
    urutan = models.PositiveSmallIntegerField(default=0)
    retired_date = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("kompetensi")
        constraints = [
            models.UniqueConstraint(fields=["instansi", "kode"], name="kompetensi_kode_once"),
        ]

    def __str__(self) -> str:
        return self.kode


class KompetensiVersi(models.Model):
    """What a competency is called and what its five levels ask for, in a period."""

    kompetensi = models.ForeignKey(Kompetensi, on_delete=models.PROTECT, related_name="versi")
    nama = models.CharField(max_length=150)
    arti = models.CharField(max_length=500, blank=True)
    level = models.JSONField(default=list)
    start_date = models.DateField()
    end_date = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("riwayat kompetensi")
        constraints = [
            models.UniqueConstraint(fields=["kompetensi", "start_date"], name="kompetensi_versi_once"),
            models.UniqueConstraint(
                fields=["kompetensi"], condition=Q(end_date__isnull=True), name="kompetensi_versi_open_once"
            ),
            _dates("kompetensi_versi_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.nama} {self.start_date}"


class StandarKompetensi(models.Model):
    """The level of a competency that a post asks for, in a period."""

    jabatan = models.ForeignKey("organisation.Jabatan", on_delete=models.PROTECT, related_name="+")
    kompetensi = models.ForeignKey(Kompetensi, on_delete=models.PROTECT, related_name="standar")
    level = models.PositiveSmallIntegerField()
    start_date = models.DateField()
    end_date = models.DateField(null=True, blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("standar kompetensi")
        constraints = [
            models.UniqueConstraint(
                fields=["jabatan", "kompetensi", "start_date"], name="standar_kompetensi_once"
            ),
            models.UniqueConstraint(
                fields=["jabatan", "kompetensi"],
                condition=Q(end_date__isnull=True),
                name="standar_kompetensi_open_once",
            ),
            models.CheckConstraint(condition=Q(level__range=(1, 5)), name="standar_kompetensi_level"),
            _dates("standar_kompetensi_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.jabatan_id} {self.kompetensi_id} {self.level}"


class EvaluasiKompetensi(models.Model):
    """One sheet of format B.1.9: how a person stands against the standard of the post on a day.

    `evaluator` is the penilai, or whoever was assigned to guide. A draft is read by its author alone.
    """

    pegawai = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    evaluator = models.ForeignKey("organisation.Pegawai", on_delete=models.PROTECT, related_name="+")
    penugasan = models.ForeignKey("organisation.Penugasan", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=16, choices=StateEvaluasiKompetensi.choices, default=StateEvaluasiKompetensi.DRAF
    )
    tanggal = models.DateField()
    rekomendasi = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("evaluasi kompetensi")
        indexes = [models.Index(fields=["pegawai", "state", "tanggal"], name="evaluasi_kompetensi_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "evaluator"],
                condition=Q(state="draf"),
                name="evaluasi_kompetensi_draft_once",
            ),
            models.CheckConstraint(condition=~Q(pegawai=F("evaluator")), name="evaluasi_kompetensi_not_self"),
            models.CheckConstraint(
                condition=Q(state="draf", signed_at__isnull=True, signed_by__isnull=True)
                | Q(state="ditandatangani", signed_at__isnull=False, signed_by__isnull=False),
                name="evaluasi_kompetensi_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai_id} {self.tanggal}"


class HasilKompetensi(models.Model):
    """One line of B.1.9. `nama` and `standar` are as they were on the day; `nilai` None: not assessed."""

    evaluasi = models.ForeignKey(EvaluasiKompetensi, on_delete=models.CASCADE, related_name="hasil")
    kompetensi = models.ForeignKey(Kompetensi, on_delete=models.PROTECT, related_name="+")
    nama = models.CharField(max_length=150)
    standar = models.PositiveSmallIntegerField(null=True, blank=True)
    nilai = models.PositiveSmallIntegerField(null=True, blank=True)
    alasan = models.TextField(blank=True)

    class Meta:
        verbose_name = _("hasil evaluasi kompetensi")
        constraints = [
            models.UniqueConstraint(fields=["evaluasi", "kompetensi"], name="hasil_kompetensi_once"),
            models.CheckConstraint(
                condition=Q(nilai__isnull=True) | Q(nilai__range=(1, 5)), name="hasil_kompetensi_nilai"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama}: {self.nilai}"
