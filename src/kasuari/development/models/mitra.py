"""Partners of development: their agreements, their sign-in, what they offer, and files of both."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.development.enums.mitra import (
    Bahasa,
    JenisKatalog,
    JenisMitra,
    JenisPerjanjian,
    Koneksi,
    Moda,
    StateKatalog,
    StateProgram,
)


class Mitra(models.Model):
    """A university, an organisation, a BPSDM or pusdiklat with which an agency develops its people."""

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    kode = models.CharField(max_length=30)
    nama = models.CharField(max_length=200)
    jenis = models.CharField(max_length=20, choices=JenisMitra.choices)
    kota = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    telepon = models.CharField(max_length=30, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("mitra")
        constraints = [models.UniqueConstraint(fields=["instansi", "kode"], name="mitra_kode_once")]

    def __str__(self) -> str:
        return self.nama


class PerjanjianMitra(models.Model):
    """An agreement in force from `start_date` (None: not recorded) until before `end_date`."""

    mitra = models.ForeignKey(Mitra, on_delete=models.PROTECT, related_name="perjanjian")
    jenis = models.CharField(max_length=10, choices=JenisPerjanjian.choices)
    nomor = models.CharField(max_length=100, blank=True)
    start_date = models.DateField(null=True, blank=True)
    end_date = models.DateField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("perjanjian dengan mitra")
        constraints = [
            models.UniqueConstraint(fields=["mitra", "jenis", "end_date"], name="perjanjian_mitra_once"),
            models.CheckConstraint(
                condition=Q(start_date__isnull=True) | Q(end_date__gt=F("start_date")),
                name="perjanjian_mitra_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mitra_id} {self.jenis} {self.end_date}"

    @property
    def last_date(self) -> date:
        """The last day on which it holds."""
        return self.end_date - timedelta(days=1)


class AkunMitra(models.Model):
    """The account with which somebody of a partner signs in."""

    user = models.OneToOneField("accounts.User", on_delete=models.PROTECT, related_name="+")
    mitra = models.ForeignKey(Mitra, on_delete=models.PROTECT, related_name="akun")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("akun mitra")

    def __str__(self) -> str:
        return f"{self.user_id} {self.mitra_id}"


class ProgramPelatihan(models.Model):
    """One programme of a partner. `kompetensi` is None where the dictionary does not know what the partner
    calls `kompetensi_nama`; `sasaran` and `rumpun` are empty where it is for everybody. `terisi` counts the
    seats that are held: it never passes `kursi`."""

    mitra = models.ForeignKey(Mitra, on_delete=models.PROTECT, related_name="program")
    kode = models.CharField(max_length=30)
    judul = models.CharField(max_length=250)
    kompetensi = models.ForeignKey(
        "development.Kompetensi", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kompetensi_nama = models.CharField(max_length=150)
    rumpun = models.CharField(max_length=150, blank=True)
    sasaran = models.JSONField(default=list, blank=True)
    prasyarat = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    jp = models.PositiveSmallIntegerField()
    moda = models.CharField(max_length=10, choices=Moda.choices)
    bahasa = models.CharField(max_length=10, choices=Bahasa.choices, default=Bahasa.INDONESIA)
    lokasi = models.CharField(max_length=100, blank=True)
    luring = models.BooleanField(default=False)
    sertifikat = models.BooleanField(default=False)
    biaya = models.DecimalField(max_digits=12, decimal_places=0)
    kursi = models.PositiveIntegerField()
    terisi = models.PositiveIntegerField(default=0)
    start_date = models.DateField()
    last_date = models.DateField()
    batas_daftar = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=StateProgram.choices, default=StateProgram.DRAF)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("program pelatihan")
        indexes = [models.Index(fields=["state", "start_date"], name="program_pelatihan_days")]
        constraints = [
            models.UniqueConstraint(fields=["mitra", "kode"], name="program_pelatihan_kode_once"),
            models.CheckConstraint(condition=Q(terisi__lte=F("kursi")), name="program_pelatihan_seats"),
            models.CheckConstraint(
                condition=Q(last_date__gte=F("start_date")), name="program_pelatihan_dates"
            ),
        ]

    def __str__(self) -> str:
        return self.judul


class KeadaanUnit(models.Model):
    """What decides whether somebody of a unit can take part: where it lies, and its connection. A unit
    without a row of its own is as the nearest one above that has one."""

    unit = models.OneToOneField("organisation.UnitKerja", on_delete=models.PROTECT, related_name="+")
    tempat = models.CharField(max_length=100)
    terpencil = models.BooleanField(default=False)
    koneksi = models.CharField(max_length=10, choices=Koneksi.choices, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("keadaan unit kerja")

    def __str__(self) -> str:
        return f"{self.unit_id} {self.tempat}"


class Perjalanan(models.Model):
    """What a journey between two places takes, there and back: days and money for one person."""

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    asal = models.CharField(max_length=100)
    tujuan = models.CharField(max_length=100)
    hari = models.PositiveSmallIntegerField()
    biaya = models.DecimalField(max_digits=12, decimal_places=0)

    class Meta:
        verbose_name = _("perjalanan")
        constraints = [models.UniqueConstraint(fields=["instansi", "asal", "tujuan"], name="perjalanan_once")]

    def __str__(self) -> str:
        return f"{self.asal}–{self.tujuan}"


class ImporKatalog(models.Model):
    """A file of partners or of programmes: kept, shown, then applied as a whole or given up."""

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=10, choices=JenisKatalog.choices)
    state = models.CharField(max_length=12, choices=StateKatalog.choices, default=StateKatalog.PRATINJAU)
    file = models.ForeignKey("foundation.StoredFile", on_delete=models.PROTECT, related_name="+")
    counts = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("impor katalog")

    def __str__(self) -> str:
        return f"{self.jenis} {self.file_id}"
