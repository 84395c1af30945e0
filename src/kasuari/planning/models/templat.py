"""What an agency usually agrees in the lampiran SKP, by kind of post."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kasuari.planning.enums import JenisLampiran, KelompokJabatan
from kasuari.planning.models.skp import Skp


class TemplatLampiran(models.Model):
    """A template of the lampiran SKP for one kind of post, as it stands from `start_date` until the next.

    A template that has begun is never rewritten: a change is a new row with its own day. One without lines
    says that from that day on there is none.
    """

    instansi = models.ForeignKey("organisation.Instansi", on_delete=models.PROTECT, related_name="+")
    kelompok = models.CharField(max_length=14, choices=KelompokJabatan.choices)
    start_date = models.DateField()
    version = models.PositiveIntegerField(default=0)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("templat lampiran SKP")
        constraints = [
            models.UniqueConstraint(fields=["instansi", "kelompok", "start_date"], name="templat_once")
        ]

    def __str__(self) -> str:
        return f"{self.kelompok} {self.start_date}"


class ButirTemplat(models.Model):
    """A line of a template."""

    templat = models.ForeignKey(TemplatLampiran, on_delete=models.CASCADE, related_name="butir")
    jenis = models.CharField(max_length=12, choices=JenisLampiran.choices)
    urutan = models.PositiveSmallIntegerField()
    teks = models.TextField()

    class Meta:
        verbose_name = _("butir templat lampiran")
        constraints = [models.UniqueConstraint(fields=["templat", "jenis", "urutan"], name="templat_line")]

    def __str__(self) -> str:
        return self.teks[:80]


class SisipanTemplat(models.Model):
    """The lines that a template last brought into an SKP, so that exactly these can be taken out again."""

    skp = models.OneToOneField(Skp, on_delete=models.CASCADE, related_name="sisipan_templat")
    templat = models.ForeignKey(TemplatLampiran, on_delete=models.PROTECT, related_name="+")
    lines = models.JSONField(default=dict)
    inserted_at = models.DateTimeField()
    inserted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("sisipan templat lampiran")

    def __str__(self) -> str:
        return f"{self.skp_id} {self.templat_id}"
