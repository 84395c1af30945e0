"""The perjanjian kinerja of a unit: its sasaran, their indicators with targets, programmes and budget.

The budget belongs to a programme under a sasaran and is kept there once, however many indicators share it.
Nothing is deleted: an indicator that was taken out keeps its row, so that what was planned on it can be told.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.planning.enums import ArahTarget, JenisTrajektori, Perspektif, StateImporPk, StatePk
from kasuari.planning.models.pairs import pair


class PerjanjianKinerja(models.Model):
    """The perjanjian kinerja of one unit for one year; a rancangan until it is set."""

    unit = models.ForeignKey(
        "organisation.UnitKerja", on_delete=models.PROTECT, related_name="perjanjian_kinerja"
    )
    tahun = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=6, choices=StatePk.choices, default=StatePk.DRAF)
    version = models.PositiveIntegerField(default=0)
    finalised_at = models.DateTimeField(null=True, blank=True)
    finalised_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("perjanjian kinerja")
        constraints = [
            models.UniqueConstraint(fields=["unit", "tahun"], name="pk_once"),
            pair("finalised", "pk_finalised_pair"),
        ]

    def __str__(self) -> str:
        return f"PK {self.unit_id}/{self.tahun}"


class SasaranPk(models.Model):
    """One sasaran of a perjanjian kinerja: what its indicators measure together."""

    perjanjian = models.ForeignKey(PerjanjianKinerja, on_delete=models.CASCADE, related_name="sasaran")
    nomor = models.PositiveSmallIntegerField()
    teks = models.TextField()

    class Meta:
        verbose_name = _("sasaran perjanjian kinerja")
        constraints = [models.UniqueConstraint(fields=["perjanjian", "nomor"], name="sasaran_pk_once")]

    def __str__(self) -> str:
        return self.teks[:80]


class ProgramPk(models.Model):
    """A programme under a sasaran with its budget in rupiah; an empty budget is unknown."""

    sasaran = models.ForeignKey(SasaranPk, on_delete=models.CASCADE, related_name="program")
    nama = models.CharField(max_length=300)
    anggaran = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("program perjanjian kinerja")
        constraints = [models.UniqueConstraint(fields=["sasaran", "nama"], name="program_pk_once")]

    def __str__(self) -> str:
        return self.nama


class IndikatorPk(models.Model):
    """One indicator with its target. `revision` counts what was changed since it was first written, so that
    a plan made on an earlier one can be told. `perspektif` is a proposal."""

    sasaran = models.ForeignKey(SasaranPk, on_delete=models.CASCADE, related_name="indikator")
    program = models.ForeignKey(
        ProgramPk, null=True, blank=True, on_delete=models.PROTECT, related_name="indikator"
    )
    kode = models.CharField(max_length=40)
    nomor = models.PositiveSmallIntegerField()
    teks = models.TextField()
    satuan = models.CharField(max_length=60)
    baseline = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    target = models.DecimalField(max_digits=18, decimal_places=4)
    arah = models.CharField(max_length=6, choices=ArahTarget.choices, default=ArahTarget.NAIK)
    trajektori = models.CharField(
        max_length=10, choices=JenisTrajektori.choices, default=JenisTrajektori.POSISI
    )
    target_tw1 = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    target_tw2 = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    target_tw3 = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    target_tw4 = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    perspektif = models.CharField(max_length=20, choices=Perspektif.choices, blank=True)
    penanggung_jawab = models.ForeignKey(
        "organisation.UnitKerja", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    penanggung_jawab_teks = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("indikator perjanjian kinerja")
        constraints = [
            models.UniqueConstraint(fields=["sasaran", "kode"], name="indikator_pk_once"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=False) | Q(removed_by__isnull=True),
                name="indikator_pk_removed_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.teks[:80]


class ImporPk(models.Model):
    """A file of perjanjian kinerja that the clerk has handed in: shown against what stands, then applied as
    a whole. The file is read anew each time, so nothing of its rows is kept beside it."""

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("foundation.StoredFile", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=StateImporPk.choices, default=StateImporPk.PRATINJAU)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    job_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("impor perjanjian kinerja")
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_at__isnull=False) | Q(applied_by__isnull=True),
                name="impor_pk_applied_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"impor PK {self.pk}"
