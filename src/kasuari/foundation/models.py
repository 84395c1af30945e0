"""Tables that every module needs and none owns."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """A private file, kept under its SHA-256. The bytes lie in KASUARI_DATA_DIR, never under the web root."""

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("berkas")

    def __str__(self) -> str:
        return f"{self.name} ({self.sha256[:12]})"


class HariLibur(models.Model):
    """A day off: national, cuti bersama or regional, with the document that declares it."""

    class Jenis(models.TextChoices):
        LIBUR_NASIONAL = "libur_nasional", _("Libur nasional")
        CUTI_BERSAMA = "cuti_bersama", _("Cuti bersama")
        LIBUR_DAERAH = "libur_daerah", _("Libur daerah")

    date = models.DateField()
    nama = models.CharField(max_length=200)
    jenis = models.CharField(max_length=20, choices=Jenis.choices)
    dasar = models.CharField(max_length=300, blank=True)
    berlaku = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("hari libur")
        constraints = [models.UniqueConstraint(fields=["date", "nama"], name="hari_libur_once")]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.nama}"


class IdempotencyKey(models.Model):
    """The answer to a write that carried a key, so that the same write sent twice happens once."""

    user_id = models.BigIntegerField()
    key = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=bytes)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("kunci pengiriman")
        constraints = [models.UniqueConstraint(fields=["user_id", "key"], name="idempotency_once")]

    def __str__(self) -> str:
        return f"{self.user_id}:{self.key}"


class Job(models.Model):
    """A piece of work in the queue. A worker holds it by a lease; a dead worker's lease runs out."""

    class State(models.TextChoices):
        READY = "ready", _("Menunggu")
        RUNNING = "running", _("Berjalan")
        DONE = "done", _("Selesai")
        FAILED = "failed", _("Gagal")

    id = models.UUIDField(primary_key=True)
    task = models.CharField(max_length=200)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    queue = models.CharField(max_length=40, default="default")
    priority = models.SmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READY)
    run_after = models.DateTimeField()
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    fence = models.PositiveBigIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    result = models.JSONField(null=True)
    error = models.TextField(blank=True)
    unique_key = models.CharField(max_length=120, null=True, unique=True)

    class Meta:
        verbose_name = _("pekerjaan latar")
        indexes = [models.Index(fields=["state", "run_after"], name="job_ready")]

    def __str__(self) -> str:
        return f"{self.task} {self.state}"
