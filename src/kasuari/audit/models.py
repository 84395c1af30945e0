"""The ledger. Rows are only ever added; triggers in the database refuse to change or remove them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One event: who did what to which object, and when.

    `seal` chains the entries: SHA-256 over the previous seal and this row. A job writes the seals into
    `AuditSeal`, because the row itself may not change.
    """

    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=80)
    by_user_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    pegawai_id = models.BigIntegerField(null=True, db_index=True)
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("catatan audit")
        indexes = [models.Index(fields=["object_type", "object_id", "id"], name="audit_object")]

    def __str__(self) -> str:
        return f"{self.id} {self.kind}"


class AuditSeal(models.Model):
    """The seal over all entries up to `last_entry_id`; chained to the seal before it."""

    first_entry_id = models.BigIntegerField()
    last_entry_id = models.BigIntegerField(unique=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("segel audit")

    def __str__(self) -> str:
        return f"{self.first_entry_id}-{self.last_entry_id}"
