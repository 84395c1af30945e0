"""Drawing the pilot units, the plan of the evaluation, what was observed, and what came out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.rollout.enums import Asal, JenisUndian, Metode, Sumber, Ukuran


class Undian(models.Model):
    """A draw that anybody can repeat: `calon` are the units with their stratum, `benih` the seed with where
    it came from, `hasil` the units in the order drawn."""

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=8, choices=JenisUndian.choices)
    benih = models.CharField(max_length=80)
    asal_benih = models.CharField(max_length=200)
    jumlah = models.PositiveSmallIntegerField()
    calon = models.JSONField(default=list)
    hasil = models.JSONField(default=list)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("undian")
        constraints = [
            models.UniqueConstraint(fields=["instansi", "jenis", "benih"], name="undian_seed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.benih}"


class UjiCoba(models.Model):
    """The plan of an evaluation. `utama` (one or two) and `lain` are the outcomes, fixed at `locked_at`; the
    months run from `awal_date` to before `akhir_date`, the pilot begins at `mulai_date`."""

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    nama = models.CharField(max_length=120)
    metode = models.CharField(max_length=10, choices=Metode.choices)
    asal = models.CharField(max_length=8, choices=Asal.choices)
    undian = models.ForeignKey(Undian, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    utama = models.JSONField(default=list)
    lain = models.JSONField(default=list)
    unit = models.JSONField(default=list)
    awal_date = models.DateField()
    mulai_date = models.DateField()
    akhir_date = models.DateField()
    locked_at = models.DateTimeField()
    locked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("rencana evaluasi uji coba")
        constraints = [
            models.CheckConstraint(
                condition=Q(awal_date__lt=models.F("mulai_date"), mulai_date__lt=models.F("akhir_date")),
                name="uji_dates",
            ),
            models.UniqueConstraint(fields=["instansi", "nama"], name="uji_nama_once"),
        ]

    def __str__(self) -> str:
        return self.nama


class Amatan(models.Model):
    """One outcome of one unit in one month, with the number of people behind it."""

    uji = models.ForeignKey(UjiCoba, on_delete=models.PROTECT, related_name="amatan")
    unit = models.ForeignKey("organisation.UnitKerja", on_delete=models.PROTECT, related_name="+")
    bulan_date = models.DateField()
    ukuran = models.CharField(max_length=16, choices=Ukuran.choices)
    nilai = models.DecimalField(max_digits=12, decimal_places=4)
    n = models.PositiveIntegerField()
    sumber = models.CharField(max_length=8, choices=Sumber.choices)

    class Meta:
        verbose_name = _("amatan uji coba")
        constraints = [
            models.UniqueConstraint(fields=["uji", "unit", "bulan_date", "ukuran"], name="amatan_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.bulan_date} {self.ukuran}"


class HasilUji(models.Model):
    """What came out, as it was computed then; `isi` holds each outcome with its numbers and its limits."""

    uji = models.ForeignKey(UjiCoba, on_delete=models.PROTECT, related_name="hasil")
    isi = models.JSONField(default=dict)
    computed_at = models.DateTimeField()
    computed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("hasil uji coba")

    def __str__(self) -> str:
        return f"{self.uji_id} {self.computed_at}"
