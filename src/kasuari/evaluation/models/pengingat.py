"""What somebody was reminded of, so that it happens once."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pengingat(models.Model):
    """A reminder before a last day, or the word to others after it. `key` names what it is about."""

    key = models.CharField(max_length=120, unique=True)
    last_date = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pengingat")

    def __str__(self) -> str:
        return self.key
