"""Issued documents: the paper, where it is kept, and whether it still holds."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Document(models.Model):
    """A PDF as it was issued. `code` is printed in its QR; `replaced_at` marks one that no longer holds.

    `object_type` and `object_id` name what it documents, e.g. ("evaluation.evaluasi", 17).
    """

    code = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    pegawai_id = models.BigIntegerField(null=True, db_index=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    file = models.ForeignKey("foundation.StoredFile", on_delete=models.PROTECT, related_name="+")
    data = models.JSONField(default=dict)
    issued_at = models.DateTimeField()
    issued_by_name = models.CharField(max_length=200)
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )

    class Meta:
        verbose_name = _("dokumen")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_type", "object_id"],
                condition=models.Q(replaced_at__isnull=True),
                name="document_current_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
