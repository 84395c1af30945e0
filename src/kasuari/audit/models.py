"""The ledger. Rows are only ever added; triggers in the database refuse to change or remove them."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnlyError(RuntimeError):
    """Somebody tried to change or remove a row of the ledger."""

    def __init__(self) -> None:
        super().__init__("the audit ledger is append-only")


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Adds and reads; refuses the rest before the database has to."""

    def update(self, **columns: Any) -> NoReturn:
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        raise AppendOnlyError

    def bulk_update(self, *args: Any, **options: Any) -> NoReturn:
        raise AppendOnlyError

    def _raw_delete(self, using: str | None) -> NoReturn:
        raise AppendOnlyError


class AppendOnly(models.Model):
    """A row that is written once."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Insert the row. Raises AppendOnlyError for a row that is in the table."""
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **{**options, "force_insert": True})

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise AppendOnlyError


class AuditEntry(AppendOnly):
    """One event: who did what to which object, and when. A job chains the entries by `AuditSeal`."""

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


class AuditSeal(AppendOnly):
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
